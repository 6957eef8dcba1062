import type { Page } from '../domain/document.js';
import { isNumber, tokensOf } from './align-tokens.js';
import { sha256Of } from './read/reading.js';
import { fold } from './text/fold.js';

/** Beyond this a text is compared on its beginning: what makes it unique stands there. */
const MAX_TOKENS = 2500;
/** A line that marks a copy and says nothing of the patient. */
const COPY_MARK =
  /^.*\b(copie|exemplaire|duplicata|imprim\w*|edite\w*|edition|scann\w*|fax\w*|transmis\w*|tirage|photocopie|page \d)\b.*$/gm;
const REQUEST =
  /\b(?:dossier|demande|compte[- ]rendu|examen|prelevement|ref\w*|n°|numero)\W{0,4}(?:n°|n|num\w*|:)?\W{0,3}((?=[a-z0-9/-]*\d{3})[a-z]{0,3}\d[a-z0-9/-]{4,18})/;
const REPLACES = /annule et remplace|rectificatif|version corrigee|compte[- ]rendu (corrige|modifie)|remplace (le|celui|la version|l')/;
const PROVISIONAL =
  /resultats? partiels?|compte[- ]rendu (partiel|provisoire)|provisoire|complement a venir|compte rendu complementaire a suivre/;

/** What two texts are compared on, short of their words. */
export interface ComparableText {
  readonly ocr: boolean;
  /** Number of words and numbers compared. */
  readonly length: number;
  /** Equal where all words and numbers are. */
  readonly whole: string;
  /** Equal where the numbers and the words of four letters and more are, in their order. */
  readonly content: string;
  /** The numbers, sorted, as often as they stand. */
  readonly numbers: readonly string[];
  /** Distinct runs of five letters, each as a number in base 27, ascending. */
  readonly runs: Int32Array;
  /** The request or file number that the text bears. */
  readonly request?: string | undefined;
  readonly saysItReplaces: boolean;
  readonly saysProvisional: boolean;
}

/** All of it that is made at once: the runs follow from the pages when they are first asked for. */
export type ComparableDigest = Omit<ComparableText, 'runs'>;

/** A word that tells something, as opposed to "le", "par". */
export const isContent = (token: string): boolean => token.length >= 4 && !isNumber(token);

const foldedText = (pages: readonly Page[]): string => fold(pages.map((page) => page.text).join('\n'));
const wordsOf = (folded: string): readonly string[] => tokensOf(folded.replace(COPY_MARK, ' ')).slice(0, MAX_TOKENS);

/** The words and numbers that are compared, folded. */
export const comparedTokens = (pages: readonly Page[]): readonly string[] => wordsOf(foldedText(pages));

/** Known texts, by their pages: a dossier is compared anew whenever a document joins it. They go with the document. */
const known = new WeakMap<readonly Page[], ComparableText>();

export function comparableText(pages: readonly Page[]): ComparableText {
  const already = known.get(pages);
  if (already !== undefined) return already;
  const folded = foldedText(pages);
  const tokens = wordsOf(folded);
  const digest = (list: readonly string[]): string => sha256Of(Buffer.from(list.join(' ')));
  return rememberComparable(pages, {
    ocr: pages.some((page) => page.source === 'ocr'),
    length: tokens.length,
    whole: digest(tokens),
    content: digest(tokens.filter((token) => isNumber(token) || isContent(token))),
    numbers: tokens.filter(isNumber).toSorted(),
    request: REQUEST.exec(folded)?.[1],
    saysItReplaces: REPLACES.test(folded),
    saysProvisional: PROVISIONAL.test(folded),
  });
}

/** What `rememberComparable` takes back. */
export function digestOf(pages: readonly Page[]): ComparableDigest {
  const { ocr, length, whole, content, numbers, request, saysItReplaces, saysProvisional } = comparableText(pages);
  return { ocr, length, whole, content, numbers, ...(request === undefined ? {} : { request }), saysItReplaces, saysProvisional };
}

/** The text of these pages, of which `digest` was made before, by these rules. */
export function rememberComparable(pages: readonly Page[], digest: ComparableDigest): ComparableText {
  let runs: Int32Array | undefined;
  const made: ComparableText = {
    ...digest,
    // Most texts are told apart without them.
    get runs() {
      return (runs ??= letterRuns(
        comparedTokens(pages)
          .filter((token) => !isNumber(token))
          .join(' '),
      ));
    },
  };
  known.set(pages, made);
  return made;
}

const BASE = 27;
const RUN = 5;

/** Of a text of unaccented letters and spaces. */
function letterRuns(letters: string): Int32Array {
  const runs = new Int32Array(Math.max(0, letters.length - RUN + 1));
  let code = 0;
  for (let at = 0; at < letters.length; at++) {
    const unit = letters.charCodeAt(at);
    code = (code * BASE + (unit === 0x20 ? 0 : unit - 0x60)) % BASE ** RUN;
    if (at >= RUN - 1) runs[at - RUN + 1] = code;
  }
  runs.sort();
  return runs.filter((run, at) => at === 0 || run !== runs[at - 1]);
}

/** Too few runs to say anything. */
const FEWEST_RUNS = 60;

/** Share of the smaller text's five-letter runs that the other has: one slip of OCR costs five of them. */
export function overlap({ runs: a }: ComparableText, { runs: b }: ComparableText): number {
  const smaller = Math.min(a.length, b.length);
  if (smaller < FEWEST_RUNS) return 0;
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const difference = (a[i] ?? 0) - (b[j] ?? 0);
    if (difference === 0) common++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return common / smaller;
}

/** The most numbers that an alignment of the two can match, as a share of the fewer; 1 where one has none. */
export function commonNumbers({ numbers: a }: ComparableText, { numbers: b }: ComparableText): number {
  const fewer = Math.min(a.length, b.length);
  if (fewer === 0) return 1;
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [left, right] = [a[i] ?? '', b[j] ?? ''];
    if (left === right) common++;
    if (left <= right) i++;
    if (left >= right) j++;
  }
  return common / fewer;
}
