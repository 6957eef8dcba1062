import type { Range } from '../../text/analysis.js';
import type { PageReading } from '../page-reading.js';
import { conceptsWithin, qualificationOf } from '../page-reading.js';
import { labelOf, lowerFirst, phraseOf } from '../phrase.js';

/** "En raison de", "du fait de", "(", "car": what stands behind is why. */
const BECAUSE =
  /(?:\b(?:en raison|du fait|a cause|compte tenu|en contexte|dans le contexte|au vu|vu|devant|pour|car|apres|suite a|secondaire a|chez (?:un|une|ce|cette) patiente?)\b[^.;]{0,40}|[(:,] ?)$/;
/** "Migraine avec aura = contre-indication aux estrogènes", "dissection : fluoroquinolones contre-indiquées". */
const THEREFORE = /^ ?(?:=|:|->|→|=>|,? ?donc)(?: [a-z]+){0,2} ?$/;
const REACH = 60;

/** The illness that a ban stands on, where the sentence says it beside the ban: "migraine avec aura". */
export const banReason = (reading: PageReading, sentence: Range, ban: Range): string | undefined => {
  const { flat } = reading;
  for (const match of conceptsWithin(reading.concepts, sentence)) {
    if (match.concept.kind !== 'condition' || /allerg|intoleran/.test(match.concept.id)) continue;
    const { negated, family, otherPerson, hypothetical } = qualificationOf(reading, match).qualifiers;
    if (negated || family || otherPerson || hypothetical) continue;
    const named = phraseOf(reading.analysis, match, sentence);
    const ahead = named.end <= ban.start && THEREFORE.test(flat.slice(named.end, ban.start));
    const behind = match.start >= ban.end && match.start - ban.end < REACH && BECAUSE.test(flat.slice(ban.end, named.start));
    if (ahead || behind) return lowerFirst(labelOf(reading.analysis, match, named));
  }
  return undefined;
};
