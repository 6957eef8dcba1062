import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { postgresAbsent, TemporaryPostgres } from '../../eval/temporary-postgres.js';
import { PostgresDossierStore } from '../../src/store/postgres-dossier-store.js';
import { describeDossierStore } from '../contracts/dossier-store-contract.js';

const KEY = Buffer.alloc(32, 7);

describe.skipIf(postgresAbsent())('on PostgreSQL', () => {
  let server: TemporaryPostgres;
  beforeAll(() => {
    server = new TemporaryPostgres();
  });
  afterAll(() => server.dispose());

  describeDossierStore('PostgresDossierStore', async () => {
    const files = mkdtempSync(join(tmpdir(), 'frise-files-'));
    const url = await server.createDatabase();
    let store = await PostgresDossierStore.open(url, files, KEY);
    return {
      store,
      reopen: async () => {
        await store.close();
        store = await PostgresDossierStore.open(url, files, KEY);
        return store;
      },
      dispose: async () => {
        await store.close();
        rmSync(files, { recursive: true });
      },
    };
  });
});
