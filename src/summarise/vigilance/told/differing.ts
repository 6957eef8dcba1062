import type { PartialDate } from '../../../domain/citation.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { daysBetween } from '../../dates.js';
import { byTopic, perDocument, perList } from '../../per-document.js';
import { fold, groupBy } from '../../text.js';
import { areTwoSpecimens } from '../specimens.js';
import { passagesSideBySide, saidBy, type Written } from '../passages.js';
import type { VigilanceInput } from '../warning.js';
import type { Choice, Claim } from './claim.js';
import { claimsOf } from './read-claims.js';
import { subjectName } from './subject-names.js';

const CHILD_DAYS = 16 * 365;
/** The newer paper says itself that things have changed, or tells both. */
const CHANGED =
  /\b(?:desormais|maintenant|devenue?s?|depuis (?:le|la|peu|hier|cette|une?|deux|trois|\d)|vient d|nouve(?:au|lle|aux)|demenag\w+|emmenag\w+|install\w+|remplac\w+|chang\w+|reduit\w*|augment\w+|diminu\w+|baiss\w+|major\w+|retire\w*|mise? en place|converti\w*|repris\w*|reprise|arrete\w*|passe(?:e|es)? (?:a|en|de|sous)|releve\w*|leve[es]*|termine\w*|entree? (?:en|a)|fini\w*|evolu\w+|aggrav\w+|progress\w+|ameliora\w+)\b/;

const ANEW =
  /\b(?:changement|change|remplacement d[eu] (?:la |l )?(?:boitier|prothese|generateur|stimulateur|defibrillateur|valve(?! (?:aortique|mitrale|pulmonaire|tricuspide)? ?par))|reprise de|redux|deuxieme|second|seconde|recidive|nouvelle? (?:prothese|boitier|stimulateur|fracture))\b/;

interface Told {
  readonly documentId: string;
  readonly claim: Claim & { readonly subject: string };
  readonly passage: Written;
}

const toldIn = perDocument((own: readonly Written[], age: 'child' | 'grown') =>
  own.flatMap((passage) =>
    claimsOf(passage).flatMap((claim): readonly Told[] =>
      claim.attribute.of !== undefined && (claim.attribute.of === 'child') !== (age === 'child') ? [] : titled(claim, passage, own),
    ),
  ),
);

/** One thing of one patient, told in two ways by two papers: whatever it is, where both tell it of the same time. */
export function toldDifferently({ passages, patient, reference }: VigilanceInput): readonly Vigilance[] {
  const isChild = patient.birthDate !== undefined && daysBetween(patient.birthDate, reference) < CHILD_DAYS;
  return [...byThing(toldIn(passages, isChild ? 'child' : 'grown')).values()].flatMap((members) => differingOf(members));
}

const byThing = byTopic(({ claim }: Told) => `${claim.attribute.name}|${claim.subject}`);

const differingOf = perList((members: readonly Told[]): readonly Vigilance[] => {
  const pair = opposed(members);
  if (pair === undefined) return [];
  const [older, newer] = pair;
  const { attribute, subject } = newer.claim;
  // Its own paper may tell it twice, in two words: "curatrice" beside "curatelle renforcée".
  const agreeing = (one: Told, against: Told): readonly Written[] =>
    [
      ...members.filter((other) => sameValue(other.claim, one.claim)).slice(0, MOST_AGREEING),
      ...members.filter((other) => other.passage.documentId === one.passage.documentId && !sameValue(other.claim, against.claim)),
    ].map(({ passage }) => passage);
  return [
    passagesSideBySide({
      rule: 'vigilance:told-differently',
      subject: subject === '' ? attribute.name : `${attribute.name} (${subject})`,
      sides: [
        { says: older.claim.says, passage: older.passage, also: agreeing(older, newer) },
        { says: newer.claim.says, passage: newer.passage, also: agreeing(newer, older) },
      ],
      importance: attribute.importance,
    }),
  ];
});

