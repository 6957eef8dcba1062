import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/domain/fact.js';
import { childCertificate, draftChildCertificate } from '../../src/summarise/exports/cda/child-certificate.js';
import type { Signer } from '../../src/summarise/exports/cda/cda-document.js';
import { dosesOf, type Completion, type DraftInput } from '../../src/summarise/exports/cda/draft.js';
import {
  draftVaccinationNote,
  draftVaccinationRecord,
  vaccinationNote,
  vaccinationRecord,
} from '../../src/summarise/exports/cda/vaccination.js';
import { vsmDocument } from '../../src/summarise/exports/cda/vsm.js';
import { CERTIFICATES } from '../../src/summarise/vocabulary/child-certificates.js';
import { FACILITIES, PRACTICE_SETTINGS } from '../../src/summarise/vocabulary/cda-codes.js';
import type { CodedReading } from '../../src/extract/coded/coded-reading.js';
import { misquoted, readText } from '../extract/coded/support.js';
import { FakeDossier } from '../fakes/fake-dossier.js';

const AT = '2026-11-16T08:00:00.000Z';
const signer: Signer = {
  family: 'ESSAI & Fils',
  given: 'Camille',
  rpps: '801234567897',
  specialty: { code: 'G15_10/SM26', system: '1.2.250.1.213.1.1.4.5', display: 'Médecin - Qualifié en Médecine Générale (SM)' },
  organisation: { name: 'Cabinet d’essai', identifier: '1750803447', setting: 'AMBULATOIRE', facility: 'SA07' },
};
const read = (xml: string): CodedReading => readText(xml, 'application/cda+xml');
const told = (reading: CodedReading, kind: Fact['kind']) => reading.entries.filter((fact) => fact.kind === kind);

const adult = new FakeDossier()
  .document(
    'a',
    '2026-10-01',
    'Consultation',
    'Diabète de type 2. Hypertension. Metformine 1000 mg matin et soir. Allergie à l’amoxicilline : urticaire.',
  )
  .document('b', '2025-01-10', 'Compte rendu', 'Appendicectomie en 1987. Mère : cancer du sein. Fumeur 20 PA.')
  .fact('a', 'Diabète de type 2', {
    kind: 'condition',
    label: 'Diabète de type 2',
    date: '2026',
    importance: 3,
    code: { system: '2.16.840.1.113883.6.3', code: 'E11', display: 'Diabète de type 2' },
  })
  .fact('a', 'Allergie à l’amoxicilline', {
    kind: 'allergy',
    label: 'amoxicilline',
    importance: 3,
    allergy: { certainty: 'confirmed', intolerance: false, reaction: 'urticaire' },
  })
  .drug(
    'a',
    'Metformine 1000 mg matin et soir',
    { dci: 'metformine', event: 'prescribed', dose: '1000 mg matin et soir', atc: 'A10BA02' },
    {
      date: '2026-10-01',
      code: { system: 'http://www.whocc.no/atc', code: 'A10BA02' },
    },
  )
  .fact('b', 'Appendicectomie en 1987', { kind: 'procedure', label: 'Appendicectomie', date: '1987', status: 'past' })
  .fact('b', 'Mère : cancer du sein', {
    kind: 'family-history',
    label: 'cancer du sein',
    familyMember: 'mère',
    status: 'unknown',
    qualifiers: { family: true },
  });

