import type { PartialDate } from '../../../domain/citation.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween } from '../../dates.js';
import { perDocument } from '../../per-document.js';
import { groupBy } from '../../text.js';
import vocabulary from '../../vocabulary/lasting-results.json' with { type: 'json' };
import { passagesSideBySide, readForGood, type Passage, type Written } from '../passages.js';
import { INTERLOCUTOR, KIN } from '../told/claim.js';
import { asPartialDate, toldDates } from '../told-dates.js';
import type { VigilanceInput } from '../warning.js';

interface Test {
  readonly name: string;
  readonly words: string;
  /** One of these stands in the clause: "facteur V" alone is a factor that is measured. */
  readonly needs?: string;
  /** It is of one pregnancy. */
  readonly days?: number;
}

/** What one is born with, and antibodies that stay once they are there. */
const TESTS = [
  ...vocabulary.constitutional.map((test: Test) => ({ ...test, isBornWith: true })),
  ...vocabulary.antibodies.map((test: Test) => ({ ...test, isBornWith: false })),
].map((test) => ({
  ...test,
  pattern: new RegExp(String.raw`\b(?:${test.words})(?![a-z\d])`, 'g'),
  needed: test.needs === undefined ? undefined : new RegExp(String.raw`\b(?:${test.needs})`),
}));

const NEGATIVE =
  /\b(?:absence|absente?s?|neg|negati(?:f|ve)s?|non (?:porteu\w+|mutee?s?|retrouvee?s?|detectee?s?|reactive?s?)|pas (?:de|d|herite|porteu\w*|retrouvee?)|ni|aucune? (?:variant|mutation)|sauvage)\b/;
const POSITIVE =
  /\b(?:presente?s?|presence|porteu(?:r|se)s?|hetero ?zygotes?|homozygotes?|pos|positi(?:f|ve)s?|mutee?s?)\b|(?<=^ ?)\+|\bmutation (?:du |de la |de |d )?$/;
/** Asked for, doubted, feared: no result. */
const OPEN =
  /\b(?:recherche(?! negative)|attente|si|en cas|deman\w+|a (?:faire|refaire|controler|prelever|doser)|prevoir|prevue?s?|propos\w+|possible|eventuel\w*|risque|suspicion|connaitre|depist\w+|ni porteu\w+)\b|\?/;
/** Of the virus, not of the antibodies; and the change itself. */
const NOT_LASTING = /\b(?:arn|adn|pcr|charge|antigene|ag|igm|vaccin\w*|seroconver\w+|devenue?|avidite|neutralis\w+)\b/;
const FAMILY = /\b(?:fam|familiaux|familial)\b/;

interface Result {
  readonly test: number;
  readonly isPositive: boolean;
}

const resultsOf = readForGood('lasting-results', ({ words }: Passage): readonly Result[] => {
  const bare = words.replace(INTERLOCUTOR, ' ').replace(/\.{2,}/g, ' ');
  const isOfKin = KIN.test(bare) || FAMILY.test(bare);
  return bare.split(/[.;|](?= |$)/).flatMap((clause) =>
    TESTS.flatMap(({ pattern, needed, isBornWith }, test): readonly Result[] =>
      needed !== undefined && !needed.test(clause)
        ? []
        : [...clause.matchAll(pattern)].flatMap((match): readonly Result[] => {
            const before =
              clause
                .slice(0, match.index)
                .split(/, |\bet\b/)
                .at(-1) ?? '';
            const after = clause.slice(match.index + match[0].length).split(/, |\b(?:et|mais)\b/)[0] ?? '';
            if (!isBornWith && NOT_LASTING.test(before + after)) return [];
            const isNegative = NEGATIVE.test(before) || NEGATIVE.test(after);
            const isInherited = /\bherit/.test(before);
            if ((isOfKin && !(isNegative && isInherited)) || OPEN.test(before + after)) return [];
            if (isNegative) return [{ test, isPositive: false }];
            return POSITIVE.test(before) || POSITIVE.test(after) ? [{ test, isPositive: true }] : [];
          }),
    ),
  );
});

interface Told extends Result {
  readonly passage: Written;
  /** When it was so: the last year or day that the passage tells, else its paper's. */
  readonly on: PartialDate | undefined;
}

/** A paper that tells a test both ways discusses it. */
const toldIn = perDocument((own: readonly Written[]): readonly Told[] => {
  const all = own.flatMap((passage) => {
    const results = resultsOf(passage);
    if (results.length === 0) return [];
    const day = toldDates(passage.words, passage.date).at(-1);
    return results.map((one): Told => ({ ...one, passage, on: day === undefined ? passage.date : asPartialDate(day) }));
  });
  return all.filter((one) => all.every((other) => other.test !== one.test || other.isPositive === one.isPositive));
});

/** A gene, a group of the fetus or an antibody that one paper finds and another does not. */
export function lastingResults({ passages }: VigilanceInput): readonly Vigilance[] {
  return [...groupBy(toldIn(passages), ({ test }) => String(test))].flatMap(([place, told]): readonly Vigilance[] => {
    const test = TESTS[Number(place)];
    if (test === undefined) return [];
    const pair = told.toReversed().flatMap((newer): readonly (readonly [Told, Told])[] => {
      const older = told.findLast((one) => one.isPositive !== newer.isPositive && areOpposed(one, newer, test));
      return older === undefined ? [] : [[older, newer]];
    })[0];
    if (pair === undefined) return [];
    return [
      passagesSideBySide({
        rule: 'vigilance:result-retold',
        subject: test.name,
        sides: pair
          .toSorted((a, b) => compareDates(a.passage.date, b.passage.date))
          .map((one) => ({
            says: one.isPositive ? 'positif ou présent' : 'négatif ou absent',
            passage: one.passage,
            also: told
              .filter((other) => other.isPositive === one.isPositive)
              .map(({ passage }) => passage)
              .slice(0, MOST_AGREEING),
          })),
        importance: 3,
      }),
    ];
  });
}
const MOST_AGREEING = 3;

function areOpposed(a: Told, b: Told, { isBornWith, days }: (typeof TESTS)[number]): boolean {
  if (a.passage.documentId === b.passage.documentId) return false;
  if (days !== undefined) {
    const [from, to] = [a.passage.date, b.passage.date];
    return from !== undefined && to !== undefined && Math.abs(daysBetween(from, to)) <= days;
  }
  if (isBornWith) return true;
  // Antibodies come, and stay: told absent only after they were found.
  const [positive, negative] = a.isPositive ? [a, b] : [b, a];
  return positive.on !== undefined && negative.on !== undefined && compareDates(positive.on, negative.on) < 0;
}
