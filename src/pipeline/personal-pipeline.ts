import type { Page } from '../domain/document.js';
import type { DocumentSummary, Synthesis } from '../domain/synthesis.js';
import { AppError } from '../errors.js';
import type { Deposit } from '../extract/metadata/deposit.js';
import type { DocumentHit } from '../index/search-hits.js';
import type { SearchFilters } from '../index/search-filters.js';
import type { Pipeline, SynthesisRequest } from '../pipeline.js';
import { accessOf, type AccessControl, type AlsoShow, type DossierAccess } from '../security/access-control.js';
import { signatureOf, type Access } from '../security/access.js';
import type { BrokenGlass, TeamMember } from '../security/care-team.js';
import { isPermitted, LOCAL_PRINCIPAL, readerIdOf, type Requester } from '../security/principal.js';
import type { DossierRecord, SourceRecord } from '../store/dossier-store.js';
import type { DossierState } from './dossier-state.js';
import type { KeptAnswer } from './kept-answers.js';
import type { StatementDecision } from './statement-decisions.js';

/** A judgement of a line, before it is signed. */
export type StatementVerdict = Omit<StatementDecision, 'by' | 'at'>;

/**
 * The pipeline in one person's hands, for one request: everything is done under their name and shows what they may see. It is all
 * that a route is given, so that none can forget.
 */
export class PersonalPipeline {
  readonly requester: Requester;
  readonly #pipeline: Pipeline;
  readonly #control: AccessControl;
  readonly #now: () => Date;
  readonly #alsoShow: AlsoShow;
  readonly #known = new Map<string, Promise<DossierAccess>>();

  constructor(
    { pipeline, control, now }: { readonly pipeline: Pipeline; readonly control: AccessControl; readonly now: () => Date },
    requester: Requester,
    alsoShow: AlsoShow = [],
  ) {
    this.requester = requester;
    this.#pipeline = pipeline;
    this.#control = control;
    this.#now = now;
    this.#alsoShow = alsoShow;
  }

  /** What this person is to a dossier. Asked once a request. */
  access(dossierId: string): Promise<DossierAccess> {
    const known = this.#known.get(dossierId) ?? this.#control.accessTo(this.requester, dossierId, this.#alsoShow);
    this.#known.set(dossierId, known);
    return known;
  }

  /** Documents as a list shows them: who may not read has no word of what is in them, only why one could not be read. */
  listed(summaries: readonly DocumentSummary[]): DocumentSummary[] {
    if (isPermitted(this.requester, 'read')) return [...summaries];
    return summaries.map((summary) => ({
      ...summary,
      identityDoubt: undefined,
      note: summary.status === 'failed' ? summary.note : undefined,
    }));
  }

  /** Those that are theirs, in the order in which they came. */
  listDossiers(): Promise<readonly DossierRecord[]> {
    return this.#pipeline.listDossiersFor(accessOf(this.requester), (id) => this.#control.isAdmitted(this.requester, id));
  }

