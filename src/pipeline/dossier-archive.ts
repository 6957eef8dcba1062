import { z } from 'zod';
import type { TextPosition } from '../domain/document.js';
import type { Fact } from '../domain/fact.js';
import { AppError } from '../errors.js';
import type { KeptReading } from '../extract/assemble-document.js';
import { Deposit } from '../extract/metadata/deposit.js';
import type { RawReading } from '../extract/read/reading.js';
import { DossierIndex } from '../index/dossier-index.js';
import type { Embedder } from '../index/embedder.js';
import type { DossierStore } from '../store/dossier-store.js';
import type { Stamps } from './stamps.js';
import { StatementDecision } from './statement-decisions.js';

/** A file refused unread (too large, no right to read): kept by name so that it is never silently missing. */
export const Refusal = z.object({ fileName: z.string(), code: z.string(), message: z.string() });
export type Refusal = z.infer<typeof Refusal>;

/** What a person decided of a document whose identity was in question. */
export const IdentityDecision = z.object({ verdict: z.enum(['accepted', 'rejected']), by: z.string(), at: z.string() });
export type IdentityDecision = z.infer<typeof IdentityDecision>;

interface StoredReading {
  readonly source: string;
  readonly reading: KeptReading;
}

const DEPOSIT_KEY = 'deposit';
const INDEX_KEY = 'dossier';

const encode = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
/** Only what this class wrote, sealed and authenticated, comes back: it is trusted as to its shape. */
const decode = <T>(bytes: Uint8Array): T => JSON.parse(Buffer.from(bytes).toString()) as T;

/** Dossiers in terms of readings, facts and indexes, over a store that knows bytes alone. */
export class DossierArchive {
  readonly #store: DossierStore;
  readonly #stamps: Stamps;

  constructor(store: DossierStore, stamps: Stamps) {
    this.#store = store;
    this.#stamps = stamps;
  }

  async keepDeposit(dossierId: string, deposit: Deposit): Promise<void> {
    const known = await this.deposit(dossierId);
    const files = new Set(deposit.documents.map(({ file }) => file));
    const documents = [...(known?.documents ?? []).filter(({ file }) => !files.has(file)), ...deposit.documents];
    await this.#store.putRecord(dossierId, 'deposit', { key: DEPOSIT_KEY, stamp: '1', value: encode({ ...known, ...deposit, documents }) });
  }

  async deposit(dossierId: string): Promise<Deposit | undefined> {
    const record = await this.#store.getRecord(dossierId, 'deposit', DEPOSIT_KEY);
    return record && Deposit.parse(decode(record.value));
  }

