import { readFileSync } from 'node:fs';
import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import type { TimelineEvent } from '../../domain/synthesis.js';
import { addDays, ageAt, compareDates, daysBetween, isAfter } from '../dates.js';
import type { MeasuredSeries } from '../series.js';
import { isAffirmed } from '../line.js';
import { fold } from '../text.js';
import { datingOf, latestPregnancy, TERM_DAYS, termAt } from './gestation.js';
import type { PregnancyView } from './view-contract.js';
import { contractCitation, dateOf, wasDone, type ViewInput } from './view-input.js';

interface FollowUp {
  readonly label: string;
  readonly fromWeeks: number;
  readonly toWeeks: number;
  readonly rule: string;
  readonly targets?: readonly string[];
  readonly visit?: true;
}

interface FollowUpRules {
  readonly source: string;
  readonly followUp: readonly FollowUp[];
}

let cache: FollowUpRules | undefined;
const rules = (): FollowUpRules =>
  (cache ??= JSON.parse(readFileSync(new URL('./vocabulary/pregnancy-follow-up.json', import.meta.url), 'utf8')) as FollowUpRules);

/** A pregnancy stays in view this long after its term: the postnatal visits look back on it. */
const AFTER_TERM_DAYS = 70;
const LONGEST_DAYS = 43 * 7;

export interface PregnancyInput extends ViewInput {
  /** What is said of pregnancies, in whatever words. */
  readonly datings: readonly Fact[];
  readonly timeline: readonly TimelineEvent[];
  readonly series: readonly MeasuredSeries[];
}

/** The pregnancy under way, or ended for less than ten weeks, of a woman of an age to bear one, where a source dates it. */
export function pregnancyView(input: PregnancyInput): PregnancyView | undefined {
  const { patient, reference, sources, cite } = input;
  if (patient.sex === 'M') return undefined;
  const age = patient.birthDate === undefined ? 30 : ageAt(patient.birthDate, reference);
  if (age < 12 || age > 55) return undefined;
  const told = input.datings.filter((fact) => /grossesse-current/.test(fact.concept ?? '') && isAffirmed(fact));
  const datings = told.flatMap((fact) => datingOf(fact, input) ?? []);
  const agreed = latestPregnancy(datings, reference);
  const [dating] = agreed;
  if (dating === undefined) return undefined;
  const { start } = dating;
  if (daysBetween(start, reference) > TERM_DAYS + AFTER_TERM_DAYS) return undefined;
  const ended = endOf(input, start);
  const until = ended?.date ?? reference;
  const last = addDays(start, LONGEST_DAYS);
  const within = (date: PartialDate): boolean =>
    date.length === 10 && daysBetween(start, date) >= 0 && !isAfter(date, reference) && !isAfter(date, last);
  return {
    start,
    dating: {
      text: dating.fact.label,
      citations: cite(agreed.filter((one) => Math.abs(daysBetween(one.start, start)) <= 7).map((one) => one.fact)),
    },
    term: termAt(start, until),
    due: addDays(start, TERM_DAYS),
    ...(ended === undefined ? {} : { ended }),
    events: input.timeline
      .filter(({ date }) => within(date))
      .map(({ date, kind, label, importance, citations }) => ({
        date,
        term: termAt(start, date),
        kind,
        label,
        importance,
        citations: citations.map((citation) => contractCitation(citation, sources)),
      })),
    measures: measures(input, start, within),
    followUp: followUp(input, start, within, ended !== undefined),
    rules: [rules().source],
  };
}

const BIRTH = /accouchement|cesarienne|voie basse|naissance/;
const LOSS = /fausse couche|interruption de grossesse|\bimg\b|\bivg\b/;
/** Before 22 weeks nothing is a birth (WHO); what is written then of a birth is to come, or another's. */
const VIABLE_DAYS = 22 * 7;
const EARLIEST_DAYS = 5 * 7;
/** "après l'accouchement, la dose revient à…": a birth as a term of time, which says nothing of when. */
const AS_A_TERM =
  /\b(?:apres|avant|depuis|jusqu a|des|en vue de|preparation a)(?: l| son| votre| un)? ?(?:accouchement|cesarienne|naissance)/;

