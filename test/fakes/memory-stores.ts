import type { AuditRow, AuditStore } from '../../src/store/audit-store.js';
import type { ServiceKind, ServiceRecord, ServiceStore } from '../../src/store/service-store.js';

/** Lines in memory: a test that makes thousands of requests waits for no disk. */
export class MemoryAuditStore implements AuditStore {
  #rows: AuditRow[] = [];

  async append(make: (last: AuditRow | undefined) => AuditRow): Promise<AuditRow> {
    const row = make(this.#rows.at(-1));
    this.#rows.push(row);
    return row;
  }

  async *rows(): AsyncIterable<AuditRow> {
    yield* this.#rows;
  }

  async *rowsBack(before = Number.MAX_SAFE_INTEGER): AsyncIterable<AuditRow> {
    yield* this.#rows.filter(({ seq }) => seq < before).toReversed();
  }

  async cut(row: AuditRow): Promise<void> {
    this.#rows = [row, ...this.#rows.filter(({ seq }) => seq > row.seq)];
  }

  async close(): Promise<void> {
    // Nothing is held.
  }
}

export class MemoryServiceStore implements ServiceStore {
  readonly #records = new Map<string, ServiceRecord>();

  async get(kind: ServiceKind, key: string): Promise<Uint8Array | undefined> {
    return this.#records.get(`${kind} ${key}`)?.value;
  }

  async list(kind: ServiceKind): Promise<readonly ServiceRecord[]> {
    return [...this.#records].flatMap(([id, record]) => (id.startsWith(`${kind} `) ? [record] : []));
  }

  async put(kind: ServiceKind, key: string, value: Uint8Array): Promise<void> {
    this.#records.set(`${kind} ${key}`, { key, value });
  }

  async remove(kind: ServiceKind, key: string): Promise<void> {
    this.#records.delete(`${kind} ${key}`);
  }
}
