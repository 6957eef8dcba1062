/** Texts handed to a thread at once: enough to sort by their true length, few enough for two threads to share a dossier. */
const CHUNK = 64;
/** Texts multiplied at once: on one processor, a token costs the same from 4 to 32 texts a batch, and small batches pad less. */
const BATCH = 8;

const ranked = (lengths: readonly number[]): number[] =>
  lengths.map((_, index) => index).sort((a, b) => (lengths[b] as number) - (lengths[a] as number));
const cut = (order: readonly number[], size: number): number[][] =>
  Array.from({ length: Math.ceil(order.length / size) }, (_, at) => order.slice(at * size, (at + 1) * size));

/** Texts by number, in chunks of like length by characters, longest first so that the threads end together. */
export const chunksOf = (texts: readonly string[]): number[][] => cut(ranked(texts.map((text) => text.length)), CHUNK);

/** Texts of a chunk by number, in batches of like length by tokens. */
export const batchesOf = (tokens: readonly number[]): number[][] => cut(ranked(tokens), BATCH);
