import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCoded } from '../../../src/extract/coded/read-coded.js';
import { sniff } from '../../../src/extract/read/sniff.js';
import { DEMO, fixture } from './support.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const body = (xml: string): string => xml.replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, '');
/** Elements named anew with a prefix, unprefixed ones only; the default namespace becomes the prefix's. */
const prefixed = (xml: string): string =>
  xml
    .replace(/<(\/?)([A-Za-z_][\w.-]*)(?=[\s/>])/g, '<$1n:$2')
    .replace(/xmlns="urn:hl7-org:v3"/g, 'xmlns:n="urn:hl7-org:v3"')
    .replace(/xsi:type="(?=[A-Z])/g, 'xsi:type="n:');
/** Spaces where XML allows them: between an element's attributes, and lines between elements that hold no text. */
const spaced = (xml: string): string => xml.replace(/ (?=[\w:]+="[^"]*")/g, '\n\t  ').replace(/(\/?)>(?=<)/g, '$1>\n');

/** The same document as other senders write it. */
const VARIANTS: readonly (readonly [string, (xml: string) => Uint8Array])[] = [
  ['with a byte order mark', (xml) => utf8(`\uFEFF${xml}`)],
  ['in UTF-16', (xml) => new Uint8Array(Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-16"?>${body(xml)}`, 'utf16le'))],
  ['without a declaration', (xml) => utf8(body(xml))],
  ['with a prefix on every element', (xml) => utf8(prefixed(xml))],
  ['with single quotes', (xml) => utf8(xml.replace(/="([^"'<]*)"/g, "='$1'"))],
  ['with Windows line ends', (xml) => utf8(xml.replace(/\r?\n/g, '\r\n'))],
  [
    'with comments and instructions',
    (xml) => utf8(xml.replace(/<(section|entry|recordTarget)(?=[\s>])/g, '<!-- <x y="1"> --><?keep this?><$1')),
  ],
  [
    'inside a style sheet',
    (xml) =>
      utf8(
        `<?xml version="1.0"?><xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"><xsl:template match="/"/>${body(xml).replace(/<\?[^>]*\?>/g, '')}</xsl:stylesheet>`,
      ),
  ],
  ['with spaces between attributes and elements', (xml) => utf8(spaced(xml))],
];

const told = (bytes: Uint8Array) => {
  const { entries, metadata, identity, identityDoubts, attachments, pages } = readCoded({
    mediaType: 'application/cda+xml',
    bytes,
    documentId: 'doc',
  });
  return {
    facts: entries.map(({ kind, label, status, value, date, medication, allergy, immunization, qualifiers, code }) => ({
      kind,
      label,
      status,
      value,
      date,
      medication,
      allergy,
      immunization,
      qualifiers,
      code,
    })),
    metadata,
    identity,
    identityDoubts,
    attachments: attachments.map(({ mediaType, kind, bytes: own }) => [mediaType, kind, own.length]),
    words: pages.map(({ text }) => text.split(/\s+/).filter((word) => word !== '')),
  };
};

describe.each([
  ['level-3.xml', fixture('level-3.xml')],
  ...['doc-007.xml', 'doc-020.xml', 'doc-022.xml', 'doc-023.xml'].map(
    (name) => [name, new Uint8Array(readFileSync(join(DEMO, name)))] as const,
  ),
] as const)('%s', (_, bytes) => {
  const xml = new TextDecoder().decode(bytes);
  const plain = told(bytes);
  it.each(VARIANTS)('says the same %s', (_name, vary) => {
    const varied = vary(xml);
    expect(sniff(varied)).toBe('application/cda+xml');
    expect(told(varied)).toEqual(plain);
  });
});

it('in Latin-1, as declared', () => {
  const xml = new TextDecoder().decode(fixture('level-3.xml'));
  const latin = Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${body(xml).replace(/[^\x00-\xff]/g, '?')}`, 'latin1');
  expect(told(new Uint8Array(latin)).identity).toEqual(told(utf8(xml)).identity);
});

const ORGANISED = `<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<id nullFlavor="UNK"/><code code="11502-2" codeSystem="2.16.840.1.113883.6.1"/><effectiveTime value="20250310"/>
<recordTarget><patientRole><id nullFlavor="NI"/><id extension="254027B00112390" root="1.2.250.1.213.1.4.8"/><addr nullFlavor="NASK"/><patient><name nullFlavor="MSK"/><name><given>ANNE</given><family qualifier="BR">LEFEVRE</family></name><administrativeGenderCode nullFlavor="UNK"/><birthTime value="19540217"/></patient></patientRole></recordTarget>
<recordTarget><patientRole><id extension="1" root="1.2.3"/><patient><name><family>AUTRE</family></name></patient></patientRole></recordTarget>
<author><time nullFlavor="UNK"/><assignedAuthor><id nullFlavor="UNK"/><assignedPerson><name><prefix>DR</prefix><given>Paul</given><family>MARTEL</family></name></assignedPerson></assignedAuthor></author>
<documentationOf><serviceEvent><effectiveTime><low nullFlavor="UNK"/><high value="20250308"/></effectiveTime></serviceEvent></documentationOf>
<component><structuredBody>
<component><section nullFlavor="NI"><code code="48765-2" codeSystem="2.16.840.1.113883.6.1"/><title>Allergies</title><text>Non renseigné</text></section></component>
<component><section><templateId root="1.3.6.1.4.1.19376.1.3.3.2.1"/><title>Biochimie</title><text><table><tbody><tr><td>Sodium</td><td>139 mmol/L</td></tr></tbody></table></text>
<entry><act classCode="ACT" moodCode="EVN"><code nullFlavor="UNK"/><entryRelationship typeCode="COMP">
<observation classCode="OBS" moodCode="EVN"><templateId root="9.9.9"/><templateId root="1.3.6.1.4.1.19376.1.3.1.6"/><code nullFlavor="NA"><originalText>Sodium</originalText><translation code="2951-2" codeSystem="2.16.840.1.113883.6.1" displayName="Sodium [Moles/Volume]"/></code><effectiveTime><low nullFlavor="UNK"/><high value="20250307"/></effectiveTime><value xsi:type="PQ" value="139" unit="mmol/L"/><interpretationCode nullFlavor="NA"/><referenceRange><observationRange><value xsi:type="IVL_PQ"><low value="136" unit="mmol/L"/><high nullFlavor="PINF"/></value></observationRange></referenceRange></observation></entryRelationship>
<entryRelationship typeCode="COMP"><observation classCode="OBS" moodCode="EVN"><templateId root="1.3.6.1.4.1.19376.1.3.1.6"/><code code="1988-5" codeSystem="2.16.840.1.113883.6.1" displayName="CRP"/><value xsi:type="IVL_PQ"><low nullFlavor="NINF"/><high value="4" unit="mg/L" inclusive="false"/></value></observation></entryRelationship>
<entryRelationship typeCode="COMP"><observation classCode="OBS" moodCode="EVN"><templateId root="1.3.6.1.4.1.19376.1.3.1.6"/><code code="2160-0" codeSystem="2.16.840.1.113883.6.1" displayName="Créatinine"/><value xsi:type="PQ" nullFlavor="NI"/></observation></entryRelationship></act></entry></section></component>
</structuredBody></component></ClinicalDocument>`;

describe('a CDA that leaves much out', () => {
  const reading = readCoded({ mediaType: 'application/cda+xml', bytes: utf8(ORGANISED), documentId: 'doc' });
  const lab = (label: RegExp) => reading.entries.find((fact) => label.test(fact.label));

  it('gives what its header does say, and doubts two patients', () => {
    expect(reading.identity).toMatchObject({
      birthName: 'LEFEVRE',
      firstNames: ['ANNE'],
      birthDate: '1954-02-17',
      insMatricule: '254027B00112390',
    });
    expect(reading.identity.sex).toBeUndefined();
    expect(reading.identityDoubts.map(({ code }) => code)).toContain('several-patients');
    expect(reading.metadata).toMatchObject({ actDate: { value: '2025-03-08' }, author: { value: { name: 'Paul MARTEL' } } });
    expect(reading.metadata.author?.value.identifier).toBeUndefined();
  });

  it('reads results by their translation, whatever the order of templates, with half an interval', () => {
    expect(lab(/^Sodium/)).toMatchObject({
      code: { code: '2951-2' },
      value: { number: 139, unit: 'mmol/L', low: 136 },
      date: '2025-03-07',
    });
    expect(lab(/^Sodium/)?.value?.high).toBeUndefined();
    expect(lab(/^CRP/)).toMatchObject({ value: { text: '< 4', comparator: '<', number: 4, unit: 'mg/L' }, date: '2025-03-08' });
    expect(lab(/^Créatinine/)?.value).toBeUndefined();
  });

  it('makes no fact of a section that says nothing', () => {
    expect(reading.entries.some(({ kind }) => kind === 'allergy')).toBe(false);
  });
});