  async keepRefusals(dossierId: string, refusals: readonly Refusal[]): Promise<void> {
    for (const { key } of await this.#store.listRecords(dossierId, 'refusal')) await this.#store.removeRecord(dossierId, 'refusal', key);
    for (const [i, refusal] of refusals.entries())
      await this.#store.putRecord(dossierId, 'refusal', { key: String(i), stamp: '1', value: encode(refusal) });
  }

  async refusals(dossierId: string): Promise<Refusal[]> {
    return (await this.#store.listRecords(dossierId, 'refusal')).map(({ value }) => Refusal.parse(decode(value)));
  }

  async decideIdentity(dossierId: string, documentId: string, decision: IdentityDecision): Promise<void> {
    await this.#store.putRecord(dossierId, 'identity', { key: documentId, stamp: '1', value: encode(decision) });
  }

  async identityDecisions(dossierId: string): Promise<ReadonlyMap<string, IdentityDecision>> {
    return new Map(
      (await this.#store.listRecords(dossierId, 'identity')).map(({ key, value }) => [key, IdentityDecision.parse(decode(value))]),
    );
  }

  /** `undefined` takes the decision back. */
  async decideStatement(dossierId: string, statementId: string, decision: StatementDecision | undefined): Promise<void> {
    if (decision === undefined) await this.#store.removeRecord(dossierId, 'statement', statementId);
    else await this.#store.putRecord(dossierId, 'statement', { key: statementId, stamp: '1', value: encode(decision) });
  }

  async statementDecisions(dossierId: string): Promise<ReadonlyMap<string, StatementDecision>> {
    return new Map(
      (await this.#store.listRecords(dossierId, 'statement')).map(({ key, value }) => [key, StatementDecision.parse(decode(value))]),
    );
  }

  /** Sources that no current reading covers: new, or read by other rules. What those rules read stands until it is read again. */
  async unreadSources(dossierId: string): Promise<{ sha256: string; fileName: string }[]> {
    const records = await this.#store.listRecords(dossierId, 'reading');
    const current = records.filter(({ stamp }) => stamp === this.#stamps.reading);
    const read = new Set(current.map(({ value }) => decode<StoredReading>(value).source));
    return (await this.#store.listSources(dossierId)).filter(({ sha256 }) => !read.has(sha256));
  }

  async sourceBytes(dossierId: string, sha256: string): Promise<Uint8Array> {
    const bytes = await this.#store.getSource(dossierId, sha256);
    if (bytes === undefined) throw new AppError('FRS-ST-003', { detail: 'original absent' });
    return bytes;
  }

  /** Keeps all that a source holds, in the place of what was read of it before. */
  async replaceReadings(dossierId: string, sourceSha256: string, readings: readonly RawReading[]): Promise<void> {
    const ids = new Set(readings.map(({ id }) => id));
    for (const stale of await this.#readingsOf(dossierId, sourceSha256)) if (!ids.has(stale)) await this.#forgetReading(dossierId, stale);
    for (const reading of readings) await this.keepReading(dossierId, sourceSha256, reading);
  }

  /** Keeps one reading. The place of words is kept apart: it is large, and only a page that is looked at needs it. */
  async keepReading(dossierId: string, sourceSha256: string, raw: RawReading): Promise<void> {
    const stamp = this.#stamps.reading;
    const layout = Object.fromEntries(raw.pages.map((page) => [page.number, page.positions]));
    await this.#store.putRecord(dossierId, 'layout', { key: raw.id, stamp, value: encode(layout) });
    const { bytes: _bytes, body: _body, ...kept } = raw;
    const reading: KeptReading = { ...kept, pages: kept.pages.map((page) => ({ ...page, positions: [] })) };
    await this.#store.removeRecord(dossierId, 'facts', raw.id);
    await this.#store.putRecord(dossierId, 'reading', {
      key: raw.id,
      stamp,
      value: encode({ source: sourceSha256, reading } satisfies StoredReading),
    });
  }

  async readings(dossierId: string): Promise<KeptReading[]> {
    return (await this.#store.listRecords(dossierId, 'reading')).map(({ value }) => decode<StoredReading>(value).reading);
  }

  /** The source that a document came in: itself, or the file that carried it. */
  async sourceOf(dossierId: string, documentId: string): Promise<string | undefined> {
    const record = await this.#store.getRecord(dossierId, 'reading', documentId);
    return record && decode<StoredReading>(record.value).source;
  }

  async positions(dossierId: string, documentId: string, page: number): Promise<TextPosition[]> {
    const record = await this.#store.getRecord(dossierId, 'layout', documentId);
    return record === undefined ? [] : (decode<Record<string, TextPosition[]>>(record.value)[page] ?? []);
  }

  /** The facts kept for a document, or those that `extract` finds, which are then kept. `context` is what they lean on beside the document. */
  async factsOf(dossierId: string, documentId: string, context: string, extract: () => Fact[]): Promise<Fact[]> {
    const stamp = `${this.#stamps.facts}-${context}`;
    const record = await this.#store.getRecord(dossierId, 'facts', documentId);
    if (record?.stamp === stamp) return decode<Fact[]>(record.value);
    const facts = extract();
    await this.#store.putRecord(dossierId, 'facts', { key: documentId, stamp, value: encode(facts) });
    return facts;
  }

  /** The stored index, or an empty one where it is missing, damaged, or made by other rules: documents are then added again. */
  async index(dossierId: string, embedder: Embedder): Promise<DossierIndex> {
    const record = await this.#store.getRecord(dossierId, 'index', INDEX_KEY);
    if (record?.stamp === this.#stamps.index) {
      try {
        return DossierIndex.load(record.value, dossierId, embedder);
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'FRS-IX-001')) throw error;
      }
    }
    return new DossierIndex(dossierId, embedder);
  }

  async keepIndex(dossierId: string, index: DossierIndex): Promise<void> {
    await this.#store.putRecord(dossierId, 'index', { key: INDEX_KEY, stamp: this.#stamps.index, value: index.serialise() });
  }

  /** A source that is no longer deposited goes, with all that was derived from it. */
  async forgetSource(dossierId: string, sha256: string): Promise<void> {
    for (const id of await this.#readingsOf(dossierId, sha256)) await this.#forgetReading(dossierId, id);
    await this.#store.removeSource(dossierId, sha256);
  }

  async #readingsOf(dossierId: string, sourceSha256: string): Promise<string[]> {
    const records = await this.#store.listRecords(dossierId, 'reading');
    return records.filter(({ value }) => decode<StoredReading>(value).source === sourceSha256).map(({ key }) => key);
  }

  async #forgetReading(dossierId: string, documentId: string): Promise<void> {
    for (const kind of ['reading', 'layout', 'facts'] as const) await this.#store.removeRecord(dossierId, kind, documentId);
  }
}
