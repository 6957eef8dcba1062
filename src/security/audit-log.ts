import { z } from 'zod';
import { AppError } from '../errors.js';
import type { AuditStore } from '../store/audit-store.js';
import type { ServiceStore } from '../store/service-store.js';
import { isStub, markOf, parsed, stubOf, verifyRows, type AuditVerdict } from './audit-chain.js';
import { AuditEntry, type AuditAction, type AuditTrail } from './audit-entry.js';

/** Whom, what and when the lines asked for are about; all of them where nothing is said. */
export interface AuditQuestion {
  readonly dossier?: string | undefined;
  readonly actor?: string | undefined;
  readonly action?: AuditAction | undefined;
  /** ISO 8601, or the beginning of it. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

export type NumberedEntry = AuditEntry & { readonly seq: number };

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

  /**
   * Forgets the lines written before that moment, up to the first one that is not, and says how many. The chain goes on and stays
   * verifiable. Throws FRS-AC-003 where it does not hold as it stands: what was tampered with is evidence, and is kept.
   */
  async purge(before: Date): Promise<number> {
    const { faults, purged } = await this.verify();
    if (faults[0] !== undefined) throw new AppError('FRS-AC-003', { detail: faults[0].message });
    const limit = before.toISOString();
    let last: { seq: number; mark: string } | undefined;
    for await (const row of this.#store.rows()) {
      if (isStub(this.#key, row)) continue;
      if (AuditEntry.parse(JSON.parse(row.body)).at >= limit) break;
      last = row;
    }
    if (last === undefined) return 0;
    await this.#store.cut(stubOf(this.#key, last, limit));
    return last.seq - purged;
  }

  /** The latest first. `before` is the number of a line: those before it. */
  async entries(asked: AuditQuestion): Promise<NumberedEntry[]> {
    const found: NumberedEntry[] = [];
    for await (const row of this.#store.rowsBack(asked.before)) {
      const entry = AuditEntry.safeParse(parsed(row.body));
      if (!entry.success || !answers(entry.data, asked)) continue;
      found.push({ seq: row.seq, ...entry.data });
      if (found.length === asked.limit) break;
    }
    return found;
  }

  /** JSON lines: `{seq, mark, entry}`, in order; `entry` is null for a line that was altered. */
  async *export(): AsyncIterable<string> {
    for await (const { seq, body, mark } of this.#store.rows()) yield `${JSON.stringify({ seq, mark, entry: parsed(body) ?? null })}\n`;
  }

  async close(): Promise<void> {
    await this.#store.close();
  }

  async #anchor(): Promise<z.infer<typeof Anchor> | undefined> {
    const value = await this.#anchors.get('state', ANCHOR);
    return value && Anchor.parse(JSON.parse(Buffer.from(value).toString()));
  }
}

function answers(entry: AuditEntry, { dossier, actor, action, from, to }: AuditQuestion): boolean {
  return (
    (dossier === undefined || entry.dossier === dossier) &&
    (actor === undefined || entry.actor === actor || entry.onBehalfOf === actor) &&
    (action === undefined || entry.action === action) &&
    (from === undefined || entry.at >= from) &&
    (to === undefined || entry.at.slice(0, to.length) <= to)
  );
}
