import type { PartialDate } from '../../domain/citation.js';
import type { Vigilance } from '../../domain/synthesis.js';
import { compareDates, daysBetween } from '../dates.js';
import { fold } from '../text.js';
import { once, passagesSideBySide, readForGood, saying, type Passage, type Written } from './passages.js';
import { KIN } from './told/claim.js';
import { asPartialDate, toldDates } from './told-dates.js';
import { VACCINES } from './vaccine-names.js';
import type { VigilanceInput } from './warning.js';

/** What pregnant women and the old are given with tetanus is asked for by its own name. */
const NAMES: readonly { readonly name: string; readonly words: string; readonly once?: boolean }[] = [
  ...VACCINES.map(({ name, words }) => ({
    name,
    words: name === 'hépatite B' ? `${words}|anti ?hbs` : words,
    once: name === 'grippe' || name === 'Covid' || name === 'tétanos',
  })),
  { name: 'coqueluche', words: String.raw`coqueluche|boostrix(?:tetra| tetra)?|repevax`, once: true },
  { name: 'rubéole', words: 'rubeole' },
  { name: 'toxoplasmose', words: 'toxoplasmose|toxo' },
];
const SPEAKS = new RegExp(String.raw`\b(?:${NAMES.map(({ words }) => words).join('|')})\b`);
const speaks = once(SPEAKS);
const matchers = NAMES.map((one) => ({ ...one, named: new RegExp(String.raw`\b(?:${one.words})\b`) }));

const FAITE = String.raw`(?:faite?s?|recue?s?|injectee?s?|administree?s?|effectuee?s?|realisee?s?|ok)`;
const DONE = new RegExp(String.raw`^[^.;,|]{0,24}?\b${FAITE}\b`);
/** "Vaccinée contre la grippe à l'automne": before the name. */
const DONE_BEFORE = /\b(?:(?<!(?:pas|jamais|non) (?:encore |ete )*)vaccinee?s? (?:contre|pour|de) (?:(?:la|le|l|les) )?)$/;
/** Not yet, or not at all: nothing that a patient refuses, who may think it over. */
const NOT_YET = new RegExp(
  String.raw`\b(?:pas|non|jamais) (?:encore |ete )*${FAITE}|\b(?:pas|jamais) (?:encore )?(?:ete )?(?:recu|livre|delivre)\w*|\b(?:prevue?|a faire|a programmer|commandee?|en attente|rdv|rendez vous|reportee?|en rupture|n en avait plus|plus en stock|aucune delivrance|pas de delivrance|non delivree?)\b`,
);
const REFUSED = /\b(?:refus\w*|ne (?:souhaite|veut) pas|hesite)\b/;
/** Who hesitates or only looks ahead has refused nothing. */
const WILL_SEE = /\b(?:hesite|reflechi\w*|rediscut\w+|a reprendre|si refus|en cas de refus|ne refuse pas|sans refus)\b/;
const NEVER =
  /\b(?:jamais|non|pas) (?:encore )?(?:ete )?(?:vaccinee?s?|immunisee? contre)\b|\bn a jamais (?:recu|fait)\b[^.;]{0,30}\bvaccin|\bprimo ?vaccination (?:jamais|non) (?:faite|realisee|debutee)/;
const UNSURE = /\b(?:si|propos\w+|recommand\w+|souhait\w*|conseill\w+|discut\w+|a prevoir|prochain\w*|dit|coche\w*|croit|pense|selon)\b/;
const LATEST = /\b(?:dernier(?:e)?|remonte a|date de)\b[^.;,|\d]{0,30}((?:19|20)\d\d)\b/;
/** Given here and now, so that the paper's day is its day. */
const GIVEN_NOW = new RegExp(String.raw`\b${FAITE} (?:ce jour|aujourd hui|aux urgences|au sau|ici|a l entree|hier)\b|\blot [a-z0-9]`);

