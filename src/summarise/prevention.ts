import { readFileSync } from 'node:fs';
import type { PartialDate } from '../domain/citation.js';
import type { IdentityTraits } from '../domain/document.js';
import type { Fact } from '../domain/fact.js';
import type { Prevention } from '../domain/synthesis.js';
import { addDays, ageAt, compareDates, daysBetween, firstDay, frenchDate, isAfter, lastDay, onDate } from './dates.js';
import type { Line } from './line.js';
import { gatherCitations, type Sources } from './sources.js';
import { among, byTopic, placesIn } from './per-document.js';
import { perFact } from './per-fact.js';
import { writeValue } from './templates.js';
import { fold } from './text.js';
import { quoteWords } from './quote.js';

interface Rule {
  readonly id: string;
  readonly label: string;
  readonly targets: readonly string[];
  readonly rule: string;
  readonly sex?: 'M' | 'F';
  readonly fromAge?: number;
  readonly toAge?: number;
  readonly bornAfter?: number;
  readonly fixedAges?: readonly number[];
  readonly seasonal?: boolean;
  readonly once?: boolean;
  readonly doses?: number;
  readonly orConditions?: boolean;
  readonly everyMonths?: number;
  readonly longer?: { readonly targets: readonly string[]; readonly everyMonths: number };
}

interface PreventionRules {
  readonly vaccinations: readonly Rule[];
  readonly screenings: readonly Rule[];
  readonly riskConcepts: readonly string[];
}

let cache: PreventionRules | undefined;

function rules(): PreventionRules {
  cache ??= JSON.parse(readFileSync(new URL('./vocabulary/prevention.json', import.meta.url), 'utf8')) as PreventionRules;
  return cache;
}

export interface PreventionInput {
  readonly patient: IdentityTraits;
  readonly facts: readonly Fact[];
  readonly lines: readonly Line[];
  readonly sources: Sources;
  readonly reference: PartialDate;
}

/**
 * What the calendar and the organised screenings ask at this age and sex, against what the record proves. "due" only where the record
 * says that it was not done, or proves a last time that is too old; without any trace the answer is "unknown".
 */
export function preventionStatus(input: PreventionInput): readonly Prevention[] {
  const { patient, reference } = input;
  if (patient.birthDate === undefined) return [];
  const age = ageAt(patient.birthDate, reference);
  const found: Prevention[] = [];
  const named = namedFacts(traced(input.facts));
  for (const rule of rules().vaccinations) {
    const traces = tracesOf(rule, named, input);
    if (concerns(rule, patient, age, input) || traces.length > 0)
      found.push(settle(rule, traces, patient.birthDate, age, input, concerns(rule, patient, age, input)));
  }
  for (const rule of rules().screenings) {
    const traces = tracesOf(rule, named, input);
    if (concerns(rule, patient, age, input)) found.push(settle(rule, traces, patient.birthDate, age, input, true));
  }
  return found;
}

function concerns(rule: Rule, patient: IdentityTraits, age: number, { lines }: PreventionInput): boolean {
  if (rule.sex !== undefined && patient.sex !== rule.sex) return false;
  if (rule.bornAfter !== undefined) return Number((patient.birthDate ?? '0').slice(0, 4)) >= rule.bornAfter;
  if (rule.fixedAges !== undefined) return age >= (rule.fixedAges[0] ?? 0);
  const inAge = age >= (rule.fromAge ?? 0) && age <= (rule.toAge ?? 200);
  const atRisk =
    rule.orConditions === true &&
    age < (rule.fromAge ?? 0) &&
    lines.some(
      (line) =>
        line.kind === 'condition' &&
        line.status === 'active' &&
        rules().riskConcepts.some((concept) => (line.concept ?? '').includes(concept)),
    );
  return inAge || atRisk;
}

interface Trace {
  readonly fact: Fact;
  readonly done: boolean;
  readonly date: PartialDate | undefined;
}

const TRACED: ReadonlySet<Fact['kind']> = new Set(['immunization', 'procedure', 'plan', 'observation']);

