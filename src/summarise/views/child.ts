import { readFileSync } from 'node:fs';
import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import { ageAt, compareDates, daysBetween, firstDay } from '../dates.js';
import { isAffirmed } from '../line.js';
import { fold, groupBy } from '../text.js';
import { referenceCurves, type Measure } from './growth-reference.js';
import type { ChildView } from './view-contract.js';
import { headingOf } from './page-quotes.js';
import { dateOf, type ViewInput } from './view-input.js';

interface Examination {
  readonly label: string;
  readonly fromDays?: number;
  readonly toDays?: number;
  readonly fromMonths?: number;
  readonly toMonths?: number;
  readonly certificate?: string;
}

interface Vaccination {
  readonly label: string;
  readonly targets: readonly string[];
  readonly doses: readonly string[];
  readonly fromMonths?: number;
  readonly toMonths?: number;
  readonly bornFrom?: string;
  readonly bornBefore?: string;
}

interface Examinations {
  readonly rule: string;
  readonly source: string;
  readonly examinations: readonly Examination[];
}
interface Vaccinations {
  readonly source: string;
  readonly vaccinations: readonly Vaccination[];
}

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`./vocabulary/${name}`, import.meta.url), 'utf8')) as T;
let examinationsCache: Examinations | undefined;
let vaccinationsCache: Vaccinations | undefined;
const examinations = (): Examinations => (examinationsCache ??= read<Examinations>('child-examinations.json'));
const vaccinations = (): Vaccinations => (vaccinationsCache ??= read<Vaccinations>('child-vaccinations.json'));

const ADULT = 18;
const MONTH = 30.4375;
const monthsAt = (birth: PartialDate, date: PartialDate): number => daysBetween(birth, date) / MONTH;

/** Growth, mandatory examinations and vaccinations of a patient under eighteen whose day of birth is known. */
export function childView(input: ViewInput): ChildView | undefined {
  const { patient, reference } = input;
  const { birthDate: birth, sex } = patient;
  if (birth?.length !== 10 || ageAt(birth, reference) >= ADULT) return undefined;
  const preterm = pretermBirth(input);
  return {
    birthDate: birth,
    ...(sex === undefined ? {} : { sex }),
    ...(preterm === undefined ? {} : { preterm }),
    growth: growth(input, birth),
    examinations: mandatoryExaminations(input, birth),
    vaccinations: vaccinationRows(input, birth),
    rules: [examinations().source, vaccinations().source],
  };
}

interface MeasureRule {
  readonly measure: Measure;
  readonly label: string;
  readonly unit: string;
  readonly concepts: readonly string[];
  /** The name, folded, that a coded measure bears. */
  readonly named: RegExp;
  /** What one of the written unit is in the shown one; a value without a unit is taken in the shown one where it is plausible. */
  readonly units: Readonly<Record<string, number>>;
  readonly plausible: readonly [number, number];
}

const MEASURES: readonly MeasureRule[] = [
  {
    measure: 'weight',
    label: 'Poids',
    unit: 'kg',
    concepts: ['value:poids', 'value:poidsnaissance'],
    named: /^(?:poids(?: de naissance| corporel)?|masse corporelle)$/,
    units: { kg: 1, g: 0.001 },
    plausible: [0.4, 180],
  },
  {
    measure: 'height',
    label: 'Taille',
    unit: 'cm',
    concepts: ['value:taille'],
    named: /^(?:taille(?: corporelle| de naissance)?|longueur corporelle)$/,
    units: { cm: 1, m: 100 },
    plausible: [25, 210],
  },
  {
    measure: 'head',
    label: 'Périmètre crânien',
    unit: 'cm',
    concepts: ['value:pc'],
    named: /^perimetre (?:cranien|cephalique)/,
    units: { cm: 1, mm: 0.1 },
    plausible: [20, 65],
  },
  {
    measure: 'bmi',
    label: 'IMC',
    unit: 'kg/m²',
    concepts: ['value:imc'],
    named: /^(?:imc|indice de masse corporelle)$/,
    units: { 'kg/m2': 1, 'kg/m²': 1 },
    plausible: [8, 60],
  },
];

