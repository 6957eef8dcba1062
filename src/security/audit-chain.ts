import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { AuditRow } from '../store/audit-store.js';
import { AuditEntry } from './audit-entry.js';

interface AuditFault {
  /** The first line that does not hold, from 1; one past the last where lines are missing at the end. */
  readonly line: number;
  /** French, for whoever verifies. */
  readonly message: string;
}

export interface AuditVerdict {
  /** Ever written, those that were purged included. */
  readonly lines: number;
  /** Purged, from the first line on. */
  readonly purged: number;
  /** The mark of the last line: noted elsewhere, it proves later that nothing before it has changed. */
  readonly head: string | undefined;
  readonly faults: readonly AuditFault[];
  /** Lines dated before the one that precedes them: the clock went back. Not a fault of the log. */
  readonly clockWentBack: readonly number[];
}

/** What stands in the place of purged lines: it bears the number and the mark of the last of them, so that the chain goes on from there. */
const Stub = z.object({ purgedBefore: z.string(), seal: z.string() });

/** The row that takes the place of all those up to `last`. Sealed: whoever lacks the key cannot shorten the log and call it a purge. */
export function stubOf(key: Uint8Array, last: Pick<AuditRow, 'seq' | 'mark'>, purgedBefore: string): AuditRow {
  return { seq: last.seq, mark: last.mark, body: JSON.stringify({ purgedBefore, seal: sealOf(key, last, purgedBefore) }) };
}

function sealOf(key: Uint8Array, { seq, mark }: Pick<AuditRow, 'seq' | 'mark'>, purgedBefore: string): string {
  return createHmac('sha256', key).update(`purge\n${seq}\n${mark}\n${purgedBefore}`).digest('hex');
}

/** Is this row what a purge left? */
export function isStub(key: Uint8Array, row: AuditRow): boolean {
  const stub = Stub.safeParse(parsed(row.body));
  if (!stub.success) return false;
  const [given, right] = [Buffer.from(stub.data.seal), Buffer.from(sealOf(key, row, stub.data.purgedBefore))];
  return given.length === right.length && timingSafeEqual(given, right);
}

export function markOf(key: Uint8Array, before: string, seq: number, body: string): string {
  return createHmac('sha256', key).update(`${before}\n${seq}\n${body}`).digest('hex');
}

/** Verifies lines from wherever they come. `milestones` are marks that must be found, at their number where it is known. */
export async function verifyRows(
  rows: AsyncIterable<AuditRow> | Iterable<AuditRow>,
  key: Uint8Array,
  milestones: readonly { readonly seq?: number; readonly mark: string }[] = [],
): Promise<AuditVerdict> {
  const faults: AuditFault[] = [];
  const clockWentBack: number[] = [];
  const seen = new Map<string, number>();
  let [line, before, at, purged] = [0, '', '', 0];
  for await (const row of rows) {
    if (line === 0 && isStub(key, row)) {
      [line, purged, before] = [row.seq, row.seq, row.mark];
      seen.set(row.mark, line);
      continue;
    }
    line += 1;
    if (faults.length === 0) {
      if (row.seq !== line) faults.push({ line, message: `ligne ${line} absente : la suivante porte le numéro ${row.seq}` });
      else if (row.mark !== markOf(key, before, row.seq, row.body))
        faults.push({ line, message: `ligne ${line} modifiée, déplacée ou ajoutée` });
    }
    const entry = AuditEntry.safeParse(parsed(row.body));
    if (entry.success) {
      if (entry.data.at < at) clockWentBack.push(line);
      at = entry.data.at;
    }
    before = row.mark;
    seen.set(row.mark, line);
  }
  for (const { seq, mark } of milestones) {
    const found = seen.get(mark);
    if (faults.length === 0 && (found === undefined || (seq !== undefined && found !== seq)))
      faults.push({
        line: line + 1,
        message: `fin du journal absente : la ligne ${seq ?? 'attendue'} a été retirée${purged > 0 ? `, ou purgée avec les ${purged} premières` : ''}`,
      });
  }
  return { lines: line, purged, head: line === 0 ? undefined : before, faults, clockWentBack };
}

/** A line's entry; undefined where it was altered. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
