import { open, seal } from './keys.js';
import type { Query } from './postgres-database.js';
import { rowHash } from './postgres-site.js';
import type { ServiceKind, ServiceRecord, ServiceStore } from './service-store.js';

/** Further back than this, the clock was set and did not merely drift, milliseconds. */
const CLOCK_SLACK_MS = 60_000;
const CLOCK = 'clock';

/** Accounts, API keys and where the product stands, sealed under a key of the site's own: the database tells how many, not whose. */
export class PostgresServiceStore implements ServiceStore {
  readonly #query: Query;
  readonly #key: Buffer;

  constructor(query: Query, key: Buffer) {
    this.#query = query;
    this.#key = key;
  }

  async get(kind: ServiceKind, key: string): Promise<Uint8Array | undefined> {
    const [row] = await this.#query<{ value: Buffer }>('SELECT value FROM frise.service WHERE kind = $1 AND key_hash = $2', [
      kind,
      this.#hash(kind, key),
    ]);
    return row && open(this.#key, row.value, `${kind}:${key}`);
  }

  async list(kind: ServiceKind): Promise<readonly ServiceRecord[]> {
    const rows = await this.#query<{ label: Buffer; value: Buffer }>('SELECT label, value FROM frise.service WHERE kind = $1', [kind]);
    return rows
      .map(({ label, value }) => {
        const key = open(this.#key, label, `label:${kind}`).toString();
        return { key, value: open(this.#key, value, `${kind}:${key}`) };
      })
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  }

  async put(kind: ServiceKind, key: string, value: Uint8Array): Promise<void> {
    await this.#query(
      `INSERT INTO frise.service (kind, key_hash, label, value) VALUES ($1, $2, $3, $4)
       ON CONFLICT (kind, key_hash) DO UPDATE SET value = excluded.value`,
      [kind, this.#hash(kind, key), seal(this.#key, Buffer.from(key), `label:${kind}`), seal(this.#key, value, `${kind}:${key}`)],
    );
  }

  async remove(kind: ServiceKind, key: string): Promise<void> {
    await this.#query('DELETE FROM frise.service WHERE kind = $1 AND key_hash = $2', [kind, this.#hash(kind, key)]);
  }

  /** Notes the moment unless a later one stands. */
  async noteClock(now: Date): Promise<void> {
    if ((await this.#noted()) < now.getTime()) await this.put('state', CLOCK, Buffer.from(now.toISOString()));
  }

  /** How far `now` stands behind the last moment noted, milliseconds; 0 where it does not. */
  async clockLag(now: Date): Promise<number> {
    const lag = (await this.#noted()) - now.getTime();
    return lag > CLOCK_SLACK_MS ? lag : 0;
  }

  async #noted(): Promise<number> {
    const value = await this.get('state', CLOCK);
    return value === undefined ? 0 : Date.parse(Buffer.from(value).toString());
  }

  #hash(kind: ServiceKind, key: string): Buffer {
    return rowHash(this.#key, `${kind}:${key}`);
  }
}
