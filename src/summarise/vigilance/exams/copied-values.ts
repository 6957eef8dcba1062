import { among, perDocument } from '../../per-document.js';
import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { daysBetween } from '../../dates.js';
import { perFact } from '../../per-fact.js';
import type { Sources } from '../../sources.js';
import { writeValue } from '../../templates.js';
import { canonicalNumber, fold, groupBy } from '../../text.js';
import { once, passagesOf, passagesSideBySide, readOnce, saying, type Written } from '../passages.js';
import { sideBySide, whoSays, type VigilanceInput } from '../warning.js';

const COPY_DAYS = 120;
const isOwn = ({ kind, value, qualifiers }: Fact): boolean =>
  kind === 'observation' && value?.number !== undefined && !qualifiers.family && !qualifiers.otherPerson && !qualifiers.hypothetical;
const unitOf = perFact(({ value }) => foldUnit(value?.unit ?? ''));
const foldUnit = (unit: string): string => fold(unit).replace(/[µμ]/g, 'u').replace(/ /g, '/').replace(/\/+/g, '/');
const stemOf = perFact(({ label }) => /[a-z]{3,}/.exec(fold(label))?.[0].slice(0, STEM) ?? '');
const STEM = 7;

interface WrittenNumber {
  readonly written: string;
  /** What it shares with itself when its digits change places. */
  readonly digits: string;
  readonly number: number;
  /** Folded, where letters follow that may be one. */
  readonly unit: string | undefined;
  readonly before: string;
}

const numbersOf = readOnce(({ words }): readonly WrittenNumber[] =>
  [...words.matchAll(/(?<![\d.,/])(\d{1,4}(?:[.,]\d{1,2})?)(?![\d.,]*\d)(?: ?([a-zμ%]{1,5}(?: [a-z]{1,2})?))?/g)].flatMap((match) => {
    const written = match[1] ?? '';
    const digits = digitsOf(written);
    if (digits === undefined) return [];
    const unit = match[2] === undefined ? undefined : foldUnit(match[2]);
    const before = words.slice(Math.max(0, match.index - 30), match.index);
    return [{ written, digits, number: Number(canonicalNumber(written)), unit, before }];
  }),
);
const digitsWritten = perFact(({ value }) => digitsOf(value?.text ?? ''));

const numbered = among((passage: Written) => numbersOf(passage).length > 0);

const ofLaboratory = perDocument((own: readonly Fact[], _: undefined, sources: Sources) =>
  sources.nature(own[0]?.documentId ?? '') === 'laboratory' ? own.filter(isOwn) : [],
);

/** A number of the laboratory with its digits in another order in what cites it: 341 as 431, 4,38 as 3,48. */
export function swappedDigits({ facts, passages, sources }: VigilanceInput): readonly Vigilance[] {
  const known = ofLaboratory(facts, undefined, sources);
  const byDigits = groupBy(known, (fact) => digitsWritten(fact) ?? '');
  if (![...byDigits.keys()].some((digits) => digits !== '')) return [];
  const numbers = new Set(known.map(({ value }) => value?.number));
  const wordsOf = (id: string): string =>
    passagesOf(passages, id)
      .map(({ words }) => words)
      .join(' ');
  const found: Vigilance[] = [];
  const told = new Set<string>();
  for (const passage of numbered(passages)) {
    const { date } = passage;
    if (date === undefined || sources.nature(passage.documentId) === 'laboratory') continue;
    for (const { written, digits, number, unit, before } of numbersOf(passage)) {
      const candidates = numbers.has(number) ? undefined : byDigits.get(digits);
      const source = candidates?.find((fact) => {
        const on = fact.date ?? sources.dateOf(fact.documentId);
        const sameUnit = unit !== undefined && unitOf(fact) !== '' && unit.startsWith(unitOf(fact));
        return (
          fact.value?.number !== number &&
          on !== undefined &&
          daysBetween(on, date) >= 0 &&
          daysBetween(on, date) <= COPY_DAYS &&
          stemOf(fact) !== '' &&
          (sameUnit ? wordsOf(passage.documentId) : before).includes(stemOf(fact))
        );
      });
      if (source?.value === undefined || told.has(source.id)) continue;
      told.add(source.id);
      const item = passagesSideBySide({
        rule: 'vigilance:digits-swapped',
        subject: `${source.label}, chiffres intervertis`,
        sides: [{ says: written, passage }],
        factIds: [source.id],
        importance: 3,
      });
      found.push({
        ...item,
        text: `${item.text}, ${writeValue(source.value)} (${whoSays(source, sources)})`,
        citations: [...item.citations, ...source.citations],
      });
    }
  }
  return found;
}

/** The digits in order and where the comma stands, of a number that has at least two different ones. */
function digitsOf(written: string): string | undefined {
  const known = digitsKnown.get(written);
  if (known !== undefined) return known === '' ? undefined : known;
  const made = digitsAfresh(written);
  if (digitsKnown.size >= REMEMBERED) digitsKnown.clear();
  digitsKnown.set(written, made ?? '');
  return made;
}
/** Few numbers are written, each often. */
const digitsKnown = new Map<string, string>();
const REMEMBERED = 20_000;

function digitsAfresh(written: string): string | undefined {
  const digits = written.replace(/\D/g, '');
  if (digits.length < 2 || digits.length > 5 || new Set(digits).size < 2 || !/^\s*\d+(?:[.,]\d+)?\s*$/.test(written)) return undefined;
  const shape = written.trim().replace(/\d/g, '0').replace('.', ',');
  return `${shape} ${[...digits].toSorted().join('')}`;
}

