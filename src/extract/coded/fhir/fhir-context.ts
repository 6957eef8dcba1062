import type { ReadingWarning } from '../../../domain/document.js';
import type { Fact } from '../../../domain/fact.js';
import { UNQUALIFIED } from '../../../domain/fact.js';
import type { TextBlock } from '../fact-composer.js';
import { hasWords } from '../fact-composer.js';
import clinicalCodes from '../vocabulary/clinical-codes.json' with { type: 'json' };
import type { Lookup } from './fhir-codes.js';
import type { FhirObject } from './fhir-tree.js';
import { text } from './fhir-tree.js';

export interface FhirContext {
  readonly block: TextBlock;
  readonly lookup: Lookup;
  readonly warnings: ReadingWarning[];
  readonly section?: string;
}

/** Codes that state an absence, or that nothing is known, with the French for it. */
export const ABSENCES: Readonly<Record<string, string>> = { ...clinicalCodes.absences, ...clinicalCodes.absentFindings };

export type Fields = Pick<Fact, 'kind' | 'label' | 'status'> & Partial<Fact>;

/** Adds a fact, cited to the line of the section that says it, else to the line written for it. */
export function push(resource: FhirObject, context: FhirContext, fields: Fields, line: string): void {
  if (!hasWords(fields.label)) return;
  const origin = `fhir:${(text(resource, 'resourceType') ?? 'resource').replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}`;
  context.block.drafts.push({
    fact: {
      qualifiers: UNQUALIFIED,
      cues: [],
      importance: 2,
      confidence: 0.99,
      origin,
      ...(context.section === undefined ? {} : { section: context.section }),
      ...(fields.date === undefined ? {} : { dateSource: 'text' as const }),
      ...fields,
      label: fields.label.slice(0, 250),
    },
    passages: [fields.value === undefined ? context.block.find(fields.label) : context.block.find(fields.label, fields.value.text)],
    line,
  });
}
