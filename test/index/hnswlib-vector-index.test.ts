import { describe, expect, it } from 'vitest';
import { HnswlibVectorIndex } from '../../src/index/hnswlib-vector-index.js';

const DIMENSION = 24;

function vectors(count: number): Float32Array[] {
  let seed = 42;
  const next = (): number => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32 - 0.5;
  return Array.from({ length: count }, () => {
    const vector = Float32Array.from({ length: DIMENSION }, next);
    const norm = Math.hypot(...vector);
    return vector.map((value) => value / norm);
  });
}

function filled(count: number, exactBelow: number): HnswlibVectorIndex {
  const index = new HnswlibVectorIndex(DIMENSION, { exactBelow });
  vectors(count).forEach((vector, label) => index.add(label, vector));
  return index;
}

describe('the vector index', () => {
  it('finds through the graph what the scan finds, before and after it is stored', () => {
    const [exact, graph] = [filled(600, 10_000), filled(600, 100)];
    const queries = vectors(640).slice(600);
    const labels = (index: HnswlibVectorIndex, query: Float32Array): number[] => index.search(query, 10).map((hit) => hit.label);
    const recall = (index: HnswlibVectorIndex): number =>
      queries.reduce((sum, query) => sum + labels(index, query).filter((label) => labels(exact, query).includes(label)).length, 0) /
      (queries.length * 10);
    expect(recall(graph)).toBeGreaterThanOrEqual(0.99);
    const restored = HnswlibVectorIndex.load(graph.serialise(), DIMENSION, { exactBelow: 100 });
    expect(recall(restored)).toBeGreaterThanOrEqual(0.99);
    restored.add(5000, queries[0] as Float32Array);
    expect(labels(restored, queries[0] as Float32Array)[0]).toBe(5000);
    restored.remove(5000);
    expect(labels(restored, queries[0] as Float32Array)).not.toContain(5000);
    expect(restored.search(queries[1] as Float32Array, 3, (label) => label < 5).every((hit) => hit.label < 5)).toBe(true);
  });

  it('refuses what hnswlib would take in silence', () => {
    const index = filled(3, 100);
    const [vector] = vectors(1) as [Float32Array];
    for (const label of [-1, 1.5, 2 ** 32, 2 ** 40]) expect(() => index.add(label, vector)).toThrow(/Index endommagé/);
    expect(() => index.add(9, vector.slice(1))).toThrow(/dimension/);
    expect(() =>
      index.add(
        9,
        Float32Array.from(vector, (value, i) => (i === 3 ? Number.NaN : value)),
      ),
    ).toThrow(/non finie/);
    expect(() => index.search(vector.slice(1), 3)).toThrow(/dimension/);
    expect(() => HnswlibVectorIndex.load(index.serialise(), DIMENSION + 1)).toThrow(/dimension/);
    expect(index.size).toBe(3);
  });

  it('never hands a damaged graph to hnswlib', () => {
    const bytes = filled(300, 100).serialise();
    for (let at = 0; at < bytes.length; at += 997) {
      const damaged = Uint8Array.from(bytes);
      (damaged[at] as number) ^= 16;
      expect(() => HnswlibVectorIndex.load(damaged, DIMENSION, { exactBelow: 100 })).toThrow(/Index endommagé/);
    }
  });
});
