import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors.js';
import { KeyFolder } from './key-folder.js';
import { deriveKey, open, seal } from './keys.js';
import { APPLICATION_NAME, migrate, SCHEMA_LOCK, withSession } from './postgres-database.js';

/**
 * Puts a site under another master key: every data key is wrapped anew in its file, then the site's own keys in one transaction. Rows and
 * originals are under data keys, which do not change. Cut anywhere, it is called again with the same two keys and goes on. Throws
 * FRS-ST-004 while another process of Frise has the database open, FRS-ST-001 where neither key opens it.
 */
export async function rotatePostgresKeys(url: string, files: string, current: Uint8Array, next: Uint8Array): Promise<void> {
  const [from, to] = [deriveKey(current, 'wrap'), deriveKey(next, 'wrap')];
  /** What an earlier attempt wrapped already opens under the new key. */
  const rewrap = (wrapped: Uint8Array, context: string): Buffer => {
    try {
      return seal(to, open(to, wrapped, context), context);
    } catch {
      return seal(to, open(from, wrapped, context), context);
    }
  };
  await migrate(url);
  await withSession(url, async (query) => {
    // Whoever opens the database meanwhile waits here, and then finds itself under the old key.
    await query('SELECT pg_advisory_lock($1)', [SCHEMA_LOCK]);
    const others = await query(
      'SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1 AND pid <> pg_backend_pid()',
      [APPLICATION_NAME],
    );
    if (others.length > 0) throw new AppError('FRS-ST-004');
    const services = await query<{ use: string; wrapped: Buffer }>('SELECT use, wrapped FROM frise.service_key');
    const wrapped = services.map(({ use, wrapped: before }) => {
      try {
        return rewrap(before, `service:${use}`);
      } catch (cause) {
        throw new AppError('FRS-ST-001', { cause });
      }
    });
    const folder = join(files, 'keys');
    const keys = new KeyFolder(folder);
    for (const name of keyNames(folder)) {
      const before = keys.get(name);
      if (before !== undefined) keys.put(name, rewrap(before, `key:${name}`));
    }
    await query('BEGIN');
    for (const [i, { use }] of services.entries())
      await query('UPDATE frise.service_key SET wrapped = $2 WHERE use = $1', [use, wrapped[i]]);
    await query('COMMIT');
  });
}

function keyNames(folder: string): string[] {
  try {
    const found = readdirSync(folder, { recursive: true, withFileTypes: true });
    return found.filter((entry) => entry.isFile() && /^[0-9a-f]{32}$/.test(entry.name)).map(({ name }) => name);
  } catch (cause) {
    throw new AppError('FRS-ST-009', { cause });
  }
}
