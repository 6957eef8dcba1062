import { describe, expect, it } from 'vitest';
import { Fact } from '../../../src/domain/fact.js';
import { fixture, labelled, misquoted, readFixture, readText } from './support.js';

const reading = readFixture('bundle.json', 'application/fhir+json');

describe('a FHIR document bundle', () => {
  it('gives the metadata and identity of its Composition and Patient', () => {
    expect(reading.metadata).toMatchObject({
      title: { value: 'Volet de synthèse' },
      type: { value: { code: '60591-5' } },
      actDate: { value: '2025-04-30' },
      writtenDate: { value: '2025-05-02' },
      author: { value: { name: 'Julie ROUSSEL', specialty: 'Médecine générale', identifier: '810000000002' } },
      organisation: { value: 'Cabinet des Tilleuls' },
      version: { documentId: '1.2.250.1.999.5', replaces: ['1.2.250.1.999.4'] },
      access: ['masked-from-professionals'],
    });
    expect(reading.identity).toMatchObject({
      birthName: 'BERNARD',
      usedName: 'BERNARD-NOËL',
      firstNames: ['Luc', 'Henri'],
      birthDate: '1960-11',
      sex: 'M',
      insOid: '1.2.250.1.213.1.4.10',
    });
  });

  it('cites the narrative where it tells the entry, a written line elsewhere', () => {
    expect(misquoted(reading)).toEqual([]);
    for (const fact of reading.entries) expect(() => Fact.parse(fact)).not.toThrow();
    expect(labelled(reading, 'Hémoglobine').citations[0].quote).toBe('Hémoglobine  11,4 g/dL');
    expect(labelled(reading, 'Systolique').citations[0].quote).toBe('Systolique : 134 mmHg');
  });

  it('reads results, stopped drugs, refusals and absences, and leaves out what was entered in error', () => {
    expect(labelled(reading, 'Hémoglobine')).toMatchObject({
      code: { code: '718-7' },
      value: { number: 11.4, low: 11.5, flag: 'N' },
      date: '2025-04-30',
    });
    expect(labelled(reading, 'Ramipril 5 mg')).toMatchObject({
      status: 'stopped',
      medication: { event: 'stopped', dci: 'ramipril', frequency: '1 fois par jour' },
    });
    expect(labelled(reading, 'Vaccin grippe')).toMatchObject({ status: 'absent', date: '2024-10' });
    expect(labelled(reading, 'Aucune allergie connue').allergy?.certainty).toBe('none-known');
    expect(reading.entries.some((fact) => fact.label === 'Asthme')).toBe(false);
    expect(reading.warnings.map((warning) => warning.code).sort()).toEqual(['coded-contradiction', 'entered-in-error']);
  });

  it('joins a DocumentReference to its Binary, access states kept', () => {
    expect(reading.attachments).toMatchObject([
      { mediaType: 'application/pdf', kind: 'embedded', metadata: { title: { value: 'Scanner' }, access: ['invisible-to-patient'] } },
    ]);
  });
});

describe('a single FHIR resource', () => {
  it('reads the same in XML', () => {
    const observation = readFixture('observation.xml', 'application/fhir+xml');
    expect(labelled(observation, 'Créatinine')).toMatchObject({
      value: { text: '< 1,10', number: 1.1, comparator: '<', unit: 'mg/dL' },
      date: '2025-01-09',
    });
    expect(misquoted(observation)).toEqual([]);
  });

  it('dates by an instant, or by the end of a period whose beginning is not told', () => {
    const dated = (when: string) =>
      readText(
        `{"resourceType":"Observation","status":"final","code":{"text":"PA"},${when},"component":[{"code":{"text":"Systolique"},"valueQuantity":{"value":130,"unit":"mmHg"}}]}`,
        'application/fhir+json',
      ).entries[0]?.date;
    expect(dated('"effectiveInstant":"2025-03-08T10:00:00+01:00"')).toBe('2025-03-08');
    expect(dated('"effectivePeriod":{"end":"2025-03-09"}')).toBe('2025-03-09');
  });

  it('reads prefixed XML', () => {
    const xml = new TextDecoder().decode(fixture('observation.xml'));
    const prefixed = xml
      .replace(/<(\/?)(?!div|p\b|table|t[rdh]\b|tbody)([A-Za-z])/g, '<$1f:$2')
      .replace('xmlns="http://hl7.org/fhir"', 'xmlns:f="http://hl7.org/fhir"');
    expect(labelled(readText(prefixed, 'application/fhir+xml'), 'Créatinine').value).toMatchObject({ number: 1.1, comparator: '<' });
  });

  it('refuses what is no resource', () => {
    expect(() => readText('[1,2]', 'application/fhir+json')).toThrow(expect.objectContaining({ code: 'FRS-IN-003' }) as Error);
    expect(() => readText(`${'{"a":'.repeat(300)}1${'}'.repeat(300)}`, 'application/fhir+json')).toThrow(
      expect.objectContaining({ code: 'FRS-RD-005' }) as Error,
    );
  });
});
