import type { DateReference, PageAnalysis, Range } from './analysis.js';
import { daysBetween } from './calendar.js';
import { findDates } from './dates.js';

const BIRTH = /\bnee?s?\s+(?:le\s+)?$|\bddn\s*:?\s*$|naissance\s*:?\s*$/;
/** "Baisse du débit par rapport à avril, avec leucocyturie": what today is held against. */
const COMPARED =
  /\b(?:par rapport (?:a|au|aux)|compar\w+ (?:a|au|aux|avec)|versus|vs)(?: (?:ceux|celles?|celui|bilan|le|la|l'|les|mois|du|de|d'|au))* ?$/;

/**
 * Whether the date nearest to the entity, in its sentence, puts it in the past: more than `limit` days before the
 * document. Birth dates, ages, plain lengths and "depuis …" (which still goes on) do not date. EDS-NLP's rule.
 */
export const historyByDate = (
  analysis: PageAnalysis,
  index: number,
  entity: Range,
  reference: DateReference,
  limit: number,
): { past: boolean; date: Range } | undefined => {
  const sentence = analysis.sentences[index];
  const document = reference.documentDate;
  if (sentence === undefined || document === undefined) return undefined;
  let best: { past: boolean; date: Range } | undefined;
  let nearest = Infinity;
  for (const mention of findDates(analysis, reference)) {
    if (mention.end <= sentence.start || mention.start >= sentence.end || mention.date === undefined) continue;
    if (mention.direction === 'since' || mention.kind === 'duration') continue;
    if (BIRTH.test(analysis.folded.slice(Math.max(0, mention.start - 16), mention.start))) continue;
    if (COMPARED.test(analysis.folded.slice(Math.max(0, mention.start - 28), mention.start))) continue;
    const distance = mention.start >= entity.end ? mention.start - entity.end : entity.start - mention.end;
    if (distance >= nearest) continue;
    nearest = distance;
    const last = mention.endDate ?? mention.date;
    // A year or a month is past once it is over.
    const elapsed = last.length === 10 ? daysBetween(last, document) : daysBetween(last, document.slice(0, last.length));
    best = { past: elapsed > (last.length === 4 ? 0 : limit), date: { start: mention.start, end: mention.end } };
  }
  return best;
};