describe('the volet de synthèse médicale', () => {
  const synthesis = adult.summarise();
  const xml = vsmDocument({ dossierId: 'd', synthesis, facts: adult.facts, signer, at: AT });
  const reading = read(xml);

  it('is read back as what the synthesis says', () => {
    expect(misquoted(reading)).toEqual([]);
    expect(reading.warnings).toEqual([]);
    expect(reading.metadata).toMatchObject({
      type: { value: { code: 'SYNTH' } },
      title: { value: 'Synthèse médicale' },
      actDate: { value: '2026-11-16' },
      author: { value: { name: expect.stringContaining('ESSAI & Fils') as string, identifier: '801234567897' } },
    });
    expect(reading.identity).toMatchObject({ birthName: 'ESSAI', birthDate: '1955-04-02', sex: 'F' });
    for (const section of ['11450-4', '48765-2', '10160-0', '47519-4', '10157-6']) {
      const said = synthesis.sections.find(({ code }) => code === section)?.statements.map(({ fact }) => fact.label) ?? [];
      expect([section, reading.entries.filter((fact) => fact.section === section).map(({ label }) => label)]).toEqual([section, said]);
      expect(said.length).toBeGreaterThan(0);
    }
    expect(told(reading, 'condition')[0]).toMatchObject({
      date: '2026',
      status: 'active',
      code: { code: 'E11', system: '2.16.840.1.113883.6.3' },
    });
    expect(told(reading, 'allergy')[0]?.allergy).toEqual({ certainty: 'confirmed', intolerance: false, reaction: 'urticaire' });
    expect(told(reading, 'medication')[0]?.medication?.atc).toBe('A10BA02');
    expect(told(reading, 'family-history')[0]?.familyMember).toBe('mère');
  });

  it('says the source of each line, and that a draft is one', () => {
    expect(xml).toContain('Consultation, 01/10/2026');
    const draft = vsmDocument({ dossierId: 'd', synthesis, facts: adult.facts, at: AT });
    expect(draft).toContain('à valider');
    expect(draft).not.toContain('legalAuthenticator');
    expect(read(draft).metadata.author?.value.name).toContain('Frise');
  });

  it('tells of each empty section why, and of no one known allergy by its code', () => {
    const none = new FakeDossier()
      .document('a', '2024-03-12', 'Consultation', 'Pas d’allergie connue.')
      .fact('a', 'Pas d’allergie connue', {
        kind: 'allergy',
        label: 'Aucune allergie connue',
        status: 'absent',
        qualifiers: { negated: true },
        allergy: { certainty: 'none-known', intolerance: false },
      });
    const empty = vsmDocument({ dossierId: 'd', synthesis: none.summarise(), facts: none.facts, signer, at: AT });
    expect(empty).toContain('Information non trouvée dans les documents lus.');
    const allergies = told(read(empty), 'allergy');
    expect(allergies.every(({ allergy }) => allergy?.certainty === 'none-known')).toBe(true);
  });

  it('leaves out what a person rejected and tells a correction in words alone', () => {
    const validation = { by: 'Dr X', at: AT, outdated: false };
    const judged = {
      ...synthesis,
      sections: synthesis.sections.map((section) => ({
        ...section,
        statements: section.statements.map((statement) => ({
          ...statement,
          validation:
            section.code === '11450-4'
              ? { ...validation, verdict: 'rejected' as const }
              : { ...validation, verdict: 'corrected' as const, correction: 'Mot corrigé' },
        })),
      })),
    };
    const corrected = vsmDocument({ dossierId: 'd', synthesis: judged, facts: adult.facts, signer, at: AT });
    expect(corrected).not.toContain('code="E11"');
    expect(corrected).toContain('Mot corrigé');
    expect(read(corrected).entries).toEqual([]);
  });
});

const child = new FakeDossier()
  .document(
    'v',
    '2026-03-20',
    'Vaccinations',
    'Infanrix hexa le 20/03/2026, lot AB12. Prevenar 13 le 20/03/2026. Infanrix hexa le 20/05/2026.',
  )
  .document(
    'm',
    '2026-10-10',
    'Examen',
    'Poids 8,4 kg, taille 71 cm, PC 45 cm. Pas de plombémie anormale. Allergie aux protéines de lait de vache.',
  )
  .document('o', '2026-04-01', 'Ancien', 'Poids 5,1 kg.')
  .fact('v', 'Infanrix hexa le 20/03/2026', {
    kind: 'immunization',
    label: 'Infanrix hexa',
    date: '2026-03-20',
    status: 'past',
    immunization: { product: 'Infanrix hexa', targets: [], lot: 'AB12' },
  })
  .fact('v', 'Prevenar 13 le 20/03/2026', { kind: 'immunization', label: 'Prevenar 13', date: '2026-03-20', status: 'past' })
  .fact('v', 'Infanrix hexa le 20/05/2026', { kind: 'immunization', label: 'Infanrix hexa', date: '2026-05-20', status: 'past' })
  .fact('m', 'Poids 8,4 kg', {
    kind: 'observation',
    label: 'Poids',
    date: '2026-10-10',
    value: { text: '8,4', number: 8.4, unit: 'kg', ucum: 'kg' },
  })
  .fact('m', 'taille 71 cm', {
    kind: 'observation',
    label: 'Taille',
    date: '2026-10-10',
    value: { text: '71', number: 71, unit: 'cm', ucum: 'cm' },
  })
  .fact('m', 'PC 45 cm', {
    kind: 'observation',
    label: 'PC',
    date: '2026-10-10',
    value: { text: '45', number: 45, unit: 'cm', ucum: 'cm' },
  })
  .fact('m', 'Allergie aux protéines de lait de vache', {
    kind: 'allergy',
    label: 'protéines de lait de vache',
    allergy: { certainty: 'confirmed', intolerance: false },
  })
  .fact('o', 'Poids 5,1 kg', {
    kind: 'observation',
    label: 'Poids',
    date: '2026-04-01',
    value: { text: '5,1', number: 5.1, unit: 'kg', ucum: 'kg' },
  });
