import { z } from 'zod';
import type { IdentityTraits, TextPosition } from '../domain/document.js';
import type { Fact } from '../domain/fact.js';
import { AppError, type ErrorCode } from '../errors.js';
import type { KeptReading } from '../extract/assemble-document.js';
import { idOf, sha256Of, warningOf, type RawReading } from '../extract/read/reading.js';
import type { DossierIndex } from '../index/dossier-index.js';
import type { Embedder } from '../index/embedder.js';
import type { DossierStore, RecordReference, StoredRecord } from '../store/dossier-store.js';
import { DecodedRecords } from './decoded-records.js';
import { KeptIndexes } from './kept-indexes.js';
import { packFacts, unpackFacts } from './packed-facts.js';
import type { DocumentNote } from './document-notes.js';
import type { Stamps } from './stamps.js';
import { SaidOfFiles } from './said-of-files.js';
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

export interface KeptFacts {
  /** A fingerprint of what the facts leaned on beside the document. */
  readonly context: string;
  readonly facts: readonly Fact[];
}

export interface StampedFacts extends KeptFacts {
  /** Changes whenever the facts do. */
  readonly stamp: string;
}

/** In the place of a stamp: no rules read this source. */
const DAMAGED = 'damaged';

/** Time, memory, a process stopped too often: what another moment may not repeat. */
const OF_THE_MOMENT: ReadonlySet<string> = new Set<ErrorCode>(['FRS-RD-001', 'FRS-RD-002', 'FRS-RD-006']);
/** Ends the stamp of a reading that the moment cut whole. */
const CUT = '-cut';
const isCut = ({ pages, warnings }: Pick<RawReading, 'pages' | 'warnings'>): boolean =>
  pages.every(({ source }) => source === 'failed') && warnings.some(({ code }) => OF_THE_MOMENT.has(code));

const encode = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
/** A stamp that changes with the value, not only with the rules that made it. */
const stamped = (rules: string, value: Uint8Array, end = ''): { readonly stamp: string; readonly value: Uint8Array } => ({
  stamp: `${rules}-${sha256Of(value).slice(0, 16)}${end}`,
  value,
});
/** Only what this class wrote, sealed and authenticated, comes back: it is trusted as to its shape. */
const decode = <T>(bytes: Uint8Array): T => JSON.parse(Buffer.from(bytes).toString()) as T;

/** Dossiers in terms of readings, facts and indexes, over a store that knows bytes alone. */
export class DossierArchive {
  readonly said: SaidOfFiles;
  readonly #store: DossierStore;
  readonly #stamps: Stamps;
  readonly #readings: DecodedRecords<StoredReading>;
  readonly #notes: DecodedRecords<DocumentNote>;
  readonly #facts: DecodedRecords<readonly Fact[]>;
  readonly #indexes: KeptIndexes;

  constructor(store: DossierStore, stamps: Stamps) {
    this.#store = store;
    this.said = new SaidOfFiles(store);
    this.#stamps = stamps;
    this.#readings = new DecodedRecords(store, 'reading', ({ value }) => decode<StoredReading>(value));
    this.#indexes = new KeptIndexes(store, stamps.index);
    this.#notes = new DecodedRecords(store, 'note', ({ value }) => decode<DocumentNote>(value));
    this.#facts = new DecodedRecords(store, 'facts', ({ value }) => unpackFacts(value));
  }

