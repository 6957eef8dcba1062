import type { PartialDate } from './domain/citation.js';
import type { IdentityTraits, Page } from './domain/document.js';
import type { ModelReference, Synthesis } from './domain/synthesis.js';
import { AppError } from './errors.js';
import type { Deposit } from './extract/metadata/deposit.js';
import { sha256Of } from './extract/read/reading.js';
import { renderPage } from './extract/read/render-page.js';
import { withoutAsking } from './index/question.js';
import type { DocumentHit } from './index/search-hits.js';
import type { SearchFilters } from './index/search-filters.js';
import { Attempts } from './pipeline/attempts.js';
import { DossierArchive, type IdentityDecision, type Refusal } from './pipeline/dossier-archive.js';
import { absent, documentBytes } from './pipeline/document-bytes.js';
import { pageOf, type DossierState } from './pipeline/dossier-state.js';
import { audited, type AuditedMatter } from './pipeline/audited.js';
import { embedIndex } from './pipeline/embed-index.js';
import { keepSayings } from './pipeline/keep-sayings.js';
import { KeptAnswers } from './pipeline/kept-answers.js';
import { OpenDossiers } from './pipeline/open-dossiers.js';
import type { PipelineDeps, ProcessListener, Progress } from './pipeline/pipeline-deps.js';
import { readSources } from './pipeline/read-sources.js';
import { RecentSyntheses } from './pipeline/recent-syntheses.js';
import { recogniseScans } from './pipeline/recognise-scans.js';
import { visibleDecisions, withDecisions, type StatementDecision } from './pipeline/statement-decisions.js';
import { prepareDay, summariseDossier, withProse, type SynthesisRequest } from './pipeline/summarise-dossier.js';
import { SynthesisCores } from './pipeline/synthesis-cores.js';
import { understandDossier } from './pipeline/understand-dossier.js';
import { carriesHidden, hiddenFrom, NOTHING_HIDDEN, visibleState, type Hidden } from './pipeline/visible-state.js';
import { LOCAL, type Access } from './security/access.js';
import { CareTeams } from './security/care-team.js';
import type { AuditAction } from './security/audit-entry.js';
import type { DossierRecord, SourceRecord, Turn } from './store/dossier-store.js';

export type { PipelineDeps, ProcessListener, Progress, SynthesisRequest };

/**
 * The whole story of a dossier: deposit → read → understand → index → summarise. Originals are durable once `deposit`
 * resolves; every later stage writes what it made and may be cut anywhere: the next `process` goes on from there.
 */
export class Pipeline {
  /** What callers were answered, for those that ask the same thing again. */
  readonly answers: KeptAnswers;
  /** Who takes care of whom. */
  readonly teams: CareTeams;
  readonly #deps: PipelineDeps;
  readonly #archive: DossierArchive;
  readonly #open: OpenDossiers;
  readonly #syntheses = new RecentSyntheses();
  readonly #cores: SynthesisCores;
  readonly #running = new Map<string, Promise<unknown>>();

