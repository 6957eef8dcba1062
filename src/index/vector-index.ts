/** A neighbour; `similarity` is the cosine, 1 for the same direction. */
export interface VectorHit {
  readonly label: number;
  readonly similarity: number;
}

/** Nearest vectors of one patient's dossier. Vectors have unit length; labels are uint32. */
export interface VectorIndex {
  readonly dimension: number;
  readonly size: number;
  has(label: number): boolean;
  /** @throws AppError FRS-IX-001 for a wrong dimension, a value that is not finite, a label that is not a uint32. */
  add(label: number, vector: Float32Array): void;
  remove(label: number): void;
  get(label: number): Float32Array | undefined;
  /** Best first; with `accept`, among the accepted labels only. */
  search(query: Float32Array, limit: number, accept?: (label: number) => boolean): VectorHit[];
  /** Closed by a checksum. */
  serialise(): Uint8Array;
}
