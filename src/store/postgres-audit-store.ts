import type { AuditRow, AuditStore } from './audit-store.js';
import { open, seal } from './keys.js';
import { queryOn, transaction, type PostgresPool, type Query } from './postgres-database.js';

const ROWS_AT_ONCE = 1000;
/** Writers of the audit take turns: each line is bound to the one before. */
const AUDIT_LOCK = 7_281_900_003;

interface LineRow {
  readonly seq: string;
  readonly body: Buffer;
  readonly mark: string;
}

/** Lines in a schema of their own, sealed under the audit's key: the database tells how many and when, not who did what. */
export class PostgresAuditStore implements AuditStore {
  readonly #pool: PostgresPool;
  readonly #query: Query;
  readonly #key: Buffer;

  /** `pool` stays its owner's to close. */
  constructor(pool: PostgresPool, key: Buffer) {
    this.#pool = pool;
    this.#query = queryOn(pool);
    this.#key = key;
  }

  async append(make: (last: AuditRow | undefined) => AuditRow): Promise<AuditRow> {
    return transaction(this.#pool, async (query) => {
      await query('SELECT pg_advisory_xact_lock($1)', [AUDIT_LOCK]);
      const [last] = await query<LineRow>('SELECT seq, body, mark FROM frise_audit.line ORDER BY seq DESC LIMIT 1');
      const row = make(last && this.#row(last));
      await this.#insert(query, row);
      return row;
    });
  }

  async *rows(): AsyncIterable<AuditRow> {
    for (let after = 0; ;) {
      const rows = await this.#query<LineRow>('SELECT seq, body, mark FROM frise_audit.line WHERE seq > $1 ORDER BY seq LIMIT $2', [
        after,
        ROWS_AT_ONCE,
      ]);
      for (const row of rows) yield this.#row(row);
      const last = rows.at(-1);
      if (last === undefined) return;
      after = Number(last.seq);
    }
  }

  async *rowsBack(before = Number.MAX_SAFE_INTEGER): AsyncIterable<AuditRow> {
    for (let at = before; ;) {
      const rows = await this.#query<LineRow>('SELECT seq, body, mark FROM frise_audit.line WHERE seq < $1 ORDER BY seq DESC LIMIT $2', [
        at,
        ROWS_AT_ONCE,
      ]);
      for (const row of rows) yield this.#row(row);
      const last = rows.at(-1);
      if (last === undefined) return;
      at = Number(last.seq);
    }
  }

  async cut(row: AuditRow): Promise<void> {
    await transaction(this.#pool, async (query) => {
      await query('SELECT pg_advisory_xact_lock($1)', [AUDIT_LOCK]);
      await query('DELETE FROM frise_audit.line WHERE seq <= $1', [row.seq]);
      await this.#insert(query, row);
    });
  }

  async close(): Promise<void> {}

  async #insert(query: Query, { seq, body, mark }: AuditRow): Promise<void> {
    await query('INSERT INTO frise_audit.line (seq, body, mark) VALUES ($1, $2, $3)', [
      seq,
      seal(this.#key, Buffer.from(body), `audit:${seq}`),
      mark,
    ]);
  }

  /** A body that does not open is given as nothing: verification then says which line, where an error would say only that one is. */
  #row({ seq, body, mark }: LineRow): AuditRow {
    let text = '';
    try {
      text = open(this.#key, body, `audit:${seq}`).toString();
    } catch {
      // Altered: the chain breaks here.
    }
    return { seq: Number(seq), body: text, mark };
  }
}
