import type { Range } from '../text/analysis.js';
import { fold } from '../text/fold.js';
import rules from '../vocabulary/lexicon-rules.json' with { type: 'json' };

export interface LexiconEntry<T> {
  readonly terms: readonly string[];
  readonly value: T;
}

export interface LexiconMatch<T> extends Range {
  readonly value: T;
  /** The vocabulary's term that was met, as the vocabulary writes it. */
  readonly term: string;
  /** True where a misread letter had to be forgiven. */
  readonly approximate: boolean;
}

/** A word of a folded text: letters and digits, or a plus sign. */
export interface Word extends Range {
  readonly stem: string;
}

interface Ending<T> {
  readonly value: T;
  readonly term: string;
  /** Met only in capitals: "PAN" is a disease, "pan" is not. */
  readonly capitals: boolean;
}

interface Node<T> {
  readonly next: Map<string, Node<T>>;
  readonly endings: Ending<T>[];
}

const STOPWORDS: ReadonlySet<string> = new Set(rules.stopwords);
const MODIFIERS: ReadonlySet<string> = new Set(rules.modifiers);
const ANY_CASE: ReadonlySet<string> = new Set(rules.anyCase);
const WORD = /[a-z0-9]+|\+/g;
const MAX_SKIPPED_MODIFIERS = 2;
const OCR_MIN_LENGTH = 8;
const MAX_REMEMBERED = 50_000;

/**
 * One form for singular and plural, masculine and feminine, "oe" and "œ". Meant for comparing, not for reading.
 * Short words and words with digits stay as they are, as do the differences that carry meaning (hyper, hypo).
 */
export const stem = (word: string): string => {
  // An abbreviation has no ligature: "AEG" is no "EG".
  if (word.length <= 3 || /\d/.test(word)) return word;
  let form = word.replace(/oe/g, 'e').replace(/ae/g, 'e');
  if (form.length <= 3) return form;
  if (/[^e]aux$/.test(form) && form.length >= 5) return `${form.slice(0, -3)}al`;
  form = form.replace(form.length >= 5 ? /[sx]$/ : /s$/, '');
  if (form.endsWith('euse')) return form.slice(0, -2);
  if (form.length >= 7 && /(?:nn|ll|tt)e$/.test(form)) return form.slice(0, -2);
  if (form.endsWith('ive')) return `${form.slice(0, -3)}if`;
  return form.length >= 5 ? form.replace(/e{1,2}$/, '') : form;
};

/** True words that lie one letter from a term: "adduction" is no "addiction". */
const NEVER_MISREAD: ReadonlySet<string> = new Set(rules.neverMisread.map(stem));

const wordsOf = (folded: string): Word[] => {
  const words: Word[] = [];
  WORD.lastIndex = 0;
  for (let match = WORD.exec(folded); match !== null; match = WORD.exec(folded)) {
    words.push({ start: match.index, end: match.index + match[0].length, stem: stem(match[0]) });
  }
  return words;
};

