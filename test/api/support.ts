import type { FastifyInstance } from 'fastify';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp, type AppDeps } from '../../src/api/app.js';
import { Pipeline } from '../../src/pipeline.js';
import { SqliteDossierStore } from '../../src/store/sqlite-dossier-store.js';
import { HashEmbedder } from '../index/helpers.js';

export const ROOT = join(import.meta.dirname, '..', '..');
const DEMO = join(ROOT, 'eval', 'corpus', 'demo', 'sources');
export const NOW = new Date('2026-11-16T08:00:00Z');

export interface TestFile {
  readonly name: string;
  readonly bytes: Uint8Array | string;
}

/** Files of the demonstration dossier that need no recognition. */
export const demoFiles = (...names: readonly string[]): TestFile[] =>
  names.map((name) => ({ name, bytes: readFileSync(join(DEMO, name)) }));

export const FOREIGN = `Centre hospitalier des Essais
Compte rendu de consultation du 12/03/2025
Patient : M. TRAVERSIER Anatole, né le 04/02/1931

Fibrillation atriale permanente sous apixaban 5 mg matin et soir.
Allergie à l'amoxicilline : œdème de Quincke.
`;

export interface TestServer {
  readonly app: FastifyInstance;
  readonly pipeline: Pipeline;
  readonly close: () => Promise<void>;
}

/** The real app and the real pipeline over a temporary store; only the encoder is a fake, and nothing is recognised. */
export async function startServer(
  extra: Partial<AppDeps> = {},
  reading: Partial<ConstructorParameters<typeof Pipeline>[0]> = {},
): Promise<TestServer> {
  const home = mkdtempSync(join(tmpdir(), 'frise-api-'));
  const pipeline = new Pipeline({
    store: new SqliteDossierStore(home, Buffer.alloc(32, 7)),
    embedder: new HashEmbedder(),
    createOcr: () => Promise.reject(new Error('nothing to recognise here')),
    stamps: { reading: 'test', facts: 'test', index: 'test', synthesis: 'test' },
    models: [{ id: 'hash', sha256: 'f'.repeat(64) }],
    version: '0.0.0-test',
    now: () => NOW,
    ...reading,
  });
  const app = await buildApp({
    pipeline,
    version: '0.0.0-test',
    pageDirectory: join(home, 'no-page'),
    now: () => NOW,
    requestsPerMinute: 1e6,
    ...extra,
  });
  await app.ready();
  return {
    app,
    pipeline,
    close: async () => {
      await app.close();
      await pipeline.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const BOUNDARY = 'frise-test-boundary';

/** A multipart deposit, as practice software sends it. */
export function multipart(files: readonly TestFile[]): { readonly payload: Buffer; readonly headers: Record<string, string> } {
  const parts = files.flatMap(({ name, bytes }) => [
    Buffer.from(
      `--${BOUNDARY}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    Buffer.from(bytes),
    Buffer.from('\r\n'),
  ]);
  return {
    payload: Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  };
}

export interface Answered<T = unknown> {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: T;
  readonly text: string;
}

export async function call<T = Record<string, unknown>>(
  app: FastifyInstance,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  options: { readonly payload?: unknown; readonly headers?: Record<string, string> } = {},
): Promise<Answered<T>> {
  const { payload, headers } = options;
  const response = await app.inject({
    method,
    url,
    headers: { host: '127.0.0.1', ...headers },
    ...(payload === undefined ? {} : { payload: payload as object }),
  });
  const json = /json/.test(String(response.headers['content-type'] ?? ''));
  return {
    status: response.statusCode,
    headers: response.headers,
    body: (json ? response.json() : undefined) as T,
    text: response.payload,
  };
}

/** Deposits, and waits until all is read. */
export async function deposit(
  app: FastifyInstance,
  dossierId: string,
  files: readonly TestFile[],
): Promise<Answered<Record<string, unknown>>> {
  const answer = await call(app, 'POST', `/api/v1/dossiers/${dossierId}/documents`, multipart(files));
  if (answer.status === 202) await app.inject({ url: `/api/v1/dossiers/${dossierId}/events`, headers: { host: '127.0.0.1' } });
  return answer;
}