  /** Whose dossier it is, where somebody said so. */
  async patient(dossierId: string): Promise<IdentityTraits | undefined> {
    return (await this.#store.findDossier(dossierId))?.patient;
  }

  async keepRefusals(dossierId: string, refusals: readonly Refusal[]): Promise<void> {
    await this.#store.writeRecords(dossierId, {
      remove: (await this.#store.listStamps(dossierId, 'refusal')).map(({ key }) => ({ kind: 'refusal', key })),
      put: refusals.map((refusal, i) => ({ kind: 'refusal', key: String(i), stamp: '1', value: encode(refusal) })),
    });
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
    const origins = await this.#store.listStamps(dossierId, 'origin');
    const read = new Set(origins.filter(({ stamp }) => stamp === this.#stamps.reading).map(({ key }) => key));
    return (await this.#store.listSources(dossierId)).filter(({ sha256 }) => !read.has(sha256));
  }

  async sourceBytes(dossierId: string, sha256: string): Promise<Uint8Array> {
    const bytes = await this.#store.getSource(dossierId, sha256);
    if (bytes === undefined) throw new AppError('FRS-ST-003', { detail: 'original absent' });
    return bytes;
  }

  /** Keeps all that a source holds, in the place of what was read of it before: whole, or not at all. */
  async replaceReadings(
    dossierId: string,
    sourceSha256: string,
    readings: readonly RawReading[],
    stamp: string = this.#stamps.reading,
  ): Promise<void> {
    const ids = readings.map(({ id }) => id);
    const stale = (await this.#readingsOf(dossierId, sourceSha256)).filter((id) => !ids.includes(id));
    await this.#store.writeRecords(dossierId, {
      remove: [...stale.flatMap(recordsOf), ...ids.flatMap(understoodOf), { kind: 'attempt', key: sourceSha256 }],
      put: [
        ...readings.flatMap((reading) => this.#recordsOfReading(sourceSha256, reading)),
        { kind: 'origin', key: sourceSha256, stamp, value: encode(ids) },
      ],
    });
  }

  /** Says that an original cannot be opened; it counts as unread, so that a new deposit of the same bytes mends it. */
  async keepDamaged(dossierId: string, sha256: string, fileName: string): Promise<void> {
    await this.replaceReadings(dossierId, sha256, [unreadable(sha256, fileName, 'FRS-ST-003')], DAMAGED);
  }

  /** Says that an original was begun too often and never read to its end; other rules try it again. */
  async keepAbandoned(dossierId: string, sha256: string, fileName: string): Promise<void> {
    await this.replaceReadings(dossierId, sha256, [unreadable(sha256, fileName, 'FRS-RD-006')]);
  }

  /** Sources that time or memory kept from being read are unread again: who deposits the same bytes once more asks for another try. */
  async forgetFailures(dossierId: string, sha256s: readonly string[]): Promise<void> {
    const stamps = await this.#store.listStamps(dossierId, 'reading');
    const cut = new Set(stamps.filter(({ stamp }) => stamp.endsWith(CUT)).map(({ key }) => key));
    if (cut.size === 0) return;
    for (const sha256 of sha256s)
      if ((await this.#readingsOf(dossierId, sha256)).some((id) => cut.has(id)))
        await this.#store.removeRecord(dossierId, 'origin', sha256);
  }

  /** How often each source or scan was begun, in turns that were cut. */
  async attempts(dossierId: string): Promise<ReadonlyMap<string, number>> {
    return new Map((await this.#store.listStamps(dossierId, 'attempt')).map(({ key, stamp }) => [key, Number(stamp)]));
  }

  async noteAttempt(dossierId: string, key: string, count: number): Promise<void> {
    await this.#store.putRecord(dossierId, 'attempt', { key, stamp: String(count), value: new Uint8Array() });
  }

  /** Keeps one reading of a source in the place of the last. */
  async keepReading(dossierId: string, sourceSha256: string, reading: RawReading): Promise<void> {
    await this.#store.writeRecords(dossierId, {
      remove: [...understoodOf(reading.id), { kind: 'attempt', key: reading.id }],
      put: this.#recordsOfReading(sourceSha256, reading),
    });
  }

  /** The place of words is kept apart: it is large, and only a page that is looked at needs it. */
  #recordsOfReading(source: string, raw: RawReading): (StoredRecord & RecordReference)[] {
    const stamp = this.#stamps.reading;
    const layout = Object.fromEntries(raw.pages.map((page) => [page.number, page.positions]));
    // Bytes are in the original, and places in the layout.
    const reading = { ...raw, bytes: undefined, body: undefined, pages: raw.pages.map((page) => ({ ...page, positions: [] })) };
    return [
      { kind: 'layout', key: raw.id, stamp, value: encode(layout) },
      { kind: 'reading', key: raw.id, ...stamped(stamp, encode({ source, reading }), isCut(raw) ? CUT : '') },
    ];
  }

  async readings(dossierId: string): Promise<KeptReading[]> {
    return [...(await this.#readings.of(dossierId)).values()].map(({ value }) => value.reading);
  }

  /** The source that a document came in: itself, or the file that carried it. */
  async sourceOf(dossierId: string, documentId: string): Promise<string | undefined> {
    const record = await this.#store.getRecord(dossierId, 'reading', documentId);
    return record && decode<StoredReading>(record.value).source;
  }

  async positions(dossierId: string, documentId: string, page: number): Promise<TextPosition[]> {
    return (await this.layout(dossierId, documentId))[page] ?? [];
  }

  /** The places of the words of a document, by page number. */
  async layout(dossierId: string, documentId: string): Promise<Readonly<Record<string, TextPosition[]>>> {
    const record = await this.#store.getRecord(dossierId, 'layout', documentId);
    return record === undefined ? {} : decode<Record<string, TextPosition[]>>(record.value);
  }

  /** The stamps of the readings, by document: one that changes is of a document that was read again. */
  async readingStamps(dossierId: string): Promise<ReadonlyMap<string, string>> {
    return new Map([...(await this.#readings.of(dossierId))].map(([key, { stamp }]) => [key, stamp]));
  }

  /** The notes kept for each document, of the reading and the rules that hold. */
  async notes(dossierId: string): Promise<ReadonlyMap<string, DocumentNote>> {
    const readings = await this.readingStamps(dossierId);
    const kept = [...(await this.#notes.of(dossierId))].filter(([key, { stamp }]) => {
      const reading = readings.get(key);
      return reading !== undefined && stamp.startsWith(`${this.#noteStamp(reading)}-`);
    });
    return new Map(kept.map(([key, { value }]) => [key, value]));
  }

  async keepNotes(dossierId: string, notes: ReadonlyMap<string, DocumentNote>): Promise<void> {
    if (notes.size === 0) return;
    const readings = await this.readingStamps(dossierId);
    const put = [...notes].map(([key, note]) => ({
      kind: 'note' as const,
      key,
      ...stamped(this.#noteStamp(readings.get(key) ?? ''), encode(note)),
    }));
    await this.#store.writeRecords(dossierId, { put });
    for (const { key, stamp } of put) this.#notes.keep(dossierId, key, stamp, notes.get(key) as DocumentNote);
  }

  /** Of the reading that a note is of, and of the rules that made it. */
  #noteStamp(reading: string): string {
    return `${this.#stamps.facts}-${sha256Of(Buffer.from(reading)).slice(0, 16)}`;
  }

  /** The facts kept for each document, with what they leaned on beside it. */
  async keptFacts(dossierId: string): Promise<ReadonlyMap<string, StampedFacts>> {
    const prefix = `${this.#stamps.facts}-`;
    const kept = new Map<string, StampedFacts>();
    for (const [key, { stamp, value }] of await this.#facts.of(dossierId)) {
      const [context] = stamp.slice(prefix.length).split('-');
      if (stamp.startsWith(prefix) && context !== undefined) kept.set(key, { context, facts: value, stamp });
    }
    return kept;
  }

  /** Returns the stamps that they are kept under. */
  async keepFacts(dossierId: string, kept: ReadonlyMap<string, KeptFacts>): Promise<ReadonlyMap<string, string>> {
    const put = [...kept].map(([key, { context, facts }]) => ({
      kind: 'facts' as const,
      key,
      ...stamped(`${this.#stamps.facts}-${context}`, packFacts(key, facts)),
    }));
    if (put.length > 0) await this.#store.writeRecords(dossierId, { put });
    for (const { key, stamp } of put) this.#facts.keep(dossierId, key, stamp, kept.get(key)?.facts ?? []);
    return new Map(put.map(({ key, stamp }) => [key, stamp]));
  }

  index(dossierId: string, embedder: Embedder): Promise<DossierIndex> {
    return this.#indexes.open(dossierId, embedder);
  }

  keepIndex(dossierId: string, index: DossierIndex): Promise<void> {
    return this.#indexes.keep(dossierId, index);
  }

  /** Lets go of all that is remembered of a dossier: it is erased. */
  forget(dossierId: string): void {
    this.#readings.forget(dossierId);
    this.#notes.forget(dossierId);
    this.#facts.forget(dossierId);
    this.#indexes.forget(dossierId);
  }

  /** A source that is no longer deposited goes, with all that was derived from it. */
  async forgetSource(dossierId: string, sha256: string): Promise<void> {
    const readings = await this.#readingsOf(dossierId, sha256);
    this.#indexes.forget(dossierId);
    const told = (await this.#store.listStamps(dossierId, 'synthesis')).map(({ key }) => ({ kind: 'synthesis' as const, key }));
    await this.#store.writeRecords(dossierId, { remove: [...readings.flatMap(recordsOf), ...told, { kind: 'origin', key: sha256 }] });
    await this.#store.removeSource(dossierId, sha256);
  }

  async #readingsOf(dossierId: string, sourceSha256: string): Promise<string[]> {
    const origin = await this.#store.getRecord(dossierId, 'origin', sourceSha256);
    return origin === undefined ? [] : decode<string[]>(origin.value);
  }
}

function unreadable(sha256: string, fileName: string, code: ErrorCode): RawReading {
  return {
    id: idOf(sha256),
    fileName,
    sha256,
    mediaType: 'application/octet-stream',
    bytes: new Uint8Array(),
    pages: [],
    needsOcr: [],
    warnings: [warningOf(code)],
  };
}

/** What was made of a reading: another reading, and it is made again. */
function understoodOf(documentId: string): RecordReference[] {
  return (['facts', 'passages'] as const).map((kind) => ({ kind, key: documentId }));
}

/** All that was derived from a document alone. */
function recordsOf(documentId: string): RecordReference[] {
  return [...(['reading', 'layout', 'note'] as const).map((kind) => ({ kind, key: documentId })), ...understoodOf(documentId)];
}
