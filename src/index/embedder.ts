/** What a text is for: the encoder was trained with a different prefix for each. */
export type EmbeddingRole = 'query' | 'passage';

/** Turns texts into vectors of unit length. */
export interface Embedder {
  /** Changes whenever its vectors do: an index made by another model is rebuilt. */
  readonly modelId: string;
  readonly dimension: number;
  /** One vector by text, in order; a text longer than the model takes is cut at its last token. */
  embed(texts: readonly string[], role: EmbeddingRole): Promise<Float32Array[]>;
  close(): Promise<void>;
}
