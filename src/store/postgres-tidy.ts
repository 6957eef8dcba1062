import { blobName } from './blob-folder.js';
import { open } from './keys.js';
import { transaction } from './postgres-database.js';
import type { PostgresServiceStore } from './postgres-service-store.js';
import type { PostgresSite } from './postgres-site.js';

/** Between two tidyings of the folder by whichever process, milliseconds. */
const EVERY_MS = 3_600_000;
/** A folder touched this long before the last tidying is looked at again: clocks and processes overlap. */
const OVERLAP_MS = 86_400_000;
const TIDY_LOCK = 7_281_900_002;
const TIDIED = 'tidied';

/** Finishes every erasure that is under way, its own or one that was cut: the key first, then nothing left can be read. */
export async function finishErasures({ query, keys, blobs }: PostgresSite): Promise<void> {
  const rows = await query<{ dossier_id: Buffer; folder: string }>('SELECT dossier_id, folder FROM frise.dossier WHERE erasing');
  for (const { dossier_id, folder } of rows) {
    keys.remove(folder);
    blobs.removeFolder(folder);
    await query('DELETE FROM frise.dossier WHERE dossier_id = $1 AND folder = $2 AND erasing', [dossier_id, folder]);
  }
}

/** Removes originals that a kill left without a row: one process at a time, at most once an hour. */
export async function tidyFolders(site: PostgresSite, services: PostgresServiceStore, keyOf: (folder: string) => Buffer): Promise<void> {
  const now = Date.now();
  const noted = await services.get('state', TIDIED);
  const last = noted === undefined ? 0 : Number(Buffer.from(noted).toString());
  if (now - last < EVERY_MS) return;
  await transaction(site.pool, async (query) => {
    const [lock] = await query<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [TIDY_LOCK]);
    if (lock?.taken !== true) return;
    for (const { name, changedAt } of site.blobs.folders()) {
      if (changedAt < last - OVERLAP_MS) continue;
      await sweepFolder(site, name, keyOf);
    }
  });
  await services.put('state', TIDIED, Buffer.from(String(now)));
}

async function sweepFolder(site: PostgresSite, folder: string, keyOf: (folder: string) => Buffer): Promise<void> {
  await transaction(site.pool, async (query) => {
    // Locked: a deposit has its file named and its row written under the same lock.
    const [row] = await query<{ dossier_id: Buffer }>('SELECT dossier_id FROM frise.dossier WHERE folder = $1 FOR UPDATE', [folder]);
    if (row === undefined) return site.blobs.removeFolder(folder);
    const key = keyOf(folder);
    const sources = await query<{ details: Buffer }>('SELECT details FROM frise.source WHERE dossier_id = $1', [row.dossier_id]);
    const names = sources.map(({ details }) =>
      blobName(key, (JSON.parse(open(key, details, 'source').toString()) as { sha256: string }).sha256),
    );
    site.blobs.sweep(folder, new Set(names), Date.now());
  });
}
