import type { PartialDate } from '../../../domain/citation.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates } from '../../dates.js';
import { among, byDocument, byTopics, perDocument, perLists, placesIn as placesInList } from '../../per-document.js';
import { canonicalNumber, fold } from '../../text.js';
import vocabulary from '../../vocabulary/same-words.json' with { type: 'json' };
import { passagesSideBySide, readForGood, type Passage, type Written } from '../passages.js';
import { termsIn } from '../same-words.js';
import { placesIn } from '../things.js';
import { KIN } from '../told/claim.js';
import { tellsDay, toldDates, type ToldDate } from '../told-dates.js';
import type { VigilanceInput } from '../warning.js';

/** Units of what is measured, folded; amounts of drugs are weighed elsewhere. */
const UNIT = String.raw`(?:%|mmol(?: ?l)?|[µμu]mol(?: ?l)?|g ?dl|g ?l|mg ?l|[µμu]g ?l|ng ?ml|pg ?ml|m?ui ?l|m?ui ?ml|l ?min|ml ?min|mmhg|kpa|cm ?s|m ?s|cm2|m2|mm|cm|m|kg|g|gy|ml|l|pa|h|dioptries?|points?|giga ?l|db)(?![a-z0-9])`;
const NUMBER = new RegExp(
  String.raw`(?<![\d.,/<>] ?)(?<!\b(?:type|stade|grade|segment|acr|cure|cycle|seance|n ?°|dent) )\b(\d{1,3}(?: \d{3})+|\d+(?:[.,]\d+)?)(?: ?(${UNIT})|(?! ?(?:ans?|mois|jours?|j|semaines?|sem|heures?|min|mg|ui|cp|fois|x|[µμ]g|°|eme|e|er|sa)\b| \d))(?![\d.,/]*\d)`,
  'g',
);
/** Limits of a laboratory: "(12,0 – 16,0)", "(< 35)", "(N < 5)". */
const LIMITS = /\((?:[<>n=:]|\d|usuel\w*|norme\w*)[^)]*\)|[<>] ?\d+(?:[.,]\d+)?|\bn ?[<>] ?\d+/g;
/** Day and month are read against some day: here only where they stand counts. */
const ANY_DAY = '2024-06-15';
const DAY = /\b(?:le|du|au|les|j) ?\d{1,2}\b(?! ?[%a-z])/g;
const EDGE = /[.;|](?= |$)|\n/g;
const AHEAD = 60;
const BEHIND = 28;
/** Without its unit, a number is a measure only where its name stands right before it. */
const LINK = /(?:\.{2,}|[:=a]|est|de|ete|mesuree?|dosee?|total|ce jour|chez|retrouvee?| |\b)*$/;

/** What is told without its unit. */
const MEASURED: ReadonlySet<string> = new Set(vocabulary.measured.split(' '));
const NEAR = 16;

interface Measure {
  readonly names: readonly string[];
  /** Those that are not a part of the body, which much shares. */
  readonly things: readonly string[];
  readonly places: readonly string[];
  readonly number: number;
  readonly decimals: number;
  readonly unit: string;
  readonly says: string;
  /** No other measure shares its passage. */
  readonly alone: boolean;
}

const measuresOf = readForGood('measures', readMeasures);

