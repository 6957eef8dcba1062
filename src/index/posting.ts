type Layer = Map<string, number>;

/**
 * The passages that hold one term, with its weight in each, in the order in which they came. What forks of an index share lies in layers that
 * none of them changes: one more passage costs a layer of its own, not a copy of all.
 */
export class Posting {
  #layers: readonly Layer[];
  /** The layer that nobody shares, the last one. */
  #own: Layer;

  constructor(shared: readonly Layer[] = []) {
    this.#own = new Map();
    this.#layers = [...shared, this.#own];
  }

  get size(): number {
    return this.#layers.reduce((sum, layer) => sum + layer.size, 0);
  }

  /** Each passage stands in one of them. */
  get layers(): readonly ReadonlyMap<string, number>[] {
    return this.#layers;
  }

  get(id: string): number | undefined {
    for (const layer of this.#layers) {
      const weight = layer.get(id);
      if (weight !== undefined) return weight;
    }
    return undefined;
  }

  /** `id` is not there yet. */
  add(id: string, weight: number): void {
    this.#own.set(id, weight);
  }

  delete(id: string): void {
    if (!this.#own.delete(id) && this.#layers.some((layer) => layer.has(id))) {
      this.#own = joined(this.#layers);
      this.#layers = [this.#own];
      this.#own.delete(id);
    }
  }

  /** Another that holds the same and may change; this one may not any more. Layers grow by half at least, so that they stay few. */
  fork(): Posting {
    const shared = this.#layers.filter(({ size }) => size > 0);
    for (let last = shared.at(-1), before = shared.at(-2); last !== undefined && before !== undefined && 2 * last.size > before.size;) {
      shared.splice(-2, 2, joined([before, last]));
      [last, before] = [shared.at(-1), shared.at(-2)];
    }
    return new Posting(shared);
  }
}

function joined(layers: readonly Layer[]): Layer {
  const [first, ...rest] = layers;
  const all: Layer = new Map(first);
  for (const layer of rest) for (const [id, weight] of layer) all.set(id, weight);
  return all;
}
