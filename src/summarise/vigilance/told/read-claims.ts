import { readOnce, type Passage } from '../passages.js';
import { CHOICES } from './choices.js';
import { isTold, numberOf, yearsWritten, type Choice, type Claim, type Counted } from './claim.js';
import { COUNTED } from './counted.js';

/** Every claim of a passage, of every attribute. */
export const claimsOf = readOnce((passage): readonly Claim[] => {
  const claims = [...CHOICES.flatMap((choice) => chosen(passage, choice)), ...COUNTED.flatMap((counted) => counts(passage, counted))];
  return claims.length === 0 ? NOTHING : claims;
});
const NOTHING: readonly Claim[] = [];

function chosen(passage: Passage, choice: Choice): readonly Claim[] {
  const { words } = passage;
  const spoken = choice.about === undefined || choice.about.test(words);
  const found: Claim[] = [];
  const taken: (readonly [number, number])[] = [];
  for (const { says, words: pattern } of choice.options) {
    // A plain test takes a fraction of what looking for every match does.
    if (!pattern.test(words)) continue;
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
        ...(spoken || choice.about === undefined ? {} : { titled: choice.about }),
      });
    }
  }
  // Options stand from the worst to the best.
  return choice.worst === true ? found.slice(0, 1) : found;
}

const NUMERAL =
  /\b(?:aucune?|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|premi\w+|second\w*|\w+iemes?|mono\w*|uni\w*|bi\w*|tri\w*|double|triple|simple|quadruple|unique|primigeste|i{1,3}|iv)\b/;

function counts(passage: Passage, counted: Counted): readonly Claim[] {
  const { words } = passage;
  if (!/\d/.test(words) && !NUMERAL.test(words)) return NOTHING;
  const titled = counted.about === undefined || counted.about.test(words) ? {} : { titled: counted.about };
  return counted.patterns.flatMap((pattern) =>
    !pattern.test(words)
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
          return [{ attribute: counted, subject, says, number, apart: counted.apart, years: yearsWritten(passage), ...titled }];
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
