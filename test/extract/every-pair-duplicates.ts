/**
 * `findDuplicates` as first written: every pair, whole tables, nothing remembered. Slow (300 alike letters take minutes) and plain: the product's own
 * must find the very same (`same-duplicates.test.ts`).
 */
import type { ComparableDocument, DuplicateFinding } from '../../src/extract/duplicates.js';
import { isNumber, tokensOf } from '../../src/extract/align-tokens.js';
import { editDistance } from '../../src/extract/identity/names.js';
import { fold } from '../../src/extract/text/fold.js';

/** What OCR makes of a word of this length: one slip in five letters; numbers must be read exactly. */
function sameToken(a: string, b: string, fuzzy: boolean): boolean {
  if (a === b) return true;
  if (!fuzzy || isNumber(a) || isNumber(b)) return false;
  const longest = Math.max(a.length, b.length);
  if (longest < 4 || Math.abs(a.length - b.length) > 2) return false;
  if (a[0] !== b[0] && a.at(-1) !== b.at(-1)) return false;
  return editDistance(a, b) <= Math.max(1, Math.floor(longest / 5));
}

interface TokenGap {
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** At the head or the foot of either text: a stamp, a banner, a margin cut off. */
  readonly outer: boolean;
}

interface Alignment {
  readonly matched: number;
  readonly matchedNumbers: number;
  readonly gaps: readonly TokenGap[];
}

/** Two gaps that so few matched tokens part ("il", "a", "et") are one rewritten passage. */
const ISLAND = 3;

function joinGaps(gaps: readonly (TokenGap & { readonly after: number })[]): readonly TokenGap[] {
  const joined: (TokenGap & { after: number })[] = [];
  for (const gap of gaps) {
    const last = joined.at(-1);
    if (last === undefined || gap.after >= ISLAND) joined.push(gap);
    else
      joined[joined.length - 1] = {
        left: [...last.left, ...gap.left],
        right: [...last.right, ...gap.right],
        outer: last.outer || gap.outer,
        after: last.after,
      };
  }
  return joined;
}

/**
 * Longest common subsequence of two token lists, words compared with OCR's slips forgiven when `fuzzy`.
 * Time and memory grow with the product of the lengths: callers cut long lists first.
 */
