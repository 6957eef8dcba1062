import type { Document } from '../../src/domain/document.js';
import type { Embedder } from '../../src/index/embedder.js';

/** A read document with one plain page for each text. */
export function makeDocument(
  id: string,
  texts: readonly string[],
  metadata: {
    title?: string;
    type?: string;
    date?: string;
    specialty?: string;
    organisation?: string;
    source?: Document['pages'][number]['source'];
  } = {},
): Document {
  const from = <T>(value: T): { value: T; source: 'header'; confidence: number; reason: string } => ({
    value,
    source: 'header',
    confidence: 1,
    reason: 'test',
  });
  return {
    id,
    fileName: `${id}.txt`,
    sha256: id,
    mediaType: 'text/plain',
    pages: texts.map((text, index) => ({ number: index + 1, text, source: metadata.source ?? 'plain', positions: [], furniture: [] })),
    metadata: {
      title: from(metadata.title ?? 'Courrier'),
      ...(metadata.type === undefined ? {} : { type: from({ system: 'LOINC', code: metadata.type }) }),
      ...(metadata.date === undefined ? {} : { actDate: from(metadata.date) }),
      ...(metadata.specialty === undefined ? {} : { author: from({ name: 'A. B.', specialty: metadata.specialty }) }),
      ...(metadata.organisation === undefined ? {} : { organisation: from(metadata.organisation) }),
      version: { replaces: [] },
      access: [],
    },
    identity: { firstNames: [] },
    identityDoubts: [],
    warnings: [],
  };
}

/** Vectors that depend on the words only: enough to see that the right vectors go to the right passages. */
export class HashEmbedder implements Embedder {
  readonly dimension = 32;
  readonly modelId: string;

  constructor(modelId = 'hash') {
    this.modelId = modelId;
  }

  embed(texts: readonly string[]): Promise<Float32Array[]> {
    return Promise.resolve(
      texts.map((text) => {
        const vector = new Float32Array(this.dimension);
        for (const word of text.toLowerCase().split(/\P{L}+/u)) {
          let hash = this.modelId.length;
          for (const letter of word) hash = (hash * 31 + (letter.codePointAt(0) as number)) >>> 0;
          (vector[hash % this.dimension] as number) += 1;
        }
        const norm = Math.hypot(...vector) || 1;
        return vector.map((value) => value / norm);
      }),
    );
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