function endOf({ facts, sources, reference, cite }: ViewInput, start: PartialDate): PregnancyView['ended'] {
  const ends = facts
    .filter(
      (fact) =>
        fact.kind === 'procedure' &&
        (BIRTH.test(fold(fact.label)) || LOSS.test(fold(fact.label))) &&
        wasDone(fact) &&
        isAffirmed(fact) &&
        fact.status === 'past' &&
        !(fact.dateSource !== 'text' && AS_A_TERM.test(fold(fact.citations[0].quote))),
    )
    .flatMap((fact) => {
      const date = dateOf(fact, sources);
      return date?.length === 10 &&
        daysBetween(start, date) >= (BIRTH.test(fold(fact.label)) ? VIABLE_DAYS : EARLIEST_DAYS) &&
        daysBetween(start, date) <= LONGEST_DAYS &&
        !isAfter(date, reference)
        ? [{ date, fact }]
        : [];
    })
    // The day written beside it, then the day of its document.
    .toSorted((a, b) => Number(b.fact.dateSource === 'text') - Number(a.fact.dateSource === 'text') || compareDates(a.date, b.date));
  const [first] = ends;
  return first === undefined ? undefined : { date: first.date, text: first.fact.label, citations: cite([first.fact]) };
}

/** What is followed along a pregnancy, in the order in which a file shows it. */
const FOLLOWED = [
  'value:poids',
  'value:ta',
  'value:hauteuruterine',
  'value:hemoglobine',
  'value:plaquettes',
  'value:glycemieajeun',
  'value:glycemie',
  'value:hba1c',
  'value:proteinurie',
  'value:tsh',
  'value:ferritine',
  'value:toxoigg',
  'value:rubeole',
  'value:clartenucale',
  'value:lcc',
  'value:bip',
  'value:pabdo',
  'value:lf',
  'value:epf',
];

function measures({ series, cite }: PregnancyInput, start: PartialDate, within: (date: PartialDate) => boolean): PregnancyView['measures'] {
  return series
    .filter(({ concept }) => concept !== undefined && FOLLOWED.includes(concept))
    .toSorted((a, b) => FOLLOWED.indexOf(a.concept ?? '') - FOLLOWED.indexOf(b.concept ?? ''))
    .flatMap(({ analyte, unit, points }) => {
      const own = points.filter(({ date }) => within(date));
      if (own.length === 0) return [];
      return [
        {
          label: analyte,
          unit,
          points: own.map(({ date, value, facts }) => ({
            date,
            term: termAt(start, date),
            value: value.text,
            ...(value.flag === undefined ? {} : { flag: value.flag }),
            citations: cite(facts),
          })),
        },
      ];
    });
}

/** A monthly examination is proved by a document of who follows a pregnancy. */
const FOLLOWS = /grossesse|prenatal|obstetri|sage femme|matern|gyneco/;

function followUp(
  { facts, sources, reference, cite }: PregnancyInput,
  start: PartialDate,
  within: (date: PartialDate) => boolean,
  ended: boolean,
): PregnancyView['followUp'] {
  const done = facts.filter(wasDone);
  const firstOf = new Map<string, Fact>();
  for (const fact of done) if (!firstOf.has(fact.documentId)) firstOf.set(fact.documentId, fact);
  const visits = [...sources.byId.values()].filter(({ title, author }) => FOLLOWS.test(fold(`${title} ${author ?? ''}`)));
  const now = daysBetween(start, reference) / 7;
  return rules().followUp.map(({ label, rule, fromWeeks, toWeeks, targets, visit }) => {
    const inTime = (date: PartialDate | undefined): date is PartialDate =>
      date !== undefined && within(date) && daysBetween(start, date) >= fromWeeks * 7 && daysBetween(start, date) < toWeeks * 7;
    const base = { label, rule, fromWeeks, toWeeks };
    const proof =
      visit === true
        ? visits.filter(({ date }) => inTime(date)).flatMap(({ id }) => firstOf.get(id) ?? [])
        : done.filter((fact) => inTime(dateOf(fact, sources)) && targetsOf(targets).test(fold(`${fact.label} ${fact.citations[0].quote}`)));
    const [first] = proof.toSorted((a, b) => compareDates(dateOf(a, sources), dateOf(b, sources)));
    if (first !== undefined)
      return { ...base, status: 'done' as const, date: dateOf(first, sources) as PartialDate, citations: cite(proof.slice(0, 4)) };
    const status = now < fromWeeks && !ended ? ('to-come' as const) : now < toWeeks && !ended ? ('now' as const) : ('unknown' as const);
    return { ...base, status, citations: [] };
  });
}

const targetsOf = (targets: readonly string[] = []): RegExp => new RegExp(targets.join('|'));
