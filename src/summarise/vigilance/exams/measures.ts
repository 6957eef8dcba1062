import type { PartialDate } from '../../../domain/citation.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, compatibleDates, daysBetween, frenchDate, onDate } from '../../dates.js';
import { keptWith, sameItems } from '../../kept-with.js';
import { perItem } from '../../per-document.js';
import type { MeasuredPoint, MeasuredSeries } from '../../series.js';
import type { Sources } from '../../sources.js';
import { quoteWords } from '../../quote.js';
import { writeValue } from '../../templates.js';
import { fold, groupBy } from '../../text.js';
import { VITAL_SIGNS } from '../../vocabulary/sections.js';
import { CLASSIFICATIONS } from '../grades.js';
import { sideBySide, type Side, type VigilanceInput } from '../warning.js';

/** What is measured on the body moves little in these many days; beyond this share, two sources differ. */
const STEADY: readonly {
  readonly name: RegExp;
  readonly days: number;
  readonly share: number;
  readonly daily?: number; /* a day, downwards */
}[] = [
  { name: /^taille/, days: 5000, share: 0.02 },
  // Somebody ill may lose a fifth in half a year.
  { name: /^poids/, days: 240, share: 0.06, daily: 0.001 },
  { name: /^(fevg|fraction d ejection)/, days: 420, share: 0.15 },
];

/** One analyte, one day, two values: a slip in copying, or two sources that differ. */
/** A child grows: only what was measured within these days is compared. */
const CHILD_DAYS = 21;
const isChildOn = (birth: PartialDate | undefined, date: PartialDate): boolean =>
  birth !== undefined && daysBetween(birth, date) < 18 * 365;

export function twoValuesSameDay({ series, sources, patient, reference }: VigilanceInput): readonly Vigilance[] {
  const byAnalyte = new Map<string, MeasuredSeries[]>();
  for (const one of series) {
    const key = one.key.split('|')[0] ?? one.key;
    byAnalyte.set(key, [...(byAnalyte.get(key) ?? []), one]);
  }
  const ofAChild = isChildOn(patient.birthDate, reference);
  return [...byAnalyte.values()].flatMap((group) => {
    const titles = papersOf(group).map((id) => sources.byId.get(id)?.title);
    const birth = patient.birthDate;
    return comparedOf(group[0], [...group, ofAChild, birth, ...titles], () => twoValues(group, { ofAChild, birth }, sources));
  });
}

const papersOf = perItem(({ points }: MeasuredSeries) => [
  ...new Set(points.flatMap(({ facts }) => facts.map(({ documentId }) => documentId))),
]);
const comparedOf = keptWith<readonly unknown[], readonly Vigilance[]>(sameItems);

