import type { Embedder } from '../index/embedder.js';
import type { DossierArchive } from './dossier-archive.js';
import type { DossierState } from './dossier-state.js';

/** Between two times that an index under way is kept, milliseconds. */
const KEEP_INDEX_MS = 20_000;

/**
 * How many times the index was kept: as it goes, so that a process that dies has little to do again, and at the end. Where there is nothing
 * to embed it is kept all the same if passages left it: no text of a removed document stays stored.
 */
export async function embedIndex(
  archive: DossierArchive,
  embedder: Embedder,
  state: DossierState,
  tell: (done: number, total: number) => void,
): Promise<number> {
  const total = state.index.pending;
  if (total === 0) {
    if (!state.index.hasLost) return 0;
    await archive.keepIndex(state.id, state.index);
    return 1;
  }
  tell(0, total);
  let kept = 0;
  let last = performance.now();
  await state.index.embedPending(embedder, async (left) => {
    tell(total - left, total);
    if (left > 0 && performance.now() - last < KEEP_INDEX_MS) return;
    await archive.keepIndex(state.id, state.index);
    kept += 1;
    last = performance.now();
  });
  return kept;
}
