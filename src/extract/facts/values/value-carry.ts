import type { PartialDate } from '../../../domain/citation.js';
import type { DateMention, PageAnalysis, Range } from '../../text/analysis.js';
import { findAnalytes, unitAt, unitFits } from './value-lexicon.js';
import type { Analyte, UnitMatch } from './value-lexicon.js';
import type { ProseValue } from './value-prose.js';
import { numberAt } from './value-tokens.js';

/** "L'HbA1c était à 12,4 %": told of the time that the sentence before gives. */
const IMPERFECT = /\b(?:etait|etaient|montrait|montraient|retrouvait|objectivait|revelait|atteignait|s'elevait)\b/;
const MAX_BACK = 260;

/**
 * The day that the sentence before a value told in the imperfect gives: "Le diabète a été découvert le 3 mai 2011. […]
 * L'HbA1c était à 11 %." Within the paragraph, and only where that sentence gives one single past day.
 */
export function carriedDate(
  analysis: PageAnalysis,
  statement: Range,
  found: ProseValue,
  dates: readonly DateMention[],
  documentDate: PartialDate | undefined,
): PartialDate | undefined {
  const { folded } = analysis;
  if (!IMPERFECT.test(folded.slice(found.clause.start, found.written.start))) return undefined;
  const floor = Math.max(0, statement.start - MAX_BACK, folded.lastIndexOf('\n\n', statement.start - 1));
  const near = dates.filter(
    (date) =>
      date.start >= floor &&
      date.end <= statement.start &&
      date.kind === 'absolute' &&
      date.date !== undefined &&
      date.direction !== 'since' &&
      date.direction !== 'until',
  );
  const days = new Set(near.map((date) => date.date));
  const [day] = days;
  return days.size === 1 && day !== undefined && (documentDate === undefined || day < documentDate) ? day : undefined;
}

/** What a value was of, and in which unit: all that a later line without a name borrows. */
export interface Named extends Range {
  readonly analyte: Analyte;
  readonly unit?: UnitMatch;
}

/** "Dernier dosage 26-11-2024 :", "Précédent le 12/03/24 :", "Antériorité (06/2024) :": the words that may stand around the day of an earlier result. */
const RECALL =
  /^[\s*•(–-]*(?:(?:le |la |l'|au |pour |resultat |valeur |dosage |controle |examen |bilan |prelevement |taux |mesure )*(?:derniere?s?|precedente?s?|anterieure?s?|anteriorites?|ant\.?|historique|rappel|n-1)\s*)?(?:resultats?|valeurs?|dosages?|controles?|examens?|bilans?|prelevements?|taux|mesures?|pic|anterieure?s?|precedente?s?)?\s*(?:du|le|de|en|au)?\s*[:(]?\s*$/;
const RECALL_LINK = /^\s*\)?\s*(?:(?::|=|->|→|=>|\.{2,}|-|–)\s*|\s{2,})/;
/** "12/11/2024 0,11": a day and its number alone, where running text left one blank. */
const ALONE_LINK = /^ (?=[<>]?\s?\d)/;
/** Lines up that a line without a name may look back. */
const RECALL_BACK = 240;

/**
 * "Dernier dosage 26-11-2024 : 0,71", "16/12/2024 -> 1 905" under "Historique": an earlier value on a line of its own, of what was named
 * above it. Nothing else may follow the number but its unit.
 */
export function recalledValue(
  analysis: PageAnalysis,
  statement: Range,
  last: Named | undefined,
  dates: readonly DateMention[],
): ProseValue | undefined {
  const { folded } = analysis;
  if (last === undefined || statement.start - last.end > RECALL_BACK || statement.start < last.end) return undefined;
  const day = dates.find(
    (date) => date.start >= statement.start && date.end <= statement.end && date.date !== undefined && date.kind !== 'age',
  );
  if (day?.date === undefined || !RECALL.test(folded.slice(statement.start, day.start))) return undefined;
  const tail = folded.slice(day.end, statement.end);
  const link = RECALL_LINK.exec(tail) ?? (day.start === statement.start ? ALONE_LINK.exec(tail) : null);
  const number = link === null ? undefined : numberAt(folded, day.end + link[0].length);
  if (number === undefined) return undefined;
  const unit = unitAt(analysis.page.text, folded, number.end + (folded[number.end] === ' ' ? 1 : 0), last.analyte);
  if (unit === undefined ? !isPlausible(last.analyte, number.number) : !unitFits(last.analyte, unit.unit)) return undefined;
  if (/[a-z\d]/.test(folded.slice(unit?.end ?? number.end, statement.end).replace(/\([^()]*\)/g, ''))) return undefined;
  const clause = { start: statement.start, end: unit?.end ?? number.end };
  const borrowed = unit ?? last.unit;
  return {
    ...clause,
    analyte: last.analyte,
    clause,
    written: { start: number.start, end: number.end },
    number: number.number,
    ...(number.comparator === undefined ? {} : { comparator: number.comparator }),
    ...(borrowed === undefined ? {} : { unit: borrowed }),
    date: day.date,
    earlier: true,
  };
}

const isPlausible = ({ plausible }: Analyte, number: number): boolean =>
  plausible === undefined || (number >= plausible[0] && number <= plausible[1]);

const AGAIN =
  /^\W*(?:le|un|ce|au|son|lors du|la|une|cette)?\s*(?:dernier |dernière |nouveau |nouvelle |premier )?(?:controle|dosage|taux|valeur|chiffre|prelevement|mesure|celui|celle)\b([^.;:]{0,60}?)\b(?:est|etait|ressort|revient|revenait|est revenue?|reste|s'eleve|montre|retrouve|donne)(?: ce jour| toujours)? (?:a |de )?(?=[<>]?\s?\d)/;

/** "Le contrôle du 26 février est à 36 mg/g": the measure named in the sentence before, where the unit is one of its own. */
export function carriedValue(
  analysis: PageAnalysis,
  statement: Range,
  last: ProseValue | undefined,
  dates: readonly DateMention[],
): ProseValue | undefined {
  if (last === undefined || last.analyte.units.size === 0) return undefined;
  const { folded } = analysis;
  const { text } = analysis.page;
  const lead = AGAIN.exec(folded.slice(statement.start, Math.min(statement.end, statement.start + 140)).replace(/\s/g, ' '));
  if (lead === null) return undefined;
  const at = statement.start + lead[0].length;
  const number = numberAt(folded, at);
  if (number === undefined) return undefined;
  const unit = unitAt(text, folded, number.end + (folded[number.end] === ' ' || folded[number.end] === '\n' ? 1 : 0), last.analyte);
  const date = dates.find(
    (mention) =>
      mention.start >= statement.start && mention.end <= number.start && mention.date !== undefined && mention.kind !== 'duration',
  )?.date;
  // "Celui du 12 mai 2026 est à 6,4": a pronoun with a day needs no unit where the number may be one.
  const pronoun = /^\W*cel(?:ui|le)\b/.test(lead[0]);
  if (pronoun && date === undefined) return undefined;
  if (unit !== undefined ? !unitFits(last.analyte, unit.unit) : !pronoun || last.analyte.plausible === undefined) return undefined;
  if (unit === undefined && !isPlausible(last.analyte, number.number)) return undefined;
  const end = unit?.end ?? number.end;
  const clause = { start: statement.start, end };
  return {
    start: number.start,
    end,
    analyte: last.analyte,
    clause,
    written: { start: number.start, end: number.end },
    number: number.number,
    ...(number.comparator === undefined ? {} : { comparator: number.comparator }),
    ...(unit === undefined ? {} : { unit }),
    ...(date === undefined ? {} : { date }),
    earlier: false,
  };
}

/** "PSA (ng/mL)": a line that names what the days and numbers below it are of. */
export function headOf({ folded, page }: PageAnalysis, statement: Range): Named | undefined {
  const [only, ...others] = findAnalytes(page.text, folded, statement.start, statement.end);
  if (only === undefined || others.length > 0 || only.start !== statement.start) return undefined;
  const rest = folded.slice(only.end, statement.end);
  const bracket = /^\s*\(\s*/.exec(rest)?.[0].length;
  const unit = bracket === undefined ? undefined : unitAt(page.text, folded, only.end + bracket, only.analyte);
  const plain = unit === undefined ? rest : folded.slice(unit.end, statement.end);
  return /^[\s:.)]*$/.test(plain)
    ? { start: only.start, end: statement.end, analyte: only.analyte, ...(unit === undefined ? {} : { unit }) }
    : undefined;
}

/** A sampling that a line tells, and how far its line has been read. */
export interface Sample {
  readonly date: PartialDate;
  readonly end: number;
}

/** "PSA du 20 juin 2022 : 0,08 ng/mL.", "Li 11/06 : 0,74.": a laboratory value that opens its line with its day before the number. */
export function sampleOf(
  { folded }: PageAnalysis,
  statement: Range,
  values: readonly ProseValue[],
  dates: readonly DateMention[],
): Sample | undefined {
  const [first] = values;
  if (first?.date === undefined || first.analyte.kind !== 'lab' || first.earlier || values.some(({ date }) => date !== first.date))
    return undefined;
  const ahead = dates.some(
    ({ date, start, end }) => date === first.date && start >= statement.start && end <= first.written.start && folded[start - 1] !== '(',
  );
  return ahead && first.start - statement.start < 24 ? { date: first.date, end: statement.end } : undefined;
}

const OF_TODAY = /^\s*(?:\(?ce (?:jour|matin)|aujourd'hui|actuel|a ce jour)/;

/** "… Créat 115.": the laboratory values that open the next sentences of that line are of the same sampling. */
export function withSample(
  { folded }: PageAnalysis,
  statement: Range,
  values: readonly ProseValue[],
  sample: Sample | undefined,
): readonly ProseValue[] {
  const [first] = values;
  if (
    sample === undefined ||
    first === undefined ||
    statement.start < sample.end ||
    /\n/.test(folded.slice(sample.end, statement.start)) ||
    statement.start - sample.end > 160
  )
    return values;
  if (first.start > statement.start + 3) return values;
  return values.map((value) =>
    value.date === undefined && !value.earlier && value.analyte.kind === 'lab' && !OF_TODAY.test(folded.slice(value.end, value.end + 24))
      ? { ...value, date: sample.date }
      : value,
  );
}

const LATER = /[,;]\s(?:puis |et |remontee? a |redescendue? a )?(?=\d{1,3}[.,]\d{1,2} (?:le|en) )/g;
const MOST_TIMES = 3;

/**
 * "Hb 8,4 g/dL le 20/03, deux culots le jour même, 10,1 le 02/04": further on in its sentence, a number of the same kind that a day follows is of
 * the measure that a day followed. The last laboratory value of the sentence alone, and nothing in another unit.
 */
export function laterValues(
  { folded, page }: PageAnalysis,
  statement: Range,
  values: readonly ProseValue[],
  dates: readonly DateMention[],
): readonly ProseValue[] {
  const last = values.at(-1);
  if (last?.date === undefined || last.number === undefined || last.analyte.kind !== 'lab' || Number.isInteger(last.number)) return [];
  if (findAnalytes(page.text, folded, last.end, statement.end).length > 0) return [];
  return [...folded.slice(last.end, statement.end).matchAll(LATER)].flatMap((match): ProseValue[] => {
    const number = numberAt(folded, last.end + match.index + match[0].length);
    const day = dates.find(
      ({ date, start }) =>
        number !== undefined && date !== undefined && start >= number.end && /^ (?:le |en )?$/.test(folded.slice(number.end, start)),
    );
    if (number === undefined || day?.date === undefined || day.date === last.date || !isPlausible(last.analyte, number.number)) return [];
    const [low, high] = [Math.min(number.number, last.number ?? 0), Math.max(number.number, last.number ?? 0)];
    if (high > MOST_TIMES * low) return [];
    const written = { start: number.start, end: number.end };
    return [
      {
        start: number.start,
        end: day.end,
        analyte: last.analyte,
        clause: { start: last.clause.start, end: day.end },
        written,
        number: number.number,
        ...(last.unit === undefined ? {} : { unit: last.unit }),
        date: day.date,
        earlier: false,
      },
    ];
  });
}

const THEN = /^ (?:a (?:la sortie|l'(?:entree|admission|arrivee))|ce (?:jour|matin)|au controle)\b/;
const SAME_TALE = 500;

/** "Créatinine 212 µmol/L le 16. Pas de dialyse. 134 µmol/L à la sortie": a sentence that opens with a number is of the one measure told in that unit. */
export function openedByNumber({ folded, page }: PageAnalysis, statement: Range, told: readonly ProseValue[]): ProseValue | undefined {
  const number = numberAt(folded, statement.start);
  if (number === undefined || number.comparator !== undefined) return undefined;
  const unit = unitAt(page.text, folded, number.end + (folded[number.end] === ' ' ? 1 : 0));
  if (unit === undefined || !THEN.test(folded.slice(unit.end, unit.end + 24))) return undefined;
  const same = told.filter((one) => one.unit?.unit === unit.unit && statement.start - one.end < SAME_TALE);
  const [first] = same;
  if (first === undefined || same.some(({ analyte }) => analyte.id !== first.analyte.id)) return undefined;
  const clause = { start: statement.start, end: unit.end };
  return {
    ...clause,
    analyte: first.analyte,
    clause,
    written: { start: number.start, end: number.end },
    number: number.number,
    unit,
    earlier: false,
  };
}