function twoValues(
  group: readonly MeasuredSeries[],
  { ofAChild, birth }: { readonly ofAChild: boolean; readonly birth: PartialDate | undefined },
  sources: Sources,
): readonly Vigilance[] {
  const [first] = group;
  if (
    first === undefined ||
    new RegExp(`^(?:${CLASSIFICATIONS})`).test(fold(first.analyte)) ||
    /tension|pression|^ta\b|^pa\b|pouls|frequence|glycemie cap|temperature|spo2|saturation|cockcroft/.test(fold(first.analyte))
  )
    return [];
  const known = STEADY.find((one) => one.name.test(fold(first.analyte)));
  const steady = known !== undefined && ofAChild && !/^f/.test(fold(first.analyte)) ? { ...known, days: CHILD_DAYS } : known;
  if (steady === undefined && VITAL_SIGNS.test(fold(first.analyte))) return [];
  const points = group
    .flatMap((one) => one.points.filter((point) => !isWaist(point)).map((point) => inOneUnit({ point, unit: one.unit })))
    .toSorted((a, b) => compareDates(a.point.date, b.point.date));
  // Of many pairs, the latest speaks. Points stand by date: those too far apart to be compared end the search.
  const reach = steady?.days ?? 366;
  let pair: readonly [MeasuredPoint, MeasuredPoint] | undefined;
  for (let last = points.length - 1; last > 0 && pair === undefined; last -= 1) {
    const right = points[last];
    for (let before = last - 1; before >= 0 && right !== undefined && pair === undefined; before -= 1) {
      const left = points[before];
      if (left === undefined || daysBetween(left.point.date, right.point.date) > reach) break;
      const isGrowing = steady !== undefined && isChildOn(birth, left.point.date) && !/^f/.test(fold(first.analyte));
      if (isGrowing && daysBetween(left.point.date, right.point.date) > CHILD_DAYS) break;
      if (comparable(first.analyte, left, right) && differ(left.point, right.point, steady)) pair = [left.point, right.point];
    }
  }
  if (pair === undefined) return [];
  const [a, b] = pair;
  const repeated = points
    .filter(({ point }) => point !== a && point !== b && steady !== undefined)
    .map(({ point }): Side => ({ says: `${writeValue(point.value)} ${onDate(point.date)}`, fact: point.facts[0] }));
  return [
    sideBySide({
      rule: steady === undefined ? 'vigilance:two-values-one-day' : 'vigilance:measure-differs',
      subject: `${first.analyte}, ${steady === undefined ? `deux valeurs ${onDate(a.date)}` : 'valeurs différentes à des dates proches'}`,
      sides: [
        { says: `${writeValue(a.value)}${steady === undefined ? '' : ` ${onDate(a.date)}`}`, fact: a.facts[0], also: a.facts },
        {
          says: `${writeValue(b.value)}${steady === undefined ? '' : ` ${onDate(b.date)}`}`,
          fact: b.facts[0],
          also: [...b.facts, ...repeated.slice(-3).map((side) => side.fact)],
        },
      ],
      importance: steady === undefined ? 3 : 2,
      sources,
    }),
  ];
}

interface Measured {
  readonly point: MeasuredPoint;
  readonly unit: string;
}

/** A height in metres as centimetres. */
function inOneUnit({ point, unit }: Measured): Measured {
  const { number } = point.value;
  const metres = unit === 'm' || (unit === '' && number !== undefined && number > 1 && number < 2.5);
  if (!metres || number === undefined || !/^taille/.test(fold(point.facts[0].label))) return { point, unit };
  const { unit: written, ...value } = point.value;
  // "1m76" bears its unit.
  const shown = written === undefined || /m/.test(value.text) ? value : point.value;
  return { point: { ...point, value: { ...shown, number: Math.round(number * 100) } }, unit: 'cm' };
}

/** A waist is no height. */
const isWaist = ({ facts: [fact] }: MeasuredPoint): boolean =>
  /^taille/.test(fold(fact.label)) &&
  /tour de taille|perimetre/.test(quoteWords(fact)) &&
  !/(?<!tour de )\btaille\b/.test(quoteWords(fact));

/** Factors between the units in which one thing is written in France: a number without its unit may be in any of them. */
const FACTORS: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^(?:hemoglobine|hb$|albumine|proteines|ccmh|crp)/, [10]],
  [/^creatinin/, [8.84, 1000]],
  [/^(?:glycemie|glucose)/, [5.55]],
  [/^(?:cholesterol|ldl|hdl)/, [2.59]],
  [/^triglycerides/, [1.14]],
  [/^uree/, [16.65, 6]],
  [/^calc/, [40, 10]],
  [/^(?:hba1c|hemoglobine glyquee)/, [6, 7, 8]],
  [/^vitamine d/, [2.5]],
  [/^(?:plaquettes|leucocytes|polynucleaires|lymphocytes|neutrophiles|hematies)/, [1000]],
  [/^(?:uric|acide urique)/, [5.95, 168, 1000]],
  [/^fer\b/, [5.58]],
  [/^bilirubine/, [17.1]],
  [/^(?:phosph|magnes)/, [31, 24.3]],
  [/^(?:troponine|d ?dimeres|fibrinogene|bnp|microalbumin|albuminurie|proteinurie|b12|vitamine b12)/, [1000, 1.36, 10]],
  [
    /^(?:folates|t4|t3|cortisol|testosterone|pth|insuline|peptide|estradiol|prolactine)/,
    [2.27, 12.87, 1.54, 27.6, 3.47, 9.43, 6, 3.67, 21],
  ],
];
const FACTOR_GIVE = 0.06;

