import { join } from 'node:path';
import type { AuditStore } from './audit-store.js';
import type { DossierStore } from './dossier-store.js';
import { loadMasterKey, type MasterKeySource } from './keys.js';
import type { ServiceStore } from './service-store.js';
import { SqliteAuditStore } from './sqlite-audit-store.js';
import { openStore } from './sqlite-rotate-keys.js';
import type { WorkQueue } from './work-queue.js';

export interface StorageSettings {
  /** Folder of the embedded database, its originals and the audit. */
  readonly home: string;
  readonly masterKey: MasterKeySource;
  /** PostgreSQL in the place of the embedded database. */
  readonly databaseUrl: string | undefined;
  /** With PostgreSQL, the folder of originals and data keys that its processes share. */
  readonly files: string;
}

/** All that is kept, behind interfaces that do not say where. Audit and store are their owners' to close, in this order. */
export interface Storage {
  readonly store: DossierStore;
  readonly services: ServiceStore;
  readonly audit: AuditStore;
  /** Marks the audit's lines. */
  readonly auditKey: Uint8Array;
  /** A key of the product's own, made on first use. */
  serviceKey(use: string): Promise<Uint8Array>;
  /** Where other processes may do the reading; absent where this one does. */
  readonly queue: WorkQueue | undefined;
  /** How far the clock stood behind the last write when this was opened, milliseconds. */
  readonly clockLagMs: number;
  /** What keeps it, for whoever checks; French. Throws where it may lose what it acknowledged. */
  describe(): Promise<string>;
}

/** Opens what the settings name. Errors: those of `loadMasterKey` and of the store. */
export function openStorage(settings: StorageSettings): Promise<Storage> {
  const { databaseUrl } = settings;
  return databaseUrl === undefined ? openEmbedded(settings) : openServer(settings, databaseUrl);
}

async function openEmbedded({ home, masterKey }: StorageSettings): Promise<Storage> {
  const store = openStore(home, masterKey);
  const { services, clockLagMs } = store;
  const auditKey = store.serviceKey('audit');
  const audit = new SqliteAuditStore(join(home, 'audit.db'), auditKey);
  return {
    store,
    services,
    audit,
    auditKey,
    queue: undefined,
    clockLagMs,
    serviceKey: async (use) => store.serviceKey(use),
    describe: async () => 'base embarquée',
  };
}

async function openServer({ masterKey, files }: StorageSettings, databaseUrl: string): Promise<Storage> {
  // Loaded where they are needed: the embedded way starts without them.
  const [{ PostgresDossierStore }, { PostgresAuditStore }, { PostgresWorkQueue }, { inspectServer }] = await Promise.all([
    import('./postgres-dossier-store.js'),
    import('./postgres-audit-store.js'),
    import('./postgres-work-queue.js'),
    import('./postgres-database.js'),
  ]);
  const store = await PostgresDossierStore.open(databaseUrl, files, loadMasterKey(masterKey));
  try {
    const { services, clockLagMs, site } = store;
    const auditKey = await site.serviceKey('audit');
    const audit = new PostgresAuditStore(site.pool, auditKey);
    const queue = await PostgresWorkQueue.open(store);
    return { store, services, audit, auditKey, queue, clockLagMs, serviceKey: site.serviceKey, describe: () => inspectServer(site.query) };
  } catch (cause) {
    await store.close();
    throw cause;
  }
}
