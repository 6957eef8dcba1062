import { describe, expect, it } from 'vitest';
import { Fact } from '../../../src/domain/fact.js';
import { labelled, misquoted, readFixture, readText } from './support.js';

describe('an HL7 v2 result', () => {
  const reading = readFixture('result.hl7', 'application/hl7-v2');

  it('gives each OBX as a line and a fact that quotes it', () => {
    expect(labelled(reading, 'Potassium')).toMatchObject({
      code: { code: '2823-3', system: 'LN' },
      value: { text: '5,20', number: 5.2, unit: 'mmol/L', low: 3.5, high: 5, flag: 'N' },
      date: '2025-03-09',
    });
    expect(labelled(reading, 'Potassium').citations[0].quote).toMatch(/^Potassium {2,}5,20 mmol\/L {2,}3\.5-5\.0 {2,}N$/);
    expect(labelled(reading, 'Troponine').value).toMatchObject({ text: '< 5', comparator: '<', high: 14 });
    expect(labelled(reading, 'Couleur').value?.text).toBe('paille');
    expect(reading.pages[0]?.text).toContain('Prélèvement non hémolysé.\nÀ contrôler.');
    expect(misquoted(reading)).toEqual([]);
    for (const fact of reading.entries) expect(() => Fact.parse(fact)).not.toThrow();
  });

  it('leaves out a result withdrawn, and says a flag that contradicts its range', () => {
    expect(reading.entries.map((fact) => fact.label)).toEqual(['Potassium', 'Troponine', 'Couleur']);
    expect(reading.warnings.map((warning) => warning.code).sort()).toEqual(['coded-contradiction', 'entered-in-error']);
  });

  it('reads the INS, both names, masks and the file it carries', () => {
    expect(reading.identity).toMatchObject({
      insMatricule: '254027B00112390',
      birthName: 'LEFEVRE',
      usedName: 'DUPONT',
      birthDate: '1954-02-17',
      sex: 'F',
      birthPlaceCode: '2B033',
    });
    expect(reading.metadata.access).toEqual(['invisible-to-patient']);
    expect(reading.attachments).toMatchObject([{ mediaType: 'application/pdf', kind: 'body', submissionSet: 'MSG1' }]);
  });
});

describe('an HL7 v2 document', () => {
  it('gives its text with escapes undone, its author, the document it replaces and that it is obsolete', () => {
    const letter = readFixture('letter.hl7', 'application/hl7-v2');
    expect(letter.pages[0]?.text).toBe('Patient hospitalisé pour & douleur.\nSortie le 12/03/2025.');
    expect(letter.metadata).toMatchObject({
      title: { value: 'Lettre de liaison' },
      type: { value: { code: '11490-0' } },
      actDate: { value: '2025-03-12' },
      author: { value: { name: 'Paul MARTEL' } },
      version: { documentId: 'DOC-2', replaces: ['DOC-1'] },
      access: ['deprecated'],
    });
  });

  it('refuses what has no MSH', () => {
    expect(() => readText('PID|1', 'application/hl7-v2')).toThrow(expect.objectContaining({ code: 'FRS-IN-003' }) as Error);
  });
});
