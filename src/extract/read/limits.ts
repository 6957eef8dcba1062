/** What a single deposited file may cost. Measured on the written dossiers, the dearest real document takes a hundredth of it. */
export const LIMITS = {
  /** Bytes of one file. */
  fileBytes: 100 * 1024 * 1024,
  /** Pages of one document; the rest is said and not read. */
  pages: 500,
  /** Pixels of one image or rendered page: A3 at 600 dpi. */
  pixels: 70_000_000,
  /** Documents nested in documents. */
  depth: 4,
  /** Entries of an archive, embedded documents of one source. */
  entries: 2_000,
  /** Bytes an archive may unfold to, and how many times its own size. */
  unzippedBytes: 300 * 1024 * 1024,
  unzipRatio: 150,
  /** Milliseconds to read one file, and to draw one page. */
  readMs: 60_000,
  renderMs: 30_000,
  /** Memory of a reading worker: V8's heap, and what the whole process may grow by meanwhile. */
  heapMb: 768,
  growthMb: 1_536,
} as const;