/** One unit, or a number without any that no change of unit explains. */
function comparable(analyte: string, a: Measured, b: Measured): boolean {
  if (a.unit === b.unit) return true;
  const [left, right] = [a.point.value.number, b.point.value.number];
  if ((a.unit !== '' && b.unit !== '') || left === undefined || right === undefined || left <= 0 || right <= 0) return false;
  const ratio = Math.max(left, right) / Math.min(left, right);
  const factors = FACTORS.find(([name]) => name.test(fold(analyte)))?.[1] ?? [];
  return ratio < MOST_APART && !factors.some((factor) => Math.abs(ratio / factor - 1) <= FACTOR_GIVE);
}
/** Further apart, it is another unit or another thing. */
const MOST_APART = 150;

function differ(a: MeasuredPoint, b: MeasuredPoint, steady: (typeof STEADY)[number] | undefined): boolean {
  const [left, right] = [a.value.number, b.value.number];
  if (steady === undefined && !compatibleDates(a.date, b.date)) return false;
  if (a.facts.some((fact) => b.facts.some((other) => other.documentId === fact.documentId))) return false;
  if (left === undefined || right === undefined)
    return (
      steady === undefined &&
      a.date.length >= 7 &&
      compatibleDates(a.date, b.date) &&
      fold(a.value.text) !== fold(b.value.text) &&
      /^\S+$/.test(a.value.text.trim()) &&
      /^\S+$/.test(b.value.text.trim()) &&
      /\d/.test(a.value.text) &&
      /\d/.test(b.value.text)
    );
  if (a.value.comparator !== undefined || b.value.comparator !== undefined || left === right) return false;
  if (steady !== undefined)
    return (
      Math.abs(daysBetween(a.date, b.date)) <= steady.days &&
      Math.abs(left - right) / Math.max(left, right) >=
        steady.share + (right < left ? (steady.daily ?? 0) * Math.abs(daysBetween(a.date, b.date)) : 0)
    );
  if (rounded(a, b)) return false;
  return compatibleDates(a.date, b.date) && a.date.length >= 7 && b.date.length >= 7;
}

/** 30 beside 30,2: the same value, told with fewer decimals. */
function rounded(a: MeasuredPoint, b: MeasuredPoint): boolean {
  const decimals = (text: string): number => /[.,](\d+)/.exec(text)?.[1]?.length ?? 0;
  const [left, right] = [a.value.number ?? 0, b.value.number ?? 0];
  const digits = Math.min(decimals(a.value.text), decimals(b.value.text));
  return Math.abs(left - right) < 10 ** -digits * 0.51;
}

/** A change that shows only across documents. `fall` and `rise` are shares of the first value, over at most `days`. */
const TRENDS: readonly {
  readonly name: RegExp;
  readonly fall?: number;
  readonly rise?: number;
  readonly days: number;
  readonly word: string;
  readonly points: number;
}[] = [
  { name: /^(dfg|debit de filtration|ckd|mdrd)|filtration glomerulaire/, fall: 0.15, days: 1500, word: 'en baisse', points: 3 },
  { name: /clairance.*(creat|cockcroft)|cockcroft/, fall: 0.2, days: 1500, word: 'en baisse', points: 2 },
  { name: /^creatinine/, rise: 0.3, days: 1500, word: 'en hausse', points: 3 },
  { name: /^hemoglobine$|^hb$/, fall: 0.12, days: 730, word: 'en baisse', points: 2 },
  { name: /^poids/, fall: 0.08, rise: 0.1, days: 1100, word: '', points: 2 },
  { name: /^plaquettes/, fall: 0.35, days: 1100, word: 'en baisse', points: 3 },
  { name: /^psa/, rise: 0.75, days: 1100, word: 'en hausse', points: 2 },
  { name: /^hba1c|hemoglobine glyquee/, rise: 0.12, days: 730, word: 'en hausse', points: 2 },
  { name: /^calprotectine/, rise: 0.8, days: 730, word: 'en hausse', points: 2 },
  { name: /^mmse?|^mms\b/, fall: 0.12, days: 1100, word: 'en baisse', points: 2 },
  {
    name: /nodule|adenopath|anevrism|aorte|diametre|taille tumor|meningiome|lesion/,
    rise: 0.2,
    days: 1500,
    word: 'en augmentation',
    points: 2,
  },
  { name: /^ferritine/, fall: 0.5, days: 730, word: 'en baisse', points: 2 },
  { name: /^(natremie|sodium)/, fall: 0.04, days: 730, word: 'en baisse', points: 2 },
  { name: /^(alat|gamma ?gt|ggt|tgp)/, rise: 0.4, days: 1100, word: 'en hausse', points: 2 },
  { name: /^(albumine|albuminemie)$/, fall: 0.12, days: 1100, word: 'en baisse', points: 2 },
];

