import type { CodeableConcept, Coding, Element } from 'fhir/r4.js';
import type { Code } from '../../domain/document.js';
import { uuidOf } from '../../summarise/exports/cda/xml-writer.js';

export const LOINC = 'http://loinc.org';
export const UCUM = 'http://unitsofmeasure.org';
/** IPS: "no known allergies" is said by a code, "not found" by an empty section. */
export const ABSENT_UNKNOWN = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';

/** FHIR names of the code systems that sources give by OID; any other OID is kept as a URN. */
const BY_OID: Readonly<Record<string, string>> = {
  '2.16.840.1.113883.6.1': LOINC,
  '2.16.840.1.113883.6.3': 'http://hl7.org/fhir/sid/icd-10',
  '2.16.840.1.113883.6.73': 'http://www.whocc.no/atc',
  '2.16.840.1.113883.6.96': 'http://snomed.info/sct',
  '2.16.840.1.113883.6.8': UCUM,
};

/** A source's code as FHIR writes it; undefined where the source does not say of which system: a code alone means nothing. */
function codingOf({ system, code, display }: Code): Coding | undefined {
  const uri =
    BY_OID[system] ?? (/^[0-2](\.\d+)+$/.test(system) ? `urn:oid:${system}` : /^(https?:\/\/|urn:)\S+$/.test(system) ? system : undefined);
  // The display is the source's own: systems give another to the same code in each language.
  return uri === undefined || !/^\S+( \S+)*$/.test(code) ? undefined : { system: uri, code, ...(display === undefined ? {} : { display }) };
}

/** Text always, codes only where there are some. */
export function concept(text: string, codes: readonly (Code | undefined)[] = []): CodeableConcept {
  const coding = codes.flatMap((code) => (code === undefined ? [] : (codingOf(code) ?? [])));
  return { ...(coding.length === 0 ? {} : { coding }), text };
}

export const coded = (system: string, code: string): CodeableConcept => ({ coding: [{ system, code }] });

/** In the place of a date that no source gives. */
export const UNKNOWN_DATE: Element = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
};

/** The same parts give the same `urn:uuid:`: a summary that is asked twice names its resources alike. */
export function urnOf(...parts: readonly string[]): string {
  return `urn:uuid:${uuidOf(...parts).toLowerCase()}`;
}