const input: DraftInput = {
  dossierId: 'e',
  patient: {
    birthName: 'ESSAI',
    firstNames: ['Ana'],
    birthDate: '2026-01-15',
    sex: 'F',
    insMatricule: '226017505611201',
    insOid: '1.2.250.1.213.1.4.10',
  },
  facts: child.facts,
  on: '2026-10-12',
  version: 'test',
};
const completion = (values: Completion['values'] = {}): Completion => ({ values, signer, at: AT });

describe('a certificate of the child', () => {
  const draft = draftChildCertificate('child-9-months', input);
  const field = (id: string) => draft.fields.find((each) => each.id === id);

  it('is filled with what the record proves, each field with its source, and nothing else', () => {
    expect([field('weight')?.value, field('weight')?.citations[0]?.quote]).toEqual([8400, 'Poids 8,4 kg']);
    expect([field('height')?.value, field('head')?.value]).toEqual([71, 45]);
    expect([field('vaccine-dtp')?.value, field('vaccine-hepatitis-b')?.value, field('vaccine-pneumococcus')?.value]).toEqual([2, 2, 1]);
    expect(field('vaccine-bcg')?.value).toBeUndefined();
    for (const { id, value, citations } of draft.fields) if (value !== undefined) expect([id, citations.length > 0]).toEqual([id, true]);
    expect(draft.warnings).toEqual([]);
    expect(draftChildCertificate('child-24-months', input).warnings).toHaveLength(1);
  });

  it('is read back as it was completed', () => {
    const reading = read(
      childCertificate(
        'child-9-months',
        input,
        completion({ 'vaccine-bcg': 1, care: true, lead: false, accident: false, development: true, 'refer-pmi': true }),
      ),
    );
    expect(misquoted(reading)).toEqual([]);
    expect(reading.warnings).toEqual([]);
    expect(reading.metadata.type?.value.code).toBe('CERT_DECL');
    expect(reading.identity).toMatchObject({ insMatricule: '226017505611201', birthDate: '2026-01-15' });
    const doses = told(reading, 'immunization');
    expect(
      doses
        .filter(({ label }) => label === 'Vaccin diphtérie-poliomyélite-tétanos')
        .map(({ date, immunization }) => [date, immunization?.doseRank]),
    ).toEqual([
      ['2026-03-20', 1],
      ['2026-05-20', 2],
    ]);
    expect(doses.find(({ label }) => label === 'Vaccin antituberculeux')?.date).toBeUndefined();
    const weight = reading.entries.find(({ code }) => code?.code === '29463-7');
    expect([weight?.value?.number, weight?.value?.ucum, weight?.date]).toEqual([8400, 'g', '2026-10-12']);
    expect(reading.entries.find(({ label }) => label.startsWith('Accident'))?.qualifiers.negated).toBe(true);
  });

  it('is refused where what is required is missing or a value does not fit', () => {
    expect(() => childCertificate('child-9-months', input, completion({ weight: null }))).toThrow(/weight/);
    expect(() => childCertificate('child-9-months', input, completion({ weight: 'lourd' }))).toThrow(/weight/);
    expect(() => childCertificate('child-9-months', input, completion({ nothing: 1 }))).toThrow(/values/);
  });

  it('of the 24th month tells the allergies', () => {
    const at24 = { ...input, on: '2028-01-12' };
    const reading = read(childCertificate('child-24-months', at24, completion({ weight: 11900, height: 86, head: 48 })));
    expect(told(reading, 'allergy').map(({ label }) => label)).toEqual(['protéines de lait de vache']);
  });

  it.each(Object.keys(CERTIFICATES) as (keyof typeof CERTIFICATES)[])('%s has identifiers of its own for its fields', (kind) => {
    const ids = draftChildCertificate(kind, input).fields.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('vaccinations', () => {
  it('count one dose for one vaccine on one day, whoever tells it', () => {
    const again = new FakeDossier()
      .document('w', '2026-06-01', 'Copie', 'INFANRIX HEXA 20/03/2026')
      .fact('w', 'INFANRIX HEXA', { kind: 'immunization', label: 'INFANRIX HEXA', date: '2026-03-20', status: 'past' });
    expect(dosesOf([...child.facts, ...again.facts], '2026-10-12')).toHaveLength(3);
  });

  it('make a note whose rank follows the record', () => {
    const draft = draftVaccinationNote(input, 'Hexyon');
    expect(draft.fields.find(({ id }) => id === 'rank')).toMatchObject({
      value: 3,
      citations: [{ quote: 'Infanrix hexa le 20/03/2026' }, {}],
    });
    expect(() => vaccinationNote(input, 'Hexyon', completion())).toThrow(/lot/);
    const reading = read(vaccinationNote(input, 'Hexyon', completion({ lot: 'X1', booster: true })));
    expect(reading.metadata.type?.value.code).toBe('87273-9');
    expect(told(reading, 'immunization')).toMatchObject([
      { label: 'Hexyon', date: '2026-10-12', immunization: { doseRank: 3, lot: 'X1' } },
    ]);
    expect(draftVaccinationNote(input, 'poudre').warnings).toHaveLength(1);
  });

  it('make a record of the doses that the person keeps', () => {
    expect(draftVaccinationRecord(input).fields.map(({ label }) => label)).toEqual([
      '20/03/2026, Infanrix hexa, lot AB12',
      '20/03/2026, Prevenar 13',
      '20/05/2026, Infanrix hexa',
    ]);
    const reading = read(vaccinationRecord(input, completion({ 'dose-2': false })));
    expect(told(reading, 'immunization').map(({ label, date }) => [label, date])).toEqual([
      ['Infanrix hexa', '2026-03-20'],
      ['Infanrix hexa', '2026-05-20'],
    ]);
  });
});

describe('whatever the words', () => {
  it('the document is well-formed and says them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (text) => {
        const reading = read(vaccinationNote(input, undefined, completion({ vaccine: 'Vaxigrip', lot: 'L', comment: text })));
        expect(told(reading, 'immunization')).toHaveLength(1);
      }),
      { numRuns: 8 },
    );
  });
});