function growth(input: ViewInput, birth: PartialDate): ChildView['growth'] {
  const { facts, patient, reference, cite } = input;
  const sex = patient.sex === 'M' || patient.sex === 'F' ? patient.sex : undefined;
  return MEASURES.flatMap(({ measure, label, unit, concepts, named, units, plausible }) => {
    const points = new Map<string, { date: PartialDate; value: number; facts: Fact[] }>();
    for (const fact of facts) {
      const isMeasure = concepts.includes(fact.concept ?? '') || (fact.kind === 'observation' && named.test(fold(fact.label)));
      if (!isMeasure || fact.value?.number === undefined || !isAffirmed(fact) || fact.qualifiers.family) continue;
      const factor = fact.value.unit === undefined ? 1 : units[fact.value.unit.toLowerCase()];
      const value = factor === undefined ? undefined : Math.round(fact.value.number * factor * 1000) / 1000;
      const date = measuredOn(fact, input, birth);
      if (value === undefined || date === undefined || value < plausible[0] || value > plausible[1] || isThreshold(fact)) continue;
      if (firstDay(date) < firstDay(birth) || firstDay(date) > firstDay(reference)) continue;
      const known = points.get(`${date}/${value}`);
      if (known === undefined) points.set(`${date}/${value}`, { date, value, facts: [fact] });
      else known.facts.push(fact);
    }
    if (points.size === 0) return [];
    const age = monthsAt(birth, reference);
    return [
      {
        measure,
        label,
        unit,
        points: [...points.values()]
          .toSorted((a, b) => compareDates(a.date, b.date))
          .map(({ date, value, facts: stating }) => ({
            date,
            months: Math.round(monthsAt(birth, date) * 100) / 100,
            value,
            written: [stating[0]?.value?.text, stating[0]?.value?.unit].filter((part) => part !== undefined).join(' '),
            citations: cite(stating),
          })),
        ...(sex === undefined ? {} : { reference: referenceCurves(measure, sex, age) }),
      },
    ];
  });
}

/** What is told of the birth is of that day, whenever it was written. */
function measuredOn(fact: Fact, { sources }: ViewInput, birth: PartialDate): PartialDate | undefined {
  const atBirth =
    fact.concept === 'value:poidsnaissance' || /naissance/.test(fold(fact.label)) || /naissance|apgar/.test(fold(fact.citations[0].quote));
  const date = atBirth ? birth : dateOf(fact, sources);
  return date?.length === 10 ? date : undefined;
}

/** "à 25 kg, passage à 300" tells when, not how much: the number follows a bare preposition, and no verb or name of the measure goes before. */
function isThreshold(fact: Fact): boolean {
  const quote = fold(fact.citations[0].quote);
  const written = fold(fact.value?.text ?? '');
  const before = quote.slice(0, Math.max(0, quote.indexOf(written)));
  return (
    /\b(?:a|des|jusqu a|au dela de|plus de|moins de|vers) ?$/.test(before) &&
    !/\b(?:poids|pese|pesee|taille|mesure|pc|imc|perimetre)\b/.test(before)
  );
}

const TERM = /(\d{2}) ?(?:sa|semaines)/;

function pretermBirth({ facts, cite }: ViewInput): ChildView['preterm'] {
  const term = facts.filter((fact) => fact.concept === 'value:ag' && isAffirmed(fact) && fact.value !== undefined);
  const [first] = term.filter((fact) => Number(TERM.exec(fold(fact.value?.text ?? ''))?.[1] ?? '40') < 37);
  return first === undefined ? undefined : { text: first.value?.text ?? '', citations: cite([first]) };
}

/** A certificate, an examination named for its age, or a weighing by a document that is one, within the time of each. */
const IS_EXAMINATION =
  /certificat de sante|certificat (?:du|des|d examen)|examen (?:du|des|de sante|obligatoire|systematique)|visite (?:du|des)|bilan de sante|consultation de (?:pediatrie|suivi)|carnet de sante/;

