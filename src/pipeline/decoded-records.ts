import type { DossierStore, RecordKind, StoredRecord } from '../store/dossier-store.js';

/** Dossiers whose records stay decoded: a few more than a practice has open at once. */
const DOSSIERS = 8;
/** From this share of unknown records on, all are read in one go. */
const MANY = 0.5;

export interface Decoded<T> {
  readonly stamp: string;
  readonly value: T;
}

/**
 * Records of one kind, decoded once: what has not changed is the very same object from one opening of a dossier to the next, so that what was
 * made of it need not be made again. Only stamps are read each time; a stamp must change whenever its value does.
 */
export class DecodedRecords<T> {
  readonly #store: DossierStore;
  readonly #kind: RecordKind;
  readonly #decode: (record: StoredRecord) => T;
  /** By dossier, the one used last at the end. */
  readonly #known = new Map<string, Map<string, Decoded<T>>>();

  constructor(store: DossierStore, kind: RecordKind, decode: (record: StoredRecord) => T) {
    this.#store = store;
    this.#kind = kind;
    this.#decode = decode;
  }

  /** By key, in the store's order. */
  async of(dossierId: string): Promise<ReadonlyMap<string, Decoded<T>>> {
    const stamps = await this.#store.listStamps(dossierId, this.#kind);
    const known = this.#known.get(dossierId) ?? new Map<string, Decoded<T>>();
    const unknown = stamps.filter(({ key, stamp }) => known.get(key)?.stamp !== stamp);
    const fresh = new Map<string, StoredRecord>();
    if (unknown.length > MANY * stamps.length)
      for (const record of await this.#store.listRecords(dossierId, this.#kind)) fresh.set(record.key, record);
    else
      for (const { key } of unknown) {
        const record = await this.#store.getRecord(dossierId, this.#kind, key);
        if (record !== undefined) fresh.set(key, record);
      }
    const now = new Map<string, Decoded<T>>();
    for (const key of new Set([...stamps.map((one) => one.key), ...fresh.keys()])) {
      const [record, old] = [fresh.get(key), known.get(key)];
      if (record !== undefined && record.stamp !== old?.stamp) now.set(key, { stamp: record.stamp, value: this.#decode(record) });
      else if (old !== undefined) now.set(key, old);
    }
    this.forget(dossierId);
    this.#known.set(dossierId, now);
    const [oldest] = this.#known.keys();
    if (this.#known.size > DOSSIERS && oldest !== undefined) this.#known.delete(oldest);
    return now;
  }

  /** What has just been stored under `stamp` need not be decoded. */
  keep(dossierId: string, key: string, stamp: string, value: T): void {
    this.#known.get(dossierId)?.set(key, { stamp, value });
  }

  forget(dossierId: string): void {
    this.#known.delete(dossierId);
  }
}