function alignTokens(left: readonly string[], right: readonly string[], fuzzy: boolean): Alignment {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  const same = new Uint8Array((left.length + 1) * width);
  const cache = new Map<string, boolean>();
  const equal = (a: string, b: string): boolean => {
    if (a === b) return true;
    if (!fuzzy) return false;
    const key = `${a}\n${b}`;
    const known = cache.get(key);
    if (known !== undefined) return known;
    const result = sameToken(a, b, fuzzy);
    cache.set(key, result);
    return result;
  };
  for (let row = left.length - 1; row >= 0; row--) {
    for (let column = right.length - 1; column >= 0; column--) {
      const at = row * width + column;
      if (equal(left[row] ?? '', right[column] ?? '')) {
        same[at] = 1;
        lengths[at] = (lengths[at + width + 1] ?? 0) + 1;
      } else lengths[at] = Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  }
  const gaps: (TokenGap & { after: number })[] = [];
  let run = 0;
  let matched = 0;
  let matchedNumbers = 0;
  let row = 0;
  let column = 0;
  let fromRow = 0;
  let fromColumn = 0;
  const close = (outer: boolean): void => {
    if (row === fromRow && column === fromColumn) return;
    gaps.push({ left: left.slice(fromRow, row), right: right.slice(fromColumn, column), outer, after: run });
    run = 0;
  };
  while (row < left.length && column < right.length) {
    const at = row * width + column;
    if (same[at] === 1) {
      close(fromRow === 0 || fromColumn === 0);
      matched++;
      run++;
      if (isNumber(left[row] ?? '')) matchedNumbers++;
      row++;
      column++;
      fromRow = row;
      fromColumn = column;
    } else if ((lengths[at + width] ?? 0) >= (lengths[at + 1] ?? 0)) row++;
    else column++;
  }
  row = left.length;
  column = right.length;
  close(true);
  return { matched, matchedNumbers, gaps: joinGaps(gaps) };
}

interface Prepared {
  readonly document: ComparableDocument;
  readonly text: string;
  readonly tokens: readonly string[];
  readonly grams: ReadonlySet<string>;
  readonly ocr: boolean;
  readonly request: string | undefined;
}

/** Beyond this a text is compared on its beginning: what makes it unique stands there. */
const MAX_TOKENS = 2500;
/** Below this share of common trigrams of words or letters, nothing is worth aligning. */
const WORTH_ALIGNING = 0.5;
/** A line that marks a copy and says nothing of the patient. */
const COPY_MARK =
  /^.*\b(copie|exemplaire|duplicata|imprim\w*|edite\w*|edition|scann\w*|fax\w*|transmis\w*|tirage|photocopie|page \d)\b.*$/gm;
const REQUEST =
  /\b(?:dossier|demande|compte[- ]rendu|examen|prelevement|ref\w*|n°|numero)\W{0,4}(?:n°|n|num\w*|:)?\W{0,3}((?=[a-z0-9/-]*\d{3})[a-z]{0,3}\d[a-z0-9/-]{4,18})/;
const REPLACES = /annule et remplace|rectificatif|version corrigee|compte[- ]rendu (corrige|modifie)|remplace (le|celui|la version|l')/;
const PROVISIONAL =
  /resultats? partiels?|compte[- ]rendu (partiel|provisoire)|provisoire|complement a venir|compte rendu complementaire a suivre/;

const textOf = (document: ComparableDocument): string => document.pages.map((page) => page.text).join('\n');

function prepare(document: ComparableDocument): Prepared {
  const text = fold(textOf(document));
  const tokens = tokensOf(text.replace(COPY_MARK, ' ')).slice(0, MAX_TOKENS);
  const letters = tokens.filter((token) => !isNumber(token)).join(' ');
  const grams = new Set<string>();
  for (let at = 0; at + 5 <= letters.length; at++) grams.add(letters.slice(at, at + 5));
  return { document, text, tokens, grams, ocr: document.pages.some((page) => page.source === 'ocr'), request: REQUEST.exec(text)?.[1] };
}

/** Share of the smaller text's five-letter runs that the other has: one slip of OCR costs five of them. */
function overlap(a: Prepared, b: Prepared): number {
  const [small, large] = a.grams.size <= b.grams.size ? [a.grams, b.grams] : [b.grams, a.grams];
  if (small.size < 60) return 0;
  let common = 0;
  for (const gram of small) if (large.has(gram)) common++;
  return common / small.size;
}

/** The act's dates must not contradict one another where both are well founded. */
function datesDiffer(a: ComparableDocument, b: ComparableDocument): boolean {
  const [first, second] = [a.metadata.actDate, b.metadata.actDate];
  if (first === undefined || second === undefined || first.confidence < 0.7 || second.confidence < 0.7) return false;
  const length = Math.min(first.value.length, second.value.length);
  return first.value.slice(0, length) !== second.value.slice(0, length);
}

const contentWords = (tokens: readonly string[]): number => tokens.filter((token) => token.length >= 4 && !isNumber(token)).length;

/** A passage rewritten, added or left out, as opposed to a word misread: what makes a copy another document. */
function hasChanges(alignment: Alignment, ocr: boolean): boolean {
  if (!ocr)
    return alignment.gaps.some(
      (gap) => contentWords(gap.left) + contentWords(gap.right) > 0 || gap.left.some(isNumber) || gap.right.some(isNumber),
    );
  return alignment.gaps.some((gap) => {
    if (gap.outer) return Math.min(contentWords(gap.left), contentWords(gap.right)) >= 12;
    const [less, more] = [
      Math.min(contentWords(gap.left), contentWords(gap.right)),
      Math.max(contentWords(gap.left), contentWords(gap.right)),
    ];
    return less >= 5 || more >= 14;
  });
}

/** 0 where the two are not the same document. */
function sameContent(a: Prepared, b: Prepared): { similarity: number; reason: string } | undefined {
  if (a.document.sha256 === b.document.sha256) return { similarity: 1, reason: 'mêmes octets' };
  if (a.tokens.length < 20 || b.tokens.length < 20) return undefined;
  if (a.tokens.join(' ') === b.tokens.join(' ')) return { similarity: 1, reason: 'même texte' };
  const ocr = a.ocr || b.ocr;
  if (overlap(a, b) < (ocr ? WORTH_ALIGNING : 0.9)) return undefined;
  // The date of the act may be misread on a scan; on two texts it is decisive.
  if (!ocr && datesDiffer(a.document, b.document)) return undefined;
  const alignment = alignTokens(a.tokens, b.tokens, ocr);
  const smaller = Math.min(a.tokens.length, b.tokens.length);
  const similarity = alignment.matched / smaller;
  const numbers = Math.min(a.tokens.filter(isNumber).length, b.tokens.filter(isNumber).length);
  const numbersAgree = numbers === 0 ? 1 : alignment.matchedNumbers / numbers;
  if (hasChanges(alignment, ocr)) return undefined;
  if (!ocr) return { similarity, reason: 'même texte, à la mise en page près' };
  if (similarity < 0.8 || numbersAgree < 0.85 || (datesDiffer(a.document, b.document) && numbersAgree < 0.95)) return undefined;
  return {
    similarity: Math.round(similarity * 1000) / 1000,
    reason: `numérisation du même document : ${Math.round(numbersAgree * 100)} % des nombres concordent`,
  };
}

/** Coded first, then a text layer, then plain text, then OCR; a document of its own before an attachment; the longer. */
function quality(document: ComparableDocument): number {
  const sources = document.pages.map((page) => ({ cda: 4, 'text-layer': 3, plain: 2, ocr: 1, failed: 0 })[page.source]);
  const worst = sources.length === 0 ? 0 : Math.min(...sources);
  const coded = document.metadata.type?.source === 'header' ? 0.5 : 0;
  return worst + coded - (document.parentId === undefined ? 0 : 0.25);
}

/** Versions that say so themselves: RPLC, a set's numbers, "annule et remplace" on the same request. */
function replacedBy(old: Prepared, recent: Prepared): string | undefined {
  const [before, after] = [old.document.metadata.version, recent.document.metadata.version];
  const names = [old.document.id, before.documentId].filter((id) => id !== undefined);
  if (after.replaces.some((id) => names.includes(id))) return 'la version suivante déclare la remplacer';
  if (
    before.setId !== undefined &&
    before.setId === after.setId &&
    before.number !== undefined &&
    after.number !== undefined &&
    before.number < after.number
  ) {
    return `version ${before.number} remplacée par la version ${after.number}`;
  }
  const sameRequest = old.request !== undefined && old.request === recent.request && !datesDiffer(old.document, recent.document);
  const sameType = old.document.metadata.type?.value.code === recent.document.metadata.type?.value.code;
  if (!sameRequest || !sameType || overlap(old, recent) < WORTH_ALIGNING) return undefined;
  if (REPLACES.test(recent.text) && !REPLACES.test(old.text)) return 'le compte rendu suivant annule et remplace celui-ci';
  const later = (recent.document.metadata.writtenDate?.value ?? '') >= (old.document.metadata.writtenDate?.value ?? '');
  if (PROVISIONAL.test(old.text) && !PROVISIONAL.test(recent.text) && later) return 'compte rendu provisoire, complété ensuite';
  return undefined;
}

/**
 * Documents that repeat another, and versions that another replaces. One of each group is kept: the coded one, else
 * the one with a text layer, else the first.
 *
 * Same bytes and same text are certain. A scan or photo is recognised by aligning its words, OCR's slips forgiven,
 * with the other's: the numbers must agree (0.85) and no passage be rewritten, so that the next report of the same
 * laboratory, or a letter copied with changes, stays a document of its own. Compares every pair of a dossier, aligning
 * only those that share half of their letters.
 */
export function everyPairDuplicates(documents: readonly ComparableDocument[]): readonly DuplicateFinding[] {
  const prepared = documents.map(prepare);
  const findings: DuplicateFinding[] = [];
  const hidden = new Set<string>();
  const hide = (finding: DuplicateFinding): void => {
    if (hidden.has(finding.documentId)) return;
    hidden.add(finding.documentId);
    findings.push(finding);
  };
  for (const old of prepared) {
    for (const recent of prepared) {
      if (old === recent || hidden.has(old.document.id)) continue;
      const reason = replacedBy(old, recent);
      if (reason !== undefined)
        hide({
          documentId: old.document.id,
          kind: 'replaced',
          of: recent.document.id,
          similarity: Math.round(overlap(old, recent) * 1000) / 1000,
          reason,
        });
    }
  }
  const best = [...prepared].sort(
    (a, b) =>
      quality(b.document) - quality(a.document) ||
      b.tokens.length - a.tokens.length ||
      documents.indexOf(a.document) - documents.indexOf(b.document),
  );
  for (const [index, kept] of best.entries()) {
    if (hidden.has(kept.document.id)) continue;
    for (const other of best.slice(index + 1)) {
      if (hidden.has(other.document.id)) continue;
      const same = sameContent(kept, other);
      if (same !== undefined) hide({ documentId: other.document.id, kind: 'duplicate', of: kept.document.id, ...same });
    }
  }
  return findings;
}