  constructor(deps: PipelineDeps) {
    this.#deps = deps;
    this.answers = new KeptAnswers(deps.store);
    this.teams = new CareTeams(deps.store, deps.now);
    this.#archive = new DossierArchive(deps.store, deps.stamps);
    this.#open = new OpenDossiers(deps.store);
    this.#cores = new SynthesisCores(deps.store, deps.stamps, deps.now);
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
      const before = new Map((await store.listSources(dossierId)).map((source) => [source.sha256, source]));
      const coming = files.map(({ fileName, bytes }) => ({ fileName, bytes, sha256: sha256Of(bytes) }));
      // Before the files: none is there for a moment without its mask.
      await keepSayings(this.#archive, dossierId, {
        coming,
        before,
        documents: deposit?.documents ?? [],
        by: access.actor,
        hidden: () => this.#hiddenFrom(dossierId, access),
      });
      const kept: SourceRecord[] = [];
      for (const file of coming) {
        const known = before.get(file.sha256);
        // Who has the same bytes does not become the one who brought them.
        kept.push(await store.putSource(dossierId, { ...file, by: known === undefined ? access.actor : known.by }));
      }
      await this.#archive.forgetFailures(
        dossierId,
        kept.map(({ sha256 }) => sha256),
      );
      this.#open.forget(dossierId);
      return kept;
    });
  }

  /**
   * Reads, understands and indexes what is not yet. `onFirstView` is called once everything that needs no recognition can
   * be summarised, before the scans are recognised. Asked again meanwhile, here or by another process, it runs after: a page is never
   * recognised twice at once. `turn`: the caller has the dossier's turn already.
   */
  async process(
    dossierId: string,
    onProgress: ProcessListener = () => undefined,
    onFirstView?: (state: DossierState) => Promise<void>,
    turn?: Turn,
  ): Promise<DossierState> {
    const before = this.#running.get(dossierId) ?? Promise.resolve();
    const inTurn = (own: Turn): Promise<DossierState> => this.#process(dossierId, own, onProgress, onFirstView);
    const run = before.then(() => (turn === undefined ? this.#deps.store.exclusively(dossierId, inTurn) : inTurn(turn)));
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
    turn: Turn,
    onProgress: ProcessListener,
    onFirstView?: (state: DossierState) => Promise<void>,
  ): Promise<DossierState> {
    const { store, createOcr } = this.#deps;
    const archive = this.#archive;
    const attempts = new Attempts(archive, dossierId, turn);
    let pages = 0;
    const tell: Teller = (stage, done, total) => onProgress({ stage, done, total, pages });

    const read = await readSources(archive, dossierId, attempts, (done, total, known) => {
      pages = known;
      tell('read', done, total);
    });
    // A page that opens now is to find what has just been read.
    if (read > 0) this.#open.forget(dossierId);
    const scans = (await archive.readings(dossierId)).filter((reading) => reading.needsOcr.length > 0);
    if (scans.length > 0) {
      if (onFirstView !== undefined) await onFirstView(await this.#understand(dossierId, tell));
      await recogniseScans(archive, store, dossierId, scans, createOcr, attempts, (done, total) => tell('recognise', done, total));
    }

    const revision = await store.revision(dossierId);
    const changed = new Set(scans.map((reading) => reading.id));
    const state = await this.#understand(dossierId, tell, changed, () => attempts.progressed());
    const kept = await embedIndex(archive, this.#deps.embedder, state, (done, total) => tell('index', done, total));
    await this.#open.keep(dossierId, revision === undefined ? undefined : revision + kept, state);
    await this.#cores.keepPassages(state);
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
    return may === undefined ? state : visibleState(state, may);
  }

  #state(dossierId: string): Promise<DossierState> {
    return this.#open.get(dossierId, () => this.#understand(dossierId, () => undefined));
  }

  /** Sourced, with what a person decided of its lines. Made of `state` alone: what its reader may not see is not in it. */
  async synthesise(state: DossierState, { prose, ...request }: SynthesisRequest, access: Access = LOCAL): Promise<Synthesis> {
    const { languageModel } = this.#deps;
    return this.#audited('synthesise', state.id, access, async () => {
      const synthesis = await this.#syntheses.get(state, request, () =>
        summariseDossier(state, request, { ...this.#deps, cores: this.#cores }),
      );
      const decided = withDecisions(synthesis, await this.#decisions(state, access));
      return prose === true && languageModel !== undefined ? withProse(decided, state, languageModel) : decided;
    });
  }

  /** What persons decided of the lines, as far as the documents that they read are in `state`. */
  async #decisions(state: DossierState, { may }: Access): Promise<ReadonlyMap<string, StatementDecision>> {
    const decisions = await this.#archive.statementDecisions(state.id);
    return may === undefined ? decisions : visibleDecisions(decisions, state, (await this.#state(state.id)) === state);
  }

  /**
   * Makes and keeps what the first synthesis of the day (today) would wait for, for whoever may read all of the dossier. Nobody asked: what
   * comes in between goes first, and `goOn` says after each slice whether to go on. False where it did not come to its end.
   */
  async prepareDay(
    dossierId: string,
    goOn: () => boolean = () => true,
    day: PartialDate = this.#deps.now().toISOString().slice(0, 10),
  ): Promise<boolean> {
    return prepareDay(await this.#state(dossierId), day, this.#cores, goOn);
  }

  async search(state: DossierState, query: string, filters: SearchFilters, limit: number, access: Access = LOCAL): Promise<DocumentHit[]> {
    return this.#audited('search', state.id, access, async () => {
      const [vector] = await this.#deps.embedder.embed([query], 'query');
      return state.index.search(withoutAsking(query), vector, filters, limit);
    });
  }

  /** The points to remember can be had as prose. */
  get canTellProse(): boolean {
    return this.#deps.languageModel !== undefined;
  }

  async dossierOfIns(insMatricule: string): Promise<string | undefined> {
    return (await this.#deps.store.findDossierByIns(insMatricule))?.id;
  }

  async #hiddenFrom(dossierId: string, { may }: Access): Promise<Hidden> {
    if (may === undefined) return NOTHING_HIDDEN;
    const whole = await this.#state(dossierId);
    return hiddenFrom(whole, visibleState(whole, may));
  }

  /** Loads what the first question would wait for: the encoder. A failure is told when it is asked for. */
  async warmUp(): Promise<void> {
    await this.#deps.embedder.embed(['consultation'], 'query').catch(() => undefined);
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

  /** Those that a person is admitted to. */
  async listDossiersFor(access: Access, isAdmitted: (dossierId: string) => Promise<boolean>): Promise<readonly DossierRecord[]> {
    return this.#audited('list', undefined, access, async () => {
      const all = await this.#deps.store.listDossiers();
      const admitted = await Promise.all(all.map(({ id }) => isAdmitted(id)));
      return all.filter((_, i) => admitted[i]);
    });
  }

  /** Is there anything that `process` would do: deposited and not read, read by older rules, or cut before the end? */
  async isBehind(dossierId: string): Promise<boolean> {
    if ((await this.#archive.unreadSources(dossierId)).length > 0) return true;
    if ((await this.#archive.readings(dossierId)).some((reading) => reading.needsOcr.length > 0)) return true;
    return (await this.#state(dossierId)).index.pending > 0;
  }

  async eraseDossier(dossierId: string, access: Access = LOCAL): Promise<void> {
    await this.#audited('erase', dossierId, access, async () => {
      this.#open.forget(dossierId);
      this.#archive.forget(dossierId);
      this.#cores.forget(dossierId);
      await this.#deps.store.eraseDossier(dossierId);
    });
  }

  async setPatient(dossierId: string, patient: IdentityTraits, access: Access = LOCAL): Promise<void> {
    await this.#audited('set-patient', dossierId, access, async () => {
      await this.#deps.store.openDossier(dossierId);
      await this.#deps.store.setPatient(dossierId, patient);
      this.#open.forget(dossierId);
    });
  }

  /** Makes the dossier hold these sources and no other, but for what it has of files refused unread; says which those are. */
  async keepOnly(dossierId: string, sha256s: ReadonlySet<string>, refusals: readonly Refusal[], access: Access = LOCAL): Promise<void> {
    await this.#deps.store.openDossier(dossierId);
    // A file that cannot be read today is no file that was taken away.
    const refused = new Set(refusals.map(({ fileName }) => fileName));
    for (const { sha256, fileName } of await this.#deps.store.listSources(dossierId))
      if (!sha256s.has(sha256) && !refused.has(fileName))
        await this.#audited('remove-document', dossierId, access, () => this.#archive.forgetSource(dossierId, sha256), {
          document: sha256.slice(0, 16),
        });
    await this.#archive.keepRefusals(dossierId, refusals);
    this.#open.forget(dossierId);
  }

  /** A person says whose document it is; the synthesis follows at once. */
  async decideIdentity(dossierId: string, documentId: string, decision: IdentityDecision, access: Access = LOCAL): Promise<void> {
    const decide = async (): Promise<void> => {
      if (!(await this.#seen(dossierId, access)).documents.has(documentId)) throw new AppError('FRS-IN-012', { detail: 'document' });
      await this.#archive.decideIdentity(dossierId, documentId, decision);
      this.#open.forget(dossierId);
    };
    await this.#audited('decide-identity', dossierId, access, decide, { document: documentId });
  }

  /** A person accepts, corrects or rejects a line, or takes it back (`undefined`). */
  async decideStatement(
    dossierId: string,
    statementId: string,
    decision: StatementDecision | undefined,
    access: Access = LOCAL,
  ): Promise<void> {
    await this.#audited('decide-statement', dossierId, access, async () => {
      // What one does not see is not there to be taken back.
      const seen = decision !== undefined || (await this.#decisions(await this.#seen(dossierId, access), access)).has(statementId);
      if (seen) await this.#archive.decideStatement(dossierId, statementId, decision);
    });
  }

  /** A page with the place of its words; undefined where there is none. */
  async page(dossierId: string, documentId: string, number: number, access: Access = LOCAL): Promise<Page | undefined> {
    const view = async (): Promise<Page> => {
      const page = pageOf(await this.#seen(dossierId, access), documentId, number);
      if (page === undefined) throw new AppError('FRS-IN-012', { detail: 'page' });
      return { ...page, positions: await this.#archive.positions(dossierId, documentId, number) };
    };
    return this.#audited('view-page', dossierId, access, view, { document: documentId }).catch(absent);
  }

  /** PNG, `width` pixels wide. Throws FRS-IN-012 where there is no such document, FRS-RD-003 where it has no image. */
  async pageImage(dossierId: string, documentId: string, number: number, width: number, access: Access = LOCAL): Promise<Buffer> {
    const view = async (): Promise<Buffer> => {
      const document = (await this.#seen(dossierId, access)).documents.get(documentId);
      const bytes = document && (await documentBytes(this.#archive, dossierId, document));
      if (document === undefined || bytes === undefined) throw new AppError('FRS-IN-012', { detail: 'image' });
      return (await renderPage(bytes, document.mediaType, number, { width })).png;
    };
    return this.#audited('view-page', dossierId, access, view, { document: documentId });
  }

  /** The document's own bytes; undefined where there is none. */
  async original(dossierId: string, documentId: string, access: Access = LOCAL): Promise<Uint8Array | undefined> {
    const view = async (): Promise<Uint8Array> => {
      const visible = await this.#seen(dossierId, access);
      const document = visible.documents.get(documentId);
      const given = document !== undefined && !carriesHidden(await this.#state(dossierId), visible, documentId);
      const bytes = given ? await documentBytes(this.#archive, dossierId, document) : undefined;
      if (bytes === undefined) throw new AppError('FRS-IN-012', { detail: 'document' });
      return bytes;
    };
    return this.#audited('view-original', dossierId, access, view, { document: documentId }).catch(absent);
  }

  /** Does what concerns a dossier and is not of it (its team, an emergency) under a person's name. */
  recorded<T>(
    action: AuditAction,
    dossierId: string | undefined,
    access: Access,
    run: () => Promise<T>,
    matter?: AuditedMatter,
  ): Promise<T> {
    return this.#audited(action, dossierId, access, run, matter);
  }

  /** What is none of a person's does not exist for them: the audit says who asked, and they learn nothing. Throws FRS-IN-012. */
  refuse(action: AuditAction, dossierId: string, access: Access): Promise<never> {
    return this.#audited(action, dossierId, { ...access, outside: true }, () => Promise.reject(new AppError('FRS-SY-001')));
  }

  #audited<T>(action: AuditAction, dossier: string | undefined, access: Access, run: () => Promise<T>, matter?: AuditedMatter): Promise<T> {
    const { audit, now, store } = this.#deps;
    const what = { action, ...(dossier === undefined ? {} : { dossier }), ...matter };
    return audited(audit, what, access, now, async () => {
      if (access.outside !== true || dossier === undefined) return run();
      // The same question, the same answer and the same trace as where there is none.
      await store.findDossier(dossier);
      throw new AppError('FRS-IN-012', { detail: 'dossier' });
    });
  }

  async close(): Promise<void> {
    await this.#deps.embedder.close();
    await this.#deps.audit?.close();
    await this.#deps.assertion?.close();
    await this.#deps.answers?.close();
    await this.#deps.languageModel?.close();
    await this.#deps.store.close();
  }

  #understand(
    dossierId: string,
    tell: Teller,
    changed: ReadonlySet<string> = new Set(),
    onKept: () => Promise<void> = async () => undefined,
  ): Promise<DossierState> {
    const { embedder, ...models } = this.#deps;
    return understandDossier(this.#archive, embedder, dossierId, (done, total) => tell('understand', done, total), changed, models, onKept);
  }
}

type Teller = (stage: Progress['stage'], done: number, total: number) => void;