/** What an act may be called by, folded. */
const namesOf = perFact(({ label, immunization }) =>
  fold([label, immunization?.product, ...(immunization?.targets ?? [])].filter((name) => name !== undefined).join(' ')),
);

/** Facts that may be traces of an act, by their names: many facts bear few names, and every rule asks each name once. */
type NamedFacts = ReadonlyMap<string, readonly Fact[]>;
const traced = among(({ kind, qualifiers }: Fact) => TRACED.has(kind) && !qualifiers.family && !qualifiers.otherPerson);
const namedFacts = byTopic(namesOf);

/** What the record says of one act: done, with its date, or written as not done, planned, or to be done. */
function tracesOf(rule: Rule, named: NamedFacts, { facts, sources, reference }: PreventionInput): readonly Trace[] {
  const targets = new RegExp(`\\b(?:${rule.targets.join('|')})`);
  const found = [...named].flatMap(([names, own]) => (targets.test(names) ? own : []));
  const place = placesIn(traced(facts));
  return found
    .toSorted((a, b) => place(a) - place(b))
    .map((fact) => {
      const quote = quoteWords(fact);
      const notDone =
        fact.kind === 'plan' ||
        fact.qualifiers.negated ||
        fact.qualifiers.hypothetical ||
        fact.qualifiers.instruction ||
        fact.status === 'absent' ||
        (OWED.test(quote) && !(fact.status === 'past' && (UP_TO_DATE.test(quote) || DONE_NOW.test(quote))));
      const date = fact.date ?? (fact.kind === 'observation' ? sources.dateOf(fact.documentId) : undefined);
      const future = date !== undefined && isAfter(date, reference);
      return { fact, done: !notDone && !future && fact.kind !== 'observation', date };
    })
    .toSorted((a, b) => compareDates(a.date, b.date));
}

function settle(
  rule: Rule,
  traces: readonly Trace[],
  birth: PartialDate,
  age: number,
  { reference, sources }: PreventionInput,
  concerned: boolean,
): Prevention {
  const done = traces.filter((trace) => trace.done);
  const last = done.findLast((trace) => trace.date !== undefined) ?? done.at(-1);
  const undone = traces
    .filter((trace) => !trace.done && (trace.fact.kind !== 'observation' || AWAITED.test(quoteWords(trace.fact))))
    .toSorted((a, b) => compareDates(sources.dateOf(a.fact.documentId), sources.dateOf(b.fact.documentId)));
  const cite = (list: readonly Trace[]): Prevention['citations'] =>
    list.length === 0
      ? []
      : [
          ...gatherCitations(
            list.map((trace) => trace.fact),
            4,
          ),
        ];
  // What the blood says of a vaccination stands beside what was injected.
  const serology = traces.findLast(
    ({ fact }) => fact.kind === 'observation' && fact.value !== undefined && SEROLOGY.test(fold(fact.label)),
  );
  const measured =
    serology?.fact.value === undefined
      ? ''
      : ` ; ${serology.fact.label} ${writeValue(serology.fact.value)}${unprotected(serology.fact) ? ', non protecteur' : ''}${serology.date === undefined ? '' : ` (${frenchDate(serology.date)})`}`;
  const item = (status: Prevention['status'], text: string, cited: readonly Trace[]): Prevention => ({
    label: `${rule.label} : ${text}${measured}`,
    status,
    rule: rule.rule,
    citations: cite([...cited, ...(serology === undefined || cited.includes(serology) ? [] : [serology])]),
  });
  const lastWords = last?.date === undefined ? undefined : `dernière trace ${onDate(last.date)}`;
  const saidUndone = undone.at(-1);
  const undoneLater =
    saidUndone !== undefined && (last?.date === undefined || compareDates(sources.dateOf(saidUndone.fact.documentId), last.date) > 0);
  const cited = [...(undoneLater ? [saidUndone] : []), ...(last === undefined ? [] : [last])];

  if (last?.date === undefined) {
    if (undoneLater && concerned) return item('due', 'noté comme à faire ou non fait', cited);
    return last !== undefined
      ? item('done', 'fait, date non précisée', [last])
      : item('unknown', 'aucune trace dans les documents lus', undone.slice(-2));
  }
  const validUntil = expiry(rule, done, last, birth, age, reference);
  if (validUntil === 'valid')
    return item('done', lastWords ?? 'fait', [last, ...(undoneLater && saidUndone !== undefined ? [saidUndone] : [])]);
  // At another age than the calendar's, a course that was begun is owed what the record itself misses.
  if (!concerned)
    return undoneLater && rule.doses !== undefined
      ? item('due', `${lastWords ?? ''}, ${validUntil}, suite notée non faite`, cited)
      : item('done', lastWords ?? 'fait', [last]);
  return item('due', `${lastWords ?? ''}${validUntil === '' ? '' : `, ${validUntil}`}`, cited);
}

