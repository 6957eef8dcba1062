import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates } from '../../dates.js';
import { perDocument } from '../../per-document.js';
import { passagesSideBySide, readForGood, type Passage, type Written } from '../passages.js';
import { byNames, termsIn } from '../same-words.js';
import { INTERLOCUTOR, KIN } from '../told/claim.js';
import { tellsDay, toldDates, type ToldDate } from '../told-dates.js';
import type { VigilanceInput } from '../warning.js';

/** A test and how it came out, by the names of the terms around. */
interface Result {
  readonly names: readonly string[];
  readonly isPositive: boolean;
  /** Numbers beside the name: of trisomy 21 and 13, each has its own. */
  readonly numbers: readonly string[];
}

const SAYS =
  /\b(positi(?:f|ve)s?|negati(?:f|ve)s?|presence|present(?:e|s|es)?|absence|absent(?:e|s|es)?|non detecte(?:e|s|es)?|detecte(?:e|s|es)?|mis(?:e|es)? en evidence)\b/g;
const POSITIVE = /^(?:positi|presen|detect|mis)/;
const WORTH = /\b(?:positi|negati|presen|absen|detecte|mise? en evidence)/;
/** Not a result: a sign, a person, an instruction, a sense of the word, or a change. */
const NOT_RESULT =
  /\b(?:si|en cas|a refaire|a controler|depuis|negativ\w+|positiv\w+|redeven\w+|puis|ensuite|controle|presente (?:une?|des|un)|pronostic|pression|bilan hydrique|symptomes? negatifs?|marges?|ganglions?|rhesus|rh|groupe|accompagn\w*|aidant|famille)\b/;
/** Names of the test as such, which any result shares. */
const OF_ANY: ReadonlySet<string> = new Set(
  'depista|test|recherc|serolog|statut|infecti|prelevement|biopsie|laborat|antigen|anticor|culture|pcr|taux|dosage|positif|positiv|positi|negatif|negativ|negati|presence|detecte|eviden|mise|toute|tous|trois|hygiene|juin|janvier|fevrier|mars|avril|mai|juillet|aout|septemb|octobre|novembr|decembr'.split(
    '|',
  ),
);
const AHEAD = 70;
const BEHIND = 50;
const MOST_NAMES = 5;
/** "Trisomie 21", not "du 12 mai". */
const NUMBERED =
  /\b(?!(?:du|le|au|les|des|et|de|a|j|sa|grade|stade)\b)[a-z]+ (\d{1,3})(?![\d.,%]| ?(?:ans?|mois|jours?|sa|ml|mg|mm|cm|g|kg|janv|fev|mars|avr|mai|juin|juil|aou|sept|oct|nov|dec)\w*)\b/g;

const resultsOf = readForGood('results', ({ words }: Passage): readonly Result[] => {
  if (!WORTH.test(words) || KIN.test(words.replace(INTERLOCUTOR, ' ')) || NOT_RESULT.test(words)) return [];
  return words.split(/(?<=[.;|])(?: |$)| \u2013 /).flatMap((clause): readonly Result[] => {
    const found = [...clause.matchAll(SAYS)];
    return found.flatMap((match, index): readonly Result[] => {
      const end = match.index + match[0].length;
      const from = Math.max(0, match.index - AHEAD, ...found.slice(0, index).map((one) => one.index + one[0].length));
      const until = Math.min(end + BEHIND, found[index + 1]?.index ?? clause.length);
      const before =
        clause
          .slice(from, match.index)
          .split(/, | et /)
          .at(-1) ?? '';
      const after = /^ (?:pour|a|au|aux|d|de|du) ([^.,;:]*)/.exec(clause.slice(end, until))?.[1] ?? '';
      const near = `${before} ${after}`;
      const names = [...new Set(termsIn(near).map(({ name }) => name))].filter((name) => !OF_ANY.has(name));
      const isDenied = /\b(?:pas|non|sans|aucun)\b[^:]{0,12}$/.test(clause.slice(0, match.index));
      return names.length === 0 || names.length > MOST_NAMES || isDenied
        ? []
        : [{ names, isPositive: POSITIVE.test(match[0]), numbers: [...near.matchAll(NUMBERED)].map(([, number = '']) => number) }];
    });
  });
});

interface Told extends Result {
  readonly passage: Written;
  readonly days: readonly ToldDate[];
}

const toldIn = perDocument((own: readonly Written[]): readonly Told[] =>
  own.flatMap((passage) => {
    const results = resultsOf(passage);
    if (results.length === 0) return [];
    const days = toldDates(passage.words, passage.date).filter(({ give }) => give === 0);
    return results.map((one): Told => ({ ...one, passage, days }));
  }),
);

const share = (a: Result, b: Result): boolean => a.names.some((name) => b.names.includes(name));
/** Both number it and no number is the other's: another one of them. */
const areTwo = (a: Result, b: Result): boolean =>
  a.numbers.length > 0 && b.numbers.length > 0 && !a.numbers.some((number) => b.numbers.includes(number));

/** A test whose result a later paper, which tells its day, gives the other way round. */
export function resultsRetold({ passages }: VigilanceInput): readonly Vigilance[] {
  const told = toldIn(passages);
  const byName = byNames(told);
  const found: Vigilance[] = [];
  const done = new Set<string>();
  for (const newer of told.toReversed()) {
    if (newer.days.length === 0 || newer.names.some((name) => done.has(name))) continue;
    const own = told.filter(({ passage }) => passage.documentId === newer.passage.documentId);
    if (own.some((one) => one.isPositive !== newer.isPositive && share(one, newer))) continue;
    const older = newer.names
      .flatMap((name) => byName.get(name) ?? [])
      .filter((one) => one.passage.documentId !== newer.passage.documentId && isOfThatDay(one, newer) && !areTwo(one, newer));
    // What that paper gives both ways is contradicted only by a later "all negative".
    const against = older.filter((one) => one.isPositive !== newer.isPositive);
    const last = against.at(-1);
    if (last === undefined || (newer.isPositive && against.length < older.length)) continue;
    if (!newer.isPositive && newer.numbers.length > 0 && against.length < older.length) continue;
    for (const name of newer.names) done.add(name);
    found.push(
      passagesSideBySide({
        rule: 'vigilance:result-retold',
        subject: 'Résultat redit autrement',
        sides: [last, newer].map(({ isPositive, passage }) => ({ says: isPositive ? 'positif ou présent' : 'négatif ou absent', passage })),
        importance: 3,
      }),
    );
  }
  return found;
}

function isOfThatDay(older: Told, newer: Told): boolean {
  const [from, to] = [older.passage.date, newer.passage.date];
  if (from === undefined || to === undefined || compareDates(from, to) > 0) return false;
  return newer.days.some(
    (day) =>
      tellsDay(day, day.day === undefined ? from.slice(0, day.month === undefined ? 4 : 7) : from) ||
      older.days.some((other) => other.year === day.year && other.month === day.month && other.month !== undefined),
  );
}
