import type { Document, IdentityTraits, Page } from './domain/document.js';
import type { ModelReference, Synthesis } from './domain/synthesis.js';
import { AppError, type ErrorCode } from './errors.js';
import type { Deposit } from './extract/metadata/deposit.js';
import type { OcrEngine } from './extract/read/ocr-engine.js';
import { readSource } from './extract/read/read-source.js';
import { sha256Of, type RawReading } from './extract/read/reading.js';
import { recognisePages } from './extract/read/recognise-pages.js';
import { renderPage } from './extract/read/render-page.js';
import type { Tagger } from './extract/tagger/tagger.js';
import type { DocumentHit } from './index/dossier-index.js';
import type { Embedder } from './index/embedder.js';
import type { SearchFilters } from './index/search-filters.js';
import { DossierArchive, type IdentityDecision, type Refusal } from './pipeline/dossier-archive.js';
import { pageOf, type DossierState } from './pipeline/dossier-state.js';
import { audited } from './pipeline/audited.js';
import { KeptAnswers } from './pipeline/kept-answers.js';
import { RecentSyntheses } from './pipeline/recent-syntheses.js';
import type { Stamps } from './pipeline/stamps.js';
import { withDecisions, type StatementDecision } from './pipeline/statement-decisions.js';
import { summariseDossier, type SynthesisRequest } from './pipeline/summarise-dossier.js';
import { understandDossier } from './pipeline/understand-dossier.js';
import { visibleState } from './pipeline/visible-state.js';
import { LOCAL, type Access } from './security/access.js';
import type { AuditAction, AuditTrail } from './security/audit-entry.js';
import type { DossierRecord, DossierStore, SourceRecord } from './store/dossier-store.js';

export type { SynthesisRequest };

export interface PipelineDeps {
  readonly store: DossierStore;
  readonly embedder: Embedder;
  /** Names conditions and acts that the vocabularies lack; without it the rules stand alone. */
  readonly tagger?: Tagger;
  /** A fresh engine: it belongs to one patient and is closed after it. */
  readonly createOcr: () => Promise<OcrEngine>;
  readonly stamps: Stamps;
  readonly models: readonly ModelReference[];
  readonly version: string;
  readonly now: () => Date;
  /** Told of each thing done under a person's name; absent where nobody else has access. */
  readonly audit?: AuditTrail;
}

export interface Progress {
  readonly stage: 'read' | 'recognise' | 'understand' | 'index' | 'done';
  /** Documents (read, understand), pages (recognise) or passages (index) done, of `total`. */
  readonly done: number;
  readonly total: number;
  /** Pages known so far. */
  readonly pages: number;
}

export interface ProcessListener {
  (progress: Progress): void;
}

/**
 * The whole story of a dossier: deposit → read → understand → index → summarise. Originals are durable once `deposit`
 * resolves; every later stage writes what it made and may be cut anywhere: the next `process` goes on from there.
 */
export class Pipeline {
  /** What callers were answered, for those that ask the same thing again. */
  readonly answers: KeptAnswers;
  readonly #deps: PipelineDeps;
  readonly #archive: DossierArchive;
  readonly #open = new Map<string, Promise<DossierState>>();
  readonly #syntheses = new RecentSyntheses();
  readonly #running = new Map<string, Promise<unknown>>();

  constructor(deps: PipelineDeps) {
    this.#deps = deps;
    this.answers = new KeptAnswers(deps.store);
    this.#archive = new DossierArchive(deps.store, deps.stamps);
  }

