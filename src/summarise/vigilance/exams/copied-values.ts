import { among, byTopic, byTopics, perDocument, perList, placesIn } from '../../per-document.js';
import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { daysBetween } from '../../dates.js';
import { perFact } from '../../per-fact.js';
import type { Sources } from '../../sources.js';
import { writeValue } from '../../templates.js';
import { canonicalNumber, fold } from '../../text.js';
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

const byDigits = byTopics((passage: Written) =>
  passage.date === undefined ? [] : [...new Set(numbersOf(passage).map(({ digits }) => digits))],
);

const ofLaboratory = perDocument((own: readonly Fact[], _: undefined, sources: Sources) =>
  sources.nature(own[0]?.documentId ?? '') === 'laboratory' ? own.filter(isOwn) : [],
);
const resultsByDigits = byTopic((fact: Fact) => digitsWritten(fact));
const numbersKnown = perList((results: readonly Fact[]) => [new Set(results.map(({ value }) => value?.number))]);

/** A number of the laboratory with its digits in another order in what cites it: 341 as 431, 4,38 as 3,48. */
export function swappedDigits({ facts, passages, sources }: VigilanceInput): readonly Vigilance[] {
  const results = ofLaboratory(facts, undefined, sources);
  const [numbers] = numbersKnown(results);
  const written = byDigits(passages);
  const swaps = [...resultsByDigits(results)]
    .flatMap(([digits, known]) => {
      const told = written.get(digits);
      return told === undefined ? [] : swapsIn(told, known, { digits, sources, passages });
    })
    .filter(({ told }) => numbers?.has(told.number) === false);
  if (swaps.length === 0) return [];
  const placeOf = placesIn(passages);
  const inOrder = swaps.toSorted(
    (a, b) => placeOf(a.passage) - placeOf(b.passage) || numbersOf(a.passage).indexOf(a.told) - numbersOf(b.passage).indexOf(b.told),
  );
  return inOrder
    .filter(({ source }, place) => inOrder.findIndex((one) => one.source === source) === place)
    .map(({ passage, told, source }) => {
      const item = passagesSideBySide({
        rule: 'vigilance:digits-swapped',
        subject: `${source.label}, chiffres intervertis`,
        sides: [{ says: told.written, passage }],
        factIds: [source.id],
        importance: 3,
      });
      return {
        ...item,
        text: `${item.text}, ${source.value === undefined ? '' : writeValue(source.value)} (${whoSays(source, sources)})`,
        citations: [...item.citations, ...source.citations],
      };
    });
}

interface Swap {
  readonly passage: Written;
  readonly told: WrittenNumber;
  readonly source: Fact;
}

/** Numbers of one set of digits that a paper may have from a result of those weeks. */
const swapsIn = perDocument(
  (
    told: readonly Written[],
    results: readonly Fact[],
    { digits, sources, passages }: Pick<VigilanceInput, 'sources' | 'passages'> & { readonly digits: string },
  ): readonly Swap[] => {
    const wordsOf = (id: string): string =>
      passagesOf(passages, id)
        .map(({ words }) => words)
        .join(' ');
    return told.flatMap((passage) => {
      const { date, documentId } = passage;
      if (date === undefined || sources.nature(documentId) === 'laboratory') return [];
      return numbersOf(passage).flatMap((one): readonly Swap[] => {
        const { number, unit, before } = one;
        const source =
          one.digits === digits
            ? results.find((fact) => {
                const on = fact.date ?? sources.dateOf(fact.documentId);
                if (fact.value?.number === number || on === undefined || stemOf(fact) === '') return false;
                const days = daysBetween(on, date);
                if (days < 0 || days > COPY_DAYS) return false;
                const sameUnit = unit !== undefined && unitOf(fact) !== '' && unit.startsWith(unitOf(fact));
                return (sameUnit ? wordsOf(documentId) : before).includes(stemOf(fact));
              })
            : undefined;
        return source === undefined ? [] : [{ passage, told: one, source }];
      });
    });
  },
);

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
const byNumber = byTopic((fact: Fact) => firstNumber(fact));

/** One number in two units that are no multiple of one: a nodule of 9 mm, then of 9 cm. */
export function unitSlips({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const measured = withUnit(facts);
  const slips = [...byNumber(measured).values()].flatMap((same) => slipsAmong(same, undefined, sources));
  if (slips.length === 0) return [];
  const placeOf = placesIn(measured);
  const inOrder = slips.toSorted(([a], [b]) => placeOf(a) - placeOf(b));
  return inOrder
    .filter(([a], place) => inOrder.findIndex(([one]) => stemOf(one) === stemOf(a)) === place)
    .map(([a, b]) =>
      sideBySide({
        rule: 'vigilance:unit-differs',
        subject: `${b.label}, unités différentes`,
        sides: [a, b].map((fact) => ({ says: fact.value === undefined ? '' : writeValue(fact.value), fact })),
        importance: 3,
        sources,
      }),
    );
}

/** Measures of one number, each with another in a unit that is mistaken for its own. */
const slipsAmong = perList((same: readonly Fact[], _: undefined, sources: Sources): readonly (readonly [Fact, Fact])[] => {
  const units = new Set(same.map(unitOf));
  if (!MISTAKEN.some(([one, other]) => units.has(one) && units.has(other))) return [];
  return same.flatMap((a) => {
    const b = same.find(
      (other) => mistaken(unitOf(a), unitOf(other)) && other.documentId !== a.documentId && sameThing(a, other) && close(a, other, sources),
    );
    return b === undefined ? [] : [[a, b] as const];
  });
});

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
