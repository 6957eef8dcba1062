import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import { compareDates, compatibleDates, daysBetween } from '../dates.js';
import type { Sources } from '../sources.js';
import { fold, groupBy } from '../text.js';

/** Two tellings this near are one event that the sources date otherwise; a year alone may be off by one. */
const SAME_EVENT_DAYS = 120;
const SAME_EVENT_YEARS = 731;

type DatedFact = Fact & { readonly date: PartialDate };

/** The substance whose harm or end a fact tells. */
export function endedDrug(fact: Fact): string | undefined {
  if (fact.kind === 'allergy') return fact.concept === undefined ? undefined : fold(fact.concept);
  const { medication } = fact;
  if (medication?.dci === undefined || (medication.event !== 'stopped' && medication.event !== 'contraindicated')) return undefined;
  return fold(medication.dci);
}

const isDated = (fact: Fact): fact is DatedFact => fact.date !== undefined;

const near = (a: PartialDate, b: PartialDate): boolean =>
  compatibleDates(a, b) || Math.abs(daysBetween(a, b)) <= (a.length === 4 || b.length === 4 ? SAME_EVENT_YEARS : SAME_EVENT_DAYS);

/**
 * A drug does its harm and ends on one day: of the days that sources give to it within a few months, the one that most documents
 * tell, then the most precise, then the one written first. The others are what a copy made of it, and warnings tell them apart.
 */
export function toldOnce(facts: readonly Fact[], sources: Sources): readonly Fact[] {
  const others = facts.filter((fact) => endedDrug(fact) === undefined || !isDated(fact));
  const ended = facts.filter((fact): fact is DatedFact => endedDrug(fact) !== undefined && isDated(fact));
  const kept: Fact[] = [];
  for (const [, members] of groupBy(ended, (fact) => endedDrug(fact) ?? '')) {
    let left: readonly DatedFact[] = members;
    while (left.length > 0) {
      const chosen = bestDate(left, sources);
      for (const fact of left) if (compatibleDates(fact.date, chosen)) kept.push({ ...fact, date: chosen });
      left = left.filter((fact) => !near(fact.date, chosen));
    }
  }
  return [...others, ...kept];
}

function bestDate(facts: readonly DatedFact[], sources: Sources): PartialDate {
  const dates = [...new Set(facts.map(({ date }) => date))];
  const papers = new Map(
    dates.map((date) => [date, new Set(facts.filter((fact) => compatibleDates(fact.date, date)).map((fact) => fact.documentId)).size]),
  );
  const told = (date: PartialDate): number => papers.get(date) ?? 0;
  const [best] = facts.toSorted(
    (a, b) =>
      told(b.date) - told(a.date) ||
      b.date.length - a.date.length ||
      Number(b.medication?.event === 'stopped') - Number(a.medication?.event === 'stopped') ||
      compareDates(sources.dateOf(a.documentId), sources.dateOf(b.documentId)) ||
      compareDates(a.date, b.date),
  );
  return (best as DatedFact).date;
}