/** Of an analyte that two sources name or measure apart, in one unit or in two, the longest series. */
const longestOfEach = (series: readonly MeasuredSeries[]): readonly MeasuredSeries[] =>
  [...groupBy(series, ({ analyte }) => fold(analyte)).values()].map((same) =>
    same.reduce((best, one) => (one.points.length > best.points.length ? one : best)),
  );

/** A change of which two thirds have gone back by the last value is over. */
function isOver(start: number, last: number, values: readonly number[]): boolean {
  const furthest = last > start ? Math.max(...values) : Math.min(...values);
  return Math.abs(last - start) < Math.abs(furthest - start) / 3;
}

export function trends({ series, sources, reference }: VigilanceInput): readonly Vigilance[] {
  const found: Vigilance[] = [];
  for (const one of longestOfEach(series)) {
    const rule = TRENDS.find((trend) => trend.name.test(fold(one.analyte)));
    if (rule === undefined) continue;
    const numeric = one.points.filter(
      (point) => point.value.number !== undefined && point.value.comparator === undefined && compareDates(point.date, reference) <= 0,
    );
    const last = numeric.at(-1);
    if (last?.value.number === undefined || daysBetween(last.date, reference) > 730) continue;
    const window = numeric.filter((point) => daysBetween(point.date, last.date) <= rule.days);
    if (window.length < rule.points) continue;
    const start = [...window].toSorted((a, b) => {
      const [x, y] = [a.value.number ?? 0, b.value.number ?? 0];
      return rule.fall !== undefined && y > (last.value.number ?? 0) ? y - x : x - y;
    })[0];
    if (start?.value.number === undefined || start === last || start.value.number === 0) continue;
    const change = (last.value.number - start.value.number) / start.value.number;
    const falling = rule.fall !== undefined && change <= -rule.fall;
    const rising = rule.rise !== undefined && change >= rule.rise;
    if (!falling && !rising) continue;
    const since = window.filter((point) => compareDates(point.date, start.date) >= 0);
    if (
      isOver(
        start.value.number,
        last.value.number,
        since.map(({ value }) => value.number ?? last.value.number ?? 0),
      )
    )
      continue;
    const word = rule.word !== '' ? rule.word : falling ? 'en baisse' : 'en hausse';
    const shown = [...new Set([start, ...window.filter((point) => compareDates(point.date, start.date) > 0).slice(-3)])];
    found.push({
      ...sideBySide({
        rule: 'vigilance:trend',
        kind: 'safety',
        subject: `${one.analyte} ${word}`,
        sides: shown.map((point): Side => ({ says: `${writeValue(point.value)} ${onDate(point.date)}`, fact: point.facts[0] })),
        importance: 3,
        sources,
      }),
      text: `${one.analyte} ${word} : ${shown.map((point) => `${writeValue(point.value)} (${frenchDate(point.date)})`).join(', ')}`,
    });
  }
  return found;
}
