import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import { MONTH, writtenDay } from '../../extract/text/date-words.js';
import { addDays, daysBetween } from '../dates.js';
import { fold } from '../text.js';
import { dateOf, type ViewInput } from './view-input.js';

/** A French term is counted at 41 weeks of amenorrhoea. */
export const TERM_DAYS = 41 * 7;
/** Weeks of amenorrhoea begin two weeks before the pregnancy. */
const CONCEPTION_DAYS = 14;
/** Two datings this far apart are two pregnancies. */
const SAME_DAYS = 28;

const DAY = String.raw`(?:le |au |du |: ?|= ?|estime[e]? (?:le|au) |fixe[e]? (?:le|au) )*(\d{1,2})(?:er)?[/. ](\d{1,2}|${MONTH})[/. ](\d{4}|\d{2})\b`;
/** What a date beside it stands for, and how sure a dating is made by it: lower is surer. */
const DATES: readonly { readonly pattern: RegExp; readonly before: number; readonly rank: number }[] = [
  {
    pattern: new RegExp(String.raw`(?:\bddg\b|debut (?:de|de la) grossesse(?: echographique)?|date de conception|conception) ?${DAY}`),
    before: CONCEPTION_DAYS,
    rank: 0,
  },
  { pattern: new RegExp(String.raw`(?:\bddr\b|dernieres regles) ?${DAY}`), before: 0, rank: 1 },
  {
    pattern: new RegExp(
      String.raw`(?:\bdpa\b|terme (?:prevu|theorique|estime)|accouchement prevu|date prevue d accouchement|date presumee du terme|terme) ?${DAY}`,
    ),
    before: TERM_DAYS,
    rank: 1,
  },
];
const WEEKS = /\b(\d{1,2}) ?(?:sa|semaines? d amenorrhee)\b(?: ?(?:\+|et)? ?(\d)(?: ?j(?:ours?)?)?)?/;

export interface Dating {
  readonly start: PartialDate;
  readonly rank: number;
  readonly fact: Fact;
}

/** Where a fact of a pregnancy puts its first day of amenorrhoea: a written date, or weeks at the day of its document. */
export function datingOf(fact: Fact, input: ViewInput): Dating | undefined {
  const said = fold(fact.citations[0].quote);
  if (NOT_YET.test(said)) return undefined;
  for (const { pattern, before, rank } of DATES) {
    const [, day, month, year] = pattern.exec(said) ?? [];
    const date = day === undefined || month === undefined || year === undefined ? undefined : writtenDay(day, month, year);
    if (date !== undefined) return { start: addDays(date, -before), rank, fact };
  }
  const [, weeks, days] = WEEKS.exec(said) ?? [];
  const on = dateOf(fact, input.sources);
  // "à partir de 12 SA", "jusqu'à 12 SA", "une échographie à 22 SA" tell of another day than the document's.
  if (weeks === undefined || on?.length !== 10 || PLANNED.test(said)) return undefined;
  const age = Number(weeks) * 7 + Number(days ?? 0);
  return age < 4 * 7 || age > 43 * 7 ? undefined : { start: addDays(on, -age), rank: 2, fact };
}

/** A pregnancy wished for or feared is none. */
const NOT_YET = /\bsi (?:une |la )?grossesse|en cas de grossesse|projet|preconcep|desir d|une fois enceinte|avant (?:la |une )?grossesse/;
const PLANNED =
  /(?:a partir de|jusqu a|avant|apres|vers|des|prevue?s? a|entre|prochaine?|sera|seront|controle a|si )\s?(?:la |le )?\d{1,2} ?(?:sa|semaines)/;

/** The datings of the latest pregnancy that had begun at `reference`; among them, those that agree with the surest and the most told. */
export function latestPregnancy(datings: readonly Dating[], reference: PartialDate): readonly Dating[] {
  const begun = datings.filter(({ start }) => daysBetween(start, reference) >= 4 * 7).toSorted((a, b) => daysBetween(b.start, a.start));
  const [last] = begun;
  if (last === undefined) return [];
  return begun
    .filter(({ start }) => daysBetween(start, last.start) <= SAME_DAYS)
    .toSorted((a, b) => a.rank - b.rank || daysBetween(b.start, a.start));
}

export function termAt(start: PartialDate, date: PartialDate): { weeks: number; days: number } {
  const days = Math.max(0, daysBetween(start, date));
  return { weeks: Math.floor(days / 7), days: days % 7 };
}
