import type { Span } from '../domain/citation.js';
import type { Document } from '../domain/document.js';
import type { Fact } from '../domain/fact.js';
import type { Passage } from '../domain/passage.js';
import { AppError } from '../errors.js';
import { embeddedText } from './embedded-text.js';
import type { Embedder } from './embedder.js';
import { HnswlibVectorIndex } from './hnswlib-vector-index.js';
import { highlightsOf, LexicalIndex, termsOf } from './lexical-index.js';
import type { TermWeights } from './lexical-index.js';
import { splitPassages } from './passages.js';
import { factsOfPassage, NO_FACTS, passesFilters } from './search-filters.js';
import type { PassageFacts, SearchFilters } from './search-filters.js';
import { describeHit } from './search-hits.js';
import type { Candidate, DocumentHit, PassageHit } from './search-hits.js';
import { seal, unseal } from './sealed.js';
import { Added, Stored, type StoredAddition, type StoredIndex, type StoredWhole, type StoredWords } from './stored-index.js';

/** Passages taken from each list before they are fused, and the constant of reciprocal rank fusion. */
const DEPTH = 60;
const FUSION = 10;
/** Meaning counts for less than words: alone, the encoder ranks clinical passages below BM25 (`eval/measure-relevance.ts`). */
const MEANING_WEIGHT = 0.6;
/** A passage beyond the first adds little to its document. */
const FURTHER_PASSAGES = 0.2;
const SHOWN_PASSAGES = 5;

interface Entry {
  readonly passage: Passage;
  readonly label: number;
  facts: PassageFacts;
}

/**
 * The index of one patient's dossier: words and meanings of its passages. Words are searchable as soon as a document is added;
 * meanings once `embedPending` has run, so that a new model, or a restart halfway, never stops the service.
 */
export class DossierIndex {
  readonly dossierId: string;
  readonly modelId: string;
  readonly #vectors: HnswlibVectorIndex;
  readonly #lexical: LexicalIndex;
  readonly #entries = new Map<string, Entry>();
  readonly #byLabel = new Map<number, Entry>();
  /** Passages of each document, by id. */
  readonly #byDocument = new Map<string, readonly string[]>();
  /** The lists last given of each document. */
  readonly #facts = new Map<string, readonly Fact[]>();
  #nextLabel = 0;
  #hasLost = false;
  /** To the query asked last: one reason asks twice. Forgotten with each change. */
  #near: { readonly query: Float32Array; readonly found: ReadonlyMap<string, number> } | undefined;

  constructor(
    dossierId: string,
    model: { readonly modelId: string; readonly dimension: number },
    vectors?: HnswlibVectorIndex,
    lexical: LexicalIndex = new LexicalIndex(),
  ) {
    this.#lexical = lexical;
    this.dossierId = dossierId;
    this.modelId = model.modelId;
    this.#vectors = vectors ?? new HnswlibVectorIndex(model.dimension);
  }

  /**
   * Opens a stored index. Vectors of another model are left out: `embedPending` makes them again while words answer.
   * @throws AppError FRS-IX-001 when the bytes are damaged or belong to another dossier; add the stored documents to a new index then.
   */
  static load(bytes: Uint8Array, dossierId: string, model: { readonly modelId: string; readonly dimension: number }): DossierIndex {
    const { header, blocks } = unseal(bytes);
    const parsed = Stored.safeParse(header);
    if (!parsed.success || parsed.data.dossierId !== dossierId || blocks[0] === undefined)
      throw new AppError('FRS-IX-001', { detail: 'en-tête' });
    const { passages, modelId, nextLabel, vocabulary } = parsed.data;
    const index = new DossierIndex(
      dossierId,
      model,
      modelId === model.modelId ? HnswlibVectorIndex.load(blocks[0], model.dimension) : undefined,
    );
    for (const { passage, label, facts, terms } of passages) index.#keep({ passage, label, facts }, { terms, vocabulary });
    index.#nextLabel = nextLabel;
    return index;
  }