/** How old a heading says that somebody is: "48A IPP 0311745", "F 86 a 17/05/1940". */
const AGE = /(?<![\d.,])\d{1,3}(?:a\b| a(?= ?(?:#|ipp\b|nip\b|nda\b|dn\b|$)))/g;

function readMeasures({ words: known, citation: { quote } }: Passage): readonly Measure[] {
  if (!/\d/.test(known) || KIN.test(known)) return [];
  const dates = toldDates(known, ANY_DAY).map(({ start, end }) => ({ index: start, 0: known.slice(start, end) }));
  const dated = [...known.matchAll(LIMITS), ...known.matchAll(DAY), ...dates].reduce(
    (all, match) => all.slice(0, match.index) + '#'.repeat(match[0].length) + all.slice(match.index + match[0].length),
    known.replace(/\.{2,}/g, (leaders) => ' '.repeat(leaders.length)),
  );
  const words = dated.replace(AGE, (age) => '#'.repeat(age.length));
  const acronyms = new Set((quote.match(/\b[A-Z][A-Z0-9]{2,}\b/g) ?? []).map((word) => fold(word)));
  const terms = termsIn(words);
  const found = [...words.matchAll(NUMBER)];
  return found.flatMap((match): readonly Measure[] => {
    const [written = '', number = '', unit = ''] = match;
    const [start, end] = [match.index, match.index + written.length];
    const ahead = words.slice(Math.max(0, start - AHEAD), start);
    const edges = [...ahead.matchAll(EDGE), ...ahead.matchAll(/(?<![a-z\d])\d/g)].map(({ index }) => index + 1);
    const from = start - ahead.length + Math.max(0, ...edges);
    const behind = words.slice(end, end + BEHIND);
    const to = end + Math.min(behind.length, ...[...behind.matchAll(/[.,;:|(#]|\d|\bet\b/g)].map(({ index }) => index));
    const own = terms.filter((term) => term.start >= from && term.end <= to);
    const named =
      unit === ''
        ? own.filter(
            (term) =>
              term.end <= start &&
              start - term.end <= NEAR &&
              LINK.test(words.slice(term.end, start)) &&
              (MEASURED.has(term.name) || acronyms.has(words.slice(term.start, term.end))),
          )
        : own;
    const names = [...new Set(named.map(({ name }) => name))];
    if (names.length === 0) return [];
    const decimals = /[.,](\d+)/.exec(number)?.[1]?.length ?? 0;
    return [
      {
        names,
        things: names.filter((name) => placesIn(name).length === 0),
        places: placesIn(words.slice(from, to)),
        number: Number(canonicalNumber(number.replace(/ /g, ''))),
        decimals,
        unit: unit.replace(/[ µμu]/g, (letter) => (letter === ' ' ? '' : 'u')),
        says: written.trim(),
        alone: found.length === 1,
      },
    ];
  });
}

interface Told extends Measure {
  readonly documentId: string;
  readonly passage: Written;
  /** The one day or month that the passage tells, where it is told for the measure. */
  readonly day: ToldDate | undefined;
  /** The day of the measure: the passage's own, else its paper's; undefined where it tells several. */
  readonly on: PartialDate | undefined;
}
const toldIn = perDocument((own: readonly Written[]): readonly Told[] =>
  own.flatMap((passage) => {
    const measures = measuresOf(passage);
    if (measures.length === 0) return [];
    const [day, on] = [dayTold(passage), dayMeasured(passage)];
    return measures.map((one) => ({ ...one, documentId: passage.documentId, passage, day, on }));
  }),
);

/** Whoever writes the other number too tells both. */
const holdsNumber = (words: string, { number }: Measure): boolean =>
  new RegExp(String.raw`(?<![\d.,])${String(number).replace('.', '[.,]')}(?![\d]|[.,]\d)`).test(words);

/** Numbers of one thing that come close: what one paper rounds, and another method. */
const SHARE = 0.04;
const agree = (a: Measure, b: Measure): boolean => {
  const least = Math.min(a.decimals, b.decimals);
  const round = (one: Measure): number => Math.round(one.number * 10 ** least) / 10 ** least;
  return round(a) === round(b) || Math.abs(a.number - b.number) <= SHARE * Math.max(a.number, b.number);
};
const ofOneUnit = (a: Measure, b: Measure): boolean =>
  a.unit === b.unit || ((a.unit.startsWith(b.unit) || b.unit.startsWith(a.unit)) && sameScale(a, b));
/** Of 5,4 and 4,5 the unit goes without saying; 98 and 9,8 are of two. */
const sameScale = (a: Measure, b: Measure): boolean => Math.max(a.number, b.number) / Math.min(a.number, b.number) < 4;

const ofOneThing = (a: Measure, b: Measure): boolean =>
  a.things.some((name) => b.things.includes(name)) &&
  (a.places.length === 0 || b.places.length === 0 || a.places.some((place) => b.places.includes(place))) &&
  ofOneUnit(a, b);

const onADay = among(({ day }: Told) => day !== undefined);

/** What is told of each name in a month, or in a year of which no month is told. */
const toldInMonth = byTopics(({ things, on }: Told) => (on === undefined ? [] : things.map((name) => inMonth(name, on.slice(0, 7)))));
const inMonth = (name: string, month: PartialDate): string => `${name}|${month}`;

/** Those of some lists, in the order of their papers, that are measures of one's thing on its day by others until then. */
const measuredBy = perLists(
  ([newer, ...lists]: readonly [Told, ...(readonly Told[])[]], _: undefined, told: readonly Told[]): readonly Told[] => {
    const { day, documentId } = newer;
    const place = placesInList(told);
    return [...new Set(lists.flat())]
      .filter(
        (one) =>
          one.documentId !== documentId &&
          compareDates(one.passage.date, newer.passage.date) <= 0 &&
          ofOneThing(one, newer) &&
          day !== undefined &&
          tellsDay(day, one.on),
      )
      .toSorted((a, b) => place(a) - place(b));
  },
);

/** What one paper measures, and a later one tells of that very day with another number. */
export function measuredOtherwise({ passages }: VigilanceInput): readonly Vigilance[] {
  const told = toldIn(passages);
  const inMonths = toldInMonth(told);
  const found: Vigilance[] = [];
  const done = new Set<string>();
  for (const newer of onADay(told).toReversed()) {
    const { day } = newer;
    if (day === undefined || newer.passage.date === undefined || found.some(({ citations }) => citations.includes(newer.passage.citation)))
      continue;
    const month = dayOf(day).slice(0, 7);
    const lists = newer.things.flatMap((name) =>
      [month, month.slice(0, 4)].flatMap((when) => {
        const list = inMonths.get(inMonth(name, when));
        return list === undefined ? [] : [list];
      }),
    );
    const measured = measuredBy([newer, ...lists], undefined, told);
    const last = measured.at(-1);
    if (last === undefined) continue;
    // Whoever tells several numbers of it, or of whom one agrees, has looked at more than one.
    const own = byDocument(told).get(newer.documentId) ?? [];
    const beside = own.filter((one) => one !== newer && ofOneThing(one, newer));
    if (own.some((one) => one.number === last.number && ofOneUnit(one, last))) continue;
    if (measured.some((one) => [newer, ...beside].some((other) => agree(one, other)))) continue;
    if (holdsNumber(newer.passage.words, last)) continue;
    const shared = last.names.filter((name) => newer.names.includes(name));
    if (shared.some((name) => done.has(name)) || (beside.length > 0 && !newer.alone)) continue;
    for (const name of shared) done.add(name);
    found.push(
      passagesSideBySide({
        rule: 'vigilance:measure-told-otherwise',
        subject: 'Valeur recopiée autrement',
        sides: [last, newer].map(({ says, passage }) => ({ says, passage })),
        importance: 3,
      }),
    );
  }
  return found;
}

/** A month is that of what stands beside it: "l'épisode de mars, créatinine revenue à 122". */
function dayTold({ words, date }: Written): ToldDate | undefined {
  if (date === undefined) return undefined;
  const [day, other] = daysTold(words, date);
  return day === undefined || other !== undefined || (day.day === undefined && MOVED.test(words)) ? undefined : day;
}

/** Days and months that are told, and a day alone: "l'hémogramme du 28", the last one before the paper. */
function daysTold(words: string, on: PartialDate): readonly ToldDate[] {
  const dates = toldDates(words, on);
  const lone =
    on.length < 10
      ? []
      : [...words.matchAll(LONE_DAY)].flatMap((match): readonly ToldDate[] => {
          const [start, end] = [match.index, match.index + match[0].length];
          const day = Number(match[1]);
          if (dates.some((one) => start < one.end && end > one.start) || day < 1 || day > 31) return [];
          const [year = 0, month = 1, last = 1] = on.split('-').map(Number);
          const before = day <= last ? [year, month] : month === 1 ? [year - 1, 12] : [year, month - 1];
          return [{ start, end, year: before[0] ?? year, month: before[1] ?? month, day, give: 0 }];
        });
  return [...dates, ...lone].filter(({ month, give }) => month !== undefined && give === 0);
}
const LONE_DAY = /\b(?:du|le) (\d{1,2})(?=[ ,:]*(?:$|[,:)]| (?!(?:au|et|ou|mg|mm|cm|kg|g|h|%|ans?|mois|jours?|semaines?)\b)[a-z]))/g;

const MOVED =
  /\b(?:revenue?s?|remont\w+|redescend\w+|baiss\w+|pass(?:e|ee|es) (?:a|de)|depuis|episode|apres|avant|laiss\w+|ameliore\w*|normalis\w+)\b/;

function dayMeasured({ words, date }: Written): PartialDate | undefined {
  const [first, other] = toldDates(words, date).filter(({ month }) => month !== undefined);
  if (first === undefined) return date;
  return other === undefined ? dayOf(first) : undefined;
}
const dayOf = ({ year, month = 1, day }: ToldDate): PartialDate =>
  `${year}-${String(month).padStart(2, '0')}${day === undefined ? '' : `-${String(day).padStart(2, '0')}`}`;
