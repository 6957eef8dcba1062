import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { AuditRow, AuditStore } from '../store/audit-store.js';
import type { ServiceStore } from '../store/service-store.js';

export const AuditAction = z.enum([
  'deposit',
  'set-patient',
  'remove-document',
  'open',
  'search',
  'synthesise',
  'view-page',
  'view-original',
  'decide-identity',
  'decide-statement',
  'erase',
  'rotate-keys',
  'backup',
  'restore',
]);
export type AuditAction = z.infer<typeof AuditAction>;

/** Who did what to which dossier, when and why. Identifiers and codes only: nothing that a document says. */
export const AuditEntry = z.object({
  /** ISO 8601, as the machine's clock said. */
  at: z.string(),
  actor: z.string(),
  action: AuditAction,
  dossier: z.string().optional(),
  document: z.string().optional(),
  /** What the person said to open the dossier: a break-glass, an emergency. Never the reason of the consultation. */
  reason: z.string().optional(),
  outcome: z.enum(['done', 'refused', 'failed']),
  /** The error's code where it was not done. */
  code: z.string().optional(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** What the pipeline needs of an audit. */
export interface AuditTrail {
  record(entry: AuditEntry): Promise<void>;
  close(): Promise<void>;
}

export interface AuditFault {
  /** The first line that does not hold, from 1; one past the last where lines are missing at the end. */
  readonly line: number;
  /** French, for whoever verifies. */
  readonly message: string;
}

export interface AuditVerdict {
  readonly lines: number;
  /** The mark of the last line: noted elsewhere, it proves later that nothing before it has changed. */
  readonly head: string | undefined;
  readonly faults: readonly AuditFault[];
  /** Lines dated before the one that precedes them: the clock went back. Not a fault of the log. */
  readonly clockWentBack: readonly number[];
}

const ANCHOR = 'audit';
const Anchor = z.object({ seq: z.int(), mark: z.string() });

/**
 * Append-only: each line's mark is an HMAC-SHA-256 over the mark before it, its number and its text, so that a line changed, taken
 * out, added or moved breaks the chain. The end is also noted in the dossiers' database: lines taken off the end are missed there.
 * A log put back whole with that database, as both stood one day, is seen only against a mark noted outside (`expectedHead`).
 */
export class AuditLog implements AuditTrail {
  readonly #store: AuditStore;
  readonly #key: Uint8Array;
  readonly #anchors: ServiceStore;

  constructor(store: AuditStore, key: Uint8Array, anchors: ServiceStore) {
    this.#store = store;
    this.#key = key;
    this.#anchors = anchors;
  }

  /** Durable when it resolves. Throws FRS-ST-002 where it cannot be kept: what cannot be audited is not to be shown. */
  async record(entry: AuditEntry): Promise<void> {
    const body = JSON.stringify(AuditEntry.parse(entry));
    const { seq, mark } = await this.#store.append((last) => {
      const next = (last?.seq ?? 0) + 1;
      return { seq: next, body, mark: markOf(this.#key, last?.mark ?? '', next, body) };
    });
    // The note may lag behind the log, where a kill fell between or another process was faster; it never runs ahead of it.
    const noted = await this.#anchor();
    if (noted === undefined || noted.seq < seq) await this.#anchors.put('state', ANCHOR, Buffer.from(JSON.stringify({ seq, mark })));
  }

  async verify(expectedHead?: string): Promise<AuditVerdict> {
    const anchor = await this.#anchor();
    return verifyRows(this.#store.rows(), this.#key, [
      ...(anchor === undefined ? [] : [anchor]),
      ...(expectedHead === undefined ? [] : [{ mark: expectedHead }]),
    ]);
  }

  /** JSON lines: `{seq, mark, entry}`, in order. */
  async *export(): AsyncIterable<string> {
    for await (const { seq, body, mark } of this.#store.rows())
      yield `${JSON.stringify({ seq, mark, entry: JSON.parse(body) as unknown })}\n`;
  }

  async close(): Promise<void> {
    await this.#store.close();
  }

  async #anchor(): Promise<z.infer<typeof Anchor> | undefined> {
    const value = await this.#anchors.get('state', ANCHOR);
    return value && Anchor.parse(JSON.parse(Buffer.from(value).toString()));
  }
}

function markOf(key: Uint8Array, before: string, seq: number, body: string): string {
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
  let [line, before, at] = [0, '', ''];
  for await (const row of rows) {
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
      faults.push({ line: line + 1, message: `fin du journal absente : la ligne ${seq ?? 'attendue'} a été retirée` });
  }
  return { lines: line, head: line === 0 ? undefined : before, faults, clockWentBack };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
