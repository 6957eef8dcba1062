import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween } from '../../dates.js';
import { perDocument } from '../../per-document.js';
import { passagesSideBySide, type Written } from '../passages.js';
import { beginningsOf, isNamed } from '../same-words.js';
import { INTERLOCUTOR, KIN } from '../told/claim.js';
import { tellsDay, toldDates, type ToldDate } from '../told-dates.js';
import type { VigilanceInput } from '../warning.js';
import { denialsOf, namesOf, type Denial } from './denials.js';

const isSpecific = (names: readonly string[]): boolean => names.length > 1 || names.some((name) => isNamed(name) || LASTS.test(name));

interface Denied extends Denial {
  readonly passage: Written;
  /** Days and months that the passage tells. */
  readonly days: readonly ToldDate[];
}

const precise = (words: string, date: Written['date']): readonly ToldDate[] =>
  toldDates(words, date).filter(({ month, give }) => month !== undefined && give === 0);

const deniedIn = perDocument((own: readonly Written[]): readonly Denied[] =>
  own.flatMap((passage) => {
    const denials = denialsOf(passage).filter(({ names, forEver, isPlain }) => forEver || isPlain || isSpecific(names));
    if (denials.length === 0) return [];
    const days = precise(passage.words, passage.date);
    return denials.map((denial) => ({ ...denial, passage, days }));
  }),
);

/** Asked for, feared, planned, hoped or denied too: not told as being so. */
const NOT_TOLD =
  /\b(?:si\b|en cas|prevue?s?|prevoir|envisag\w+|propos\w+|discut\w+|eventuel\w*|possible\w*|risque|suspicion|suspect\w*|refus\w*|souhait\w*|programm\w+|inscrit\w*|indication|hypothese|demand\w*|attente|projet|pourra\w*|serait|sera\b|recherch\w+|elimin\w+|exclu\w*|ecart\w+|depist\w+|surveill\w+|prevention|eviter|a (?:faire|refaire|discuter|evaluer)|contre indiqu\w+|information|negati\w+|vaccin\w*|certificat|intolerances?|allergi\w+)\b|\?|\[ ?\]|☐/;
/** Denied there too. */
const DENIED = /\b(?:aucune?|pas|sans|ni|jamais|absence|absente?s?|non|neant|normal\w*)\b/;
const AHEAD = 40;
const BEHIND = 20;
/** The thing was put in, given or handed over. */
const CARRIED_OUT =
  /\b(?:livre\w*|posee?s?|mise?s? en place|laissee?s? en place|en place|implantee?s?|greffee?s?|recue?s?|administree?s?|transfuse\w*|realisee?s?|faite?s?|effectuee?s?|operee?s?|montee d)\b/;
/** It was there before the paper that denies it. */
const OF_OLD = /\bdepuis (?:l (?:adolescence|enfance)|toujours|longtemps|la naissance|de nombreuses annees)|\bconnue?s? depuis\b/;

/** A paper, and whether a name stands in it, which is looked for once: most stand in few. */
interface Paper {
  readonly documentId: string;
  readonly passages: readonly Written[];
  readonly has: (name: string) => boolean;
}
const papersIn = perDocument((own: readonly Written[]): readonly Paper[] => {
  const words = own.map((passage) => passage.words).join(' . ');
  const asked = new Map<string, boolean>();
  const has = (name: string): boolean => {
    const known = asked.get(name) ?? holds(words, name);
    asked.set(name, known);
    return known;
  };
  return [{ documentId: own[0]?.documentId ?? '', passages: own, has }];
});

