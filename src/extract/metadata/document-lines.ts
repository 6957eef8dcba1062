import type { Page } from '../../domain/document.js';
import { fold } from '../text/fold.js';

/** One line of a page; `folded` has the length of `text`, so an offset in one is the same offset in the other. */
export interface DocumentLine {
  readonly page: number;
  /** Place of the line in the document, blank lines left out. */
  readonly index: number;
  /** Half-open UTF-16 offsets into the page's text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly folded: string;
}

/** A page that lost its line breaks is cut here, so that no rule searches it from its beginning again and again. */
const LONGEST_LINE = 1000;

/** The lines of a document that hold something, in reading order; a line without end is cut at a space. */
export function documentLines(pages: readonly Page[]): readonly DocumentLine[] {
  const lines: DocumentLine[] = [];
  for (const page of pages) {
    let start = 0;
    for (const whole of page.text.split('\n')) {
      let from = 0;
      while (from < whole.length) {
        const cut = whole.length - from <= LONGEST_LINE ? whole.length : whole.lastIndexOf(' ', from + LONGEST_LINE);
        const to = cut > from ? cut : Math.min(whole.length, from + LONGEST_LINE);
        const text = whole.slice(from, to);
        if (text.trim() !== '')
          lines.push({ page: page.number, index: lines.length, start: start + from, end: start + to, text, folded: fold(text) });
        from = to;
      }
      start += whole.length + 1;
    }
  }
  return lines;
}

/** True where a line is set in capitals, as titles and headings are. */
export function isUpperCase(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '');
  if (letters.length < 4) return false;
  const upper = letters.replace(/[^\p{Lu}]/gu, '').length;
  return upper / letters.length > 0.85;
}

const HEADING =
  /^\W*(\d+[.)/]\s*)?(indications?|motifs?|techniques?|resultats?|antecedents?|atcd|renseignements? cliniques?|contexte|macroscopie|microscopie|conclusion|examen( clinique)?|histoire|hdm|traitements?|ttt|diagnostic|terrain|hemato\w*|hemogramme|numeration|biochimie|ionogramme|analyse|deroulement|nature du prelevement|allergies?|rappel|interrogatoire|anamnese|mode de vie|tri ioa|check-list|check list)\b/;
const SALUTATION =
  /^\W*((mon|ma) )?(tres )?(cher|chere|chers|cheres)\b|^\W*(monsieur|madame|mesdames|docteur|bonjour)( et cher\w*| le docteur| docteur| chers? \w+)?\s*,|^\W*bonjour\b|^\W*(madame|monsieur) et cher/;

export const isSalutation = (line: DocumentLine): boolean => line.text.trim().length < 70 && SALUTATION.test(line.folded.trim());

/** "INDICATION", "Motif : …", and not "Examen du 16/04/2024", which dates the document. */
function isHeading(line: DocumentLine): boolean {
  const match = HEADING.exec(line.folded.trim());
  if (match === null) return false;
  const rest = line.folded.trim().slice(match[0].length);
  return /^\s*(:|$)/.test(rest) || (isUpperCase(line.text) && !/\d{2}[/.]\d{2}/.test(rest));
}

/**
 * Index of the first line that is no longer letterhead, addressee, title or patient block: the first salutation or
 * section heading, or the thirtieth line. Dates found further down speak of other acts unless their own cue says not.
 */
export function endOfHeader(lines: readonly DocumentLine[]): number {
  for (const line of lines) {
    if (line.index >= 30) return 30;
    if (line.index < 3) continue;
    if (isSalutation(line) || isHeading(line)) return line.index;
  }
  return Math.min(30, lines.length);
}
