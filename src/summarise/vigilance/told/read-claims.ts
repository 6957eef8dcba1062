import { readOnce, type Passage } from '../passages.js';
import { beginningsIn, beginningsOf } from './beginnings.js';
import { CHOICES } from './choices.js';
import { isTold, numberOf, yearsWritten, type Choice, type Claim, type Counted } from './claim.js';
import { COUNTED } from './counted.js';

/** Attributes by the beginnings of words of which what tells them holds one: few of them are asked of a passage. */
const asked = new Map<string, number[]>();
const always: number[] = [];
const needed = new Map<RegExp, ReadonlySet<string>>();
const ATTRIBUTES: readonly (Choice | Counted)[] = [...CHOICES, ...COUNTED];
for (const [index, attribute] of ATTRIBUTES.entries()) {
  const patterns = 'options' in attribute ? attribute.options.map(({ words }) => words) : attribute.patterns;
  const beginnings = patterns.map((pattern) => {
    const own = beginningsOf(pattern.source);
    if (own !== undefined) needed.set(pattern, own);
    return own;
  });
  if (beginnings.some((one) => one === undefined)) always.push(index);
  else
    for (const one of new Set(beginnings.flatMap((own) => [...(own ?? [])]))) {
      const known = asked.get(one);
      if (known === undefined) asked.set(one, [index]);
      else known.push(index);
    }
}

/** Every claim of a passage, of every attribute. */
export const claimsOf = readOnce((passage): readonly Claim[] => {
  const places = new Set(always);
  const beginnings = beginningsIn(passage.words);
  for (const one of beginnings) for (const index of asked.get(one) ?? []) places.add(index);
  const claims = [...places]
    .toSorted((a, b) => a - b)
    .flatMap((index): readonly Claim[] => {
      const attribute = ATTRIBUTES[index];
      if (attribute === undefined) return NOTHING;
      return 'options' in attribute ? chosen(passage, attribute, beginnings) : counts(passage, attribute, beginnings);
    });
  return claims.length === 0 ? NOTHING : claims;
});
const NOTHING: readonly Claim[] = [];

/** Whether a pattern may match words that begin so: it is tried only then. */
function mayMatch(pattern: RegExp, beginnings: ReadonlySet<string>): boolean {
  const own = needed.get(pattern);
  if (own === undefined) return true;
  for (const one of own) if (beginnings.has(one)) return true;
  return false;
}

function chosen(passage: Passage, choice: Choice, beginnings: ReadonlySet<string>): readonly Claim[] {
  const { words } = passage;
  const found: Claim[] = [];
  const taken: (readonly [number, number])[] = [];
  for (const { says, words: pattern } of choice.options) {
    // A plain test takes a fraction of what looking for every match does.
    if (!mayMatch(pattern, beginnings) || !pattern.test(words)) continue;
    for (const match of words.matchAll(global(pattern))) {
      const [start, end] = [match.index, match.index + match[0].length];
      // What an option before has read is told: "curatelle renforcée" is no plain "curatelle".
      if (taken.some(([from, to]) => start < to && end > from)) continue;
      taken.push([start, end]);
      if (!isTold(words, start, end, choice) || found.some((claim) => claim.says === says)) continue;
      const subject = subjectOf(passage, choice, start, end);
      found.push({
        attribute: choice,
        subject,
        says,
        apart: 0,
        years: yearsWritten(passage),
        ...titleOf(words, choice),
      });
    }
  }
  // Options stand from the worst to the best.
  return choice.worst === true ? found.slice(0, 1) : found;
}

/** What the passage leaves to the title of its paper. */
const titleOf = (words: string, { about }: Choice | Counted): { readonly titled?: RegExp } =>
  about === undefined || about.test(words) ? {} : { titled: about };

function counts(passage: Passage, counted: Counted, beginnings: ReadonlySet<string>): readonly Claim[] {
  const { words } = passage;
  return counted.patterns.flatMap((pattern) =>
    !mayMatch(pattern, beginnings) || !pattern.test(words)
      ? NOTHING
      : [...words.matchAll(global(pattern))].flatMap((match): readonly Claim[] => {
          const [start, end] = [match.index, match.index + match[0].length];
          const written = match.slice(1).find((group) => group !== undefined);
          const times = counted.units?.find(([unit]) => unit.test(match[0]))?.[1] ?? 1;
          const plain = written === undefined ? undefined : numberOf(written);
          const number = plain === undefined ? undefined : plain * times;
          if (number === undefined || !isTold(words, start, end, counted)) return [];
          const subject = subjectOf(passage, counted, start, end);
          const says = `${String(number).replace('.', ',')} ${counted.unit}`.trim();
          return [
            { attribute: counted, subject, says, number, apart: counted.apart, years: yearsWritten(passage), ...titleOf(words, counted) },
          ];
        }),
  );
}

/** Undefined where the attribute asks for a subject and none stands in the passage. */
function subjectOf({ words }: Passage, { subject }: Choice | Counted, start: number, end: number): string | undefined {
  if (subject === undefined) return '';
  const near = words.slice(Math.max(0, start - SUBJECT_REACH), end + SUBJECT_REACH);
  const match = subject.exec(words.slice(start, end)) ?? subject.exec(near);
  return match === null ? undefined : (match.slice(1).find((group) => group !== undefined) ?? match[0]);
}
const SUBJECT_REACH = 60;

const globals = new Map<RegExp, RegExp>();
function global(pattern: RegExp): RegExp {
  const known = globals.get(pattern);
  if (known !== undefined) return known;
  const made = new RegExp(pattern.source, 'g');
  globals.set(pattern, made);
  return made;
}