const SAMPLES = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'cda');
const present = existsSync(join(SAMPLES, 'valuesets.json'));
if (!present) console.warn('SKIPPED: the published CDA samples and value sets are not beside this checkout');

describe.skipIf(!present)('beside the published models', () => {
  interface ValueSet {
    readonly concepts: readonly { readonly code: string; readonly displayName: string }[];
  }
  const sets = present ? (JSON.parse(readFileSync(join(SAMPLES, 'valuesets.json'), 'utf8')) as Record<string, ValueSet>) : {};
  const named = (set: string, code: string) => sets[set]?.concepts.find((each) => each.code === code)?.displayName;
  const sections = (xml: string): Map<string, Set<string>> =>
    new Map(
      [...xml.replace(/<!--[\s\S]*?-->/g, '').matchAll(/<section[ >]([\s\S]*?)<code\s+code=['"]([^'"]+)/g)].map(
        ([, before = '', code = '']) => [code, new Set([...before.matchAll(/<templateId root="([^"]+)"/g)].map(([, root = '']) => root))],
      ),
    );

  it('codes are those of the value sets', () => {
    for (const [set, codes] of [
      ['facilityType', FACILITIES],
      ['practiceSetting', PRACTICE_SETTINGS],
      ['typeCode', { SYNTH: 'Synthèse', CERT_DECL: 'Certificat, déclaration', '87273-9': 'Note de vaccination' }],
      ['confidentiality', { N: 'Normal' }],
      ['authorSpecialty', { 'G15_10/SM26': signer.specialty.display }],
    ] as const)
      for (const [code, display] of Object.entries(codes)) expect([set, code, named(set, code)]).toEqual([set, code, display]);
  });

  it.each([
    ['VSM_1.4_2022.01.xml', () => vsmDocument({ dossierId: 'd', synthesis: adult.summarise(), facts: adult.facts, signer, at: AT })],
    ['VAC-NOTE_2023.01.xml', () => vaccinationNote(input, 'Hexyon', completion({ lot: 'X1' }))],
    ['VAC_2023.01.xml', () => vaccinationRecord(input, completion())],
    ['CSE-CS9_2025.01.xml', () => childCertificate('child-9-months', input, completion({ development: true }))],
    [
      'CSE-CS24_2024.01.xml',
      () =>
        childCertificate(
          'child-24-months',
          { ...input, on: '2028-01-12' },
          completion({ weight: 11900, height: 86, head: 48, walks: true }),
        ),
    ],
  ])('%s has the sections and templates that ours has', (file, make) => {
    const model = readFileSync(join(SAMPLES, 'sources', file), 'utf8');
    const xml = make();
    for (const root of xml.slice(0, xml.indexOf('<recordTarget')).matchAll(/<templateId root="([^"]+)"/g)) expect(model).toContain(root[1]);
    const theirs = sections(model);
    for (const [code, templates] of sections(xml))
      expect([code, [...templates].filter((root) => theirs.get(code)?.has(root) !== true)]).toEqual([code, []]);
    // Every entry template of ours is one that the published models know.
    const all = [
      'VAC_2023.01.xml',
      'VSM_1.4_2022.01.xml',
      'VAC-NOTE_2023.01.xml',
      'CSE-CS9_2025.01.xml',
      'CSE-CS24_2024.01.xml',
      'IPS-FR_2024.01.xml',
      '01_Modèles_contenus_CDA.xml',
    ]
      .map((each) => readFileSync(join(SAMPLES, 'sources', each), 'utf8'))
      .join('');
    for (const [, root = ''] of xml.matchAll(/<templateId root="([^"]+)"/g)) expect([root, all.includes(root)]).toEqual([root, true]);
  });
});