  /** Another index that holds the same; what changes in one does not change in the other. Costs a copy of the vectors, not of the words. */
  fork(): DossierIndex {
    const copy = new DossierIndex(
      this.dossierId,
      { modelId: this.modelId, dimension: this.#vectors.dimension },
      this.#vectors.fork(),
      this.#lexical.fork(),
    );
    for (const [id, entry] of this.#entries) {
      const own = { ...entry };
      copy.#entries.set(id, own);
      copy.#byLabel.set(own.label, own);
    }
    for (const [id, passages] of this.#byDocument) copy.#byDocument.set(id, passages);
    for (const [id, facts] of this.#facts) copy.#facts.set(id, facts);
    copy.#nextLabel = this.#nextLabel;
    return copy;
  }

  serialise(): Uint8Array {
    const stored: StoredWhole = { kind: 'dossier', ...this.#stored([...this.#entries.values()]) };
    return seal(stored, [this.#vectors.serialise()]);
  }

  /**
   * What this index has and `base`, of which it is a fork, has not; undefined where `base` has what this one has not, or other vectors of
   * the same. `after` says of what is stored of `base` that this belongs behind it.
   */
  additionsTo(base: DossierIndex, after: string): { readonly bytes: Uint8Array; readonly passages: number } | undefined {
    if (base.modelId !== this.modelId) return undefined;
    for (const [label, { passage }] of base.#byLabel)
      if (this.#byLabel.get(label)?.passage !== passage || this.#vectors.has(label) !== base.#vectors.has(label)) return undefined;
    const entries = [...this.#entries.values()].filter(({ label }) => !base.#byLabel.has(label));
    const vectors = new HnswlibVectorIndex(this.#vectors.dimension);
    for (const { label } of entries) {
      const vector = this.#vectors.get(label);
      if (vector !== undefined) vectors.add(label, vector);
    }
    const stored: StoredAddition = { kind: 'added', after, ...this.#stored(entries) };
    return { bytes: seal(stored, [vectors.serialise()]), passages: entries.length };
  }

  /**
   * Adds what `additionsTo` gave.
   * @throws AppError FRS-IX-001 when the bytes are damaged, or belong to another dossier or behind something else.
   */
  append(bytes: Uint8Array, after: string): void {
    this.#near = undefined;
    const { header, blocks } = unseal(bytes);
    const parsed = Added.safeParse(header);
    if (!parsed.success || parsed.data.dossierId !== this.dossierId || parsed.data.after !== after || blocks[0] === undefined)
      throw new AppError('FRS-IX-001', { detail: 'en-tête' });
    const { passages, modelId, nextLabel, vocabulary } = parsed.data;
    const vectors = modelId === this.modelId ? HnswlibVectorIndex.load(blocks[0], this.#vectors.dimension) : undefined;
    for (const { passage, label, facts, terms } of passages) {
      this.#keep({ passage, label, facts }, { terms, vocabulary });
      const vector = vectors?.get(label);
      if (vector !== undefined) this.#vectors.add(label, vector);
    }
    this.#nextLabel = nextLabel;
  }

  #stored(entries: readonly Entry[]): StoredIndex {
    const vocabulary: string[] = [];
    const numbers = new Map<string, number>();
    const number = (term: string): number => {
      const known = numbers.get(term) ?? vocabulary.push(term) - 1;
      numbers.set(term, known);
      return known;
    };
    return {
      dossierId: this.dossierId,
      modelId: this.modelId,
      nextLabel: this.#nextLabel,
      vocabulary,
      passages: entries.map(({ passage, label, facts }) => ({
        passage,
        label,
        facts: { kinds: [...facts.kinds], abnormal: facts.abnormal, labels: [...facts.labels] },
        terms: this.#lexical.termsOf(passage.id, number),
      })),
    };
  }

  get documentIds(): ReadonlySet<string> {
    return new Set(this.#byDocument.keys());
  }

  get passages(): readonly Passage[] {
    return [...this.#entries.values()].map(({ passage }) => passage);
  }

  /** Passages whose meaning is not known yet. */
  get pending(): number {
    return this.#entries.size - this.#vectors.size;
  }

  /** Were passages removed since it was opened, or forked? What is stored holds them until it is written again. */
  get hasLost(): boolean {
    return this.#hasLost;
  }

  /** Adds a document, or puts it in the place of what was indexed under its id. */
  addDocument(document: Document, facts: readonly Fact[] = []): void {
    this.removeDocument(document.id);
    const own = facts.filter((fact) => fact.documentId === document.id);
    for (const passage of splitPassages(document)) this.#keep({ passage, label: this.#nextLabel++, facts: factsOfPassage(passage, own) });
  }

  /** Words, vectors and text are gone when it returns. */
  removeDocument(documentId: string): void {
    this.#facts.delete(documentId);
    this.#near = undefined;
    for (const id of this.#byDocument.get(documentId) ?? []) {
      const { label } = this.#entries.get(id) as Entry;
      this.#hasLost = true;
      this.#entries.delete(id);
      this.#byLabel.delete(label);
      this.#lexical.remove(id);
      this.#vectors.remove(label);
    }
    this.#byDocument.delete(documentId);
  }

  /** Embeds what is pending, a batch at a time; `onProgress` gets the passages still to do, and is waited for. */
  async embedPending(embedder: Embedder, onProgress: (left: number) => void | Promise<void> = () => undefined): Promise<void> {
    if (embedder.modelId !== this.modelId) throw new AppError('FRS-IX-001', { detail: 'modèle différent' });
    for (;;) {
      const batch = [...this.#entries.values()].filter(({ label }) => !this.#vectors.has(label)).slice(0, 256);
      if (batch.length === 0) return;
      const vectors = await embedder.embed(
        batch.map(({ passage }) => embeddedText(passage)),
        'passage',
      );
      batch.forEach(({ label }, row) => {
        // A document may have been removed while its passages were embedded.
        if (this.#byLabel.has(label)) this.#vectors.add(label, vectors[row] as Float32Array);
      });
      this.#near = undefined;
      await onProgress(this.pending);
    }
  }

  /** BM25 of every passage that shares a term. */
  lexicalScores(query: TermWeights): Map<string, number> {
    return new Map(this.#lexical.search(query).map(({ id, score }) => [id, score]));
  }

  /** Cosine of every embedded passage to the query. */
  similarities(query: Float32Array): ReadonlyMap<string, number> {
    if (this.#near?.query === query) return this.#near.found;
    const found = new Map(
      this.#vectors
        .search(query, this.#vectors.size, () => true)
        .map(({ label, similarity }) => [(this.#byLabel.get(label) as Entry).passage.id, similarity]),
    );
    this.#near = { query, found };
    return found;
  }

  /** Passages that say a phrase, by id. */
  phraseHolders(phrase: TermWeights): Set<string> {
    return this.#lexical.holders(phrase);
  }

  /** Substances named in each passage. */
  drugs(): Map<string, Set<string>> {
    return this.#lexical.drugs();
  }

  /** How rare a term is in this dossier; 0 where no passage holds it. */
  rarity(term: string): number {
    return this.#lexical.rarity(term);
  }

  /** Documents that hold a term. */
  documentsHolding(term: string): Set<string> {
    return new Set(this.#lexical.holdersOf(term).map((id) => this.documentOf(id) as string));
  }

  /** The document of a passage. */
  documentOf(passageId: string): string | undefined {
    return this.#entries.get(passageId)?.passage.span.documentId;
  }

  /**
   * The passages that answer best by word and by meaning, fused by reciprocal rank, grouped by document.
   * Without a query vector (no encoder, or not ready) words answer alone.
   */
  search(query: string, queryVector: Float32Array | undefined, filters: SearchFilters = {}, limit = 10): DocumentHit[] {
    const terms = termsOf(query, true);
    const documents = new Map<string, Candidate[]>();
    for (const candidate of this.candidates(query, queryVector, filters)) {
      const id = candidate.passage.span.documentId;
      documents.set(id, [...(documents.get(id) ?? []), candidate]);
    }
    return [...documents]
      .map(([documentId, found]) => ({
        documentId,
        found,
        score: found.reduce((sum, { score }, rank) => sum + (rank === 0 ? score : FURTHER_PASSAGES * score), 0),
      }))
      .sort((a, b) => b.score - a.score)
      .slice(0, limit)
      .map(({ documentId, found, score }) =>
        describeHit(
          documentId,
          score,
          found.slice(0, SHOWN_PASSAGES).map((candidate) => this.#hit(candidate, terms)),
        ),
      );
  }

  /** The same passages, ungrouped and without highlights, best first. */
  candidates(query: string, queryVector: Float32Array | undefined, filters: SearchFilters = {}): Candidate[] {
    const filtered = Object.values(filters).some((filter) => filter !== undefined);
    const accepted = (entry: Entry | undefined): boolean => entry !== undefined && passesFilters(entry.passage, entry.facts, filters);
    const lexical = this.#lexical
      .search(termsOf(query, true), filtered ? (id) => accepted(this.#entries.get(id)) : undefined)
      .slice(0, DEPTH);
    const near =
      queryVector === undefined
        ? []
        : this.#vectors.search(queryVector, DEPTH, filtered ? (label) => accepted(this.#byLabel.get(label)) : undefined);
    const fused = new Map<string, Candidate>();
    lexical.forEach(({ id, score }, rank) => {
      fused.set(id, {
        passage: (this.#entries.get(id) as Entry).passage,
        score: 1 / (FUSION + rank),
        lexical: score,
        similarity: undefined,
      });
    });
    near.forEach(({ label, similarity }, rank) => {
      const { passage } = this.#byLabel.get(label) as Entry;
      const known = fused.get(passage.id);
      fused.set(passage.id, {
        passage,
        score: (known?.score ?? 0) + MEANING_WEIGHT / (FUSION + rank),
        lexical: known?.lexical ?? 0,
        similarity,
      });
    });
    return [...fused.values()].sort((a, b) => b.score - a.score);
  }

  #hit(candidate: Candidate, terms: TermWeights): PassageHit {
    const { passage } = candidate;
    const highlights = highlightsOf(passage.text, terms);
    const words = [...new Set(highlights.map(({ start, end }) => passage.text.slice(start, end).replace(/\s+/g, ' ')))];
    const facts = (this.#entries.get(passage.id)?.facts.labels ?? []).filter((label) =>
      [...termsOf(label).keys()].some((term) => terms.has(term)),
    );
    return { ...candidate, highlights, words, facts };
  }

  /** `words` as they were stored, where they were: finding them is most of the work. */
  #keep(entry: Entry, words?: StoredWords): void {
    this.#entries.set(entry.passage.id, entry);
    this.#byLabel.set(entry.label, entry);
    const { documentId } = entry.passage.span;
    const known = this.#byDocument.get(documentId) ?? [];
    if (!known.includes(entry.passage.id)) this.#byDocument.set(documentId, [...known, entry.passage.id]);
    const { id, text, context } = entry.passage;
    if (words !== undefined) this.#lexical.restore(id, words.terms, words.vocabulary);
    else this.#lexical.add(id, termsOf([context.title, context.heading, text].filter((part) => part !== undefined).join('\n')));
  }

  /** Facts found after the documents were indexed, by document. A list that is the very same as the last time is not looked at again. */
  setFacts(byDocument: ReadonlyMap<string, readonly Fact[]>): void {
    const changed = new Map([...byDocument].filter(([id, facts]) => this.#facts.get(id) !== facts));
    const gone = new Set([...this.#facts.keys()].filter((id) => !byDocument.has(id)));
    if (changed.size === 0 && gone.size === 0) return;
    const byPage = new Map<string, Fact[]>();
    for (const fact of [...changed.values()].flat())
      for (const place of new Set(fact.citations.map(({ span }) => placeOf(span)))) {
        const known = byPage.get(place);
        if (known === undefined) byPage.set(place, [fact]);
        else known.push(fact);
      }
    for (const entry of this.#entries.values()) {
      const { documentId } = entry.passage.span;
      if (!changed.has(documentId) && !gone.has(documentId)) continue;
      const near = byPage.get(placeOf(entry.passage.span));
      entry.facts = near === undefined ? NO_FACTS : factsOfPassage(entry.passage, near);
    }
    for (const id of gone) this.#facts.delete(id);
    for (const [id, facts] of changed) this.#facts.set(id, facts);
  }
}

const placeOf = ({ documentId, page }: Span): string => `${documentId}/${page}`;
