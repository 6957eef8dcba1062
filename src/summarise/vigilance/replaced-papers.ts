import type { PartialDate } from '../../domain/citation.js';
import type { Vigilance } from '../../domain/synthesis.js';
import { compareDates } from '../dates.js';
import { fold } from '../text.js';
import { once, saying, type Written } from './passages.js';
import { tellsDay, toldDates } from './told-dates.js';

const REPLACES = String.raw`\b(?:annule et remplace|annuler et (?:de )?remplacer|rectificatif|erratum|addendum|erreur de (?:frappe|lateralite|plume|saisie|cote|transcription|dictee))\b`;
const replaces = once(new RegExp(REPLACES));
const IN_TITLE = new RegExp(REPLACES);
const YESTERDAY = /\bd hier\b/;

/** By the paper that is wrong, the day of the one that puts it right: it names the other's day. */
function replacedPapers(passages: readonly Written[]): ReadonlyMap<string, PartialDate> {
  const correcting = saying(passages, replaces).filter(({ date }) => date !== undefined && date.length === 10);
  const found = new Map<string, PartialDate>();
  if (correcting.length === 0) return found;
  const papers = new Map(passages.map(({ documentId, date, document }) => [documentId, { date, title: fold(document.title) }]));
  for (const documentId of new Set(correcting.map((one) => one.documentId))) {
    const { date: on = '', title = '' } = papers.get(documentId) ?? {};
    const own = passages.filter((one) => one.documentId === documentId);
    // A letter that mentions another's error corrects nothing of its own.
    if (!IN_TITLE.test(title) && !own.slice(0, HEAD).some(({ words }) => IN_TITLE.test(words))) continue;
    const days = own.flatMap(({ words }) => toldDates(words, on)).filter(({ day }) => day !== undefined);
    const before = own.some(({ words }) => YESTERDAY.test(words)) ? dayBefore(on) : undefined;
    for (const [other, { date }] of papers)
      if (other !== documentId && date !== undefined && compareDates(date, on) <= 0)
        if (date === before || days.some((day) => tellsDay(day, date))) found.set(other, on);
  }
  return found;
}
const HEAD = 4;

const dayBefore = (date: string): string => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);

/** Contradictions that a paper has settled: it puts the other one right, and nothing since says otherwise. */
export function withoutSettled(items: readonly Vigilance[], passages: readonly Written[]): readonly Vigilance[] {
  const replaced = replacedPapers(passages);
  if (replaced.size === 0) return items;
  const dates = new Map(passages.map(({ documentId, date }) => [documentId, date]));
  return items.filter(({ kind, citations }) => {
    const cited = [...new Set(citations.map(({ span }) => span.documentId))];
    const [on] = cited.flatMap((id) => replaced.get(id) ?? []);
    return (
      kind !== 'conflict' ||
      on === undefined ||
      !cited.every((id) => replaced.has(id) || (dates.get(id) !== undefined && compareDates(dates.get(id), on) >= 0))
    );
  });
}
