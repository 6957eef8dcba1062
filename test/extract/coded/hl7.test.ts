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

describe('HL7 v2 as other senders write it', () => {
  const pdf = Buffer.from(`%PDF-1.4\n${'x'.repeat(200)}`);
  // Seventy characters a line, one of which looks like a segment's name.
  const broken = pdf.toString('base64').replace(/(.{68})/g, '$1\n');
  const message = [
    'MSH|^~\\&|A|B|C|D|20250310||ORU^R01|M1|P|2.5|||||FRA|UNICODE UTF-8',
    'PID|1||77^^^X^PI~254027B00112390^^^ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.8&ISO^INS^^20200101~88^^^Y^PI||LEFEVRE^ANNE^ANNE MARIE^^^^L~DUPONT^^^^^^D||19540217|F',
    'ZFR|1|quelque chose',
    'OBR|1||D1|NFS^Numération^L|||20250309',
    'OBX|1|ST|1^Aspect\\F\\couleur^L||jaune \\XC3A9\\ clair||||||F',
    'OBX|2|FT|2^Commentaire^L||\\.in+4\\Premier point.\\.br\\\\H\\Second\\N\\ point à 5 \\T\\ 6.||||||F',
    `OBX|3|ED|3^PDF^L||^application^pdf^Base64^${broken}||||||F`,
    'OBX|4|ED|4^Texte^L||^text^plain^A^Bonjour à tous||||||F',
    'OBX|5|NM|5^Glucose^L||1.05|g/L|0.70-1.10|N~""|||F',
  ].join('\r');
  const reading = readText(message, 'application/hl7-v2');

  it('undoes escapes, whatever they stand for, and leaves formatting out', () => {
    expect(labelled(reading, 'Aspect|couleur').value?.text).toBe('jaune é clair');
    expect(reading.pages[0]?.text).toContain('Premier point.\nSecond point à 5 & 6.');
    expect(labelled(reading, 'Glucose').value).toMatchObject({ number: 1.05, unit: 'g/L', low: 0.7, high: 1.1, flag: 'N' });
  });

  it('finds the INS among repetitions, and ignores segments of national extensions', () => {
    expect(reading.identity).toMatchObject({ insMatricule: '254027B00112390', birthName: 'LEFEVRE', usedName: 'DUPONT' });
    expect(reading.pages[0]?.text).not.toContain('quelque chose');
  });

  it('puts a file broken over lines together again', () => {
    expect(reading.attachments.map(({ mediaType }) => mediaType)).toEqual(['application/pdf']);
    expect(Buffer.from(reading.attachments[0]!.bytes).equals(pdf)).toBe(true);
    expect(reading.pages[0]?.text).toContain('Bonjour à tous');
    expect(reading.warnings).toEqual([]);
    expect(misquoted(reading)).toEqual([]);
  });
});