/** A thing that one paper denies and another tells, of the same time: the day that one of them retells, or a whole life. */
export function deniedAndTold({ passages }: VigilanceInput): readonly Vigilance[] {
  const papers = papersIn(passages);
  const found: Vigilance[] = [];
  const done = new Set<string>();
  const holding = new Map<string, readonly Paper[]>();
  const papersOf = (name: string): readonly Paper[] => {
    const known = holding.get(name) ?? firstOf(papers, ({ has }) => has(name), MOST_PAPERS + 1);
    holding.set(name, known);
    return known;
  };
  for (const denied of deniedIn(passages).toReversed()) {
    const key = denied.names.join(' ');
    if (done.has(key)) continue;
    const of = denied.names.map(papersOf).toSorted((a, b) => a.length - b.length)[0] ?? [];
    // What the whole record speaks of has rooms of its own, and changes with time.
    if (of.length < 2 || of.length > MOST_PAPERS) continue;
    const told = of
      .toReversed()
      .flatMap((paper) =>
        paper.documentId === denied.passage.documentId ? [] : (paper.passages.findLast((one) => isToldIn(one, denied)) ?? []),
      )[0];
    if (told === undefined) continue;
    done.add(key);
    const sides = [
      { says: 'nié', passage: denied.passage },
      { says: 'écrit', passage: told },
    ];
    found.push(
      passagesSideBySide({
        rule: 'vigilance:denied-and-told',
        subject: 'Nié et écrit',
        sides: compareDates(told.date, denied.passage.date) < 0 ? sides.toReversed() : sides,
        importance: 2,
      }),
    );
  }
  return found;
}
const MOST_PAPERS = 6;

/** The first of a list that are so, and no more than are asked for. */
function firstOf<T>(all: readonly T[], is: (one: T) => boolean, most: number): readonly T[] {
  const found: T[] = [];
  for (const one of all) {
    if (is(one)) found.push(one);
    if (found.length === most) break;
  }
  return found;
}

const holds = (words: string, name: string): boolean => beginningsOf(name).some((beginning) => words.includes(beginning));

function isToldIn(other: Written, denial: Denied): boolean {
  if (!denial.names.every((name) => holds(other.words, name))) return false;
  const clause = clauseOf(other.words, denial.names);
  if (
    clause === undefined ||
    NOT_TOLD.test(clause) ||
    DENIED.test(around(clause, denial.names)) ||
    KIN.test(other.words.replace(INTERLOCUTOR, ' '))
  )
    return false;
  const own = namesOf(clause);
  return denial.names.every((name) => own.includes(name)) && ofOneTime(denial, other, clause);
}

/** The words around what is told. */
function around(clause: string, all: readonly string[]): string {
  const places = all.flatMap((name) => beginningsOf(name).map((beginning) => clause.indexOf(beginning))).filter((at) => at >= 0);
  return clause.slice(Math.max(0, Math.min(...places) - AHEAD), Math.max(...places) + WORD + BEHIND);
}
const WORD = 10;

const clauseOf = (words: string, all: readonly string[]): string | undefined =>
  words.split(/(?<=[.;|]) /).find((clause) => all.every((name) => holds(clause, name)));

/** A thing put in or given so shortly before is not gone without a word. */
const SOON_DAYS = 120;

function ofOneTime(denial: Denied, other: Written, clause: string): boolean {
  const [denying, telling] = [denial.passage.date, other.date];
  if (denying === undefined || telling === undefined) return false;
  const order = compareDates(telling, denying);
  if (denial.forEver && order <= 0) return isSpecific(denial.names) || denial.names.some((name) => name.length >= RARE_LETTERS);
  if (order <= 0 && denial.isPlain && CARRIED_OUT.test(clause) && daysBetween(telling, denying) <= SOON_DAYS) return true;
  if (order > 0 && denial.names.length > 1 && OF_OLD.test(clause)) return true;
  return isSpecific(denial.names) && retells(denial, other);
}
/** Beginnings of what does not come and go within days. */
const LASTS =
  /^(?:osteopo|osteope|scleros|cirrhos|fibros|emphyse|anevris|retinop|nephrop|neuropa|diabete|epileps|polypos|tubercu|hepatit|cancer|metasta|fractur|thrombo|amiante|prothes|stenose|trisomi|mutatio)/;
const RARE_LETTERS = 6;

/** One of them tells the day of the other's paper, or both tell one day. */
function retells({ passage, days }: Denied, other: Written): boolean {
  const [denying = '', telling = ''] = [passage.date, other.date];
  const day = (one: ToldDate, date: string): boolean => tellsDay(one, one.day === undefined ? date.slice(0, 7) : date);
  if (compareDates(telling, denying) < 0 && days.some((one) => day(one, telling))) return true;
  const own = precise(other.words, telling);
  if (compareDates(denying, telling) < 0 && own.some((one) => day(one, denying))) return true;
  return days.some(
    (one) => one.day !== undefined && own.some(({ year, month, day: at }) => year === one.year && month === one.month && at === one.day),
  );
}