  /** Keeps the files, and whose dossier it is where the deposit says so. */
  async deposit(
    dossierId: string,
    files: readonly { readonly fileName: string; readonly bytes: Uint8Array }[],
    deposit?: Deposit,
    access: Access = LOCAL,
  ): Promise<SourceRecord[]> {
    const { store } = this.#deps;
    return this.#audited('deposit', dossierId, access, async () => {
      await store.openDossier(dossierId);
      if (deposit?.patient !== undefined) await store.setPatient(dossierId, deposit.patient);
      const kept: SourceRecord[] = [];
      for (const { fileName, bytes } of files) kept.push(await store.putSource(dossierId, { fileName, bytes, sha256: sha256Of(bytes) }));
      if (deposit !== undefined) await this.#archive.keepDeposit(dossierId, deposit);
      this.#open.delete(dossierId);
      return kept;
    });
  }

  /**
   * Reads, understands and indexes what is not yet. `onFirstView` is called once everything that needs no recognition can
   * be summarised, before the scans are recognised. Asked again meanwhile, it runs after: a page is never recognised twice at once.
   */
  async process(
    dossierId: string,
    onProgress: ProcessListener = () => undefined,
    onFirstView?: (state: DossierState) => Promise<void>,
  ): Promise<DossierState> {
    const before = this.#running.get(dossierId) ?? Promise.resolve();
    const run = before.then(() => this.#process(dossierId, onProgress, onFirstView));
    const settled = run.catch(() => undefined);
    this.#running.set(dossierId, settled);
    try {
      return await run;
    } finally {
      if (this.#running.get(dossierId) === settled) this.#running.delete(dossierId);
    }
  }

  async #process(
    dossierId: string,
    onProgress: ProcessListener,
    onFirstView?: (state: DossierState) => Promise<void>,
  ): Promise<DossierState> {
    const archive = this.#archive;
    let pages = 0;
    const tell: Teller = (stage, done, total) => onProgress({ stage, done, total, pages });

    const sources = await archive.unreadSources(dossierId);
    for (const [done, { sha256, fileName }] of sources.entries()) {
      tell('read', done, sources.length);
      const bytes = await archive.sourceBytes(dossierId, sha256).catch(damaged);
      if (bytes === undefined) {
        await archive.keepDamaged(dossierId, sha256, fileName);
        continue;
      }
      const readings = await readSource({ fileName, bytes });
      pages += readings.reduce((sum, reading) => sum + reading.pages.length, 0);
      await archive.replaceReadings(dossierId, sha256, readings);
    }

    // A page that opens now is to find what has just been read.
    if (sources.length > 0) this.#open.delete(dossierId);

    const scans = (await archive.readings(dossierId)).filter((reading) => reading.needsOcr.length > 0);
    if (scans.length > 0) {
      if (onFirstView !== undefined) await onFirstView(await this.#understand(dossierId, tell));
      await this.#recognise(dossierId, scans, tell);
    }

    const state = await this.#understand(dossierId, tell, new Set(scans.map((reading) => reading.id)));
    await this.#embed(state, tell);
    this.#open.set(dossierId, Promise.resolve(state));
    tell('done', state.documents.size, state.documents.size);
    return state;
  }

  /** The dossier as stored: what `process` has not reached yet is missing from it. Throws FRS-IN-012 where there is none. */
  async openDossier(dossierId: string, access: Access = LOCAL): Promise<DossierState> {
    return this.#audited('open', dossierId, access, () => this.#seen(dossierId, access));
  }

  /** The dossier as `access` may see it: the one door through which a person's request reaches it. */
  async #seen(dossierId: string, { may }: Access): Promise<DossierState> {
    const state = await this.#state(dossierId);
    return may === undefined ? state : visibleState(state, may, this.#deps.embedder);
  }

  async #state(dossierId: string): Promise<DossierState> {
    const known = this.#open.get(dossierId);
    if (known !== undefined) return known;
    if ((await this.#deps.store.findDossier(dossierId)) === undefined) throw new AppError('FRS-IN-012', { detail: 'dossier' });
    const opened = this.#understand(dossierId, () => undefined);
    this.#open.set(dossierId, opened);
    opened.catch(() => this.#open.delete(dossierId));
    return opened;
  }

  /** Sourced, with what a person decided of its lines. Made of `state` alone: what its reader may not see is not in it. */
  async synthesise(state: DossierState, request: SynthesisRequest, access: Access = LOCAL): Promise<Synthesis> {
    return this.#audited('synthesise', state.id, access, async () => {
      const synthesis = await this.#syntheses.get(state, request, () => summariseDossier(state, request, this.#deps));
      return withDecisions(synthesis, await this.#archive.statementDecisions(state.id));
    });
  }

  async search(state: DossierState, query: string, filters: SearchFilters, limit: number, access: Access = LOCAL): Promise<DocumentHit[]> {
    return this.#audited('search', state.id, access, async () => {
      const [vector] = await this.#deps.embedder.embed([query], 'query');
      return state.index.search(query, vector, filters, limit);
    });
  }

  /** Of the patient who has this INS; undefined where there is none, or not yet. */
  async dossierOfIns(insMatricule: string): Promise<string | undefined> {
    return (await this.#deps.store.findDossierByIns(insMatricule))?.id;
  }

  async hasDossier(dossierId: string): Promise<boolean> {
    return (await this.#deps.store.findDossier(dossierId)) !== undefined;
  }

  /** The models in use, once the store answers. Throws where it cannot be read. */
  async checkReady(): Promise<readonly ModelReference[]> {
    await this.#deps.store.findDossier('readiness');
    return this.#deps.models;
  }

  async listDossiers(): Promise<readonly DossierRecord[]> {
    return this.#deps.store.listDossiers();
  }

  /** Is there anything that `process` would do: deposited and not read, read by older rules, or cut before the end? */
  async isBehind(dossierId: string): Promise<boolean> {
    if ((await this.#archive.unreadSources(dossierId)).length > 0) return true;
    if ((await this.#archive.readings(dossierId)).some((reading) => reading.needsOcr.length > 0)) return true;
    return (await this.#state(dossierId)).index.pending > 0;
  }

  async eraseDossier(dossierId: string, access: Access = LOCAL): Promise<void> {
    await this.#audited('erase', dossierId, access, async () => {
      this.#open.delete(dossierId);
      await this.#deps.store.eraseDossier(dossierId);
    });
  }

  async setPatient(dossierId: string, patient: IdentityTraits, access: Access = LOCAL): Promise<void> {
    await this.#audited('set-patient', dossierId, access, async () => {
      await this.#deps.store.openDossier(dossierId);
      await this.#deps.store.setPatient(dossierId, patient);
      this.#open.delete(dossierId);
    });
  }

  /** Makes the dossier hold these sources and no other, and says which files were refused unread. */
  async keepOnly(dossierId: string, sha256s: ReadonlySet<string>, refusals: readonly Refusal[], access: Access = LOCAL): Promise<void> {
    await this.#deps.store.openDossier(dossierId);
    for (const { sha256 } of await this.#deps.store.listSources(dossierId))
      if (!sha256s.has(sha256))
        await this.#audited('remove-document', dossierId, access, () => this.#archive.forgetSource(dossierId, sha256), sha256.slice(0, 16));
    await this.#archive.keepRefusals(dossierId, refusals);
    this.#open.delete(dossierId);
  }

  /** A person says whose document it is; the synthesis follows at once. */
  async decideIdentity(dossierId: string, documentId: string, decision: IdentityDecision, access: Access = LOCAL): Promise<void> {
    const decide = async (): Promise<void> => {
      if (!(await this.#seen(dossierId, access)).documents.has(documentId)) throw new AppError('FRS-IN-012', { detail: 'document' });
      await this.#archive.decideIdentity(dossierId, documentId, decision);
      this.#open.delete(dossierId);
    };
    await this.#audited('decide-identity', dossierId, access, decide, documentId);
  }

  /** A person accepts, corrects or rejects a line, or takes it back (`undefined`). */
  async decideStatement(
    dossierId: string,
    statementId: string,
    decision: StatementDecision | undefined,
    access: Access = LOCAL,
  ): Promise<void> {
    await this.#audited('decide-statement', dossierId, access, () => this.#archive.decideStatement(dossierId, statementId, decision));
  }

  /** A page with the place of its words; undefined where there is none. */
  async page(dossierId: string, documentId: string, number: number, access: Access = LOCAL): Promise<Page | undefined> {
    const view = async (): Promise<Page> => {
      const page = pageOf(await this.#seen(dossierId, access), documentId, number);
      if (page === undefined) throw new AppError('FRS-IN-012', { detail: 'page' });
      return { ...page, positions: await this.#archive.positions(dossierId, documentId, number) };
    };
    return this.#audited('view-page', dossierId, access, view, documentId).catch(absent);
  }

  /** PNG, `width` pixels wide. Throws FRS-IN-012 where there is no such document, FRS-RD-003 where it has no image. */
  async pageImage(dossierId: string, documentId: string, number: number, width: number, access: Access = LOCAL): Promise<Buffer> {
    const view = async (): Promise<Buffer> => {
      const document = (await this.#seen(dossierId, access)).documents.get(documentId);
      const bytes = document && (await this.#bytesOf(dossierId, document));
      if (document === undefined || bytes === undefined) throw new AppError('FRS-IN-012', { detail: 'image' });
      return (await renderPage(bytes, document.mediaType, number, { width })).png;
    };
    return this.#audited('view-page', dossierId, access, view, documentId);
  }

  /** The document's own bytes; undefined where there is none. */
  async original(dossierId: string, documentId: string, access: Access = LOCAL): Promise<Uint8Array | undefined> {
    const view = async (): Promise<Uint8Array> => {
      const document = (await this.#seen(dossierId, access)).documents.get(documentId);
      const bytes = document && (await this.#bytesOf(dossierId, document));
      if (bytes === undefined) throw new AppError('FRS-IN-012', { detail: 'document' });
      return bytes;
    };
    return this.#audited('view-original', dossierId, access, view, documentId).catch(absent);
  }

  /** Taken out of the file that carried the document where it came in one. */
  async #bytesOf(dossierId: string, document: Document): Promise<Uint8Array | undefined> {
    const source = await this.#archive.sourceOf(dossierId, document.id);
    if (source === undefined) return undefined;
    const bytes = await this.#archive.sourceBytes(dossierId, source);
    if (document.sha256 === source) return bytes;
    return (await readSource({ fileName: document.fileName, bytes })).find((reading) => reading.id === document.id)?.bytes;
  }

  #audited<T>(action: AuditAction, dossier: string, access: Access, run: () => Promise<T>, document?: string): Promise<T> {
    const { audit, now } = this.#deps;
    return audited(audit, { action, dossier, ...(document === undefined ? {} : { document }) }, access, now, run);
  }

  async close(): Promise<void> {
    await this.#deps.embedder.close();
    await this.#deps.audit?.close();
    await this.#deps.tagger?.close();
    await this.#deps.store.close();
  }

  async #recognise(
    dossierId: string,
    scans: readonly { readonly id: string; readonly needsOcr: readonly number[] }[],
    tell: Teller,
  ): Promise<void> {
    const engine = await this.#deps.createOcr();
    const total = scans.reduce((sum, scan) => sum + scan.needsOcr.length, 0);
    const doneOf = new Map<string, number>();
    const queue = [...scans];
    // As many documents at a time as the engine has hands: most scans have one page.
    const work = async (): Promise<void> => {
      for (let scan = queue.shift(); scan !== undefined; scan = queue.shift()) {
        const { id } = scan;
        const original = await this.#rawReading(dossierId, id).catch(damaged);
        // Its pages stay unread and say so; the others go on.
        if (original === undefined) continue;
        const { source, raw } = original;
        const recognised = await recognisePages(raw, engine, (done) => {
          doneOf.set(id, done);
          tell(
            'recognise',
            [...doneOf.values()].reduce((sum, count) => sum + count, 0),
            total,
          );
        });
        await this.#archive.keepReading(dossierId, source, recognised);
      }
    };
    tell('recognise', 0, total);
    try {
      await Promise.all(Array.from({ length: engine.parallel }, work));
    } finally {
      await engine.close();
    }
  }

  /** Reads a document's source again: bytes are not kept twice, and reading without recognition is cheap. */
  async #rawReading(dossierId: string, documentId: string): Promise<{ readonly source: string; readonly raw: RawReading }> {
    const source = await this.#archive.sourceOf(dossierId, documentId);
    const bytes = source === undefined ? undefined : await this.#archive.sourceBytes(dossierId, source);
    const fileName =
      source === undefined ? '' : ((await this.#deps.store.listSources(dossierId)).find(({ sha256 }) => sha256 === source)?.fileName ?? '');
    const raw = bytes && (await readSource({ fileName, bytes })).find((reading) => reading.id === documentId);
    if (source === undefined || raw === undefined) throw new AppError('FRS-ST-003', { detail: 'original' });
    return { source, raw };
  }

  #understand(dossierId: string, tell: Teller, changed?: ReadonlySet<string>): Promise<DossierState> {
    const { embedder, tagger } = this.#deps;
    return understandDossier(this.#archive, embedder, dossierId, (done, total) => tell('understand', done, total), changed, tagger);
  }

  async #embed(state: DossierState, tell: Teller): Promise<void> {
    const total = state.index.pending;
    if (total === 0) return;
    tell('index', 0, total);
    await state.index.embedPending(this.#deps.embedder, (left) => tell('index', total - left, total));
    await this.#archive.keepIndex(state.id, state.index);
  }
}

/** Takes one error for an absence; any other goes on. */
const absentOn =
  (code: ErrorCode) =>
  (error: unknown): undefined => {
    if (!(error instanceof AppError && error.code === code)) throw error;
  };
/** An original that the disk has altered is one document lost, not the dossier. */
const damaged = absentOn('FRS-ST-003');
/** The audit is to say that nothing was shown. */
const absent = absentOn('FRS-IN-012');

type Teller = (stage: Progress['stage'], done: number, total: number) => void;
