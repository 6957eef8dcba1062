import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../errors.js';
import type { Turn } from './dossier-store.js';
import { guarded, type SqliteDatabase } from './sqlite-database.js';

/** How often a holder says that it lives, and how long it is believed without, milliseconds. */
const BEAT_MS = 5_000;
const BELIEVED_MS = 30_000;
const RETRY_MS = 100;

interface TurnRow {
  readonly holder: string | null;
  readonly until: number;
  readonly interrupted: number;
}

/**
 * SQLite has no lock that outlives a transaction: a turn is a row that names its holder. A holder on this machine whose process is gone
 * has lost it at once; one that cannot be looked at (another container) is believed for as long as it said.
 */
export async function takeTurn<T>(db: SqliteDatabase, dossierId: string, action: (turn: Turn) => Promise<T>, wait: boolean): Promise<T> {
  const holder = `${processMark(process.pid)} ${randomBytes(8).toString('hex')}`;
  let interrupted = take(db, dossierId, holder);
  while (interrupted === undefined) {
    if (!wait) throw new AppError('FRS-ST-004', { detail: 'dossier' });
    await sleep(RETRY_MS);
    interrupted = take(db, dossierId, holder);
  }
  const beat = setInterval(() => {
    // A beat that is missed is made up for by the next.
    if (db.open)
      db.prepare('UPDATE turn SET until = ? WHERE dossier_id = ? AND holder = ?').run(Date.now() + BELIEVED_MS, dossierId, holder);
  }, BEAT_MS);
  beat.unref();
  let counted = interrupted;
  const progressed = async (): Promise<void> => {
    if (counted > 0)
      guarded(() => db.prepare('UPDATE turn SET interrupted = 0 WHERE dossier_id = ? AND holder = ?').run(dossierId, holder));
    counted = 0;
  };
  try {
    return await action({ interrupted, progressed });
  } finally {
    clearInterval(beat);
    if (db.open)
      guarded(() =>
        db.prepare('UPDATE turn SET holder = NULL, interrupted = 0 WHERE dossier_id = ? AND holder = ?').run(dossierId, holder),
      );
  }
}

/** How many turns were cut before this one, or undefined where somebody has it. */
function take(db: SqliteDatabase, dossierId: string, holder: string): number | undefined {
  return guarded(() =>
    db
      .transaction(() => {
        const row = db.prepare<[string], TurnRow>('SELECT holder, until, interrupted FROM turn WHERE dossier_id = ?').get(dossierId);
        if (row !== undefined && row.holder !== null && lives(row.holder, row.until)) return undefined;
        const interrupted = row === undefined || row.holder === null ? 0 : row.interrupted + 1;
        if (db.prepare('SELECT 1 FROM dossier WHERE id = ?').get(dossierId) === undefined)
          throw new AppError('FRS-IN-012', { detail: 'dossier' });
        db.prepare(
          'INSERT INTO turn (dossier_id, holder, until, interrupted) VALUES (?, ?, ?, ?) ON CONFLICT (dossier_id) DO UPDATE SET holder = excluded.holder, until = excluded.until, interrupted = excluded.interrupted',
        ).run(dossierId, holder, Date.now() + BELIEVED_MS, interrupted);
        return interrupted;
      })
      .immediate(),
  );
}

function lives(holder: string, until: number): boolean {
  const [machine, pid = ''] = holder.split(' ')[0]!.split('/');
  const here = processMark(process.pid).split('/')[0];
  if (machine !== here || machine === 'unknown') return until > Date.now();
  return processMark(Number(pid)) === holder.split(' ')[0];
}

/** `machine:space/pid/start`: the boot, the space of process numbers, and since when the number is this process's. Linux says all three. */
function processMark(pid: number): string {
  try {
    const machine = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const space = readlinkSync('/proc/self/ns/pid').replace(/\D+/g, '');
    // Field 22 of proc(5); the second, a name in brackets, may hold anything.
    const start = readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').at(-1)?.trim().split(' ')[19];
    return `${machine}:${space}/${pid}/${start}`;
  } catch {
    return `unknown/${pid}/`;
  }
}
