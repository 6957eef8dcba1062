import type { PartialDate } from '../../../domain/citation.js';
import { partialDate } from '../../text/calendar.js';
import type { Line } from '../../text/lines.js';
import { findAnalytes, unitFits } from './value-lexicon.js';
import type { Analyte } from './value-lexicon.js';
import { readRow } from './value-row.js';
import type { RowReading } from './value-row.js';

/** A row of a table with what it is of. */
export interface NamedRow {
  readonly label: string;
  readonly analyte: Analyte | undefined;
  readonly reading: RowReading;
  readonly continuation: boolean;
  /** Headings say what each of its numbers is. */
  readonly headed?: true;
}

/** "|HbA1c|7,4 %|8,1 %|": bars part columns as tabs do; offsets stay. */
const withoutBars = (folded: string): string =>
  folded.includes('|') ? folded.replace(/^[^\n|]*\|[^\n|]*\|[^\n]*$/gm, (row) => row.replaceAll('|', '\t')) : folded;

/** "T.S.H.", "A.M.H.": the letters close up, and as many spaces stand behind them. */
const withoutDots = (text: string): string =>
  text.replace(/(?<![\p{L}\d.])(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\d]))?/gu, (name) => name.replaceAll('.', '').padEnd(name.length));

/** A page's text, or its folded form, as tables are read: bars are tabs, letters apart by stops are one name. Offsets stay. */
export const asTables = (text: string): string => withoutDots(withoutBars(text));

/** A line without a number that names nothing known ends the heading above it, unless it tells a technique. */
export const endsHeading = (content: string): boolean =>
  /[a-z]{3}/.test(content) &&
  !/^\s*\(|\b(?:technique|methode|roche|abbott|siemens|cobas|beckman|biorad|elisa|immuno\w*|chimilumin\w*|nephelo\w*|turbidi\w*|enzymatique|hplc|spectro\w*|automate)\b/.test(
    content,
  );

/** What a name's own line may add to it: its technique in brackets, its specimen, its hour. */
const WITH_THE_NAME =
  /\b(?:dosage|taux|de|du|des|la|le|serique|sanguine?|plasmatique|residuel(?:le)?|totale?|ultra-?sensible|us|hs|urinaire|veineu(?:x|se)|corrigee?|estimee?|serum|sang)\b|d'|l'|\([^()]*\)/g;

/** The analyte whose name is all that a line says. */
export function wholeName(text: string, folded: string, line: Line): Analyte | undefined {
  const [only, ...others] = findAnalytes(text, folded, line.start, line.end);
  const rest = only === undefined ? 'x' : folded.slice(line.start, only.start) + folded.slice(only.end, line.end);
  return others.length === 0 && !/[a-z]/.test(rest.replace(WITH_THE_NAME, '')) ? only?.analyte : undefined;
}

const NAMELESS = /^(?:valeurs?|r[eé]sultats?(?: du jour)?|taux|concentration|mesure|ce jour|du jour|actuel(?:le)?|dosage)$/i;
const FORMER = /^\s*(?:ant(?:er[a-z]*)?|precedente?s?|derniere?s?)\b/;

/** "NT-proBNP⏎Valeur : 3 412 pg/mL": a row that names nothing is of what the line above names, or of nothing. */
export function underHeading(row: NamedRow | undefined, heading: Analyte | undefined): NamedRow | undefined {
  if (row === undefined || row.analyte !== undefined || !NAMELESS.test(row.label)) return row;
  const unit = row.reading.value?.unit?.unit;
  return heading !== undefined && unit !== undefined && unitFits(heading, unit)
    ? { ...row, label: heading.label, analyte: heading }
    : undefined;
}

/**
 * "FERRITINE⏎    8 µg/L   (VN : 13 à 150)   Ant. 31/01/2022 : 22": the number alone on the line below its name; "Antérieur   11 ng/ml (10/06/2022)"
 * below it, an earlier one, where its day is written.
 */
export function nakedRow(
  text: string,
  folded: string,
  line: Line,
  heading: Analyte | undefined,
  last: { readonly analyte: Analyte | undefined } | undefined,
): NamedRow | undefined {
  if (heading === undefined) return undefined;
  const content = folded.slice(line.start, line.end);
  const former = FORMER.exec(content)?.[0].length ?? 0;
  if (former === 0 ? last !== undefined || !/^\s*[<>≤≥]?\s?\d/.test(content) : last?.analyte !== heading) return undefined;
  const reading = readRow(text, folded, line.start + former, line.end, heading);
  const { value } = reading;
  if (value?.number === undefined || value.unit === undefined || !unitFits(heading, value.unit.unit) || reading.words > 9) return undefined;
  if (former === 0) return { label: heading.label, analyte: heading, reading, continuation: false };
  return value.date === undefined
    ? undefined
    : {
        label: heading.label,
        analyte: heading,
        reading: { ...reading, others: [], range: undefined, flag: undefined },
        continuation: false,
      };
}

/** "(03/2025)", "(12/03/2025)", "du 12/03/2025". */
export const monthIn = (gap: string): PartialDate | undefined => {
  const found = /(?:(\d{1,2})\/)?(\d{1,2})\/((?:19|20)\d\d)/.exec(gap);
  return found === null
    ? undefined
    : partialDate(Number(found[3]), Number(found[2]), found[1] === undefined ? undefined : Number(found[1]));
};