/** Words of what is still to do; of what is in order, whatever else the sentence asks for. */
const OWED =
  /\b(a faire|non fait|pas fait|a prevoir|a discuter|(?:est|etait|reste) due?s?\b|due?s? (?:en|depuis|a partir|fin|debut)\b|refus|annule|jamais)/;
/** The act of the day, told with one that came late: "le deuxième, qui aurait dû être fait un an après, est réalisé aujourd'hui". */
const DONE_NOW = /\b(?:realise|fait|effectue|pratique|preleve|refait)e?s? (?:aujourd|ce jour|ce matin|lors de la consultation)/;
const UP_TO_DATE = /\ba jour\b/;
/** Written of a dose or an examination that has not come yet. */
const AWAITED = /attendue?|non faite?|pas faite?|a faire|a prevoir/;
/** Anti-HBs antibodies protect from 10 UI/L (Haute Autorité de santé, recommandations vaccinales hépatite B). */
const PROTECTIVE_ANTI_HBS = 10;
const unprotected = ({ concept, value }: Fact): boolean =>
  concept === 'value:antihbs' &&
  value?.number !== undefined &&
  value.number < PROTECTIVE_ANTI_HBS &&
  value.comparator?.startsWith('>') !== true;
const SEROLOGY = /\bigg\b|anticorps|anti ?hbs|serolog|\bac\b/;

/** "valid", or the French reason why the last act no longer covers. */
function expiry(rule: Rule, done: readonly Trace[], last: Trace, birth: PartialDate, age: number, reference: PartialDate): string {
  const date = last.date as PartialDate;
  if (rule.fixedAges !== undefined) {
    const due = rule.fixedAges.filter((one) => one <= age).at(-1);
    if (due === undefined) return 'valid';
    const dueOn = `${Number(birth.slice(0, 4)) + due}${birth.slice(4)}`;
    // A booster within the five years before the fixed age counts for it.
    return firstDay(date) >= firstDay(dueOn) - 5 * 366 ? 'valid' : `rappel des ${due} ans sans trace`;
  }
  if (rule.seasonal === true) {
    const year = Number(reference.slice(0, 4));
    const month = Number(reference.slice(5, 7) || '12');
    const seasonStart = `${month >= 9 ? year : year - 1}-09-01`;
    return firstDay(date) >= firstDay(seasonStart) ? 'valid' : `saison commencée en ${frenchDate(seasonStart.slice(0, 7))} sans trace`;
  }
  if (rule.doses !== undefined) {
    const ranks = Math.max(
      new Set(done.map((trace) => trace.date ?? '')).size,
      ...done.map((trace) => trace.fact.immunization?.doseRank ?? 0),
    );
    return ranks >= rule.doses ? 'valid' : `${ranks} dose${ranks > 1 ? 's' : ''} retrouvée${ranks > 1 ? 's' : ''} sur ${rule.doses}`;
  }
  if (rule.everyMonths !== undefined) {
    const long = rule.longer?.targets.some((target) => fold(last.fact.label).includes(target)) === true;
    const months = long ? (rule.longer?.everyMonths ?? rule.everyMonths) : rule.everyMonths;
    const until = addDays(date, Math.round(months * 30.44));
    return lastDay(until) >= firstDay(reference) || daysBetween(until, reference) <= 0 ? 'valid' : `intervalle de ${months} mois dépassé`;
  }
  return 'valid';
}