/** What a passage leaves to its paper's title: what it is about, and of which of them. */
function titled(read: Claim, passage: Written, paper: readonly Written[]): readonly Told[] {
  const claim = wholeDate(read, passage);
  if (claim === undefined) return [];
  const { documentId } = passage;
  if (claim.subject !== undefined && claim.titled === undefined)
    return [{ claim: { ...claim, subject: claim.subject }, passage, documentId }];
  const title = fold(passage.document.title);
  if (claim.titled !== undefined && !claim.titled.test(title)) return [];
  const match = claim.subject === undefined ? claim.attribute.subject?.exec(title) : undefined;
  const named = match?.slice(1).find((group) => group !== undefined) ?? match?.[0];
  const subject = claim.subject ?? (named === undefined ? onlySubject(claim, paper) : subjectName(named));
  return subject === undefined ? [] : [{ claim: { ...claim, subject }, passage, documentId }];
}

/** The one subject that the whole paper names: the organ of a report of its biopsies. */
function onlySubject({ attribute: { ofPaper, subject } }: Claim, paper: readonly Written[]): string | undefined {
  if (ofPaper !== true || subject === undefined) return undefined;
  const named = new Set(
    paper.flatMap(({ words }) =>
      [...words.matchAll(new RegExp(subject.source, 'g'))].map((match) =>
        subjectName(match.slice(1).find((one) => one !== undefined) ?? match[0]),
      ),
    ),
  );
  return named.size === 1 ? [...named][0] : undefined;
}

/** A day without its year is of the year nearest to its paper. */
function wholeDate(claim: Claim, { date }: Written): Claim | undefined {
  if (claim.yearless === undefined) return claim;
  if (date === undefined || date.length < 10) return undefined;
  const [month, day] = claim.yearless;
  const on = Date.parse(date) / 86_400_000;
  const year = Number(date.slice(0, 4));
  const near = [year - 1, year, year + 1]
    .map((one) => Date.UTC(one, month - 1, day) / 86_400_000)
    .toSorted((a, b) => Math.abs(a - on) - Math.abs(b - on))[0];
  return near === undefined ? undefined : { ...claim, number: near };
}

const MOST_AGREEING = 4;

/** Of a paper that tells several degrees of one thing, the worst. */
function worstOf(own: readonly Told[]): readonly Told[] {
  const [first] = own;
  const attribute = first?.claim.attribute as Choice | undefined;
  if (attribute?.worst !== true) return own;
  const order = attribute.options.map(({ says }) => says);
  const rank = (one: Told): number => order.indexOf(one.claim.says);
  const least = Math.min(...own.map(rank));
  return own.filter((one) => rank(one) === least);
}

/** The latest paper that tells it otherwise than another one of the same time, with the closest of those. */
function opposed(members: readonly Told[]): readonly [Told, Told] | undefined {
  // Most things are told one way by all papers.
  const [one] = members;
  if (one === undefined || members.every(({ claim }) => isTheSame(claim, one.claim))) return undefined;
  const papers = [...groupBy(members, ({ passage }) => passage.documentId).values()].map(worstOf);
  const reach = reachOf(members);
  for (let last = papers.length - 1; last > 0; last -= 1) {
    const newer = papers[last] ?? [];
    for (let before = last - 1; before >= 0; before -= 1) {
      const older = papers[before] ?? [];
      if (isBeyond(older[0]?.passage.date, newer[0]?.passage.date, reach)) break;
      // A paper that tells both knows both.
      if (newer.some((one) => older.some((other) => sameValue(one.claim, other.claim))) && !isOdd(newer, papers)) continue;
      const pair = newer
        .flatMap((one) =>
          older.filter((other) => !sameValue(one.claim, other.claim) && comparable(other, one)).map((other) => [other, one] as const),
        )
        .at(-1);
      if (pair !== undefined) return pair;
    }
  }
  return undefined;
}

const isTheSame = (a: Claim, b: Claim): boolean => a.says === b.says && a.number === b.number && (a.number === undefined || a.apart > 0);

/** Days within which two papers can contradict each other, the papers being in the order of their dates; endless where time is no bound. */
const reachOf = (members: readonly Told[]): number =>
  Math.max(
    ...new Set(
      members.map(({ claim: { attribute } }) =>
        typeof attribute.scope === 'number' && !('grows' in attribute) ? attribute.scope : Infinity,
      ),
    ),
  );

