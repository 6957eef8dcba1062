import type { AuditRow, AuditStore } from './audit-store.js';
import { guarded, openDatabase, type SqliteDatabase } from './sqlite-database.js';
import { AUDIT_MIGRATIONS } from './sqlite-schema.js';

const ROWS_AT_ONCE = 1000;

/** An encrypted SQLite file of its own: two processes may append, and a kill loses no line that was acknowledged. */
export class SqliteAuditStore implements AuditStore {
  readonly #db: SqliteDatabase;

  /** Throws FRS-ST-001 when the key does not open the file, FRS-ST-002 when it cannot be written. */
  constructor(file: string, key: Uint8Array) {
    this.#db = openDatabase(file, key, AUDIT_MIGRATIONS);
  }

  async append(make: (last: AuditRow | undefined) => AuditRow): Promise<AuditRow> {
    return guarded(() =>
      this.#db
        .transaction(() => {
          const last = this.#db.prepare<[], AuditRow>('SELECT seq, body, mark FROM audit ORDER BY seq DESC LIMIT 1').get();
          const row = make(last);
          this.#db.prepare('INSERT INTO audit (seq, body, mark) VALUES (?, ?, ?)').run(row.seq, row.body, row.mark);
          return row;
        })
        .immediate(),
    );
  }

  async *rows(): AsyncIterable<AuditRow> {
    const page = this.#db.prepare<[number, number], AuditRow>('SELECT seq, body, mark FROM audit WHERE seq > ? ORDER BY seq LIMIT ?');
    for (let after = Number.MIN_SAFE_INTEGER; ;) {
      const rows = guarded(() => page.all(after, ROWS_AT_ONCE));
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.seq;
    }
  }

  async *rowsBack(before = Number.MAX_SAFE_INTEGER): AsyncIterable<AuditRow> {
    const page = this.#db.prepare<[number, number], AuditRow>('SELECT seq, body, mark FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ?');
    for (let at = before; ;) {
      const rows = guarded(() => page.all(at, ROWS_AT_ONCE));
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined) return;
      at = last.seq;
    }
  }

  async cut({ seq, body, mark }: AuditRow): Promise<void> {
    guarded(() => {
      this.#db
        .transaction(() => {
          this.#db.prepare('DELETE FROM audit WHERE seq <= ?').run(seq);
          this.#db.prepare('INSERT INTO audit (seq, body, mark) VALUES (?, ?, ?)').run(seq, body, mark);
        })
        .immediate();
      // What was cut is to be gone from the file as well, and from its log.
      this.#db.pragma('wal_checkpoint(TRUNCATE)');
    });
  }

  async close(): Promise<void> {
    guarded(() => this.#db.close());
  }
}
