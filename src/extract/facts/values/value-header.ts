import type { PartialDate } from '../../../domain/citation.js';
import { partialDate } from '../../text/calendar.js';
import { MONTH, monthOf } from '../../text/date-words.js';
import { dateAt } from './value-tokens.js';

/** A column of a table of results: where its heading stands on the line, and the date it gives. */
interface DatedColumn {
  readonly start: number;
  readonly end: number;
  readonly date: PartialDate;
}

export interface TableHeader {
  readonly columns: readonly DatedColumn[];
  /** The dates are those of earlier results: the current one has no dated column. */
  readonly anterior: boolean;
}

const HEADER_WORDS = new Set(
  'ant anter anterieur anterieure anterieurs anterieures anteriorite anteriorites precedent precedents precedente resultat resultats result unite unites un valeur valeurs de reference references usuelles usuelle normales ref norme normes examen examens analyse analyses parametre parametres date dates bornes intervalle le du des historique dernier actuel ce jour au et soit nom libelle dosage bilan biologie prelevement preleve si interpretation n flag min max h j pour age enfant adulte sexe selon actuel'.split(
    ' ',
  ),
);
const ANTERIOR = /\bant(?:er[a-z]*)?\b|precedent|historique|\bdernier/;
const TITLES = /\b(?:resultats?|valeurs?|unites?|references?|normes?|ref)\b/;
const COLUMN = new RegExp(
  String.raw`(?:(\d{1,2}) )?(${MONTH}) ((?:19|20)\d{2})|\b(\d{1,2})/(\d{1,2})(?![\d/])|\b([hj])\s?\+?(\d{1,3})\b`,
  'g',
);
const HOUR_BEHIND = /^ \(?\d{1,2} ?[h:] ?\d{2}\b/;
const CHAPTER = /^\s*[a-z][a-z' -]{2,40}?\s{3,}/;
const COLUMNS_APART = /\S\s{3,}\S/;
const IDENTITY = /\bnee?\b|edite|dossier|demande|prescri|valide|recu|imprime|page|tel\b|accredit|rpps|finess/;

/** True where a line is the title row of a table of results. */
export function isTitleRow(folded: string): boolean {
  const titles = folded.match(
    /\b(?:resultats?|valeurs?(?: (?:de )?(?:reference|usuelles|normales))?|unites?|references?|normes?|ref\.?|anteriorites?|anterieurs?|ant\.)(?![a-z])/g,
  );
  return titles !== null && titles.length >= 2 && folded.length < 160 && !/[.;] [a-z]{4,}/.test(folded);
}

/**
 * Reads a line as the heading of dated columns: figures, months in words, or hours and days after the first date
 * ("07/02 H0   H8   H24"). Undefined where the line says anything else. `belowAnterior`: a title row above heads a column of earlier results,
 * whose day a chapter may bring ("HORMONOLOGIE      12/01/2021").
 */
export function readHeader(folded: string, documentDate: PartialDate | undefined, belowAnterior = false): TableHeader | undefined {
  if (IDENTITY.test(folded) || !/\d/.test(folded)) return undefined;
  const columns: { start: number; end: number; date: PartialDate }[] = [];
  let rest = folded;
  const blank = (start: number, end: number): void => {
    rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end);
  };
  for (let at = 0; at < folded.length; at += 1) {
    if (/\d/.test(folded[at - 1] ?? '')) continue;
    const full = /[\d(]/.test(folded[at] ?? '') ? dateAt(folded, at) : undefined;
    if (full === undefined) continue;
    columns.push({ start: full.start, end: full.end, date: full.date });
    blank(full.start, full.end);
    at = full.end;
  }
  // "02/12/2025 08:15      02/09/2025 08:30": the hours of the samplings.
  if (columns.length > 1 && columns.every((column) => HOUR_BEHIND.test(folded.slice(column.end, column.end + 8))))
    rest = rest.replace(/\b\d{1,2} ?[h:] ?\d{2}\b/g, (hour) => ' '.repeat(hour.length));
  let base: PartialDate | undefined;
  for (const match of rest.matchAll(COLUMN)) {
    const [whole, day, month, year, shortDay, shortMonth, letter, count] = match;
    const start = match.index;
    let date: PartialDate | undefined;
    if (month !== undefined && year !== undefined) {
      date = partialDate(Number(year), monthOf(month), day === undefined ? undefined : Number(day));
    } else if (
      shortDay !== undefined &&
      shortMonth !== undefined &&
      Number(shortMonth) >= 1 &&
      Number(shortMonth) <= 12 &&
      documentDate !== undefined
    ) {
      date = withYear(shortDay, shortMonth, documentDate);
      base ??= date;
    } else if (letter !== undefined && base !== undefined) {
      date = shift(base, letter === 'h' ? Math.floor(Number(count) / 24) : Number(count));
      const previous = columns.at(-1);
      if (previous !== undefined && start - previous.end <= 2) {
        blank(start, start + whole.length);
        continue;
      }
    }
    if (date === undefined) continue;
    columns.push({ start, end: start + whole.length, date });
    blank(start, start + whole.length);
  }
  // One date behind "prélevé le" is the sampling's; several are columns.
  if (columns.length === 0 || (columns.length === 1 && /prelev/.test(folded))) return undefined;
  // "NUMÉRATION      28/09/2026      02/06/2026": a chapter may head its own columns.
  const first = Math.min(...columns.map((column) => column.start));
  const chapter = CHAPTER.exec(folded.slice(0, first))?.[0].length ?? 0;
  const headed =
    chapter === first
      ? belowAnterior || (columns.length >= 2 && COLUMNS_APART.test(folded.slice(first)))
      : TITLES.test(rest.slice(chapter, first));
  if (chapter > 0 && headed) blank(0, chapter);
  const words: readonly string[] = rest.match(/[a-z]{2,}/g) ?? [];
  // "Précédent le 12/03/24 : 3,1" is a result with its day.
  if (words.some((word) => !HEADER_WORDS.has(word)) || /\d{2}|(?:[:=>→]|\d[.,])\s*\d/.test(rest)) return undefined;
  columns.sort((a, b) => a.start - b.start);
  const anterior = ANTERIOR.test(rest) || (TITLES.test(rest) && columns.length === 1);
  return { columns, anterior };
}

/** A day and month without year: the last one not after the document. */
export function withYear(day: string, month: string, documentDate: PartialDate): PartialDate {
  const year = Number(documentDate.slice(0, 4));
  const tail = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return `${documentDate.length === 10 && tail > documentDate.slice(5) ? year - 1 : year}-${tail}`;
}

function shift(date: PartialDate, days: number): PartialDate {
  if (date.length < 10) return date;
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
