import { MONTH, monthOf } from '../../../extract/text/date-words.js';
import { mayMatchAmong, readForGood, type Passage } from '../passages.js';
import { CHOICES } from './choices.js';
import { isTold, numberTold, yearsBeside, type Choice, type Claim, type Counted, type Dated } from './claim.js';
import { COUNTS } from './counts.js';
import { DATED } from './dated.js';
import { subjectName } from './subject-names.js';

const ATTRIBUTES: readonly (Choice | Counted | Dated)[] = [...CHOICES, ...COUNTS, ...DATED];
/** Every way to tell each of them, in their order. */
const WAYS = ATTRIBUTES.flatMap((attribute): readonly Way[] =>
  'options' in attribute
    ? attribute.options.map(({ says, words }) => ({ attribute, says, pattern: words }))
    : 'cues' in attribute
      ? attribute.cues.map((pattern) => ({ attribute, pattern }))
      : attribute.patterns.map((pattern) => ({ attribute, pattern })),
);
type Way =
  | { readonly attribute: Choice; readonly says: string; readonly pattern: RegExp }
  | { readonly attribute: Counted | Dated; readonly pattern: RegExp; readonly says?: undefined };
const mayTell = mayMatchAmong(WAYS.map(({ pattern }) => pattern));

/** Every claim of a passage, of every attribute: as it is written, then without the marks that a form sets between a thing and its answer. */
export const claimsOf = readForGood('claims', readClaims, packed, unpacked);

