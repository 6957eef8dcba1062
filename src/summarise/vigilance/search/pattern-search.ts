import { EDGE, neededLetters } from './needed-letters.js';

/** Letters that patterns need, as a tree; at its nodes the patterns whose letters end there. */
interface Node {
  readonly next: Map<number, Node>;
  /** Where a word begins or ends. */
  edge: Node | undefined;
  readonly ends: number[];
}

const node = (): Node => ({ next: new Map(), edge: undefined, ends: [] });

/** Signs with a place of their own in the first table. */
const PLAIN = 128;

/**
 * Which of many patterns may match a folded text: one walk over its letters instead of one try a pattern. What it leaves out cannot match; what
 * it names must still be tried.
 */
export class PatternSearch {
  readonly #root = node();
  /** The first letter's nodes, for plain signs: what is asked of every letter of every passage. */
  readonly #first: (Node | undefined)[] = Array.from({ length: PLAIN }, () => undefined);
  readonly #always: number[] = [];
  readonly #patterns: RegExp[] = [];
  /** So many of them are in the tree: it is made when it is first needed. */
  #grown = 0;

  /** Returns the pattern's number. */
  add(pattern: RegExp): number {
    return this.#patterns.push(pattern) - 1;
  }

  /** Numbers of the patterns that may match, in order. */
  in(words: string): readonly number[] {
    for (; this.#grown < this.#patterns.length; this.#grown += 1) this.#plant(this.#grown);
    const found = new Set(this.#always);
    for (let at = 0; at < words.length; at += 1) {
      const code = words.charCodeAt(at);
      const first = code < PLAIN ? this.#first[code] : this.#root.next.get(code);
      if (first !== undefined) walk(first, words, at + 1, found);
      if (this.#root.edge !== undefined && isEdge(words, at)) walk(this.#root.edge, words, at, found);
    }
    return [...found].toSorted((a, b) => a - b);
  }

  #plant(number: number): void {
    const pattern = this.#patterns[number];
    const needed = pattern && neededLetters(pattern);
    if (needed === undefined) this.#always.push(number);
    for (const letters of needed ?? []) this.#grow(letters).ends.push(number);
  }

  #grow(letters: string): Node {
    let at = this.#root;
    for (let place = 0; place < letters.length; place += 1) {
      if (letters[place] === EDGE) {
        at = at.edge ??= node();
        continue;
      }
      const code = letters.charCodeAt(place);
      const next = at.next.get(code) ?? node();
      at.next.set(code, next);
      if (at === this.#root && code < PLAIN) this.#first[code] = next;
      at = next;
    }
    return at;
  }
}

function walk(from: Node, words: string, start: number, found: Set<number>): void {
  let here: Node | undefined = from;
  for (let at = start; here !== undefined; at += 1) {
    for (const number of here.ends) found.add(number);
    if (here.edge !== undefined && isEdge(words, at)) walk(here.edge, words, at, found);
    here = at < words.length ? here.next.get(words.charCodeAt(at)) : undefined;
  }
}

const isEdge = (words: string, at: number): boolean => isWord(words.charCodeAt(at - 1)) !== isWord(words.charCodeAt(at));

/** As `\w` has it; NaN beyond the ends is none. */
const isWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95 || (code >= 65 && code <= 90);
