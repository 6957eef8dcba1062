import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween } from '../../dates.js';
import { byTopics, perDocument, placesIn as placesInList } from '../../per-document.js';
import type { Sources } from '../../sources.js';
import { fold } from '../../text.js';
import { boxesInWords } from '../boxes.js';
import { passagesSideBySide, readForGood, type Written } from '../passages.js';
import { termsIn } from '../same-words.js';
import { placesIn } from '../things.js';
import { KIN } from '../told/claim.js';
import { tellsDay, toldDates, type ToldDate } from '../told-dates.js';
import type { VigilanceInput } from '../warning.js';
import { OPERATIONS_DAYS } from './sides.js';

const SIDE = /\b(gauches?|droite?s?|gche|gch|dte|drte?|od|og)\b(?! ?\d(?!\d{3}\b))/g;
/** "Rein D": a capital behind a word is a side; "anti-D" and "75 g" are none. */
const CAPITAL = /(?<=(?<!\b(?:anti|vitamine|hépatite|groupe|type|classe|stade|grade|dose|rhésus))\p{Ll}{2} \(?)([DG])(?![\p{L}\d'’+-])/gu;
/** Nothing is told of a lesion there, or of both sides, or of somebody else. */
const NOT_OF_ONE =
  /\b(?:bilatera\w+|des deux|les deux|controlatera\w*|odg|normale?s?|indemne|libre|saine?s?|intacte?s?|sans (?:particularite|anomalie)|veineuse peripherique|vvp|donneur|prelev\w+|comparati\w+|opposee?|vaccin\w*|tension|ta\b)\b/;
/** It came anew, or on the other side in its turn. */
const ANEW =
  /\b(?:autre (?:cote|genou|oeil|sein|hanche|jambe|main|pied|epaule)|a son tour|cette fois|egalement|nouvel\w*|nouveau|recidiv\w+|deuxieme|seconde?|2e|hier|ce matin|ce jour|aujourd hui|chute|apparition|consulte pour)\b/;
/** A thing denied, as it is named: what is not there has no side. */
export const DENIED = /\b(?:pas|sans|aucune?|absence|ni|non) (?:d[eu]? |de la )?[a-z]+(?: (?!gauche|droite?)[a-z]+)?/g;
/** Where the clause of a side begins and ends. */
const EDGE = /[.;,:|()\n]|\b(?:et|ou|puis|mais|avec|apres|avant)\b/g;
const WORDS_AHEAD = 70;
const WORDS_BEHIND = 40;

/** What names a lesion or an act, though it names its place too. */
const LESIONS =
  /ite$|ose$|ome$|plast|ectom|paral|zona|calcul|cataract|hernie|cancer|phlebit|achille|fistule|surdite|avc|coiffe|menisq|ligament/;

type Side = 'gauche' | 'droite';
interface SideTold {
  readonly side: Side;
  /** What stands beside the side, by name. */
  readonly names: readonly string[];
  /** Those that name no part of the body alone: "genou" is shared by much. */
  readonly things: readonly string[];
  readonly places: readonly string[];
}

const sidesOf = readForGood('word-sides', ({ words: known, citation: { quote } }): readonly SideTold[] => {
  if (!/\b(?:gauches?|droite?s?|gche|gch|dte|drte?|[gd]|od|og)\b/.test(known) || KIN.test(known) || NOT_OF_ONE.test(known)) return [];
  const written = boxesInWords(quote)
    .replace(/(?<!\p{L})[dD]['’]/gu, 'de ')
    .replace(/[«»"]/g, ' ')
    .replace(CAPITAL, (letter) => (letter === 'D' ? 'droite' : 'gauche'));
  const words = fold(written).replace(DENIED, (denied) => ' '.repeat(denied.length));
  const terms = termsIn(words);
  return [...words.matchAll(SIDE)].flatMap((match): readonly SideTold[] => {
    const [start, end] = [match.index, match.index + match[0].length];
    const ahead = words.slice(Math.max(0, start - WORDS_AHEAD), start);
    const from =
      start - ahead.length + Math.max(0, ...[...ahead.matchAll(EDGE), ...ahead.matchAll(SIDE)].map((edge) => edge.index + edge[0].length));
    const behind = words.slice(end, end + WORDS_BEHIND);
    const to = end + Math.min(behind.length, ...[...behind.matchAll(EDGE), ...behind.matchAll(SIDE)].map((edge) => edge.index));
    const inPiece = terms.filter((term) => term.start >= from && term.end <= to);
    // "Ligamentoplastie du croisé, genou gauche": the piece before says what is there.
    const before = inPiece.every(({ name }) => (!LESIONS.test(name) && placesIn(name).length > 0) || VESSEL.test(name))
      ? startOfPiece(words, from)
      : from;
    const names = [...new Set(terms.filter((term) => term.start >= before && term.end <= to).map(({ name }) => name))];
    const own = /^o[dg]$/.test(match[0]) ? ['œil'] : [];
    return names.length === 0
      ? []
      : [
          {
            side: /^(?:g|og)/.test(match[0]) ? 'gauche' : 'droite',
            names,
            things: names.filter((name) => LESIONS.test(name) || placesIn(name).length === 0),
            places: [...placesIn(words.slice(from, to)), ...own],
          },
        ];
  });
});

/** Where the catheter or the graft lies: no lesion by itself. */
const VESSEL = /^(?:veine|artere|site|abord|fistule|basiliq|cephali|jugulai|humeral|radiale?|radial|sousclav)/;
/** Where the piece before a comma or a colon begins, which bears no side of its own. */
function startOfPiece(words: string, from: number): number {
  if (!/[,:(] ?$/.test(words.slice(Math.max(0, from - 2), from))) return from;
  const ahead = words.slice(Math.max(0, from - 2 - WORDS_AHEAD), Math.max(0, from - 2));
  const start =
    from - 2 - ahead.length + Math.max(0, ...[...ahead.matchAll(/[.;|()\n]|, (?!line)/g)].map((edge) => edge.index + edge[0].length));
  return new RegExp(SIDE.source).test(words.slice(start, from)) ? from : Math.max(0, start);
}

interface Told extends SideTold {
  readonly documentId: string;
  readonly passage: Written;
  /** Days, months and years that the passage tells. */
  readonly days: readonly ToldDate[];
  readonly isAnew: boolean;
}

/** What a paper puts on one side only. */
const toldIn = perDocument((own: readonly Written[]): readonly Told[] => {
  const all = own.flatMap((passage) => {
    const sides = sidesOf(passage);
    if (sides.length === 0) return [];
    const days = toldDates(passage.words, passage.date);
    const isAnew = ANEW.test(passage.words);
    return sides.map((one): Told => ({ ...one, documentId: passage.documentId, passage, days, isAnew }));
  });
  const both = new Set(
    all.flatMap(({ names, side }) => names.filter((name) => all.some((other) => other.side !== side && other.names.includes(name)))),
  );
  return all.flatMap((one) => {
    const names = one.names.filter((name) => !both.has(name));
    return names.length === 0 ? [] : [{ ...one, names, things: one.things.filter((name) => !both.has(name)) }];
  });
});

/** Come on either side, each in its time. */
const OFTEN_BOTH =
  /^(?:cataracte|arthros|gonarth|coxarth|omarthr|otite|varice|calcul|hernie|infiltr|injection|entorse|tendini|tendino|canal|carpien|prothese|glaucome|dmla|nodule|kyste|rhizart|sciatiq|cruralg|surdite|epistax|appareil|audiopr|orthese|semelle|bouchon|conflit)/;
/** What is told by its year alone is the act of that year, where it is one that comes once. */
const isOnce = (older: Told, newer: Told): boolean =>
  older.things.some((name) => newer.things.includes(name) && LESIONS.test(name) && !OFTEN_BOTH.test(name));
const YEAR_DAYS = 365;
const NEAR_DAYS = 90;
const VERY_NEAR_DAYS = 15;

const bySide = byTopics(({ side, names }: Told) => names.map((name) => `${side}|${name}`));

/** One lesion, act or implant by whatever words name it, on one side in a paper and on the other in the next. */
export function sidesByWords({ passages, sources }: VigilanceInput): readonly Vigilance[] {
  const told = toldIn(passages);
  const place = placesInList(told);
  const onSide = bySide(told);
  const found: Vigilance[] = [];
  const done = new Set<string>();
  for (const newer of told.toReversed()) {
    if (newer.names.every((name) => done.has(name))) continue;
    const [older] = newer.names
      .flatMap((name) => {
        const last = onSide
          .get(`${newer.side === 'gauche' ? 'droite' : 'gauche'}|${name}`)
          ?.findLast((one) => ofOneThing(one, newer) && ofOneTime(one, newer, sources));
        return last === undefined ? [] : [last];
      })
      .toSorted((a, b) => place(b) - place(a));
    if (older === undefined) continue;
    const shared = older.names.filter((name) => newer.names.includes(name));
    if (shared.some((name) => done.has(name))) continue;
    for (const name of shared) done.add(name);
    const agreeing = ({ side, passage }: Told): readonly Written[] =>
      told
        .filter((one) => one.passage !== passage && one.side === side && one.names.some((name) => shared.includes(name)))
        .map((one) => one.passage)
        .slice(0, MOST_AGREEING);
    found.push(
      passagesSideBySide({
        rule: 'vigilance:side-written',
        subject: 'Côtés différents',
        sides: [older, newer].map((one) => ({ says: one.side, passage: one.passage, also: agreeing(one) })),
        importance: 3,
      }),
    );
  }
  return found;
}
const MOST_AGREEING = 3;

const ofOneThing = (a: Told, b: Told): boolean =>
  a.things.some((name) => b.things.includes(name)) &&
  (a.places.length === 0 || b.places.length === 0 || a.places.some((place) => b.places.includes(place)));

/** The papers follow each other closely, or the newer one tells the day or the month of the older one's. */
function ofOneTime(older: Told, newer: Told, sources: Sources): boolean {
  const [from, to] = [older.passage.date, newer.passage.date];
  if (newer.isAnew || from === undefined || to === undefined || older.documentId === newer.documentId || compareDates(from, to) > 0)
    return false;
  const apart = daysBetween(from, to);
  if ([older, newer].every(({ passage }) => sources.nature(passage.documentId) === 'operation') && apart > OPERATIONS_DAYS) return false;
  const [left, right] = [older.days, newer.days];
  const precise = right.filter(({ month, give }) => month !== undefined && give === 0);
  if (
    precise.some(
      (date) =>
        tellsDay(date, from.slice(0, date.day === undefined ? 7 : 10)) ||
        left.some((other) => other.month === date.month && other.year === date.year),
    )
  )
    return true;
  // Another time is told.
  if (right.length > 0 && !right.some(({ year }) => year === Number(from.slice(0, 4)) || left.some((other) => other.year === year)))
    return false;
  if (left.length > 0 && !left.some(({ year }) => year === Number(from.slice(0, 4)) || right.some((other) => other.year === year)))
    return false;
  const [only, another] = right;
  if (only !== undefined && another === undefined && only.give === 0 && left.length === 0 && apart > YEAR_DAYS) return isOnce(older, newer);
  const often = older.names.some((name) => newer.names.includes(name) && OFTEN_BOTH.test(name));
  return apart <= (often ? VERY_NEAR_DAYS : NEAR_DAYS);
}