function mandatoryExaminations({ sources, reference, pages }: ViewInput, birth: PartialDate): ChildView['examinations'] {
  const candidates = [...sources.byId.values()].filter(
    ({ title, date }) => date?.length === 10 && IS_EXAMINATION.test(fold(title)) && !/vaccin/.test(fold(title)),
  );
  const age = daysBetween(birth, reference);
  return examinations().examinations.map(({ label, certificate, fromDays, toDays, fromMonths, toMonths }) => {
    const from = fromDays ?? (fromMonths ?? 0) * MONTH;
    const to = toDays ?? (toMonths ?? 0) * MONTH;
    const proof = candidates.find((document) => {
      const days = daysBetween(birth, document.date as PartialDate);
      return days >= from && days <= to;
    });
    const heading = proof === undefined ? undefined : headingOf(proof.id, IS_EXAMINATION, pages, sources);
    const base = { label, ...(certificate === undefined ? {} : { certificate }) };
    if (proof?.date !== undefined && heading !== undefined)
      return { ...base, status: 'done' as const, date: proof.date, citations: [heading] };
    return { ...base, status: age < from ? ('to-come' as const) : ('unknown' as const), citations: [] };
  });
}

/** Doses found take the places of the calendar in the order of their dates; a written refusal stands where no dose was found. */
function vaccinationRows({ facts, reference, cite }: ViewInput, birth: PartialDate): ChildView['vaccinations'] {
  const age = monthsAt(birth, reference);
  return vaccinations().vaccinations.flatMap(({ label, targets, doses, fromMonths = 0, toMonths = Infinity, bornFrom, bornBefore }) => {
    const pattern = new RegExp(targets.map((target) => `\\b${target}\\b`).join('|'));
    const own = facts.filter(
      ({ kind, immunization, label: name, qualifiers }) =>
        kind === 'immunization' &&
        !qualifiers.family &&
        !qualifiers.otherPerson &&
        pattern.test(fold([name, ...(immunization?.targets ?? [])].join(' '))),
    );
    const given = own.filter((fact) => isAffirmed(fact) && fact.status === 'past' && fact.date !== undefined && inAge(fact.date));
    const found = [...groupBy(given, (fact) => fact.date as PartialDate)].toSorted(([a], [b]) => compareDates(a, b));
    const concerned =
      (bornFrom === undefined || birth >= bornFrom) && (bornBefore === undefined || birth < bornBefore) && age >= fromMonths;
    if (!concerned && found.length === 0) return [];
    if (age < fromMonths || (age > toMonths && found.length === 0)) return [];
    const refused = own.filter(
      (fact) =>
        fact.qualifiers.negated || fact.status === 'absent' || /ne souhaitent? pas|refus|non fait/.test(fold(fact.citations[0].quote)),
    );
    const places = Math.max(doses.length, found.length);
    const row = Array.from({ length: places }, (_, i): ChildView['vaccinations'][number]['doses'][number] => {
      const at = doses[i] ?? 'dose de plus';
      const [date, stating] = found[i] ?? [];
      if (date !== undefined && stating !== undefined) {
        const product = stating.find((fact) => fact.immunization?.product !== undefined)?.immunization?.product;
        return { age: at, status: 'done', date, ...(product === undefined ? {} : { product }), citations: cite(stating) };
      }
      if (refused.length > 0 && found.length === 0) return { age: at, status: 'refused', citations: cite(refused) };
      return { age: at, status: age < monthsWritten(at) ? 'to-come' : 'unknown', citations: [] };
    });
    return [{ label, doses: row }];

    function inAge(date: PartialDate): boolean {
      return monthsAt(birth, date) >= fromMonths - 1;
    }
  });
}

/** "2 mois", "11 à 13 ans": the first age, in months. */
function monthsWritten(age: string): number {
  const first = Number.parseInt(age, 10);
  return Number.isNaN(first) ? 0 : age.includes('ans') ? first * 12 : first;
}
