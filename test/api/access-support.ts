import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccessDeps } from '../../src/api/access/access-deps.js';
import { buildApp, type AppDeps } from '../../src/api/app.js';
import { Pipeline } from '../../src/pipeline.js';
import { Accounts } from '../../src/security/accounts.js';
import { ApiKeys } from '../../src/security/api-keys.js';
import { AuditLog } from '../../src/security/audit-log.js';
import { Gate } from '../../src/security/gate.js';
import { loadHabilitation } from '../../src/security/habilitation.js';
import type { PasswordHasher } from '../../src/security/password-hasher.js';
import type { ServiceStore } from '../../src/store/service-store.js';
import { SqliteDossierStore } from '../../src/store/sqlite-dossier-store.js';
import { MemoryAuditStore, MemoryServiceStore } from '../fakes/memory-stores.js';
import { HashEmbedder } from '../index/helpers.js';
import { call, NOW, type Answered, type TestServer } from './support.js';

export const PASSWORD = 'Une phrase assez longue';

/** Accounts are tested with the real one; here it would only take time. */
const plainHasher: PasswordHasher = {
  hash: async (password) => `plain:${password}`,
  verify: async (password, hash) => hash === `plain:${password}`,
};

export interface GuardedServer extends TestServer {
  readonly accounts: Accounts;
  readonly apiKeys: ApiKeys;
  readonly audit: AuditLog;
  readonly services: ServiceStore;
  /** Moves the server's clock forward, milliseconds. */
  readonly wait: (ms: number) => void;
}

/** The real app with accounts, keys, sessions and an audit, over a store that is thrown away. */
export async function startGuarded(extra: Partial<AccessDeps> = {}, closed = true, deps: Partial<AppDeps> = {}): Promise<GuardedServer> {
  const home = mkdtempSync(join(tmpdir(), 'frise-guarded-'));
  let at = NOW.getTime();
  const clock = (): Date => new Date(at);
  const store = new SqliteDossierStore(home, Buffer.alloc(32, 7), clock);
  const audit = new AuditLog(new MemoryAuditStore(), Buffer.alloc(32, 9), new MemoryServiceStore());
  const pipeline = new Pipeline({
    store,
    audit,
    embedder: new HashEmbedder(),
    createOcr: () => Promise.reject(new Error('nothing to recognise here')),
    stamps: { reading: 'test', facts: 'test', index: 'test', synthesis: 'test' },
    models: [],
    version: '0.0.0-test',
    now: clock,
  });
  const accounts = new Accounts(store.services, plainHasher, clock);
  const apiKeys = new ApiKeys(store.services, clock);
  const app = await buildApp({
    pipeline,
    version: '0.0.0-test',
    pageDirectory: join(home, 'no-page'),
    now: clock,
    requestsPerMinute: 1e6,
    access: {
      gate: new Gate({ accounts, apiKeys }, closed),
      accounts,
      apiKeys,
      services: store.services,
      secret: 's'.repeat(64),
      habilitation: loadHabilitation(),
      careTeam: 'site',
      audit,
      clock,
      idleMs: 20 * 60_000,
      longestMs: 12 * 3_600_000,
      ...extra,
    },
    ...deps,
  });
  await app.ready();
  return {
    app,
    pipeline,
    accounts,
    apiKeys,
    audit,
    services: store.services,
    wait: (ms) => void (at += ms),
    close: async () => {
      await app.close();
      await pipeline.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A browser that is signed in: its cookie, and the token that goes with what it changes. */
export interface SignedIn {
  readonly headers: Record<string, string>;
  readonly csrf: string;
}

export const cookieOf = ({ headers }: Pick<Answered, 'headers'>): string =>
  [headers['set-cookie']]
    .flat()
    .map((each) => String(each).split(';')[0])
    .join('; ');

export async function signIn({ app }: Pick<GuardedServer, 'app'>, login: string, password = PASSWORD): Promise<SignedIn> {
  const answer = await call<{ csrf: string }>(app, 'POST', '/api/v1/session', { payload: { login, password } });
  if (answer.status !== 200) throw new Error(`${login}: ${answer.status} ${answer.text}`);
  const cookie = cookieOf(answer);
  return { headers: { cookie, 'csrf-token': answer.body.csrf }, csrf: answer.body.csrf };
}
