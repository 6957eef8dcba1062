import type { PartialDate } from '../domain/citation.js';
import type { Fact, FactKind } from '../domain/fact.js';
import { conceptTraits } from './concepts.js';
import { compatibleDates, onDate } from './dates.js';
import type { Line } from './line.js';
import type { GroupSources } from './per-group.js';
import { writeValue } from './templates.js';

/** What a source tells with a measure in the same breath: "désaturation à 84 %", "BOTOX 100 U". */
export const MEASURED_KINDS: ReadonlySet<FactKind> = new Set(['condition', 'procedure', 'device']);
const MEASURED = /\d ?(?:mm|cm|%|kg|gy|gbq|mg|g\/|ml|°|mmol|µmol|\/min|bpm)(?![a-z])/i;

/**
 * The last measure that a source gives with a name: beside it, or in brackets with its day where that is not the day of the line. What a
 * history tells of an event without a day is told of the line's; what lasts or grows was measured when it was written. An implant or an act
 * of another day is another one.
 */
export function governedValue(
  label: string,
  valued: Fact | undefined,
  date: PartialDate | undefined,
  sources: GroupSources,
): Pick<Line, 'value' | 'before'> {
  if (valued?.value === undefined || MEASURED.test(label)) return {};
  const lasts = conceptTraits(valued.concept)?.chronic === true || /^[mc]m$/.test(valued.value.unit ?? '');
  const measuredOn = valued.date ?? (lasts ? sources.dateOf(valued.documentId) : undefined);
  if (date === undefined || measuredOn === undefined || compatibleDates(measuredOn, date)) return { value: valued.value };
  // "4 sur les douze derniers mois" counts from the day of its paper.
  const counted = valued.value.number === undefined && /\b(?:mois|an|semaine|année)/u.test(valued.value.text);
  return valued.kind === 'condition' && !counted ? { before: `${writeValue(valued.value)} ${onDate(measuredOn)}` } : {};
}

/** The line by its name alone. */
export function withoutValue(line: Line): Line {
  const bare: { -readonly [Key in keyof Line]: Line[Key] } = { ...line };
  delete bare.value;
  delete bare.before;
  return bare;
}
