import { AppError } from '../errors.js';
import type { Turn } from './dossier-store.js';
import { withSession } from './postgres-database.js';
import type { PostgresSite } from './postgres-site.js';

/** A dossier's advisory lock: the first 64 bits of its pseudonym. */
export function lockOf(pseudonym: Buffer): string {
  return pseudonym.readBigInt64BE(0).toString();
}

/**
 * The lock belongs to a session of its own: it is free again when the process ends, however it ends. That the turn was cut is seen by
 * the next one, which finds the dossier still marked as held.
 */
export async function takeTurn<T>(site: PostgresSite, pseudonym: Buffer, action: (turn: Turn) => Promise<T>, wait: boolean): Promise<T> {
  return withSession(site.url, async (session) => {
    if (wait) {
      // However long the other takes.
      await session('SET lock_timeout = 0');
      await session('SELECT pg_advisory_lock($1::bigint)', [lockOf(pseudonym)]);
    } else {
      const [row] = await session<{ taken: boolean }>('SELECT pg_try_advisory_lock($1::bigint) AS taken', [lockOf(pseudonym)]);
      if (row?.taken !== true) throw new AppError('FRS-ST-004', { detail: 'dossier' });
    }
    const [row] = await session<{ interrupted: number }>(
      `UPDATE frise.dossier SET interrupted = CASE WHEN held THEN interrupted + 1 ELSE 0 END, held = true
       WHERE dossier_id = $1 AND NOT erasing RETURNING interrupted`,
      [pseudonym],
    );
    if (row === undefined) throw new AppError('FRS-IN-012', { detail: 'dossier' });
    let counted = row.interrupted;
    const progressed = async (): Promise<void> => {
      if (counted === 0) return;
      counted = 0;
      await site.query('UPDATE frise.dossier SET interrupted = 0 WHERE dossier_id = $1', [pseudonym]);
    };
    try {
      return await action({ interrupted: row.interrupted, progressed });
    } finally {
      await session('UPDATE frise.dossier SET held = false, interrupted = 0 WHERE dossier_id = $1', [pseudonym]).catch(() => undefined);
    }
  });
}