const isBeyond = (older: PartialDate | undefined, newer: PartialDate | undefined, reach: number): boolean =>
  older !== undefined && newer !== undefined && daysBetween(older, newer) > reach;

/** Papers that tell one thing only, from which what a single paper tells beside it is odd: an antecedent copied wrong above the right finding. */
const MANY_PAPERS = 3;

/** Of what there is one in a life: what this paper alone tells, where the others all tell another one. */
function isOdd(own: readonly Told[], papers: readonly (readonly Told[])[]): boolean {
  if (own[0]?.claim.attribute.single !== true) return false;
  const others = papers.filter((paper) => paper[0]?.passage.documentId !== own[0]?.passage.documentId);
  const told = new Set(others.flatMap((paper) => paper.map(({ claim }) => claim.says)));
  return told.size === 1 && others.length >= MANY_PAPERS;
}

const fell = (older: Claim, newer: Claim): boolean =>
  'grows' in newer.attribute && newer.attribute.grows === true && (older.number ?? 0) > (newer.number ?? 0);

const sameValue = (a: Claim, b: Claim): boolean =>
  a.number !== undefined && b.number !== undefined ? Math.abs(a.number - b.number) < Math.max(a.apart, b.apart) : a.says === b.says;

/** Years by which one thing is misdated: further apart, there were two. */
const MISDATED_YEARS = 2;
const mayBeOne = (a: string, b: string, { single }: Claim['attribute']): boolean =>
  Math.abs(Number(a) - Number(b)) <= (single === true ? MISDATED_YEARS : 0);

const hasPassed = ({ claim: { number } }: Told, { passage: { date } }: Told): boolean =>
  number === undefined || date === undefined || number < Date.parse(date) / 86_400_000;

/** All years that the newer paper dates it by are later than the older paper, which cannot have told of it. */
const isSince = ({ passage: { date } }: Told, { claim: { attribute, years } }: Told): boolean =>
  !('cues' in attribute) &&
  attribute.scope === 'event' &&
  date !== undefined &&
  years.length > 0 &&
  years.every((year) => year > date.slice(0, 4));

/** A daughter's birth and a son's. */
const areTwoChildren = (a: string, b: string): boolean =>
  [a, b].every((words) => GIRL.test(words) !== BOY.test(words)) && GIRL.test(a) !== GIRL.test(b);
const OF_BIRTH = /naissance|accouchement|Apgar/;
const GIRL = /\b(?:filles?|fillette)\b/;
const BOY = /\b(?:garcons?|fils)\b/;

function comparable(older: Told, newer: Told): boolean {
  const { scope, first, anyway, unless } = newer.claim.attribute;
  if ((first !== undefined && older.claim.says !== first) || unless?.test(newer.passage.words) === true) return false;
  if ('ahead' in newer.claim.attribute && newer.claim.attribute.ahead === true && hasPassed(older, newer)) return false;
  if (areTwoSpecimens(saidBy(older.passage), saidBy(newer.passage)) || isSince(older, newer)) return false;
  if (OF_BIRTH.test(newer.claim.attribute.name) && areTwoChildren(older.passage.words, newer.passage.words)) return false;
  if (scope === 'life') return true;
  const [left, right] = [older.claim.years, newer.claim.years];
  // Put in, then changed: two of them.
  if (scope === 'event' && [older, newer].some(({ passage }) => ANEW.test(passage.words) || ANEW.test(fold(passage.document.title))))
    return false;
  if (scope === 'event')
    return (
      left.length === 0 || right.length === 0 || left.some((year) => right.some((other) => mayBeOne(year, other, newer.claim.attribute)))
    );
  const [from, to] = [older.passage.date, newer.passage.date];
  if (fell(older.claim, newer.claim)) return true;
  return (
    from !== undefined && to !== undefined && daysBetween(from, to) <= scope && (anyway === true || !CHANGED.test(newer.passage.words))
  );
}
