import type { Embedder } from '../index/embedder.js';
import type { DossierArchive } from './dossier-archive.js';
import type { DossierState } from './dossier-state.js';

/** Between two times that an index under way is kept, milliseconds. */
const KEEP_INDEX_MS = 20_000;

/** How many times the index was kept: as it goes, so that a process that dies has little to do again, and at the end. */
export async function embedIndex(
  archive: DossierArchive,
  embedder: Embedder,
  state: DossierState,
  tell: (done: number, total: number) => void,
): Promise<number> {
  const total = state.index.pending;
  if (total === 0) return 0;
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
