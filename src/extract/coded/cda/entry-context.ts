import type { PartialDate } from '../../../domain/citation.js';
import type { ReadingWarning } from '../../../domain/document.js';
import type { Fact } from '../../../domain/fact.js';
import { UNQUALIFIED } from '../../../domain/fact.js';
import { partialDate } from '../dates.js';
import type { Passage, TextBlock } from '../fact-composer.js';
import type { XmlElement } from '../xml.js';
import { allAt, at, attribute, childrenNamed } from '../xml.js';
import type { Resolve } from './values.js';
import { referenceOf } from './values.js';

/** What an entry inherits from where it stands. */
export interface EntryContext {
  readonly block: TextBlock;
  readonly resolve: Resolve;
  readonly warnings: ReadingWarning[];
  readonly documentType?: string;
  /** The act's date: what a result without its own date is dated by. */
  readonly documentDate?: PartialDate;
  /** LOINC code of the section. */
  readonly section?: string;
  /** The germ of the isolate that an antibiogram line belongs to. */
  readonly isolate?: string;
  /** Whose history it is, in a family history organizer. */
  readonly relative?: string;
}

/** True where an entry declares one of these templates; OIDs of IHE and of CI-SIS both name the same entry. */
export function hasTemplate(node: XmlElement, ...roots: readonly string[]): boolean {
  return childrenNamed(node, 'templateId').some((template) => roots.includes(attribute(template, 'root') ?? ''));
}

export interface EntryDates {
  readonly date?: PartialDate;
  readonly endDate?: PartialDate;
}

/** Beginning and end of an entry, from the first effectiveTime that holds a date. */
export function datesOf(node: XmlElement): EntryDates {
  for (const time of childrenNamed(node, 'effectiveTime')) {
    const comp = allAt(time, 'comp');
    for (const each of [time, ...comp]) {
      const date = partialDate(attribute(each, 'value') ?? attribute(at(each, 'low'), 'value') ?? attribute(at(each, 'center'), 'value'));
      const endDate = partialDate(attribute(at(each, 'high'), 'value'));
      if (date !== undefined) return { date, ...(endDate === undefined ? {} : { endDate }) };
      if (endDate !== undefined) return { endDate };
    }
  }
  return {};
}

/** Fields of a fact that most entries leave at rest. */
export function baseFact(
  context: EntryContext,
  fields: Pick<Fact, 'kind' | 'label' | 'status' | 'origin'> & Partial<Fact>,
): Omit<Fact, 'id' | 'documentId' | 'citations'> {
  return {
    qualifiers: UNQUALIFIED,
    cues: [],
    importance: 2,
    confidence: 0.99,
    ...(context.section === undefined ? {} : { section: context.section }),
    ...(fields.date === undefined ? {} : { dateSource: 'text' as const }),
    ...fields,
  };
}

/** The narrative an entry's own text element points to. */
export const ownPassage = (node: XmlElement, resolve: Resolve): Passage | undefined => resolve(referenceOf(at(node, 'text')));