/** Blanks, hyphens, apostrophes, a slash, or one line's wrap may stand between the words of a term. */
const joins = (folded: string, from: number, to: number): boolean => {
  if (to - from > 4) return to - from < 60 && /^[ -]?\n[ \t]*$/.test(folded.slice(from, to));
  const gap = folded.slice(from, to);
  return /^[\s\-'/]*$/.test(gap) && !/\n[^\S\n]*\n/.test(gap);
};

const isAcronym = (term: string): boolean =>
  /^[A-ZÉÀ][A-ZÉÀa-z0-9+-]{0,4}$/.test(term) && /[A-Z].*[A-Z]/.test(term) && !/[a-z]{2}/.test(term);

/**
 * Finds the terms of a vocabulary in a folded text. A trie over word stems: articles may be present or not
 * ("cancer sein", "cancer du sein"), common adjectives may stand inside ("sténose serrée de la carotide"), a long word
 * may hold one misread letter. Acronyms of up to four letters need capitals, but for those that mean nothing else.
 */
export class Lexicon<T> {
  readonly #root: Node<T> = { next: new Map(), endings: [] };
  readonly #stems = new Set<string>();
  readonly #deletions = new Map<string, string>();
  readonly #repairs = new Map<string, string>();

  constructor(entries: readonly LexiconEntry<T>[]) {
    for (const entry of entries) for (const term of entry.terms) this.#add(term, entry.value);
    for (const known of this.#stems) {
      if (known.length < OCR_MIN_LENGTH - 1) continue;
      for (let i = 0; i < known.length; i += 1) {
        const shorter = known.slice(0, i) + known.slice(i + 1);
        if (!this.#deletions.has(shorter)) this.#deletions.set(shorter, known);
      }
    }
  }

  #add(term: string, value: T): void {
    const words = wordsOf(fold(term)).filter((word) => !STOPWORDS.has(word.stem));
    if (words.length === 0) return;
    let node = this.#root;
    for (const word of words) {
      this.#stems.add(word.stem);
      let next = node.next.get(word.stem);
      if (next === undefined) {
        next = { next: new Map(), endings: [] };
        node.next.set(word.stem, next);
      }
      node = next;
    }
    const capitals = isAcronym(term) && !ANY_CASE.has(fold(term));
    node.endings.push({ value, term, capitals });
  }

  /** The known word that `word` may be a misreading of: one letter lost, added or changed. Remembered: texts repeat their words. */
  #repaired(word: string): string | undefined {
    if (word.length < OCR_MIN_LENGTH || NEVER_MISREAD.has(word) || /\d/.test(word)) return undefined;
    const before = this.#repairs.get(word);
    if (before !== undefined) return before === '' ? undefined : before;
    const repaired = this.#search(word);
    if (this.#repairs.size >= MAX_REMEMBERED) this.#repairs.clear();
    this.#repairs.set(word, repaired ?? '');
    return repaired;
  }

  #search(word: string): string | undefined {
    const direct = this.#deletions.get(word);
    if (direct !== undefined) return direct;
    for (let i = 1; i < word.length; i += 1) {
      const shorter = word.slice(0, i) + word.slice(i + 1);
      if (this.#stems.has(shorter)) return shorter;
      const known = this.#deletions.get(shorter);
      if (known !== undefined && known.length === word.length && known.startsWith(word.slice(0, i))) return known;
    }
    return undefined;
  }

  /**
   * The longest terms of `folded`, from left to right, never overlapping. `text` is the page's own text: it tells
   * capitals. Where two entries share a term, `accept` says which may stand.
   */
  find(text: string, folded: string, accept: (value: T, match: Range, term: string) => boolean = () => true): LexiconMatch<T>[] {
    const words = wordsOf(folded);
    const matches: LexiconMatch<T>[] = [];
    for (let i = 0; i < words.length; i += 1) {
      if (!this.#opens(words[i]?.stem ?? '')) continue;
      const best = this.#longest(text, folded, words, i, accept);
      if (best === undefined) continue;
      matches.push(best.match);
      i = best.last;
    }
    return matches;
  }

  /** Most words begin no term: they are passed over at the price of a look-up. */
  #opens(word: string): boolean {
    if (this.#root.next.has(word)) return true;
    if (this.#stems.has(word)) return false;
    const repaired = this.#repaired(word);
    return repaired !== undefined && this.#root.next.has(repaired);
  }

  #longest(
    text: string,
    folded: string,
    words: readonly Word[],
    first: number,
    accept: (value: T, match: Range, term: string) => boolean,
  ): { match: LexiconMatch<T>; last: number } | undefined {
    const start = words[first]?.start ?? 0;
    let best: { match: LexiconMatch<T>; last: number } | undefined;
    const walk = (node: Node<T>, index: number, skipped: number, approximate: boolean): void => {
      const word = words[index];
      if (word === undefined) return;
      const previous = words[index - 1];
      if (index > first && (previous === undefined || !joins(folded, previous.end, word.start))) return;
      const follow = (known: string, repaired: boolean): void => {
        const next = node.next.get(known);
        if (next === undefined) return;
        if (best === undefined || index > best.last) {
          const range = { start, end: word.end };
          const ending = next.endings.find(
            (candidate) =>
              (!candidate.capitals || (!repaired && /^[A-ZÉÀ][A-ZÉÀ0-9+-]*s?$/.test(text.slice(start, word.end)))) &&
              accept(candidate.value, range, candidate.term),
          );
          if (ending !== undefined)
            best = { match: { ...range, value: ending.value, term: ending.term, approximate: approximate || repaired }, last: index };
        }
        walk(next, index + 1, skipped, approximate || repaired);
      };
      follow(word.stem, false);
      if (!this.#stems.has(word.stem)) {
        const repaired = this.#repaired(word.stem);
        if (repaired !== undefined) follow(repaired, true);
      }
      if (index === first) return;
      if (STOPWORDS.has(word.stem)) walk(node, index + 1, skipped, approximate);
      else if (skipped < MAX_SKIPPED_MODIFIERS && MODIFIERS.has(folded.slice(word.start, word.end).replace(/s$/, '')))
        walk(node, index + 1, skipped + 1, approximate);
    };
    walk(this.#root, first, 0, false);
    return best;
  }
}
