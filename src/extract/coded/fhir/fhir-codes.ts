import type { Code } from '../../../domain/document.js';
import { shortDisplay } from '../terminology.js';
import type { FhirObject, FhirValue } from './fhir-tree.js';
import { objects, text } from './fhir-tree.js';

const LOINC = 'http://loinc.org';
export const ATC = /whocc\.no\/atc|2\.16\.840\.1\.113883\.6\.73/;

/** The codings of a CodeableConcept (or of a bare Coding). */
export function codings(concept: FhirValue | undefined): Code[] {
  const found = objects(concept, 'coding');
  return (found.length > 0 ? found : objects(concept).filter((each) => each.code !== undefined && each.coding === undefined)).flatMap(
    (coding) => {
      const code = text(coding, 'code');
      const display = text(coding, 'display');
      return code === undefined ? [] : [{ system: text(coding, 'system') ?? '', code, ...(display === undefined ? {} : { display }) }];
    },
  );
}

/** What a concept is called: its text, else the display of its first coding. */
export function conceptLabel(concept: FhirValue | undefined): string | undefined {
  const said = text(concept, 'text');
  if (said !== undefined) return said;
  const coded = codings(concept);
  const display = coded.find((each) => each.display !== undefined);
  if (display?.display !== undefined) return display.system === LOINC ? shortDisplay(display.display) : display.display;
  return coded[0]?.code;
}

/** A resource that one of these codes names. */
export const hasCode = (concept: FhirValue | undefined, ...wanted: readonly string[]): boolean =>
  codings(concept).some((coding) => wanted.includes(coding.code));

/** "urn:oid:1.2.3" as "1.2.3". */
export const oidOf = (system: string | undefined): string | undefined => system?.replace(/^urn:oid:/, '');

export type Lookup = (reference: FhirObject | undefined) => FhirObject | undefined;
