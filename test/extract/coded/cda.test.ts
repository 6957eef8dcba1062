import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Fact } from '../../../src/domain/fact.js';
import { DocumentMetadata } from '../../../src/domain/document.js';
import { readCoded } from '../../../src/extract/coded/read-coded.js';
import { DEMO, labelled, misquoted, readFixture } from './support.js';

const reading = readFixture('level-3.xml', 'application/cda+xml');
const [page] = reading.pages;

describe('a CDA header', () => {
  it('gives type, dates, versions and access states of a document wrapped in a style sheet', () => {
    const { metadata } = reading;
    expect(metadata.title?.value).toBe('Lettre de liaison');
    expect(metadata.type?.value).toMatchObject({ code: '11490-0', display: expect.stringMatching(/liaison/i) as string });
    expect(metadata.actDate?.value).toBe('2025-03-01');
    expect(metadata.writtenDate?.value).toBe('2025-03-12');
    expect(metadata.version).toEqual({
      documentId: '1.2.250.1.999.7^B',
      setId: '1.2.250.1.999.7',
      number: 2,
      replaces: ['1.2.250.1.999.7^A'],
    });
    expect(metadata.access).toEqual(['invisible-to-patient']);
    expect(() => DocumentMetadata.parse(metadata)).not.toThrow();
  });

  it('prefers a person to the software that sent for them', () => {
    expect(reading.metadata.author?.value).toEqual({
      name: 'Paul MARTEL',
      specialty: 'Cardiologie et maladies vasculaires',
      identifier: '810000000001',
    });
    expect(reading.metadata.otherAuthors).toEqual([{ name: 'Logiciel Z', identifier: 'x' }]);
    expect(reading.metadata.organisation?.value).toBe('Clinique des Ormes');
  });

  it('reads names by their qualifier and doubts an INS that does not hold', () => {
    expect(reading.identity).toEqual({
      insMatricule: '154027B00112390',
      insOid: '1.2.250.1.213.1.4.8',
      birthName: 'LEFÈVRE',
      usedName: 'DE LA TOUR',
      firstNames: ['Anne-Marie', 'Jeanne'],
      birthDate: '1954-02-17',
      sex: 'F',
      birthPlaceCode: '2B033',
    });
    expect(reading.identityDoubts.map((doubt) => doubt.code)).toContain('ins-birth');
  });
});

describe('a CDA narrative', () => {
  it('is one line for each title, row and item, columns aligned, deleted text left out', () => {
    expect(
      page?.text.startsWith(
        'Biologie\nAnalyse             Résultat     Normes     Antérieur\nPotassium           5,20 mmol/L  3,5 - 5,0  4,6 mmol/L\n',
      ),
    ).toBe(true);
    expect(page?.text).toContain("- Contrôle dans une semaine.\n- Rien d'autre.");
    expect(page?.text).not.toContain('retirée');
  });

  it('is what every entry quotes', () => {
    expect(misquoted(reading)).toEqual([]);
    for (const fact of reading.entries) expect(() => Fact.parse(fact)).not.toThrow();
    expect(new Set(reading.entries.map((fact) => fact.id)).size).toBe(reading.entries.length);
  });
});

