import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import hnswlib from 'hnswlib-node';
import { z } from 'zod';
import { AppError } from '../errors.js';
import { seal, unseal } from './sealed.js';
import type { VectorHit, VectorIndex } from './vector-index.js';

/**
 * Below this number of vectors every one is compared: exact, and without a graph to build, store or lose.
 * A graph answers in 0.1 to 0.4 ms from 500 vectors on, but costs 2.6 s to build at 10,000 and again after each erasure: below this
 * number the scan takes a few milliseconds (`eval/bench-index.ts`), above it the graph pays.
 */
const EXACT_BELOW = 12_000;

/** Links by node, width of the search while building and while searching: recall@10 ≥ 0.99 in the same bench. */
const M = 16;
const EF_CONSTRUCTION = 200;
const EF_SEARCH = 128;
const SEED = 7;

/** Room made beyond what is needed: a dossier grows by some documents at a time. */
const GROWTH = 1.25;

const Header = z.object({
  kind: z.literal('vectors'),
  dimension: z.int().positive(),
  labels: z.array(z.int().min(0).max(0xffffffff)),
  graph: z.boolean(),
});

/** Four sums at a time: three times as fast as one, which waits for each addition. */
function dot(rows: Float32Array, from: number, query: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = query.length - (query.length % 4);
  for (let i = 0; i < whole; i += 4) {
    a += (rows[from + i] as number) * (query[i] as number);
    b += (rows[from + i + 1] as number) * (query[i + 1] as number);
    c += (rows[from + i + 2] as number) * (query[i + 2] as number);
    d += (rows[from + i + 3] as number) * (query[i + 3] as number);
  }
  for (let i = whole; i < query.length; i++) a += (rows[from + i] as number) * (query[i] as number);
  return a + b + c + d;
}

/** Nothing times zero is not zero, but what is not a number, or infinite: one sum says so of all, ten times as fast as asking each. */
function areFinite(values: Float32Array): boolean {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) * 0;
  return sum === 0;
}

