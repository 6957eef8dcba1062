import type { Citation, Span } from '../domain/citation.js';
import { UNQUALIFIED, type Cue, type Fact, type Qualifier, type Qualifiers } from '../domain/fact.js';

const QUALIFIERS = Object.keys(UNQUALIFIED) as Qualifier[];

/** Every set of qualifiers there can be, each one object that all facts share, by its bits in the order of `QUALIFIERS`. */
const SETS: readonly Qualifiers[] = Array.from({ length: 2 ** QUALIFIERS.length }, (_, bits) =>
  Object.freeze(Object.fromEntries(QUALIFIERS.map((name, at) => [name, (bits & (1 << at)) !== 0])) as Qualifiers),
);
const BITS: ReadonlyMap<string, number> = new Map(SETS.map((set, bits) => [JSON.stringify(set), bits]));

/** Page, start, end; then, of a passage of another document than the record's, which. */
type PackedSpan = readonly [number, number, number] | readonly [number, number, number, string];
type PackedCitation = readonly [quote: number, ...PackedSpan];
type PackedCue = readonly [qualifier: Qualifier, rule: string, ...PackedSpan];

/** What takes the place of parts that repeat; the keys stay where they were, so that a fact is written again as it was. */
interface PackedParts {
  readonly documentId: string | 0;
  readonly qualifiers: number | Qualifiers;
  readonly cues: readonly PackedCue[];
  readonly code?: number;
  readonly citations: readonly PackedCitation[];
}

interface PackedFacts {
  readonly document: string;
  /** Passages quoted, each once: many facts stand on one sentence. */
  readonly quotes: readonly string[];
  readonly codes: readonly NonNullable<Fact['code']>[];
  readonly facts: readonly (Omit<Fact, keyof PackedParts> & PackedParts)[];
}

/** The facts of a document as bytes: half of what they take written out, and a third of the objects when they are opened. */
export function packFacts(documentId: string, facts: readonly Fact[]): Uint8Array {
  const quotes = new Table<string>((quote) => quote);
  const codes = new Table<NonNullable<Fact['code']>>(JSON.stringify);
  const spanOf = (span: Span): PackedSpan =>
    span.documentId === documentId ? [span.page, span.start, span.end] : [span.page, span.start, span.end, span.documentId];
  const packed: PackedFacts = {
    document: documentId,
    quotes: quotes.values,
    codes: codes.values,
    facts: facts.map((fact) => ({
      ...(fact as Omit<Fact, keyof PackedParts>),
      documentId: fact.documentId === documentId ? 0 : fact.documentId,
      qualifiers: BITS.get(JSON.stringify(fact.qualifiers)) ?? fact.qualifiers,
      cues: fact.cues.map(({ qualifier, rule, span }): PackedCue => [qualifier, rule, ...spanOf(span)]),
      ...(fact.code === undefined ? {} : { code: codes.place(fact.code) }),
      citations: fact.citations.map(({ span, quote }): PackedCitation => [quotes.place(quote), ...spanOf(span)]),
    })),
  };
  return Buffer.from(JSON.stringify(packed));
}

/** Undoes `packFacts`; facts that were written out are taken as they are. */
export function unpackFacts(bytes: Uint8Array): Fact[] {
  const packed = JSON.parse(Buffer.from(bytes).toString()) as PackedFacts | Fact[];
  if (Array.isArray(packed)) return packed;
  const { document, quotes, codes, facts } = packed as PackedFacts;
  const spanOf = ([page, start, end, other = document]: PackedSpan): Span => ({ documentId: other, page, start, end });
  return facts.map((fact): Fact => {
    const { documentId, qualifiers, cues, code, citations } = fact;
    // In the place of the packed parts: the keys keep their order.
    return Object.assign(
      fact as unknown as { -readonly [key in keyof Fact]: Fact[key] },
      {
        documentId: documentId === 0 ? document : documentId,
        qualifiers: typeof qualifiers === 'number' ? (SETS[qualifiers] as Qualifiers) : qualifiers,
        cues: cues.map(([qualifier, rule, ...span]): Cue => ({ qualifier, span: spanOf(span), rule })),
        ...(code === undefined ? {} : { code: codes[code] }),
        citations: citations.map(([quote, ...span]): Citation => ({ span: spanOf(span), quote: quotes[quote] as string })),
      } as Partial<Fact>,
    );
  });
}

/** Values that repeat, each once, by number. */
class Table<T> {
  readonly values: T[] = [];
  readonly #places = new Map<string, number>();
  readonly #keyOf: (value: T) => string;

  constructor(keyOf: (value: T) => string) {
    this.#keyOf = keyOf;
  }

  place(value: T): number {
    const key = this.#keyOf(value);
    const known = this.#places.get(key) ?? this.values.push(value) - 1;
    this.#places.set(key, known);
    return known;
  }
}
