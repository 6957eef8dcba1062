import type { PartialDate } from '../../domain/citation.js';
import type { DateMention, DateReference, PageAnalysis } from './analysis.js';
import { addDays, partialDate, partsOf } from './calendar.js';
import { absoluteDates } from './date-absolute.js';
import { countedDates } from './date-counted.js';
import { courseDates } from './date-course.js';
import { placeInStory } from './date-story.js';
import type { DateCandidate, DateContext } from './date-context.js';
import { relativeDates } from './date-relative.js';
import { realEnd } from './fold.js';

const byPlace = (a: DateCandidate, b: DateCandidate): number => a.start - b.start || b.end - a.end;

/** Overlaps settled: higher rank, then longer. */
const settle = (candidates: readonly DateCandidate[]): DateCandidate[] => {
  const ordered = [...candidates].sort((a, b) => b.rank - a.rank || b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: DateCandidate[] = [];
  for (const candidate of ordered)
    if (!kept.some((other) => other.start < candidate.end && candidate.start < other.end)) kept.push(candidate);
  return kept.sort(byPlace);
};

const SINCE =
  /(?:depuis|a\s+partir|des|debutee?s?|des\s+le)\s+(?:le\s+|la\s+|du\s+|de\s+|d'|l'|mois\s+de\s+|(?:debut|fin|mi)[\s-]+|en\s+|plus\s+de\s+)*$/;
const UNTIL = /jusqu'(?:au|a|en|a\s+la)?\s*(?:le\s+|la\s+|fin\s+|debut\s+|mi-)?$/;
const BEFORE = /(?<![a-z])avant\s+(?:le\s+|l')?(?:fin\s+|debut\s+|mi-)?$/;
const AFTER = /(?<![a-z])apres\s+(?:le\s+|l')?$/;

const directionBefore = (folded: string, start: number): { direction: DateMention['direction']; from: number } | undefined => {
  const from = Math.max(0, start - 40);
  const text = folded.slice(from, start);
  for (const [pattern, direction] of [
    [UNTIL, 'until'],
    [SINCE, 'since'],
    [BEFORE, 'before'],
    [AFTER, 'after'],
  ] as const) {
    const match = pattern.exec(text);
    if (match !== null) return { direction, from: from + match.index };
  }
  return undefined;
};

const RANGE_LEAD = /(?:\bdu|\bde|\bentre|\bd')\s*(?:le\s+)?$/;
const RANGE_LINK = /^\s*(?:au|a|et|jusqu'au|jusqu'a|jusqu'en|-|->|→)\s*(?:le\s+|la\s+|l')?(?:debut\s+|fin\s+|mi-)?$/;
const DAY_ONLY = /(?:\bdu|\bentre le|\bdu lundi|\bdu mardi)\s+(1er|\d{1,2})\s+(?:au|et(?:\s+le)?)\s+$/;
/** "(20 au 29 novembre 2010)", "2-9 décembre 2024": a day that leads to another of its month, without a word before it. */
const DAYS_JOINED = /(?:^|[\s(:;]|(?<!\d),)(1er|\d{1,2})(?:\s+au\s+|\s?[-–]\s?)$/;
const DAYS_TO = /(?:^|[\s(:;]|(?<!\d),)(1er|\d{1,2})\s+au\s+$/;
/** "11 juillet - 2 août 2014", "avril 2018 - février 2022": two dates that a hyphen joins. */
const UNLED_LINK = /^\s?(?:-|–|->|→)\s?$|^\s+au\s+$/;
const FOR = /^\s+pendant\s+$/;

/** "du 08/11 au 12/11/2021", "entre juin et septembre 2020": the end's year is the beginning's where it has none of its own. */
const withYearOf = (text: string, begin: DateCandidate, end: DateCandidate): PartialDate | undefined => {
  if (end.date === undefined) return begin.date;
  const written = /\d{4}|\d{2}[/.]\d{2}[/.]\d{2}/.test(text.slice(begin.start, begin.end));
  if (written || begin.kind !== 'absolute') return begin.date;
  const target = partsOf(end.date);
  const own = begin.date === undefined ? bareParts(text.slice(begin.start, begin.end)) : partsOf(begin.date);
  if (own?.month === undefined) return begin.date;
  const later = target.month !== undefined && own.month > target.month;
  return partialDate(target.year - (later ? 1 : 0), own.month, own.day);
};

const bareParts = (text: string): { month?: number; day?: number } | undefined => {
  const match = /^(\d{1,2})\/(\d{1,2})$/.exec(text);
  return match === null ? undefined : { day: Number(match[1]), month: Number(match[2]) };
};

/** A month in letters: figures that a hyphen joins may be anything. */
const hasLetters = (folded: string, { start, end }: Pick<DateCandidate, 'start' | 'end'>): boolean =>
  /[a-z]{3}/.test(folded.slice(start, end));

const isUnledRange = (folded: string, begin: DateCandidate, end: DateCandidate, between: string): boolean =>
  UNLED_LINK.test(between) &&
  hasLetters(folded, begin) &&
  hasLetters(folded, end) &&
  begin.date?.length === end.date?.length &&
  (withYearOf(folded, begin, end) ?? '~') < (end.date ?? '');

const OTHER_DAYS = /(?:^|[\s(])((?:(?:les?|du|des|puis|et) )*(?:(?:1er|\d{1,2})(?:,| et| puis)(?: et| puis)?(?: le| du)? )+)$/;

/** "Le 2 et le 23 avril", "les 3, 5 et 12 mai 2021": the days before the last, of its month. */
const listedDays = ({ folded }: DateContext, { start, end, date, kind }: DateCandidate): readonly DateCandidate[] => {
  if (kind !== 'absolute' || date?.length !== 10 || !hasLetters(folded, { start, end })) return [];
  const from = Math.max(0, start - 40);
  const lead = OTHER_DAYS.exec(folded.slice(from, start));
  const days = lead?.[1] ?? '';
  // "Prélèvements 2 et 5 mai": a list of days is led to.
  if (!/^(?:puis |et )*(?:les?|du|des) /.test(days)) return [];
  const at = start - days.length;
  const { year, month } = partsOf(date);
  return [...days.matchAll(/1er|\d{1,2}/g)].flatMap((match): readonly DateCandidate[] => {
    const day = partialDate(year, month, Number.parseInt(match[0], 10));
    const place = at + match.index;
    return day === undefined || day >= date ? [] : [{ start: place, end: place + match[0].length, kind, date: day, rank: 9 }];
  });
};

const joinPeriods = (context: DateContext, mentions: readonly DateCandidate[]): DateCandidate[] => {
  const { folded } = context;
  const out: DateCandidate[] = [];
  for (let index = 0; index < mentions.length; index += 1) {
    const here = mentions[index];
    if (here === undefined) continue;
    const next = mentions[index + 1];
    const between = next === undefined ? '' : folded.slice(here.end, next.start);
    const led = RANGE_LEAD.test(folded.slice(Math.max(0, here.start - 12), here.start));
    if (
      next !== undefined &&
      here.kind === 'absolute' &&
      next.kind === 'absolute' &&
      ((led && RANGE_LINK.test(between)) || /^\s*jusqu'(?:au|en|a)\s*$/.test(between) || isUnledRange(folded, here, next, between))
    ) {
      const date = withYearOf(folded, here, next);
      const endDate = next.date ?? here.date;
      out.push({
        start: here.start,
        end: next.end,
        kind: 'period',
        rank: 9,
        ...(date === undefined ? {} : { date }),
        ...(endDate === undefined ? {} : { endDate }),
      });
      index += 1;
      continue;
    }
    if (
      next !== undefined &&
      here.kind === 'absolute' &&
      (next.kind === 'duration' || next.kind === 'age') &&
      (FOR.test(between) || /^\s*pendant\s/.test(folded.slice(here.end, next.end)))
    ) {
      const endDate = here.date === undefined || next.days === undefined ? undefined : addDays(here.date, next.days, 'day');
      out.push({
        ...here,
        end: next.end,
        kind: 'period',
        ...(next.days === undefined ? {} : { days: next.days }),
        ...(endDate === undefined ? {} : { endDate }),
      });
      index += 1;
      continue;
    }
    const before = folded.slice(Math.max(0, here.start - 24), here.start);
    const lead = DAY_ONLY.exec(before) ?? (hasLetters(folded, here) ? DAYS_JOINED : DAYS_TO).exec(before);
    const from = Number.parseInt(lead?.[1] ?? '', 10);
    if (lead !== null && here.date?.length === 10 && (DAY_ONLY.test(before) || (from > 0 && from < Number(here.date.slice(8))))) {
      const { year, month } = partsOf(here.date);
      const first = partialDate(year, month, from);
      const offset = here.start - before.length + lead.index + lead[0].search(/1er|\d/);
      out.push({ ...here, start: offset, kind: 'period', ...(first === undefined ? {} : { date: first }), endDate: here.date });
      continue;
    }
    out.push(here);
  }
  return out;
};

const withDirection = (context: DateContext, mention: DateCandidate): DateCandidate => {
  if (mention.kind !== 'absolute' || mention.direction !== undefined) return mention;
  const lead = directionBefore(context.folded, mention.start);
  return lead?.direction === undefined ? mention : { ...mention, direction: lead.direction };
};

const inFurniture = (analysis: PageAnalysis, mention: DateMention): boolean =>
  analysis.page.furniture.some((range) => mention.start >= range.start && mention.start < range.end);

/** Without what only settles overlaps and years. */
const published = (candidate: DateCandidate, end: number): DateMention => {
  const { rank, bareYear, inStory, counted, ...mention } = candidate;
  return rank >= 0 || bareYear === true || inStory === true || counted !== undefined ? { ...mention, end } : mention;
};

const MENTIONS = new WeakMap<PageAnalysis, { key: string; mentions: readonly DateMention[] }>();

/**
 * The dates, lengths of time and ages of a page, in order, outside its furniture. Normalised against the document's date and
 * the birth date, as precise as they are written; a date that no calendar has ("31/06/17") comes without `date`, and what
 * cannot be one (fractions, blood pressures, phone and lot numbers) not at all. Spans are UTF-16, half-open.
 */
export const findDates = (analysis: PageAnalysis, reference: DateReference): readonly DateMention[] => {
  const key = `${reference.documentDate ?? ''}|${reference.birthDate ?? ''}`;
  const known = MENTIONS.get(analysis);
  if (known?.key === key) return known.mentions;
  const thisYear = reference.documentDate === undefined ? new Date().getUTCFullYear() : Number(reference.documentDate.slice(0, 4));
  const context: DateContext = { analysis, folded: analysis.folded, reference, lastYear: thisYear + 30, pivot: thisYear + 5 };
  const settled = settle([...absoluteDates(context), ...relativeDates(context), ...courseDates(context), ...countedDates(context)]);
  const text = analysis.page.text;
  const mentions = joinPeriods(context, placeInStory(context, settled))
    .flatMap((mention) => [...listedDays(context, mention), mention])
    .map((mention) => withDirection(context, mention))
    .filter((mention) => !inFurniture(analysis, mention))
    .map((mention) => published(mention, realEnd(text, analysis.folded, mention.end)));
  MENTIONS.set(analysis, { key, mentions });
  return mentions;
};