describe('CDA entries', () => {
  it('give a result as its row writes it, its range, and flag a code that contradicts it', () => {
    const potassium = labelled(reading, 'Potassium');
    expect(potassium.value).toEqual({
      text: '5,20',
      number: 5.2,
      unit: 'mmol/L',
      ucum: 'mmol/L',
      rangeText: '3,5 - 5,0',
      low: 3.5,
      high: 5,
      flag: 'N',
      interpretation: 'N',
    });
    expect(potassium.citations[0].quote).toMatch(/^Potassium +5,20 mmol\/L/);
    expect(reading.warnings.map((warning) => warning.code)).toContain('coded-contradiction');
  });

  it('keep a previous result as history, with its own partial date', () => {
    const previous = reading.entries.find((fact) => fact.origin === 'cda:lab-previous');
    expect(previous).toMatchObject({
      label: 'Potassium',
      status: 'past',
      date: '2024',
      value: { number: 4.6 },
      qualifiers: { historical: true },
    });
  });

  it('read bounds, local codes and the act date where a result has none', () => {
    expect(labelled(reading, 'Troponine')).toMatchObject({
      code: { code: 'B123' },
      value: { text: '< 5', number: 5, comparator: '<' },
      date: '2025-03-01',
      dateSource: 'document',
    });
  });

  it('say when code and printed text disagree', () => {
    expect(labelled(reading, 'Recherche de virus').value?.text).toBe('positif');
    expect(reading.warnings.map((warning) => warning.code)).toContain('coded-narrative-mismatch');
  });

  it('write a line for an entry that no narrative tells', () => {
    expect(labelled(reading, 'DFG estimé').citations[0].quote).toBe('DFG estimé : 48 mL/min/1,73 m², le 01/03/2025');
  });

  it('count a tapered dose once, and keep contrast products and stopped drugs out of current treatments', () => {
    const drugs = reading.entries.filter((fact) => fact.kind === 'medication');
    expect(drugs.map((fact) => [fact.label, fact.medication?.event, fact.status])).toEqual([
      ['PREDNISONE 20 mg, comprimé', 'discharge', 'active'],
      ['PRODUIT DE CONTRASTE X', 'administered', 'past'],
      ['ramipril', 'stopped', 'stopped'],
    ]);
    expect(drugs[0]?.medication).toMatchObject({
      dci: 'prednisone',
      atc: 'H02AB07',
      dose: '2 comprimés, puis 1 comprimé',
      renewals: 1,
      durationDays: 20,
    });
  });

  it('honour negation and absence codes, and leave out a reaction that did not happen', () => {
    expect(labelled(reading, 'Aucune allergie connue')).toMatchObject({
      status: 'absent',
      allergy: { certainty: 'none-known' },
      qualifiers: { negated: true },
    });
    expect(labelled(reading, 'Amoxicilline').allergy).toEqual({ certainty: 'confirmed', intolerance: false, reaction: 'Urticaire' });
    expect(labelled(reading, 'Diabète de type 2')).toMatchObject({ status: 'absent', qualifiers: { negated: true } });
    expect(labelled(reading, 'Cancer du sein')).toMatchObject({
      kind: 'family-history',
      familyMember: 'mère',
      qualifiers: { family: true },
    });
  });

  it('keep the year of a vaccination, its lot and rank, and a refusal as such', () => {
    expect(labelled(reading, 'Vaccin T')).toMatchObject({
      date: '2019',
      immunization: { lot: 'L12', doseRank: 3, targets: ['tétanos'] },
      status: 'past',
    });
    expect(labelled(reading, 'Vaccin G')).toMatchObject({ status: 'absent', qualifiers: { negated: true } });
  });

  it('sniff attachments rather than believe their label', () => {
    expect(reading.attachments.map(({ mediaType, kind, name }) => [mediaType, kind, name])).toEqual([
      ['image/png', 'embedded', 'piece-1.png'],
    ]);
  });
});

describe('the demo dossier', () => {
  const read = (name: string) => readCoded({ mediaType: 'application/cda+xml', bytes: readFileSync(join(DEMO, name)), documentId: name });

  it.each(['doc-007.xml', 'doc-018.xml'])('%s is a letter whose body is a PDF', (name) => {
    const letter = read(name);
    expect(letter.pages).toEqual([]);
    expect(letter.attachments.map((each) => [each.kind, each.mediaType])).toEqual([['body', 'application/pdf']]);
    expect(letter.identityDoubts).toEqual([]);
  });

  it('doc-022.xml is a laboratory report, row by row', () => {
    const report = read('doc-022.xml');
    const results = report.entries.filter((fact) => fact.origin === 'cda:lab-result');
    expect(results.length).toBe(19);
    expect(report.entries.filter((fact) => fact.origin === 'cda:lab-previous').length).toBeGreaterThan(10);
    expect(labelled(report, 'CRP').value).toMatchObject({ text: '< 4', comparator: '<', rangeText: '< 5' });
    expect(misquoted(report)).toEqual([]);
    expect(report.warnings).toEqual([]);
  });

  it('doc-020.xml is a prescription of nine drugs', () => {
    const prescription = read('doc-020.xml');
    expect(prescription.entries.filter((fact) => fact.kind === 'medication').map((fact) => fact.medication?.dci)).toEqual([
      'apixaban',
      'bisoprolol',
      'périndopril',
      'metformine',
      'dapagliflozine',
      'atorvastatine',
      'lévothyroxine sodique',
      'cholécalciférol',
      'paracétamol',
    ]);
    expect(misquoted(prescription)).toEqual([]);
  });

  it('doc-023.xml tells vaccinations done from one refused', () => {
    const vaccines = read('doc-023.xml').entries.filter((fact) => fact.origin === 'cda:immunization');
    expect(vaccines.filter((fact) => fact.status === 'past').length).toBe(8);
    expect(vaccines.filter((fact) => fact.qualifiers.negated).map((fact) => fact.date)).toEqual(['2026-10-13']);
  });
});