/** Units that are mistaken for each other; the same number in both is a slip. */
const MISTAKEN: readonly (readonly [string, string])[] = [
  ['mmol/l', 'g/l'],
  ['umol/l', 'mg/l'],
  ['umol/l', 'mmol/l'],
  ['g/dl', 'g/l'],
  ['mg/l', 'g/l'],
  ['ng/ml', 'pg/ml'],
  ['ug/l', 'mg/l'],
  ['mm', 'cm'],
  ['g', 'kg'],
];

const withUnit = among((fact: Fact) => isOwn(fact) && unitOf(fact) !== '');

/** One number in two units that are no multiple of one: a nodule of 9 mm, then of 9 cm. */
export function unitSlips({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const measured = withUnit(facts);
  const sameNumber = groupBy(measured, (fact) => firstNumber(fact) ?? '');
  const rivals = new Map<string, readonly Fact[]>();
  const mistakenFor = (fact: Fact): readonly Fact[] => {
    const [number, unit] = [firstNumber(fact) ?? '', unitOf(fact)];
    const key = `${number} ${unit}`;
    const known = rivals.get(key) ?? (sameNumber.get(number) ?? []).filter((other) => mistaken(unit, unitOf(other)));
    rivals.set(key, known);
    return known;
  };
  const found: Vigilance[] = [];
  const told = new Set<string>();
  for (const a of measured) {
    const b = told.has(stemOf(a))
      ? undefined
      : mistakenFor(a).find((other) => other.documentId !== a.documentId && sameThing(a, other) && close(a, other, sources));
    if (b === undefined) continue;
    told.add(stemOf(a));
    found.push(
      sideBySide({
        rule: 'vigilance:unit-differs',
        subject: `${b.label}, unités différentes`,
        sides: [a, b].map((fact) => ({ says: fact.value === undefined ? '' : writeValue(fact.value), fact })),
        importance: 3,
        sources,
      }),
    );
  }
  return found;
}

const firstNumber = perFact(({ value }): string | undefined => {
  const written = /\d+(?:[.,]\d+)?/.exec(value?.text ?? '')?.[0];
  return written === undefined ? undefined : canonicalNumber(written);
});
const sameThing = (a: Fact, b: Fact): boolean =>
  (a.concept !== undefined && a.concept === b.concept) || (stemOf(a) !== '' && stemOf(a) === stemOf(b));
const mistaken = (a: string, b: string): boolean =>
  MISTAKEN.some(([one, other]) => (a === one && b === other) || (a === other && b === one));
const close = (a: Fact, b: Fact, sources: Sources): boolean => {
  const [left, right] = [sources.dateOf(a.documentId), sources.dateOf(b.documentId)];
  return left !== undefined && right !== undefined && Math.abs(daysBetween(left, right)) <= COPY_DAYS;
};

/** Stages of chronic kidney disease by what the kidney filters, in mL/min/1,73 m² (KDIGO 2012). */
const STAGES: readonly (readonly [string, number, number])[] = [
  ['1', 90, 200],
  ['2', 60, 90],
  ['3a', 45, 60],
  ['3b', 30, 45],
  ['3', 30, 60],
  ['4', 15, 30],
  ['5', 0, 15],
];
/** A value this near the limit goes with either stage. */
const GIVE = 3;
const STAGE = /\b(?:renale?|rein|mrc|irc|nephropathie|ir)\b[^.;]{0,40}\bstade (3 ?[ab]|[1-5]|iii ?[ab]|iii|iv|v|ii)\b/;
const bearsStage = once(STAGE);

const filtrations = among((fact: Fact) => isOwn(fact) && /^(?:dfg|debit de filtration|ckd|mdrd)/.test(fold(fact.label)));

/** A stage of kidney disease, and filtration rates of that time that are of another. */
export function stageAgainstFiltration({ facts, passages, sources }: VigilanceInput): readonly Vigilance[] {
  const rates = filtrations(facts);
  for (const passage of saying(passages, bearsStage).toReversed()) {
    const written = STAGE.exec(passage.words)?.[1];
    const { date } = passage;
    if (written === undefined || date === undefined || /\b(?:mere|pere|frere|soeur|mari|epouse)\b/.test(passage.words)) continue;
    const stage = written.replace(/ /g, '').replace(/^iii/, '3').replace(/^iv$/, '4').replace(/^v$/, '5').replace(/^ii$/, '2');
    const limits = STAGES.find(([name]) => name === stage);
    const near = rates.filter((fact) => {
      const on = fact.date ?? sources.dateOf(fact.documentId);
      return on !== undefined && Math.abs(daysBetween(on, date)) <= COPY_DAYS;
    });
    const outside = near.filter((fact) => {
      const rate = fact.value?.number ?? 0;
      return limits !== undefined && fact.documentId !== passage.documentId && (rate < limits[1] - GIVE || rate >= limits[2] + GIVE);
    });
    const last = outside.at(-1);
    if (last?.value === undefined || outside.length < near.length) continue;
    const item = passagesSideBySide({
      rule: 'vigilance:stage-against-value',
      subject: 'Maladie rénale chronique',
      sides: [{ says: `stade ${stage}`, passage }],
      factIds: outside.map(({ id }) => id),
      importance: 3,
    });
    return [
      {
        ...item,
        text: `${item.text}, ${last.label} ${writeValue(last.value)} (${whoSays(last, sources)})`,
        citations: [...item.citations, ...outside.toReversed().flatMap(({ citations }) => citations)].slice(0, 6),
      },
    ];
  }
  return [];
}
