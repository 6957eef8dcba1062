import type { DocumentMetadata, Page } from '../domain/document.js';
import { alignTokens, isNumber, TokenTable, type Alignment } from './align-tokens.js';
import { commonNumbers, comparableText, comparedTokens, isContent, overlap, type ComparableText } from './comparable-text.js';

export interface ComparableDocument {
  readonly id: string;
  readonly sha256: string;
  readonly pages: readonly Page[];
  readonly metadata: DocumentMetadata;
  readonly parentId?: string | undefined;
}

export interface DuplicateFinding {
  /** The document to hide behind `of`, never lost. */
  readonly documentId: string;
  readonly kind: 'duplicate' | 'replaced';
  readonly of: string;
  /** 0 to 1. */
  readonly similarity: number;
  /** French, for the reader. */
  readonly reason: string;
}

interface Prepared {
  readonly document: ComparableDocument;
  readonly text: ComparableText;
}

/** Below this share of common letters, nothing is worth aligning. */
const WORTH_ALIGNING = 0.5;
const WORTH_COMPARING = 0.9;
/** Fewer words than this are compared as a whole alone. */
const FEWEST_TOKENS = 20;
/** Of a recognised text: share of the words, and of the numbers, that must be found in the other. */
const WORDS_AGREE = 0.8;
const NUMBERS_AGREE = 0.85;

/** The act's dates must not contradict one another where both are well founded. */
function datesDiffer(a: ComparableDocument, b: ComparableDocument): boolean {
  const [first, second] = [a.metadata.actDate, b.metadata.actDate];
  if (first === undefined || second === undefined || first.confidence < 0.7 || second.confidence < 0.7) return false;
  const length = Math.min(first.value.length, second.value.length);
  return first.value.slice(0, length) !== second.value.slice(0, length);
}

const contentWords = (tokens: readonly string[]): number => tokens.filter(isContent).length;

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

/** The words of the documents that come to be aligned, of one dossier and for one comparison. */
class Words {
  readonly table = new TokenTable();
  readonly #ids = new Map<ComparableDocument, Int32Array>();

  of(document: ComparableDocument): Int32Array {
    const known = this.#ids.get(document);
    if (known !== undefined) return known;
    const ids = this.table.idsOf(comparedTokens(document.pages));
    this.#ids.set(document, ids);
    return ids;
  }
}

/** Undefined where the two are not the same document. What is cheap to refuse is refused before anything is aligned. */
function sameContent(a: Prepared, b: Prepared, words: Words): { similarity: number; reason: string } | undefined {
  if (a.document.sha256 === b.document.sha256) return { similarity: 1, reason: 'mêmes octets' };
  if (a.text.length < FEWEST_TOKENS || b.text.length < FEWEST_TOKENS) return undefined;
  if (a.text.whole === b.text.whole) return { similarity: 1, reason: 'même texte' };
  const ocr = a.text.ocr || b.text.ocr;
  // An alignment leaves a number or a telling word of two texts in a gap wherever those are not one list.
  if (!ocr && a.text.content !== b.text.content) return undefined;
  // The date of the act may be misread on a scan; on two texts it is decisive.
  if (!ocr && datesDiffer(a.document, b.document)) return undefined;
  if (ocr && commonNumbers(a.text, b.text) < NUMBERS_AGREE) return undefined;
  if (overlap(a.text, b.text) < (ocr ? WORTH_ALIGNING : WORTH_COMPARING)) return undefined;
  const smaller = Math.min(a.text.length, b.text.length);
  const least = ocr ? Math.floor(WORDS_AGREE * smaller) : 0;
  const alignment = alignTokens(words.table, words.of(a.document), words.of(b.document), ocr, least);
  if (alignment === undefined || hasChanges(alignment, ocr)) return undefined;
  const similarity = alignment.matched / smaller;
  if (!ocr) return { similarity, reason: 'même texte, à la mise en page près' };
  const numbers = Math.min(a.text.numbers.length, b.text.numbers.length);
  const numbersAgree = numbers === 0 ? 1 : alignment.matchedNumbers / numbers;
  if (similarity < WORDS_AGREE || numbersAgree < NUMBERS_AGREE || (datesDiffer(a.document, b.document) && numbersAgree < 0.95))
    return undefined;
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
  const sameRequest =
    old.text.request !== undefined && old.text.request === recent.text.request && !datesDiffer(old.document, recent.document);
  const sameType = old.document.metadata.type?.value.code === recent.document.metadata.type?.value.code;
  if (!sameRequest || !sameType || overlap(old.text, recent.text) < WORTH_ALIGNING) return undefined;
  if (recent.text.saysItReplaces && !old.text.saysItReplaces) return 'le compte rendu suivant annule et remplace celui-ci';
  const later = (recent.document.metadata.writtenDate?.value ?? '') >= (old.document.metadata.writtenDate?.value ?? '');
  if (old.text.saysProvisional && !recent.text.saysProvisional && later) return 'compte rendu provisoire, complété ensuite';
  return undefined;
}

