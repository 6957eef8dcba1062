import type { Page } from '../../domain/document.js';
import type { SectionRange, Sentence } from './analysis.js';
import type { Line } from './lines.js';
import { commonLength, isUnfinished, opensWithDay, SHORTEST_FULL } from './wraps.js';
import vocabulary from './vocabulary/abbreviations.json' with { type: 'json' };

/** Written with a full stop inside a sentence. */
export const ABBREVIATIONS: ReadonlySet<string> = new Set(vocabulary.abbreviations);
const TERMINATOR = /[.!?]+["')\]]*/g;

/** Whether the stop at `at` (exclusive end `after`) ends a sentence of `folded`. */
const endsSentence = (page: Page, folded: string, from: number, at: number, after: number, limit: number): boolean => {
  if (after >= limit) return true;
  const next = folded.charCodeAt(after);
  const sign = folded.charAt(at);
  // "(CR jamais reçu ! à demander)": what a bracket cries or asks ends nothing.
  if (sign !== '.' && isBracketed(folded, from, at, Math.min(limit, after + LONGEST_ASIDE))) return false;
  // "(hospit. du 11 au 19 oct. 2015)", "(Ch. Bellevue)".
  if (sign === '.' && isBracketed(folded, from, at, Math.min(limit, after + SHORT_ASIDE))) return false;
  if (sign === '?' && BOXES_ANSWER.test(folded.slice(after, Math.min(limit, after + WIDEST_GAP)))) return false;
  if (sign !== '.') return next <= 0x20 || /[\p{Lu}]/u.test(page.text.charAt(after));
  if (after - at > 3) return false;
  // "Pontage ... 01/12/2024": leaders to the next column.
  if (after - at === 3 && /^ ?\d/.test(folded.slice(after, after + 2)) && !/^ ?\d{1,2}[.)] /.test(folded.slice(after, after + 5)))
    return false;
  if (next > 0x20) return /[\p{Lu}]/u.test(page.text.charAt(after)) && /[a-z]{4}$/.test(folded.slice(Math.max(from, at - 4), at));
  let wordStart = at;
  while (wordStart > from && /[a-z0-9°']/.test(folded.charAt(wordStart - 1))) wordStart -= 1;
  const word = folded.slice(wordStart, at);
  let following = after;
  while (following < limit && folded.charCodeAt(following) <= 0x20) following += 1;
  // "césar. | siège": the next cell of its row.
  if (folded.charAt(following) === '|') return false;
  const lower = /\p{Ll}/u.test(page.text.charAt(following));
  if (lower) return word.length >= 5 && !ABBREVIATIONS.has(word);
  if (/^\d{1,2}$/.test(word) && wordStart === from) return false;
  // Initials ("J. Dupont", "J.-M.") and titles.
  if (word === 'm') return !/\p{Lu}/u.test(page.text.charAt(wordStart));
  if (word.length === 1 && /\p{Lu}/u.test(page.text.charAt(wordStart))) return !isInitial(page, from, wordStart);
  // An abbreviation may also end a sentence, but a title or "cf." never does.
  if (TITLES.has(word) && !(word === 'mm' && /\d ?$/.test(folded.slice(from, wordStart)))) return false;
  return !(ABBREVIATIONS.has(word) && /[\d(]/.test(page.text.charAt(following)));
};

/** "Maladie du cœur, AVC ?      [ ] OUI   [X] NON": the question of a form and its answer are one row. */
const BOXES_ANSWER = /^[ \t]+(?:(?:oui|non)[ \t]+(?:\[ {0,2}x? ?\]|[☐☒])|(?:\[ {0,2}x? ?\]|[☐☒])[ \t]*(?:oui|non)\b)/;
const WIDEST_GAP = 90;
const LONGEST_ASIDE = 60;
const SHORT_ASIDE = 40;
const isBracketed = (folded: string, from: number, at: number, to: number): boolean => {
  const open = folded.lastIndexOf('(', at);
  if (open < from || folded.slice(open, at).includes(')')) return false;
  const close = folded.indexOf(')', at + 1);
  return close > at + 1 && close < to && !folded.slice(at, close).includes('\n');
};

const TITLES: ReadonlySet<string> = new Set([
  'dr',
  'drs',
  'pr',
  'prs',
  'm',
  'mm',
  'mr',
  'mme',
  'mmes',
  'mlle',
  'me',
  'st',
  'ste',
  'cf',
  'ex',
  'tel',
  'n',
  'no',
  'ref',
  'vs',
  'env',
  'p',
  'av',
  'bd',
  'fig',
]);

/** "J. Dupont", "M. J.-P. Durand" are names; "épaule D." and "2 L." end. */
const isInitial = (page: Page, from: number, at: number): boolean => {
  const before = page.text.slice(Math.max(from, at - 20), at);
  if (/[/\d]\s?$/.test(before)) return false;
  const word = /([\p{L}]+)[.\s-]*$/u.exec(before)?.[1];
  return word === undefined || !/^\p{Ll}/u.test(word) || TITLES.has(word);
};

/** "STOP DITROPAN, STOP" / "ALDACTONE": the drug is on the next line. */
const STOP_LAST = /, (?:stop|arret)$/;
/** "… arrêté par le Dr": the name is on the next line. */
const TITLE_LAST = /(?:^|\s)(?:par|du|au|le|avec|et|ce) (?:le )?(?:drs?|prs?|docteur|professeur)$|\bpar (?:drs?|prs?|docteur|professeur)$/;

/** "… Rupture VO non. SCA :" / "non (tropo plate)", "… Créatinine du 12/10 :" / "94 µmol/L": the answer of what the line asks in its middle. */
const MIDLINE_LABEL = /[.;,] [^.;,:]{2,40} ?:$/;
const ANSWER_FIRST =
  /^(?:(?:non|oui|pas|aucune?|absente?|negati|normale?|ras)\b|[<>]? ?\d{1,4}(?:[.,]\d{1,2})? ?(?:[µmnp]?mol|[mµnp]?g\/|%|m?ui\/|ml\/|\/mm3|mmhg|kg\b))/;

/** "HTA [ ]  Diabète [X]": the rows of a form stand each alone. */
const isBoxRow = (folded: string, { start, end }: Line): boolean =>
  (folded.slice(start, end).match(/\[ {0,2}x? ?\]|[☐☒]/g)?.length ?? 0) >= 2;

/** "[X] HTA   [ ] AVC   [ ]" / "Épilepsie": boxes open what they answer, and the last one's name is on the next line. */
const OPENS_WITH_BOX = /^(?:\[ {0,2}x? ?\]|[☐☒])/;
const BOX_LAST = /(?:\[ {0,2}x? ?\]|[☐☒])$/;
const boxAwaitsName = (folded: string, line: Line, next: Line): boolean =>
  OPENS_WITH_BOX.test(folded.slice(line.start, line.end)) &&
  BOX_LAST.test(folded.slice(line.start, line.end)) &&
  /^[a-z]/.test(folded.slice(next.start, next.end)) &&
  !isBoxRow(folded, next);

interface Widths {
  readonly typical: number;
  /** From which a line may go on in the next. */
  readonly full: number;
  /** Several lines end at the same length: whether the layout filled them is known, and a line that it did not fill ends something. */
  readonly agreed: boolean;
}

/** Whether a line break inside prose is a wrap of the layout rather than the end of something. */
const continues = (page: Page, folded: string, line: Line, next: Line, { typical, full, agreed }: Widths): boolean => {
  if (!next.blank && boxAwaitsName(folded, line, next)) return true;
  if (next.blank || next.columns || line.columns) return false;
  if (/^(?:=>|->|→|⇒)/.test(folded.slice(next.start, next.start + 2))) return false;
  if (next.middle) return true;
  // "… 0,02 mUI/L le" goes on, whatever a line that opens with "18 mars" looks like.
  if ((!line.row || next.wrapped) && isUnfinished(folded, line)) return true;
  const tail = folded.slice(Math.max(line.start, line.end - 24), line.end);
  if (TITLE_LAST.test(tail) || STOP_LAST.test(tail)) return true;
  if (isBoxRow(folded, line) || isBoxRow(folded, next)) return false;
  if (next.item || ((next.note || opensWithDay(folded, next)) && !/[,(-]$/.test(folded.slice(line.start, line.end)))) return false;
  const last = folded.charAt(line.end - 1);
  const first = page.text.charAt(next.start);
  // "… avec sa femme Monique / (rétrécissement aortique, fatigue).": a bracket goes on with its line.
  // "dTP : REVAXIS" begins with a name.
  const lower =
    (/\p{Ll}/u.test(first) && !/\p{Lu}/u.test(page.text.charAt(next.start + 1))) ||
    /^\(\p{L}{2}/u.test(page.text.slice(next.start, next.start + 3));
  if (
    last === ':' &&
    MIDLINE_LABEL.test(folded.slice(line.start, line.end)) &&
    ANSWER_FIRST.test(folded.slice(next.start, next.start + 16))
  )
    return true;
  if (last === ':' && next.wrapped) return !next.row && (lower || /^\d/.test(first) || /[.;] \S/.test(folded.slice(line.start, line.end)));
  if (last === ':' || /[.!?]/.test(last)) return lower && last !== ':' && !next.row;
  if (next.row && !lower) return false;
  if (next.wrapped) return true;
  if (line.row && !line.item) return lower && !next.row && line.end - line.start > 0.7 * typical;
  if (lower) return line.item || line.row || line.end - line.start >= SHORT * full || !isNoteLine(page, folded, line, next);
  if (line.item) return false;
  return !agreed && line.end - line.start >= full && !next.row;
};

/** Of a full line: shorter, nothing made it wrap. */
const SHORT = 0.6;
const LEADS_ON =
  /^(?:d[eu']|des|et|ou|avec|pour|par|sans|sur|sous|en|si|puis|chez|a|au|aux|dans|qui|que|dont|le|la|les|l'|un|une|mais|car|donc|ni|non|pas|soit)\b/;

/** A note puts each matter on a line with no capital at its head: "hernie parastomiale débutante", then "fermeture prévue septembre". */
const isNoteLine = ({ text }: Page, folded: string, line: Line, next: Line): boolean => {
  if (LEADS_ON.test(folded.slice(next.start, next.start + 6)) || /[,;:(+/-]$/.test(folded.slice(line.start, line.end))) return false;
  if (/\p{Ll}/u.test(text.charAt(line.start))) return true;
  const indented = (at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1);
  return indented(next.start) <= indented(line.start) && /\p{Ll}{2,} \p{Ll}{3,}/u.test(text.slice(line.start, line.end));
};

/** Letters of the lines of a narrow column; of its lines, the share that begin in small letters because the layout wraps. */
const NARROW = 62;
const WRAPPED = 0.4;

/** Letters from which a line that ends without a stop is one that the layout wraps: fewer in a narrow column of prose. */
const fullWidth = (page: Page, lines: readonly Line[], typical: number): number => {
  const written = lines.filter((line) => !line.blank);
  const small = written.filter((line) => /\p{Ll}/u.test(page.text.charAt(line.start)));
  const narrow = typical < NARROW && small.length >= WRAPPED * written.length;
  return narrow ? 0.75 * typical : Math.max(SHORTEST_FULL, 0.72 * typical);
};

const typicalWidth = (lines: readonly Line[]): number => {
  const widths = lines.filter((line) => !line.blank && !line.row).map((line) => line.end - line.start);
  if (widths.length === 0) return 80;
  widths.sort((a, b) => a - b);
  return Math.min(110, widths[Math.floor(widths.length * 0.8)] ?? 80);
};

/**
 * Sentences of a page, in order. A wrapped line of prose goes on with the next line; an item of a list or a row of a table
 * stands alone; a section's edge always ends one.
 */
export const splitSentences = (
  page: Page,
  folded: string,
  lines: readonly Line[],
  sections: readonly SectionRange[],
): readonly Sentence[] => {
  const sentences: Sentence[] = [];
  const typical = typicalWidth(lines);
  const widths: Widths = { typical, full: fullWidth(page, lines, typical), agreed: commonLength(lines) !== undefined };
  let section = 0;
  const push = (start: number, end: number, row: boolean): void => {
    let from = start;
    let to = end;
    while (from < to && folded.charCodeAt(from) <= 0x20) from += 1;
    while (to > from && folded.charCodeAt(to - 1) <= 0x20) to -= 1;
    while (from < to) {
      while (section + 1 < sections.length && (sections[section + 1]?.start ?? Infinity) <= from) section += 1;
      const edge = Math.min(to, sections[section + 1]?.start ?? to);
      let stop = edge;
      while (stop > from && folded.charCodeAt(stop - 1) <= 0x20) stop -= 1;
      if (stop > from) sentences.push({ start: from, end: stop, section, row });
      from = edge;
      while (from < to && folded.charCodeAt(from) <= 0x20) from += 1;
    }
  };
  for (let index = 0; index < lines.length; index += 1) {
    const first = lines[index];
    if (first === undefined || first.blank) continue;
    let last = first;
    for (let next = lines[index + 1]; next !== undefined && continues(page, folded, last, next, widths); next = lines[index + 1]) {
      // Furniture between two lines keeps them apart.
      if (page.furniture.some((range) => range.start >= last.end && range.end <= next!.start)) break;
      last = next;
      index += 1;
    }
    let from = first.start;
    TERMINATOR.lastIndex = from;
    for (let match = TERMINATOR.exec(folded); match !== null && match.index < last.end; match = TERMINATOR.exec(folded)) {
      const after = match.index + match[0].length;
      if (match.index === from) continue;
      if (!endsSentence(page, folded, from, match.index, after, last.end)) continue;
      push(from, after, first.row);
      from = after;
      while (from < last.end && folded.charCodeAt(from) <= 0x20) from += 1;
    }
    if (from < last.end) push(from, last.end, first.row);
  }
  return sentences;
};
