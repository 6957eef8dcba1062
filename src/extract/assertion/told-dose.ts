import type { Fact } from '../../domain/fact.js';
import { TAKEN } from '../facts/medications/taken.js';
import { readPosology } from '../facts/medications/medication-posology.js';
import { cite } from '../facts/fact-builder.js';
import type { PageAnalysis, Range } from '../text/analysis.js';
import { fold } from '../text/fold.js';
import { numbersOf, sortOf, type WrittenDose } from './written-doses.js';

/** An amount and how likely it is the one that holds from the paper's day on. */
export interface WeighedDose extends WrittenDose {
  readonly holds: number;
}

/** Chosen on the validation papers of eval/corpus/marks. */
const HOLDS = 0.6;
const APART = 0.3;
const ELSEWHERE = 0.5;
/** Characters that a citation may reach to show the dose. */
const LONGEST_QUOTE = 320;
const RIGHT_BEHIND = 20;

/** Whether it matters what dose the paper gives of it. */
export const tellsADose = ({ medication, qualifiers, concept }: Fact): boolean =>
  medication !== undefined &&
  TAKEN.has(medication.event) &&
  !qualifiers.family &&
  !qualifiers.otherPerson &&
  !qualifiers.hypothetical &&
  concept?.startsWith('class:') !== true;

/** The first number of what a rule read; NaN, like nothing, where there is none. */
const firstNumber = (part: string): number => numbersOf(fold(part))[0] ?? Number.NaN;
const same = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9;
/** The likeliest of the amounts that write what a rule read; undefined where none does. */
function holdsOf(part: string, doses: readonly WeighedDose[]): number | undefined {
  const there = doses.filter(({ numbers }) => numbers.some((one) => same(one, firstNumber(part))));
  return there.length === 0 ? undefined : Math.max(...there.map(({ holds }) => holds));
}

/** Milligrams are set against milligrams, tablets against tablets; what is written without a unit against either. */
const compares = (a: WrittenDose['sort'], b: WrittenDose['sort']): boolean => a === b || a === 'bare' || b === 'bare';

/**
 * A drug's fact with the dose that holds, where the rules told one that the reader holds to be of before, of later, a ceiling or nobody's, or
 * told none. `doses` are the page's amounts of that drug behind this name. Undefined where the rules' dose stands.
 */
export function withToldDose(
  fact: Fact,
  analysis: PageAnalysis,
  { doses, all, isTaken }: { doses: readonly WeighedDose[]; all: readonly WeighedDose[]; isTaken: boolean },
): Fact | undefined {
  const { medication } = fact;
  if (medication === undefined || doses.length === 0) return undefined;
  const { strength, dose, ...rest } = medication;
  const rivals = (part: string): readonly WeighedDose[] => {
    const number = firstNumber(part);
    const sort = sortOf(fold(part));
    // What a product holds is no number of tablets, with its unit or without.
    const isStrength = part === strength && dose !== undefined && dose !== strength;
    return all.filter(
      (other) => compares(other.sort, sort) && !(isStrength && other.sort === 'intake') && !other.numbers.some((one) => same(one, number)),
    );
  };
  const isOutdone = (part: string): boolean => {
    const own = holdsOf(part, doses) ?? Infinity;
    return rivals(part).some((other) => other.holds >= HOLDS && other.holds - own >= (doses.includes(other) ? APART : ELSEWHERE));
  };
  const told = [strength, dose].filter((part) => part !== undefined);
  const bad = told.filter(isOutdone);
  const stands = (part: string | undefined): part is string => part !== undefined && !bad.includes(part);
  // A beginning on an earlier day had the dose of that day.
  if (told.length > 0 && (bad.length === 0 || (fact.dateSource === 'text' && medication.event === 'started'))) return undefined;
  const left = doses.filter(
    ({ holds, numbers: [number = Number.NaN] }) => holds >= HOLDS && !told.filter(stands).some((part) => same(firstNumber(part), number)),
  );
  const next = left.find((one) =>
    bad.length > 0
      ? bad.some((part) => rivals(part).includes(one))
      : // Of a bare number, only the one right behind the name: "SERESTA 10".
        one.sort !== 'bare' || one.start - one.drug.end <= RIGHT_BEHIND,
  );
  if (next === undefined) {
    if (bad.length === 0) return undefined;
    return { ...fact, medication: { ...rest, ...(stands(strength) ? { strength } : {}), ...(stands(dose) ? { dose } : {}) } };
  }
  const { folded, page } = analysis;
  const after = doses.find((other) => other.start >= next.end && other.holds < 0.5)?.start ?? Infinity;
  const line = folded.indexOf('\n', next.end);
  const posology = readPosology(folded, next.start, Math.min(next.end + 90, after, line < 0 ? folded.length : line));
  const slice = ({ start, end }: Range): string => page.text.slice(start, end).replace(/\s+/g, ' ').trim();
  const { frequency } = posology;
  const near = frequency !== undefined && frequency.start >= next.end && frequency.start - next.end <= 12;
  const [first] = fact.citations;
  const reach = { start: Math.min(first.span.start, next.start), end: Math.max(first.span.end, near ? frequency.end : next.end) };
  const citation = cite(analysis, reach);
  if (citation === undefined || (reach.end - reach.start > LONGEST_QUOTE && reach.end - reach.start > first.span.end - first.span.start))
    return undefined;
  const keepsStrength = stands(strength) && next.sort !== 'substance';
  // "TRAMADOL 50 mg, 1 le soir": how many go with when.
  const counted = keepsStrength && next.sort === 'bare' && near;
  return {
    ...fact,
    // A bare name is nothing taken; one with the dose that holds is.
    status: fact.status === 'unknown' && told.length === 0 && isTaken ? 'active' : fact.status,
    citations: [citation, ...fact.citations.slice(1)],
    medication: {
      ...rest,
      ...(keepsStrength ? { strength } : {}),
      ...(counted ? {} : { dose: slice(next) }),
      ...(near ? { frequency: slice(counted ? { start: next.start, end: frequency.end } : frequency) } : {}),
      // What is told against another dose is a change of it.
      event: bad.length > 0 && (medication.event === 'listed' || medication.event === 'continued') ? 'changed' : medication.event,
    },
  };
}