const IMMUNE = /\b(?:immunisee?|protegee?|immunite (?:acquise|documentee|ancienne|conferee|protectrice)|vaccinee? et immunisee?)\b/;
/** Since then. */
const VACCINATED = /\b(?:[2-4] doses|deux doses|trois doses|doses? de vaccin|vaccination (?:complete|faite)|rappel fait)\b/;
const NOT_IMMUNE = /\b(?:non|pas|plus) (?:immunisee?|protegee?)|\bpas d immunite|\babsence d immunite|\bnon immun/;
const SEROLOGY = /\b(?:serologie|igg|ig g|anticorps|ac|anti hbs|ac anti hbs|antihbs)\b/;
const NEGATIVE = /\bnegati(?:f|ve)s?\b|\babsence d(?: |')?(?:immunite|anticorps)|\bnon immun/;
/** Units of a litre from which somebody is held to be protected (High authority of health). */
const HBS_LEAST = 10;
const HBS = /\banti ?hbs\b[^.;|\d>]{0,40}?[ :=<](\d{1,4}(?:[.,]\d+)?)(?= ?(?:ui|mui|m ?ui|u)\b| *(?:b|h|\+|\*)? *(?:ui|mui)|$| \()/;

type State = 'refused' | 'never' | 'done' | 'not-yet' | 'latest' | 'given' | 'immune' | 'not-immune';
interface Read {
  readonly name: string;
  readonly state: State;
  /** Of the latest dose. */
  readonly year?: number;
}
interface Told extends Read {
  readonly passage: Written;
  readonly on: PartialDate;
}

const read = readForGood('vaccine-told', readPassage);

function readPassage({ citation: { quote }, words: whole }: Passage): readonly Read[] {
  if (!SPEAKS.test(whole) || KIN.test(whole.replace(/\benfants?\b/g, ' '))) return NOTHING;
  return quote.split(/\n|(?<=[a-zé)])[.;] /).flatMap((line) => readClause(fold(line.replace(UNTICKED, ' '))));
}
const NOTHING: readonly Read[] = [];
const UNTICKED = /(?:\[ ?\]|[☐□]) ?(?:d[eé]j[aà] )?\p{L}+/gu;
/** "Rubéole immunisée, toxo négative": each is said of the name in its piece. */
const pieceOf = (words: string, at: number): string => {
  const from = words.lastIndexOf(', ', at) + 1;
  const to = words.indexOf(', ', at);
  return words.slice(from, to < 0 ? words.length : to);
};

function readClause(words: string): readonly Read[] {
  return matchers.flatMap(({ name, named }): readonly Read[] => {
    const match = named.exec(words);
    if (match === null) return [];
    const behind = words.slice(match.index + match[0].length);
    const piece = pieceOf(words, match.index);
    const found: Read[] = [];
    const titre = name === 'hépatite B' ? HBS.exec(words)?.[1] : undefined;
    if (titre !== undefined) {
      if (Number(titre.replace(',', '.')) < HBS_LEAST) found.push({ name, state: 'not-immune' });
      return found;
    }
    if (NOT_IMMUNE.test(piece) || (SEROLOGY.test(words) && NEGATIVE.test(behind))) found.push({ name, state: 'not-immune' });
    else if (IMMUNE.test(piece) && !VACCINATED.test(words)) found.push({ name, state: 'immune' });
    const latest = LATEST.exec(words)?.[1];
    if (found.length > 0 || (SEROLOGY.test(words) && latest === undefined)) return found;
    if (NEVER.test(words)) return [{ name, state: 'never' }];
    if (REFUSED.test(words) && latest === undefined) return WILL_SEE.test(words) ? found : [{ name, state: 'refused' }];
    if (latest !== undefined) found.push({ name, state: 'latest', year: Number(latest) });
    else if (NOT_YET.test(words)) found.push({ name, state: 'not-yet' });
    else if (GIVEN_NOW.test(words)) found.push({ name, state: 'given' });
    else if ((DONE.test(behind) || DONE_BEFORE.test(words.slice(0, match.index))) && !UNSURE.test(words))
      found.push({ name, state: 'done' });
    return found;
  });
}

/** Between what is told done and what is told not yet done of one season. */
const SEASON_DAYS = 240;
const BEFORE_DAYS = 30;

/** A vaccine told done that another paper of then or later waits for, one that a later paper forgets, an immunity that the blood denies. */
export function vaccinesTold({ passages }: VigilanceInput): readonly Vigilance[] {
  const told = saying(passages, speaks).flatMap((passage) =>
    passage.date === undefined ? [] : read(passage).map((one): Told => ({ ...one, passage, on: dayOf(one, passage) })),
  );
  return NAMES.flatMap(({ name, once: isOnce }): readonly Vigilance[] => {
    const own = told.filter((one) => one.name === name);
    const of = (...states: readonly State[]): readonly Told[] => own.filter(({ state }) => states.includes(state));
    const pair =
      (isOnce === true ? lastPair(of('done'), of('not-yet'), isWaitedFor(own)) : undefined) ??
      lastPair(of('given'), of('latest'), isForgotten) ??
      lastPair(of('done', 'given'), of('refused'), isOfThatSeason) ??
      lastPair(of('done', 'given'), of('never'), isDenied) ??
      lastPair(of('immune'), of('not-immune'), (one, other) => daysBetween(other.on, one.on) >= -BEFORE_DAYS);
    if (pair === undefined) return [];
    const [one, other, says] = pair;
    return [
      passagesSideBySide({
        rule: 'vigilance:vaccine-doses',
        subject: `Vaccin (${name})`,
        sides: [
          { says: SAYS[one.state], passage: one.passage },
          {
            says,
            passage: other.passage,
            also: of(other.state)
              .map(({ passage }) => passage)
              .slice(-MOST_CITED),
          },
        ],
        importance: 2,
      }),
    ];
  });
}
const MOST_CITED = 2;

/** The day that a dose is told with, else the paper's. */
function dayOf({ state }: Read, { words, date = '' }: Written): PartialDate {
  const dates = state === 'done' ? toldDates(words, date).filter(({ day, month }) => day !== undefined || month !== undefined) : [];
  const [only] = dates;
  return only !== undefined && dates.length === 1 && compareDates(asPartialDate(only), date) < 0 ? asPartialDate(only) : date;
}
const SAYS: Readonly<Record<State, string>> = {
  done: 'dit fait',
  'not-yet': 'pas encore fait',
  refused: 'refusé',
  never: 'dit jamais vacciné',
  latest: 'dernière dose plus ancienne',
  given: 'fait',
  immune: 'dit immunisé',
  'not-immune': 'sérologie sous le seuil ou négative',
};

function lastPair(
  ones: readonly Told[],
  others: readonly Told[],
  against: (one: Told, other: Told) => boolean,
): readonly [Told, Told, string] | undefined {
  for (const one of ones.toReversed()) {
    const other = others.findLast((candidate) => candidate.passage.documentId !== one.passage.documentId && against(one, candidate));
    if (other !== undefined) return [one, other, SAYS[other.state]];
  }
  return undefined;
}

/** Told done, and waited for afterwards in a paper that tells no dose of its own. */
const isWaitedFor =
  (own: readonly Told[]) =>
  (one: Told, other: Told): boolean =>
    daysBetween(one.on, other.on) >= -BEFORE_DAYS &&
    Math.abs(daysBetween(one.on, other.on)) <= SEASON_DAYS &&
    sameSeason(one, other) &&
    !own.some(({ state, passage }) => passage.documentId === other.passage.documentId && (state === 'done' || state === 'given'));

/** Years that both write are one, or one of them writes none. */
function sameSeason({ passage: a }: Told, { passage: b }: Told): boolean {
  const [left, right] = [a, b].map(({ words, date }) => new Set(toldDates(words, date).map(({ year }) => year)));
  return left === undefined || right === undefined || left.size === 0 || right.size === 0 || [...left].some((year) => right.has(year));
}

/** Told done afterwards, of the very day of the refusal or of none: what has a later day was accepted since. */
const isOfThatSeason = (one: Told, refused: Told): boolean => {
  const { passage: done } = one;
  const apart = daysBetween(refused.passage.date ?? '', done.date ?? '');
  if (one.state === 'given' || apart < 0 || apart > SEASON_DAYS || ACCEPTED.test(done.words)) return false;
  const days = toldDates(done.words, done.date);
  const refusedOn = refused.passage.date ?? '';
  return days.every((day) => (day.day === undefined ? day.month === undefined : compareDates(asPartialDate(day), refusedOn) <= 0));
};
const ACCEPTED = /\b(?:accept\w+|finalement|change d avis|d accord|convaincue?)\b/;

/** Given before that was written, by a paper that bears its day. */
const isDenied = (one: Told, never: Told): boolean => compareDates(one.on, never.passage.date) < 0;

const isForgotten = (one: Told, other: Told): boolean =>
  compareDates(one.on, other.on) < 0 &&
  other.year !== undefined &&
  Number(one.on.slice(0, 4)) > other.year + 1 &&
  toldDates(one.passage.words, one.on).every(
    (date) => compareDates(asPartialDate(date), one.on) >= 0 || date.year >= Number(one.on.slice(0, 4)),
  );
