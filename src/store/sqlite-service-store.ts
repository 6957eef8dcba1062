import type { ServiceKind, ServiceRecord, ServiceStore } from './service-store.js';
import { guarded, type SqliteDatabase } from './sqlite-database.js';

export class SqliteServiceStore implements ServiceStore {
  readonly #db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.#db = db;
  }

  async get(kind: ServiceKind, key: string): Promise<Uint8Array | undefined> {
    return guarded(() =>
      this.#db.prepare<[string, string], { value: Buffer }>('SELECT value FROM service WHERE kind = ? AND key = ?').get(kind, key),
    )?.value;
  }

  async list(kind: ServiceKind): Promise<readonly ServiceRecord[]> {
    return guarded(() =>
      this.#db.prepare<[string], { key: string; value: Buffer }>('SELECT key, value FROM service WHERE kind = ? ORDER BY key').all(kind),
    );
  }

  async put(kind: ServiceKind, key: string, value: Uint8Array): Promise<void> {
    guarded(() =>
      this.#db
        .prepare('INSERT INTO service (kind, key, value) VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value')
        .run(kind, key, value),
    );
  }

  async remove(kind: ServiceKind, key: string): Promise<void> {
    guarded(() => this.#db.prepare('DELETE FROM service WHERE kind = ? AND key = ?').run(kind, key));
  }
}
