import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readCoded } from '../../../src/extract/coded/read-coded.js';
import { fixture } from './support.js';

const cls = (scheme: string, code: string): string =>
  `<rim:Classification classificationScheme="urn:uuid:${scheme}" nodeRepresentation="${code}"><rim:Slot name="codingScheme"><rim:ValueList><rim:Value>1.2</rim:Value></rim:ValueList></rim:Slot></rim:Classification>`;
const slot = (name: string, ...values: string[]): string =>
  `<rim:Slot name="${name}"><rim:ValueList>${values.map((value) => `<rim:Value>${value}</rim:Value>`).join('')}</rim:ValueList></rim:Slot>`;

const METADATA = `<SubmitObjectsRequest xmlns:rim="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><rim:RegistryObjectList>
<rim:ExtrinsicObject id="d1" status="urn:oasis:names:tc:ebxml-regrep:StatusType:Approved">
${slot('URI', 'doc01.xml')}${slot('creationTime', '20250312')}${slot('serviceStartTime', '20250301')}${slot('hash', 'DA39A3EE')}${slot('sourcePatientInfo', 'PID-5|LEFEVRE^ANNE^^^^^L', 'PID-7|19540217', 'PID-8|F')}
<rim:Name><rim:LocalizedString value="Lettre de liaison"/></rim:Name>
<rim:Classification classificationScheme="urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d">${slot('authorPerson', '810000000001^MARTEL^Paul')}${slot('authorInstitution', 'Clinique des Ormes^^^^^&amp;1.2&amp;ISO')}${slot('authorSpecialty', 'G15_10/SM04^Cardiologie^1.2')}</rim:Classification>
${cls('f0306f51-975f-434e-a61c-c59651d33983', '11490-0')}${cls('f4f85eac-e6cb-4883-b524-f2705394840f', 'N')}${cls('f4f85eac-e6cb-4883-b524-f2705394840f', 'MASQUE_PS')}${cls('f4f85eac-e6cb-4883-b524-f2705394840f', 'INVISIBLE_PATIENT')}
<rim:ExternalIdentifier identificationScheme="urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab" value="1.2.250.1.999.7^B"/></rim:ExtrinsicObject>
<rim:ExtrinsicObject id="d2" status="urn:asip:ci-sis:2010:StatusType:Archived">${slot('URI', 'PHOTO.PDF')}${cls('41a5887f-8865-4c09-adf7-e362475b143a', '90')}</rim:ExtrinsicObject>
<rim:ExtrinsicObject id="d3" status="x">${slot('URI', 'absent.pdf')}</rim:ExtrinsicObject>
<rim:RegistryPackage id="s1"><rim:ExternalIdentifier identificationScheme="urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8" value="1.2.250.1.999.50"/></rim:RegistryPackage>
<rim:Association associationType="urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember" sourceObject="s1" targetObject="d1"/>
<rim:Association associationType="urn:ihe:iti:2007:AssociationType:RPLC" sourceObject="d1" targetObject="urn:uuid:old"/>
</rim:RegistryObjectList></SubmitObjectsRequest>`;

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (bytes: Uint8Array) => readCoded({ mediaType: 'application/xdm+zip', bytes, documentId: 'doc' });

describe('an XDM archive', () => {
  const reading = read(
    zipSync({
      'README.TXT': encode('x'),
      'IHE_XDM/SUBSET01/METADATA.XML': encode(METADATA),
      'IHE_XDM/SUBSET01/DOC01.XML': fixture('level-3.xml'),
      'IHE_XDM/SUBSET01/photo.pdf': encode('%PDF-1.4'),
    }),
  );

  it('gives each listed document its metadata, masks, patient and submission set', () => {
    const [letter, photo] = reading.attachments;
    expect(letter).toMatchObject({
      mediaType: 'application/cda+xml',
      submissionSet: '1.2.250.1.999.50',
      identity: { birthName: 'LEFEVRE', birthDate: '1954-02-17', sex: 'F' },
      metadata: {
        title: { value: 'Lettre de liaison' },
        type: { value: { code: '11490-0' } },
        actDate: { value: '2025-03-01' },
        writtenDate: { value: '2025-03-12' },
        author: { value: { name: 'Paul MARTEL', specialty: 'Cardiologie', identifier: '810000000001' } },
        organisation: { value: 'Clinique des Ormes' },
        version: { documentId: '1.2.250.1.999.7^B', replaces: ['urn:uuid:old'] },
        access: ['masked-from-professionals', 'invisible-to-patient'],
      },
    });
    expect(photo).toMatchObject({ mediaType: 'application/pdf', metadata: { access: ['archived', 'patient-deposited'] } });
  });

  it('says what is missing or altered', () => {
    expect(reading.attachments.length).toBe(2);
    expect(reading.warnings.map((warning) => warning.code)).toEqual(['hash-mismatch', 'FRS-IN-003']);
  });

  it('keeps each submission set apart, its masks with its documents, whatever the encoding', () => {
    const second = METADATA.replaceAll('1.2.250.1.999.50', '1.2.250.1.999.51')
      .replace('Lettre de liaison', 'Compte rendu opératoire')
      .replace('INVISIBLE_PATIENT', 'INVISIBLE_REPRESENTANTS_LEGAUX')
      .replaceAll('urn:uuid:old', 'urn:uuid:older');
    const latin = new Uint8Array(Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${second}`, 'latin1'));
    const { attachments } = read(
      zipSync({
        'IHE_XDM/SUBSET01/METADATA.XML': encode(METADATA),
        'IHE_XDM/SUBSET01/DOC01.XML': fixture('level-3.xml'),
        'IHE_XDM/SUBSET02/METADATA.XML': latin,
        'IHE_XDM/SUBSET02/DOC01.XML': fixture('level-3.xml'),
      }),
    );
    expect(attachments.map(({ submissionSet, metadata }) => [submissionSet, metadata?.title?.value, metadata?.access])).toEqual([
      ['1.2.250.1.999.50', 'Lettre de liaison', ['masked-from-professionals', 'invisible-to-patient']],
      ['1.2.250.1.999.51', 'Compte rendu opératoire', ['masked-from-professionals', 'invisible-to-representatives']],
    ]);
  });

  it('refuses an archive without METADATA.XML, and one that inflates beyond the limit', () => {
    expect(() => read(zipSync({ 'a.txt': encode('x') }))).toThrow(expect.objectContaining({ code: 'FRS-IN-003' }) as Error);
    // A central directory that announces 256 MB: the size is read before anything is inflated.
    const bomb = zipSync({ 'METADATA.XML': encode('<a/>') });
    const directory = bomb.findLastIndex(
      (_, index) => bomb[index] === 0x50 && bomb[index + 1] === 0x4b && bomb[index + 2] === 1 && bomb[index + 3] === 2,
    );
    bomb[directory + 27] = 0x10;
    expect(() => read(bomb)).toThrow(expect.objectContaining({ code: 'FRS-IN-006' }) as Error);
    const many = zipSync(Object.fromEntries(Array.from({ length: 2_001 }, (_, index) => [`f${index}`, encode('')])));
    expect(() => read(many)).toThrow(expect.objectContaining({ code: 'FRS-IN-006' }) as Error);
  });
});