function readClaims(passage: Passage): readonly Claim[] {
  const own = claimsIn(passage);
  if (!MARKS.test(passage.words) || TICKED.test(passage.words)) return own;
  const known = new Set(own.map(({ attribute }) => attribute));
  const words = passage.words.replace(/ ?[:()«»"=] ?/g, ' ').replace(/ {2,}/g, ' ');
  const bare = claimsIn({ documentId: passage.documentId, citation: passage.citation, words, answers: [] });
  const more = bare.filter(({ attribute }) => !known.has(attribute));
  return more.length === 0 ? own : [...own, ...more];
}

/** With its attribute's place in the list instead of the attribute. */
type PackedClaim = Omit<Claim, 'attribute' | 'titled'> & { readonly attribute: number; readonly titled?: true };

function packed({ titled, ...claim }: Claim): PackedClaim {
  const attribute = ATTRIBUTES.findIndex((one) => one === claim.attribute);
  return { ...claim, attribute, ...(titled === undefined ? {} : { titled: true }) };
}

function unpacked({ titled, ...claim }: PackedClaim): Claim {
  const attribute = ATTRIBUTES[claim.attribute];
  if (attribute === undefined) throw new RangeError('no such attribute');
  return { ...claim, attribute, ...(titled === undefined || attribute.about === undefined ? {} : { titled: attribute.about }) };
}
const MARKS = /[:()«»"=]/;
const TICKED = /[☐☒□]|\[ ?x? ?\]/;

function claimsIn(passage: Passage): readonly Claim[] {
  const ways = mayTell(passage).flatMap((place) => WAYS[place] ?? []);
  const claims: Claim[] = [];
  for (let at = 0, to = 0; at < ways.length; at = to) {
    const attribute = ways[at]?.attribute;
    while (to < ways.length && ways[to]?.attribute === attribute) to += 1;
    if (attribute === undefined) continue;
    const own = ways.slice(at, to);
    if ('options' in attribute) claims.push(...chosen(passage, attribute, own));
    else claims.push(...('cues' in attribute ? dates(passage, attribute, own) : counts(passage, attribute, own)));
  }
  return claims.length === 0 ? NOTHING : claims;
}
const NOTHING: readonly Claim[] = [];

/** `ways`: the options that may stand in the passage. */
function chosen(passage: Passage, choice: Choice, ways: readonly Way[]): readonly Claim[] {
  const { words } = passage;
  const found: Claim[] = [];
  const taken: (readonly [number, number])[] = [];
  for (const { says = '', pattern } of ways) {
    // A plain test takes a fraction of what looking for every match does.
    if (!pattern.test(words)) continue;
    for (const match of words.matchAll(global(pattern))) {
      const [start, end] = [match.index, match.index + match[0].length];
      // What an option before has read is told: "curatelle renforcée" is no plain "curatelle".
      if (taken.some(([from, to]) => start < to && end > from)) continue;
      taken.push([start, end]);
      const written = match.groups?.['subject'];
      const subject = written === undefined ? subjectOf(passage, choice, start, end) : subjectName(written);
      if (!isTold(words, start, end, choice) || found.some((claim) => claim.says === says && claim.subject === subject)) continue;
      found.push({
        attribute: choice,
        subject,
        says,
        apart: 0,
        years: yearsBeside(passage, start, end),
        ...titleOf(words, choice),
      });
    }
  }
  // Options stand from the worst to the best.
  return choice.worst === true ? found.slice(0, 1) : found;
}

/** What the passage leaves to the title of its paper. */
const titleOf = (words: string, { about }: Choice | Counted | Dated): { readonly titled?: RegExp } =>
  about === undefined || about.test(words) ? {} : { titled: about };

function counts(passage: Passage, counted: Counted, ways: readonly Way[]): readonly Claim[] {
  const { words } = passage;
  return ways.flatMap(({ pattern }) =>
    !pattern.test(words)
      ? NOTHING
      : [...words.matchAll(global(pattern))].flatMap((match): readonly Claim[] => {
          const [start, end] = [match.index, match.index + match[0].length];
          const written = match.slice(1).find((group) => group !== undefined);
          const times = counted.units?.find(([unit]) => unit.test(match[0]))?.[1] ?? 1;
          const plain = written === undefined ? undefined : numberTold(written);
          const number = plain === undefined ? undefined : Math.round(plain * times * 10) / 10;
          if (number === undefined || !isTold(words, start, end, counted)) return [];
          const subject = subjectOf(passage, counted, start, end);
          const says = `${String(number).replace('.', ',')} ${counted.unit}`.trim();
          return [
            {
              attribute: counted,
              subject,
              says,
              number,
              apart: counted.apart,
              years: yearsBeside(passage, start, end),
              ...titleOf(words, counted),
            },
          ];
        }),
  );
}

const WRITTEN_DATE = new RegExp(
  String.raw`^[^.;|\d]{0,24}?(?<![\d.,] ?)(?:(\d{1,2})(?:er)? ?[. ]?(?:(\d{1,2}) ?[. ]?|(${MONTH}) ?)|(?:(\d{1,2}) |(${MONTH}) ?))?((?:19|20)\d\d)\b`,
);
/** "Le 29 septembre", of the year that is nearest to the paper's day. */
const DAY_AND_MONTH = new RegExp(
  String.raw`^[^.;|\d]{0,24}?(?<![\d.,] ?)(\d{1,2})(?:er)? ?(?:(${MONTH})|(0[1-9]|1[0-2])\b)(?! ?(?:mg|ml|cm|mm|kg|g|h|%|\d))`,
);
/** Days by which a month, then a year, may miss the day that is meant. */
const GIVE = { day: 1, month: 17, year: 185 };

/** The date that follows a cue, as a day number with what its precision leaves open. */
function dates(passage: Passage, dated: Dated, ways: readonly Way[]): readonly Claim[] {
  const { words } = passage;
  return ways.flatMap(({ pattern: cue }) =>
    !cue.test(words)
      ? NOTHING
      : [...words.matchAll(global(cue))].flatMap((match): readonly Claim[] => {
          const [start, end] = [match.index, match.index + match[0].length];
          if (!isTold(words, start, end, dated)) return [];
          const written = WRITTEN_DATE.exec(words.slice(end, end + DATE_REACH));
          if (written === null) return yearless(passage, dated, start, end);
          const [, first, monthNumber, monthName, loneMonth, loneName, year = ''] = written;
          const name = monthName ?? loneName;
          const month = monthOf(name ?? '') ?? Number(monthNumber ?? loneMonth ?? '0');
          if (month > 12) return [];
          const precision = month === 0 ? 'year' : first === undefined ? 'month' : 'day';
          const at = Date.UTC(Number(year), month === 0 ? 6 : month - 1, precision === 'day' ? Number(first) : 15) / 86_400_000;
          const subject = subjectOf(passage, dated, start, end);
          const says = [precision === 'day' ? two(Number(first)) : '', month === 0 ? '' : two(month), year]
            .filter((part) => part !== '')
            .join('/');
          return [
            {
              attribute: dated,
              subject,
              says,
              number: at,
              apart: GIVE[precision],
              years: yearsBeside(passage, start, end),
              ...titleOf(words, dated),
            },
          ];
        }),
  );
}

/** A day without its year: its number is that of the year 0, which the paper's day makes whole. */
function yearless(passage: Passage, dated: Dated, start: number, end: number): readonly Claim[] {
  const { words } = passage;
  const written = DAY_AND_MONTH.exec(words.slice(end, end + DATE_REACH));
  if (written === null) return [];
  const month = monthOf(written[2] ?? '') ?? Number(written[3]);
  const day = Number(written[1]);
  if (month < 1 || day < 1 || day > 31) return [];
  const subject = subjectOf(passage, dated, start, end);
  return [
    {
      attribute: dated,
      subject,
      says: `${two(day)}/${two(month)}`,
      yearless: [month, day],
      apart: GIVE.day,
      years: yearsBeside(passage, start, end),
      ...titleOf(words, dated),
    },
  ];
}
const DATE_REACH = 60;
const two = (number: number): string => String(number).padStart(2, '0');

/** Undefined where the attribute asks for a subject and none stands in the passage. */
function subjectOf({ words }: Passage, { subject }: Choice | Counted | Dated, start: number, end: number): string | undefined {
  if (subject === undefined) return '';
  const named = (match: RegExpExecArray): string => subjectName(match.slice(1).find((group) => group !== undefined) ?? match[0]);
  const inside = subject.exec(words.slice(start, end));
  if (inside !== null) return named(inside);
  // The nearest one, rather before than behind.
  const ahead = [...words.slice(Math.max(0, start - SUBJECT_REACH), start).matchAll(global(subject))].at(-1);
  const behind = subject.exec(words.slice(end, end + SUBJECT_REACH));
  if (ahead === undefined) return behind === null ? undefined : named(behind);
  const gap = Math.min(SUBJECT_REACH, start) - ahead.index - ahead[0].length;
  return named(behind !== null && behind.index < gap ? behind : ahead);
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
