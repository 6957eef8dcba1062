import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { postgresAbsent, TemporaryPostgres } from '../../eval/temporary-postgres.js';
import type { DossierStore } from '../../src/store/dossier-store.js';
import { PostgresDossierStore } from '../../src/store/postgres-dossier-store.js';
import { SqliteDossierStore } from '../../src/store/sqlite-dossier-store.js';

const KEY = Buffer.alloc(32, 7);

/** Another process, in its turn at d1 until it is killed; resolves once it is. */
function holder(opening: string, progress: boolean): Promise<ChildProcess> {
  const at = (name: string): string => JSON.stringify(new URL(`../../src/store/${name}.ts`, import.meta.url).href);
  const code = `import { SqliteDossierStore } from ${at('sqlite-dossier-store')}; import { PostgresDossierStore } from ${at('postgres-dossier-store')};
    const key = Buffer.alloc(32, 7); const store = ${opening};
    await store.exclusively('d1', async (turn) => { if (${progress}) await turn.progressed(); console.log('in'); await new Promise((resolve) => setTimeout(resolve, 60_000)); });`;
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const child = spawn(process.execPath, ['--import', tsx, '--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', () => resolve(child));
    child.on('exit', () => reject(new Error('the holder ended')));
  });
}

function describeTurns(name: string, create: () => Promise<{ store: DossierStore; opening: string }>): void {
  describe(name, () => {
    it('a turn whose process is killed is free at once, and counts as interrupted unless something was done in it', async () => {
      const { store, opening } = await create();
      await store.openDossier('d1');
      const interruptions: number[] = [];
      for (const progress of [false, true]) {
        const child = await holder(opening, progress);
        await expect(store.exclusively('d1', async () => undefined, { wait: false })).rejects.toMatchObject({ code: 'FRS-ST-004' });
        const waiting = store.exclusively('d1', async ({ interrupted }) => interruptions.push(interrupted));
        const killedAt = Date.now();
        child.kill('SIGKILL');
        await waiting;
        expect(Date.now() - killedAt).toBeLessThan(5_000);
      }
      expect(interruptions).toEqual([1, 1]);
      await store.close();
    });
  });
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'frise-turns-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describeTurns('SqliteDossierStore', async () => ({
  store: new SqliteDossierStore(folder, KEY),
  opening: `new SqliteDossierStore(${JSON.stringify(folder)}, key)`,
}));

describe.skipIf(postgresAbsent())('on PostgreSQL', () => {
  let server: TemporaryPostgres;
  beforeAll(() => {
    server = new TemporaryPostgres();
  });
  afterAll(() => server.dispose());
  describeTurns('PostgresDossierStore', async () => {
    const url = await server.createDatabase();
    return {
      store: await PostgresDossierStore.open(url, folder, KEY),
      opening: `await PostgresDossierStore.open(${JSON.stringify(url)}, ${JSON.stringify(folder)}, key)`,
    };
  });
});
