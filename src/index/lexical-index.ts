import { findConcepts } from './concepts.js';
import { Posting } from './posting.js';
import { isStopword, tokenize } from './tokens.js';

/** Okapi's usual saturation and length normalisation. */
const K1 = 1.2;
const B = 0.75;
/** What means the same is worth a little less than the word itself. */
const CONCEPT_WEIGHT = 0.8;
/** Share of a phrase's rarity from which a passage says it. */
const MOST_OF_PHRASE = 0.6;

export interface LexicalHit {
  readonly id: string;
  readonly score: number;
  /** Terms of the query that the text holds, as the index keeps them. */
  readonly terms: readonly string[];
}

/** A weighted bag of terms. */
export type TermWeights = ReadonlyMap<string, number>;

const CONCEPT = '§';

/** The terms of a text: stems without function words, then its concepts ("§drug:apixaban") and their classes. */
export function termsOf(text: string, query = false): Map<string, number> {
  const tokens = tokenize(text);
  const weights = new Map<string, number>();
  const count = (term: string, weight: number): void => void weights.set(term, (weights.get(term) ?? 0) + weight);
  for (const token of tokens) if (!isStopword(token)) count(token.term, 1);
  for (const { concept, weight } of findConcepts(text, tokens, query)) count(CONCEPT + concept, weight * CONCEPT_WEIGHT);
  return weights;
}

/** Where the terms of a query stand in a text, half-open, in order, apart from one another. */
export function highlightsOf(text: string, query: TermWeights): { start: number; end: number }[] {
  const tokens = tokenize(text);
  const marks = tokens.filter((token) => !isStopword(token) && query.has(token.term)).map(({ start, end }) => ({ start, end }));
  for (const { concept, start, end } of findConcepts(text, tokens)) if (query.has(CONCEPT + concept)) marks.push({ start, end });
  const apart: { start: number; end: number }[] = [];
  for (const mark of marks.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (mark.start >= (apart.at(-1)?.end ?? 0)) apart.push(mark);
  }
  return apart;
}

/**
 * BM25 over one patient's passages. Texts are expanded on both sides: abbreviations, brands and synonyms meet in their concept.
 * Numbers are kept ("0.71"), so that a value finds its line.
 */
export class LexicalIndex {
  readonly #postings: Map<string, Posting>;
  readonly #lengths: Map<string, number>;
  /** The terms of each text, in the order of the postings. */
  readonly #terms: Map<string, readonly string[]>;
  /** Postings that no fork shares: the others are forked before they change. */
  readonly #own = new Set<Posting>();
  #total = 0;

  get size(): number {
    return this.#lengths.size;
  }

  constructor(
    postings: Map<string, Posting> = new Map(),
    lengths: Map<string, number> = new Map(),
    terms: Map<string, readonly string[]> = new Map(),
  ) {
    this.#postings = postings;
    this.#lengths = lengths;
    this.#terms = terms;
  }

