import { AppError } from '../errors.js';
import { sha256Of } from '../extract/read/reading.js';
import { DossierIndex } from '../index/dossier-index.js';
import type { Embedder } from '../index/embedder.js';
import type { DossierStore, RecordReference } from '../store/dossier-store.js';

const WHOLE = 'dossier';
/** Indexes remembered: as many dossiers as records are. */
const INDEXES = 8;
/** Passages added since the index was last written whole: beyond this number and this share of all, it is written whole again. */
const FEW = 256;
const SHARE = 0.1;

interface Known {
  /** Of all that it is stored as. */
  readonly stamp: string;
  readonly index: DossierIndex;
  /** Stored one after the other since the whole. */
  readonly additions: number;
  readonly added: number;
}

/**
 * The stored index of each dossier: written whole, then what is added to it, so that one more document costs what it holds and not what the
 * dossier holds. What is removed is not to be found in anything stored: the index is then written whole again.
 */
export class KeptIndexes {
  readonly #store: DossierStore;
  readonly #rules: string;
  /** As last opened or kept; nobody changes it, who wants one gets a copy. */
  readonly #known = new Map<string, Known>();

  constructor(store: DossierStore, rules: string) {
    this.#store = store;
    this.#rules = rules;
  }

  /** The stored index, or an empty one where it is missing, damaged, or made by other rules: documents are then added again. */
  async open(dossierId: string, embedder: Embedder): Promise<DossierIndex> {
    const known = this.#known.get(dossierId);
    const stored = await this.#stamp(dossierId);
    if (known !== undefined && known.stamp === stored && known.index.modelId === embedder.modelId) return known.index.fork();
    const records = (await this.#store.listRecords(dossierId, 'index')).toSorted(byKey);
    const [whole, ...additions] = records;
    if (whole?.key === WHOLE && records.every(({ stamp }) => stamp.startsWith(`${this.#rules}-`))) {
      try {
        const index = DossierIndex.load(whole.value, dossierId, embedder);
        const before = index.passages.length;
        for (const [at, { value }] of additions.entries()) index.append(value, stampOf(records.slice(0, at + 1)));
        const added = index.passages.length - before;
        this.#remember(dossierId, { stamp: stampOf(records), index, additions: additions.length, added });
        return index.fork();
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'FRS-IX-001')) throw error;
      }
    }
    return new DossierIndex(dossierId, embedder);
  }

  /** One change of the store, whole or nothing. */
  async keep(dossierId: string, index: DossierIndex): Promise<void> {
    const known = this.#known.get(dossierId);
    const references = await this.#references(dossierId);
    const addition = known !== undefined && known.stamp === stampOf(references) ? index.additionsTo(known.index, known.stamp) : undefined;
    const added = (known?.added ?? 0) + (addition?.passages ?? 0);
    if (known !== undefined && addition !== undefined && added <= Math.max(FEW, SHARE * index.passages.length)) {
      const record = this.#record(`${WHOLE}+${String(known.additions + 1).padStart(6, '0')}`, addition.bytes);
      await this.#store.writeRecords(dossierId, { put: [record] });
      const stamp = stampOf([...references, record]);
      this.#remember(dossierId, { stamp, index: index.fork(), additions: known.additions + 1, added });
      return;
    }
    const record = this.#record(WHOLE, index.serialise());
    await this.#store.writeRecords(dossierId, { remove: references.map(({ key }) => ({ kind: 'index', key })), put: [record] });
    this.#remember(dossierId, { stamp: stampOf([record]), index: index.fork(), additions: 0, added: 0 });
  }

  forget(dossierId: string): void {
    this.#known.delete(dossierId);
  }

  #record(key: string, value: Uint8Array): RecordReference & { readonly key: string; readonly stamp: string; readonly value: Uint8Array } {
    return { kind: 'index', key, stamp: `${this.#rules}-${sha256Of(value).slice(0, 16)}`, value };
  }

  async #references(dossierId: string): Promise<readonly Stamped[]> {
    return (await this.#store.listStamps(dossierId, 'index')).toSorted(byKey);
  }

  async #stamp(dossierId: string): Promise<string> {
    return stampOf(await this.#references(dossierId));
  }

  #remember(dossierId: string, known: Known): void {
    this.#known.delete(dossierId);
    this.#known.set(dossierId, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > INDEXES && oldest !== undefined) this.#known.delete(oldest);
  }
}

interface Stamped {
  readonly key: string;
  readonly stamp: string;
}

const byKey = (a: Stamped, b: Stamped): number => (a.key < b.key ? -1 : 1);

/** Of records in their order: an addition belongs to these and no others. */
const stampOf = (records: readonly Stamped[]): string =>
  sha256Of(Buffer.from(records.map(({ key, stamp }) => `${key} ${stamp}`).join('\n')));
