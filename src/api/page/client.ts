import type { paths } from '../../../clients/typescript/src/schema.js';
import { proofOfOrigin, SIGNED_OUT } from './access/session.js';

/** What the server's own description says that a route answers, or is sent: the same client as anybody else's. */
type Answers<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer T } } } };
}
  ? T
  : never;
type Sent<P extends keyof paths> = paths[P] extends { put: { requestBody: { content: { 'application/json': infer T } } } } ? T : never;

export type Synthesis = Answers<'/api/v1/dossiers/{dossierId}/synthesis'>;
export type Statement = Synthesis['sections'][number]['statements'][number];
export type Judgement = Sent<'/api/v1/dossiers/{dossierId}/statements/{statementId}/validation'>;
export type Citation = Synthesis['timeline'][number]['citations'][number];
export type Dossier = Answers<'/api/v1/dossiers/{dossierId}'>;
export type DocumentEntry = Dossier['documents'][number];
export type DossierSummary = Answers<'/api/v1/dossiers'>['dossiers'][number];
export type SourcePage = Answers<'/api/v1/dossiers/{dossierId}/documents/{documentId}/pages/{page}'>;
export type SearchResults = Answers<'/api/v1/dossiers/{dossierId}/search'>;
export type SpecialViews = Answers<'/api/v1/dossiers/{dossierId}/views'>;
export type FactEntry = Answers<'/api/v1/dossiers/{dossierId}/facts'>['facts'][number];
export type Answer = Answers<'/api/v1/dossiers/{dossierId}/ask'>;
export type Progress = NonNullable<Dossier['progress']>;

const BASE = 'api/v1';

/** A failure in the server's own words: what happened and what to do. */
export class ApiFailure extends Error {
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}

/** For what changes something: with the proof that it comes from this page. */
const send = (url: string, init: RequestInit): Promise<Response> =>
  fetch(url, { ...init, headers: { ...(init.headers as Record<string, string> | undefined), ...proofOfOrigin() } });

function asQuery(query: Readonly<Record<string, string | undefined>>): string {
  const asked = new URLSearchParams(
    Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
  return asked.size > 0 ? `?${asked}` : '';
}

async function get<T>(path: string, query: Readonly<Record<string, string | undefined>> = {}): Promise<T> {
  const response = await fetch(`${BASE}/${path}${asQuery(query)}`).catch(() => {
    throw new ApiFailure('Le service ne répond pas. Vérifiez que Frise est lancé sur cette machine.');
  });
  return answerOf<T>(response);
}

async function answerOf<T>(response: Response): Promise<T> {
  const body: unknown = response.status === 204 ? undefined : await response.json();
  if (response.ok) return body as T;
  if (response.status === 401) dispatchEvent(new Event(SIGNED_OUT));
  const { title, remedy, code } = body as { title?: string; remedy?: string; code?: string };
  throw new ApiFailure(`${title ?? 'Erreur.'} ${remedy ?? ''} [${code ?? response.status}]`, response.status);
}

const at = (dossierId: string, ...rest: (string | number)[]): string =>
  ['dossiers', dossierId, ...rest].map((part) => encodeURIComponent(part)).join('/');

export interface SynthesisQuery {
  readonly on?: string | undefined;
  readonly reason?: string | undefined;
  readonly since?: string | undefined;
}

/** The API as the page uses it, typed by the server's own schemas. */
export const api = {
  dossiers: () => get<{ dossiers: DossierSummary[] }>('dossiers', { limit: '500' }),
  dossier: (id: string) => get<Dossier>(at(id)),
  synthesis: (id: string, query: SynthesisQuery) => get<Synthesis>(at(id, 'synthesis'), { ...query }),
  /** The same synthesis, its points told by a language model: minutes on a slow machine. */
  prose: async (id: string, query: SynthesisQuery) => (await get<Synthesis>(at(id, 'synthesis'), { ...query, prose: 'true' })).prose,
  views: (id: string, on: string | undefined) => get<SpecialViews>(at(id, 'views'), { on }),
  factsOf: (id: string, documentId: string) => get<{ facts: FactEntry[] }>(at(id, 'facts'), { document: documentId, limit: '500' }),
  search: (id: string, q: string) => get<SearchResults>(at(id, 'search'), { q }),
  ask: (id: string, q: string, on: string | undefined) => get<Answer>(at(id, 'ask'), { q, on }),
  page: (id: string, documentId: string, page: number) => get<SourcePage>(at(id, 'documents', documentId, 'pages', page)),
  imageUrl: (path: string, width: number) => `${BASE}/${path}?width=${width}`,
  async upload(id: string, files: readonly File[]): Promise<void> {
    const form = new FormData();
    for (const file of files) form.append('files', file, file.name);
    await answerOf(await send(`${BASE}/${at(id, 'documents')}`, { method: 'POST', body: form }));
  },
  async decideIdentity(id: string, documentId: string, verdict: 'accepted' | 'rejected'): Promise<void> {
    await answerOf(
      await send(`${BASE}/${at(id, 'documents', documentId, 'identity')}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ verdict }),
      }),
    );
  },
  async judge(id: string, statementId: string, judgement: Judgement): Promise<void> {
    const body = JSON.stringify(judgement);
    await answerOf(
      await send(`${BASE}/${at(id, 'statements', statementId, 'validation')}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body,
      }),
    );
  },
  async withdraw(id: string, statementId: string): Promise<void> {
    await answerOf(await send(`${BASE}/${at(id, 'statements', statementId, 'validation')}`, { method: 'DELETE' }));
  },
  exportUrl: (id: string, what: 'print' | 'synthesis', query: SynthesisQuery) => `${BASE}/${at(id, what)}${asQuery({ ...query })}`,
  fhirUrl: (id: string, on: string | undefined) => `fhir/Patient/${encodeURIComponent(id)}/$summary${asQuery({ on })}`,
  /** Calls back at each step of the reading; returns what stops it. */
  watch(id: string, onProgress: (progress: Progress) => void): () => void {
    const source = new EventSource(`${BASE}/${at(id, 'events')}`);
    source.addEventListener('progress', (event) => {
      const progress = JSON.parse((event as MessageEvent<string>).data) as Progress;
      if (progress.stage === 'done') source.close();
      onProgress(progress);
    });
    return () => source.close();
  },
};