  /** Another index that holds the same and shares its postings until one of the two changes them. */
  fork(): LexicalIndex {
    this.#own.clear();
    const copy = new LexicalIndex(new Map(this.#postings), new Map(this.#lengths), new Map(this.#terms));
    copy.#total = this.#total;
    return copy;
  }

  /** The terms of a text as numbers and weights, one after the other. */
  termsOf(id: string, number: (term: string) => number): number[] {
    return (this.#terms.get(id) ?? []).flatMap((term) => [number(term), this.#postings.get(term)?.get(id) ?? 0]);
  }

  #writable(term: string): Posting {
    const posting = this.#postings.get(term);
    if (posting !== undefined && this.#own.has(posting)) return posting;
    const own = posting?.fork() ?? new Posting();
    this.#own.add(own);
    this.#postings.set(term, own);
    return own;
  }

  add(id: string, terms: TermWeights): void {
    this.#put(id, [...terms.keys()], [...terms.values()]);
  }

  /** Puts a text back as `termsOf` gave it, numbers standing for `vocabulary`. */
  restore(id: string, terms: readonly number[], vocabulary: readonly string[]): void {
    const count = terms.length >> 1;
    const names = Array.from({ length: count }, (_, at) => vocabulary[terms[2 * at] as number] ?? '');
    const weights = Array.from({ length: count }, (_, at) => terms[2 * at + 1] as number);
    this.#put(id, names, weights);
  }

  /** `terms` are distinct, each with its weight at the same place. */
  #put(id: string, terms: readonly string[], weights: readonly number[]): void {
    this.remove(id);
    let length = 0;
    this.#terms.set(id, terms);
    for (const [at, term] of terms.entries()) {
      const weight = weights[at] as number;
      this.#writable(term).add(id, weight);
      if (!term.startsWith(CONCEPT)) length += weight;
    }
    this.#lengths.set(id, length);
    this.#total += length;
  }

  remove(id: string): void {
    const length = this.#lengths.get(id);
    if (length === undefined) return;
    this.#lengths.delete(id);
    this.#total -= length;
    for (const term of this.#terms.get(id) ?? []) {
      const posting = this.#writable(term);
      posting.delete(id);
      if (posting.size === 0) this.#postings.delete(term);
    }
    this.#terms.delete(id);
  }

  /** How rare a term is among the passages; 0 where no passage holds it. */
  rarity(term: string): number {
    const holders = this.#postings.get(term)?.size ?? 0;
    return holders === 0 ? 0 : Math.log(1 + (this.#lengths.size - holders + 0.5) / (holders + 0.5));
  }

  /** Passages that hold a term. */
  holdersOf(term: string): readonly string[] {
    return (this.#postings.get(term)?.layers ?? []).flatMap((layer) => [...layer.keys()]);
  }

  /**
   * Passages that say a phrase: one of its concepts, or words that carry most of its rarity.
   * A term that no passage holds counts as the rarest.
   */
  holders(phrase: TermWeights): Set<string> {
    const unknown = Math.log(1 + (this.#lengths.size + 0.5) / 0.5);
    const held = new Map<string, number>();
    const found = new Set<string>();
    let total = 0;
    for (const [term, weight] of phrase) {
      const posting = this.#postings.get(term);
      const value = weight * (posting === undefined ? unknown : this.rarity(term));
      total += value;
      for (const layer of posting?.layers ?? [])
        for (const id of layer.keys()) {
          if (term.startsWith(CONCEPT) && weight >= CONCEPT_WEIGHT) found.add(id);
          held.set(id, (held.get(id) ?? 0) + value);
        }
    }
    for (const [id, value] of held) if (value >= MOST_OF_PHRASE * total) found.add(id);
    return found;
  }

  /** Distinct drugs by passage: substances, not classes. */
  drugs(): Map<string, Set<string>> {
    const byPassage = new Map<string, Set<string>>();
    for (const [term, posting] of this.#postings) {
      if (!term.startsWith(`${CONCEPT}drug:`)) continue;
      for (const id of posting.layers.flatMap((layer) => [...layer.keys()]))
        byPassage.set(id, (byPassage.get(id) ?? new Set()).add(term.slice(CONCEPT.length)));
    }
    return byPassage;
  }

  /** Passages that hold a term of the query, best first. */
  search(query: TermWeights, accept?: (id: string) => boolean): LexicalHit[] {
    const scores = new Map<string, { score: number; terms: string[] }>();
    const mean = this.#total / Math.max(1, this.#lengths.size);
    for (const [term, weight] of query) {
      const rarity = this.rarity(term);
      for (const layer of this.#postings.get(term)?.layers ?? [])
        for (const [id, frequency] of layer) {
          if (accept !== undefined && !accept(id)) continue;
          const norm = K1 * (1 - B + (B * (this.#lengths.get(id) ?? 0)) / Math.max(1, mean));
          const gain = (weight * rarity * frequency * (K1 + 1)) / (frequency + norm);
          const known = scores.get(id);
          if (known === undefined) scores.set(id, { score: gain, terms: [term] });
          else {
            known.score += gain;
            known.terms.push(term);
          }
        }
    }
    return [...scores].map(([id, { score, terms }]) => ({ id, score, terms })).sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  }
}