/** For each document, in order, those that may be a version of it: they declare it, share its set or bear its request. */
function possibleVersions(prepared: readonly Prepared[]): (old: Prepared) => readonly Prepared[] {
  const byKey = new Map<string, number[]>();
  const add = (key: string, index: number): void => void byKey.set(key, [...(byKey.get(key) ?? []), index]);
  for (const [index, { document, text }] of prepared.entries()) {
    const { replaces, setId } = document.metadata.version;
    for (const id of replaces) add(`id ${id}`, index);
    if (setId !== undefined) add(`set ${setId}`, index);
    if (text.request !== undefined) add(`request ${text.request}`, index);
  }
  return (old) => {
    const { documentId, setId } = old.document.metadata.version;
    const keys = [
      `id ${old.document.id}`,
      ...(documentId === undefined ? [] : [`id ${documentId}`]),
      ...(setId === undefined ? [] : [`set ${setId}`]),
      ...(old.text.request === undefined ? [] : [`request ${old.text.request}`]),
    ];
    const indexes = [...new Set(keys.flatMap((key) => byKey.get(key) ?? []))].toSorted((a, b) => a - b);
    return indexes.map((index) => prepared[index]).filter((one): one is Prepared => one !== undefined && one !== old);
  };
}

/**
 * For each document of a list, by its place, the places after it of those that may repeat it: of two texts, the same bytes or the same telling
 * words; of a scan, any. Texts alone then take time that grows with their number, not with its square.
 */
function possibleRepeats(all: readonly Prepared[]): (index: number) => readonly number[] {
  const byKey = new Map<string, number[]>();
  const scans: number[] = [];
  const keysOf = ({ document, text }: Prepared): readonly string[] => [`bytes ${document.sha256}`, `words ${text.content}`];
  for (const [index, one] of all.entries()) {
    if (one.text.ocr) scans.push(index);
    for (const key of keysOf(one)) {
      const places = byKey.get(key);
      if (places === undefined) byKey.set(key, [index]);
      else places.push(index);
    }
  }
  return (index) => {
    const one = all[index];
    if (one === undefined || one.text.ocr) return Array.from({ length: all.length - index - 1 }, (_, at) => index + 1 + at);
    const places = new Set([...keysOf(one).flatMap((key) => byKey.get(key) ?? []), ...scans]);
    return [...places].filter((place) => place > index).toSorted((a, b) => a - b);
  };
}

/**
 * Documents that repeat another, and versions that another replaces. One of each group is kept: the coded one, else
 * the one with a text layer, else the first.
 *
 * Same bytes and same text are certain. A scan or photo is recognised by aligning its words, OCR's slips forgiven,
 * with the other's: the numbers must agree (0.85) and no passage be rewritten, so that the next report of the same
 * laboratory, or a letter copied with changes, stays a document of its own. Texts are found by their fingerprints; a scan is compared with
 * every document by its list of numbers; only what passes is aligned.
 */
export function findDuplicates(documents: readonly ComparableDocument[]): readonly DuplicateFinding[] {
  const prepared = documents.map((document): Prepared => ({ document, text: comparableText(document.pages) }));
  const words = new Words();
  const findings: DuplicateFinding[] = [];
  const hidden = new Set<string>();
  const hide = (finding: DuplicateFinding): void => {
    if (hidden.has(finding.documentId)) return;
    hidden.add(finding.documentId);
    findings.push(finding);
  };
  const versionsOf = possibleVersions(prepared);
  for (const old of prepared) {
    for (const recent of versionsOf(old)) {
      if (hidden.has(old.document.id)) continue;
      const reason = replacedBy(old, recent);
      if (reason !== undefined)
        hide({
          documentId: old.document.id,
          kind: 'replaced',
          of: recent.document.id,
          similarity: Math.round(overlap(old.text, recent.text) * 1000) / 1000,
          reason,
        });
    }
  }
  const position = new Map(documents.map((document, index) => [document, index]));
  const best = [...prepared].sort(
    (a, b) =>
      quality(b.document) - quality(a.document) ||
      b.text.length - a.text.length ||
      (position.get(a.document) ?? 0) - (position.get(b.document) ?? 0),
  );
  const repeatsOf = possibleRepeats(best);
  for (const [index, kept] of best.entries()) {
    if (hidden.has(kept.document.id)) continue;
    for (const at of repeatsOf(index)) {
      const other = best[at];
      if (other === undefined || hidden.has(other.document.id)) continue;
      const same = sameContent(kept, other, words);
      if (same !== undefined) hide({ documentId: other.document.id, kind: 'duplicate', of: kept.document.id, ...same });
    }
  }
  return findings;
}