/** hnswlib reads and writes files only: in memory where the system has a folder for it, and gone before the call returns. */
function withScratchFile<T>(use: (path: string) => T): T {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'frise-'));
  try {
    return use(join(folder, 'graph'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Vectors kept whole, scanned exactly below `exactBelow`, through hnswlib above it.
 * hnswlib checks nothing (it takes NaN, labels over 32 bits, another dimension, and may crash on a damaged file):
 * this wrapper does, and gives it a stored graph only once its checksum holds.
 */
export class HnswlibVectorIndex implements VectorIndex {
  readonly dimension: number;
  readonly #exactBelow: number;
  /** Row by row, one after the other: a scan reads memory in order. */
  #rows = new Float32Array(0);
  /** Do others hold the very same rows? */
  #shared = false;
  readonly #labels: number[] = [];
  readonly #rowOf = new Map<number, number>();
  #graph: hnswlib.HierarchicalNSW | undefined;

  constructor(dimension: number, options: { readonly exactBelow?: number } = {}) {
    this.dimension = dimension;
    this.#exactBelow = options.exactBelow ?? EXACT_BELOW;
  }

  /**
   * @throws AppError FRS-IX-001 when the bytes are damaged or made for another dimension: the caller rebuilds from the store.
   */
  static load(bytes: Uint8Array, dimension: number, options: { readonly exactBelow?: number } = {}): HnswlibVectorIndex {
    const { header, blocks } = unseal(bytes);
    const parsed = Header.safeParse(header);
    const [flat, graph] = blocks;
    if (!parsed.success || flat === undefined) throw new AppError('FRS-IX-001', { detail: 'en-tête' });
    const { labels } = parsed.data;
    if (parsed.data.dimension !== dimension || flat.byteLength !== labels.length * dimension * 4)
      throw new AppError('FRS-IX-001', { detail: 'dimension' });
    const index = new HnswlibVectorIndex(dimension, options);
    // Copied: a block may start at an address that floats cannot be read from.
    index.#rows = new Float32Array(Uint8Array.from(flat).buffer);
    if (!areFinite(index.#rows)) throw new AppError('FRS-IX-001', { detail: 'valeur non finie' });
    for (const [row, label] of labels.entries()) {
      index.#labels.push(label);
      index.#rowOf.set(label, row);
    }
    if (index.#rowOf.size !== labels.length) throw new AppError('FRS-IX-001', { detail: 'étiquettes' });
    if (graph !== undefined && parsed.data.graph && labels.length >= index.#exactBelow) index.#graph = index.#readGraph(graph);
    return index;
  }

  /**
   * Another index that holds the same vectors and shares them until one of the two changes; a graph is made again when it is next needed.
   */
  fork(): HnswlibVectorIndex {
    const copy = new HnswlibVectorIndex(this.dimension, { exactBelow: this.#exactBelow });
    copy.#rows = this.#rows;
    this.#shared = true;
    copy.#shared = true;
    copy.#labels.push(...this.#labels);
    for (const [label, row] of this.#rowOf) copy.#rowOf.set(label, row);
    return copy;
  }

  get size(): number {
    return this.#labels.length;
  }

  has(label: number): boolean {
    return this.#rowOf.has(label);
  }

  get(label: number): Float32Array | undefined {
    const row = this.#rowOf.get(label);
    return row === undefined ? undefined : this.#row(row);
  }

  add(label: number, vector: Float32Array): void {
    const known = this.#rowOf.has(label);
    this.#keep(label, vector);
    if (this.#graph === undefined) return;
    // hnswlib updates a point in place, but its old links stay: the graph is made again when it is next needed.
    if (known) this.#graph = undefined;
    else {
      if (this.#graph.getCurrentCount() === this.#graph.getMaxElements()) this.#graph.resizeIndex(this.#graph.getMaxElements() * 2);
      this.#graph.addPoint([...vector], label);
    }
  }

  remove(label: number): void {
    const row = this.#rowOf.get(label);
    const last = this.#labels.pop();
    if (row === undefined || last === undefined) {
      if (last !== undefined) this.#labels.push(last);
      return;
    }
    const end = this.#labels.length;
    this.#own();
    this.#rowOf.delete(label);
    if (row !== end) {
      this.#rows.copyWithin(row * this.dimension, end * this.dimension, (end + 1) * this.dimension);
      this.#labels[row] = last;
      this.#rowOf.set(last, row);
    }
    this.#rows.fill(0, end * this.dimension, (end + 1) * this.dimension);
    // The graph would keep a deleted vector (hnswlib only marks it): erased means erased.
    this.#graph = undefined;
  }

  search(query: Float32Array, limit: number, accept?: (label: number) => boolean): VectorHit[] {
    this.#check(query);
    if (limit <= 0 || this.#labels.length === 0) return [];
    // A filter makes a graph miss neighbours; a filtered scan is exact and shorter.
    if (this.#labels.length < this.#exactBelow || accept !== undefined) return this.#scan(query, limit, accept);
    this.#graph ??= this.#buildGraph();
    this.#graph.setEf(Math.max(EF_SEARCH, limit));
    const { neighbors, distances } = this.#graph.searchKnn([...query], Math.min(limit, this.#labels.length));
    return neighbors
      .map((label, rank) => ({ label, similarity: 1 - (distances[rank] as number) }))
      .sort((a, b) => b.similarity - a.similarity || a.label - b.label);
  }

  serialise(): Uint8Array {
    const labels = [...this.#labels];
    const flat = this.#rows.subarray(0, labels.length * this.dimension);
    const graph = this.#graph;
    const header: z.infer<typeof Header> = { kind: 'vectors', dimension: this.dimension, labels, graph: graph !== undefined };
    const blocks = [new Uint8Array(flat.buffer, flat.byteOffset, flat.byteLength)];
    if (graph !== undefined) {
      blocks.push(
        withScratchFile((path) => {
          graph.writeIndexSync(path);
          return readFileSync(path);
        }),
      );
    }
    return seal(header, blocks);
  }

  #keep(label: number, vector: Float32Array): void {
    if (!Number.isInteger(label) || label < 0 || label > 0xffffffff)
      throw new AppError('FRS-IX-001', { detail: 'étiquette hors de 32 bits' });
    this.#check(vector);
    const row = this.#rowOf.get(label) ?? this.#labels.length;
    if (row === this.#labels.length) {
      this.#labels.push(label);
      this.#rowOf.set(label, row);
      if (this.#rows.length < this.#labels.length * this.dimension) {
        const larger = new Float32Array(Math.max(64, Math.ceil(this.#labels.length * GROWTH)) * this.dimension);
        larger.set(this.#rows);
        this.#rows = larger;
        this.#shared = false;
      }
    }
    this.#own();
    this.#rows.set(vector, row * this.dimension);
  }

  /** What is about to change is one's own. */
  #own(): void {
    if (!this.#shared) return;
    this.#rows = this.#rows.slice();
    this.#shared = false;
  }

  #check(vector: Float32Array): void {
    if (vector.length !== this.dimension) throw new AppError('FRS-IX-001', { detail: 'dimension' });
    if (!areFinite(vector)) throw new AppError('FRS-IX-001', { detail: 'valeur non finie' });
  }

  #row(row: number): Float32Array {
    return this.#rows.subarray(row * this.dimension, (row + 1) * this.dimension);
  }

  #scan(query: Float32Array, limit: number, accept: ((label: number) => boolean) | undefined): VectorHit[] {
    const hits: VectorHit[] = [];
    const rows = this.#rows;
    for (let row = 0; row < this.#labels.length; row++) {
      const label = this.#labels[row] as number;
      if (accept !== undefined && !accept(label)) continue;
      const from = row * this.dimension;
      hits.push({ label, similarity: dot(rows, from, query) });
    }
    return hits.sort((a, b) => b.similarity - a.similarity || a.label - b.label).slice(0, limit);
  }

  #buildGraph(): hnswlib.HierarchicalNSW {
    const graph = new hnswlib.HierarchicalNSW('ip', this.dimension);
    graph.initIndex({ maxElements: Math.max(1024, this.#labels.length * 2), m: M, efConstruction: EF_CONSTRUCTION, randomSeed: SEED });
    this.#labels.forEach((label, row) => graph.addPoint([...this.#row(row)], label));
    return graph;
  }

  /** A graph that does not hold exactly our vectors is made again. */
  #readGraph(bytes: Uint8Array): hnswlib.HierarchicalNSW | undefined {
    const graph = new hnswlib.HierarchicalNSW('ip', this.dimension);
    withScratchFile((path) => {
      writeFileSync(path, bytes, { mode: 0o600 });
      graph.readIndexSync(path);
    });
    const labels = graph.getIdsList();
    return labels.length === this.#labels.length && labels.every((label) => this.#rowOf.has(label)) ? graph : undefined;
  }
}