  /** False also where there is one and it is none of theirs. */
  async hasDossier(dossierId: string): Promise<boolean> {
    const [exists, { outside }] = await Promise.all([this.#pipeline.hasDossier(dossierId), this.access(dossierId)]);
    return exists && outside !== true;
  }

  async dossierOfIns(insMatricule: string): Promise<string | undefined> {
    const id = await this.#pipeline.dossierOfIns(insMatricule);
    return id !== undefined && (await this.hasDossier(id)) ? id : undefined;
  }

  /**
   * Whoever makes a dossier is of its team. What comes from outside the team adds documents, and changes nobody's identity. What is
   * said of a file (its type, who may see it) counts where the depositor brought the file, or sees it: nobody opens a document to
   * themselves by describing it anew.
   */
  async deposit(
    dossierId: string,
    files: readonly { readonly fileName: string; readonly bytes: Uint8Array }[],
    deposit?: Deposit,
  ): Promise<SourceRecord[]> {
    if (this.requester === LOCAL_PRINCIPAL) return this.#pipeline.deposit(dossierId, files, deposit);
    const isNew = !(await this.#pipeline.hasDossier(dossierId));
    const { outside = false, ...access } = await this.access(dossierId);
    const { patient, ...said } = deposit ?? { documents: [] };
    const counted = patient === undefined || (outside && !isNew) ? said : { ...said, patient };
    const kept = await this.#pipeline.deposit(dossierId, files, counted, access);
    if (isNew) await this.#found(dossierId);
    return kept;
  }

  async #found(dossierId: string): Promise<void> {
    if (this.requester === LOCAL_PRINCIPAL || (this.requester.reader !== 'professional' && this.requester.reader !== 'delegate')) return;
    const { id, name, onBehalfOf } = this.requester;
    const founder: TeamMember = { id: onBehalfOf ?? id, standing: 'member', by: id, at: this.#now().toISOString() };
    await this.#control.teams.set(dossierId, onBehalfOf === undefined && name !== undefined ? { ...founder, name } : founder);
    this.#known.delete(dossierId);
  }

  async openDossier(dossierId: string): Promise<DossierState> {
    return this.#pipeline.openDossier(dossierId, await this.access(dossierId));
  }

  async synthesise(state: DossierState, request: SynthesisRequest): Promise<Synthesis> {
    return this.#pipeline.synthesise(state, request, await this.access(state.id));
  }

  async search(state: DossierState, query: string, filters: SearchFilters, limit: number): Promise<DocumentHit[]> {
    return this.#pipeline.search(state, query, filters, limit, await this.access(state.id));
  }

  async page(dossierId: string, documentId: string, number: number): Promise<Page | undefined> {
    return this.#pipeline.page(dossierId, documentId, number, await this.access(dossierId));
  }

  async pageImage(dossierId: string, documentId: string, number: number, width: number): Promise<Buffer> {
    return this.#pipeline.pageImage(dossierId, documentId, number, width, await this.access(dossierId));
  }

  async original(dossierId: string, documentId: string): Promise<Uint8Array | undefined> {
    return this.#pipeline.original(dossierId, documentId, await this.access(dossierId));
  }

  async eraseDossier(dossierId: string): Promise<void> {
    await this.#pipeline.eraseDossier(dossierId, await this.access(dossierId));
  }

  async decideIdentity(dossierId: string, documentId: string, verdict: 'accepted' | 'rejected'): Promise<void> {
    const access = await this.access(dossierId);
    await this.#pipeline.decideIdentity(dossierId, documentId, { verdict, ...this.#signed(access) }, access);
  }

  async decideStatement(dossierId: string, statementId: string, verdict: StatementVerdict | undefined): Promise<void> {
    const access = await this.access(dossierId);
    await this.#pipeline.decideStatement(dossierId, statementId, verdict && { ...verdict, ...this.#signed(access) }, access);
  }

  #signed(access: Access): { readonly by: string; readonly at: string } {
    return { by: signatureOf(access), at: this.#now().toISOString() };
  }

  /** Throws FRS-IN-012 where the dossier is none of theirs. */
  async team(dossierId: string): Promise<{ readonly members: readonly TeamMember[]; readonly broken: readonly BrokenGlass[] }> {
    if (!(await this.hasDossier(dossierId))) return this.#pipeline.refuse('open', dossierId, await this.access(dossierId));
    const [members, broken] = await Promise.all([this.#control.teams.members(dossierId), this.#control.teams.broken(dossierId)]);
    return { members, broken };
  }

  /** Throws FRS-IN-012 where the dossier is none of theirs; an emergency names nobody. */
  async setTeam(dossierId: string, personId: string, member: Pick<TeamMember, 'name' | 'standing'> | undefined): Promise<void> {
    const access = await this.access(dossierId);
    if (access.glass !== undefined || !(await this.hasDossier(dossierId))) return this.#pipeline.refuse('set-team', dossierId, access);
    const { teams } = this.#control;
    const change = async (): Promise<void> =>
      member === undefined
        ? teams.remove(dossierId, personId)
        : teams.set(dossierId, { ...member, id: personId, by: access.actor, at: this.#now().toISOString() });
    const matter = { person: personId, standing: member?.standing ?? ('removed' as const) };
    await this.#pipeline.recorded('set-team', dossierId, access, change, matter);
  }

  /** May they open this dossier in an emergency? Only what is none of theirs, and whether it exists or not. */
  async mayBreakGlass(dossierId: string): Promise<boolean> {
    return this.#control.mayBreakGlass(this.requester) && (await this.access(dossierId)).outside === true;
  }

  /** Opens what is none of theirs, for an hour. Where there is no such dossier, it is answered the same. */
  async breakGlass(dossierId: string, reason: string): Promise<BrokenGlass> {
    const access: Access = { ...accessOf(this.requester), reason };
    const person = { id: access.actor, reason, ...(access.name === undefined ? {} : { name: access.name }) };
    const glass = await this.#pipeline.recorded('break-glass', dossierId, access, () => this.#control.teams.breakGlass(dossierId, person));
    this.#known.delete(dossierId);
    return glass;
  }

  /**
   * The same by the number of the patient, which somebody reads on a card: `opened` is absent where the dossier is theirs already. Throws
   * FRS-IN-012 where no dossier bears the number: the attempt is in the audit, the number is not.
   */
  async breakGlassOfIns(insMatricule: string, reason: string): Promise<{ readonly dossierId: string; readonly opened?: BrokenGlass }> {
    if (!this.#control.mayBreakGlass(this.requester)) throw new AppError('FRS-AC-002', { detail: 'urgence' });
    const dossierId = await this.#pipeline.dossierOfIns(insMatricule);
    if (dossierId === undefined)
      return this.#pipeline.recorded('break-glass', undefined, { ...accessOf(this.requester), reason }, () =>
        Promise.reject(new AppError('FRS-IN-012', { detail: 'dossier' })),
      );
    return (await this.mayBreakGlass(dossierId)) ? { dossierId, opened: await this.breakGlass(dossierId, reason) } : { dossierId };
  }

  /** In whose name answers are kept: the key that one caller chose is not another's. */
  get #caller(): string {
    return this.requester === LOCAL_PRINCIPAL ? '' : `${this.requester.via ?? ''} ${readerIdOf(this.requester)} `;
  }

  findAnswer(dossierId: string, key: string): Promise<KeptAnswer | undefined> {
    return this.#pipeline.answers.find(dossierId, `${this.#caller}${key}`, this.#now());
  }

  keepAnswer(dossierId: string, key: string, kept: KeptAnswer): Promise<void> {
    return this.#pipeline.answers.keep(dossierId, `${this.#caller}${key}`, kept);
  }
}
