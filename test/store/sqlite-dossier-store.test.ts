import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SqliteDossierStore } from '../../src/store/sqlite-dossier-store.js';
import { describeDossierStore } from '../contracts/dossier-store-contract.js';

const KEY = Buffer.alloc(32, 7);

function temporaryHome(): string {
  return mkdtempSync(join(tmpdir(), 'frise-store-'));
}

/** Every byte under a folder, write-ahead log included. */
function everyByte(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Buffer.concat(files.map((entry) => readFileSync(join(entry.parentPath, entry.name))));
}

async function plant(store: SqliteDossierStore, needles: readonly string[]): Promise<void> {
  await store.openDossier('d1');
  await store.setPatient('d1', { insMatricule: '258063818521464', birthName: needles[0]!, firstNames: [] });
  for (const needle of needles) {
    const bytes = Buffer.from(`Le patient ${needle} consulte.`);
    await store.putSource('d1', { fileName: `${needle}.txt`, sha256: createHash('sha256').update(bytes).digest('hex'), bytes });
    await store.putRecord('d1', 'facts', { key: createHash('sha256').update(needle).digest('hex'), stamp: '1', value: bytes });
  }
}

function blobsOf(home: string): string[] {
  return readdirSync(join(home, 'blobs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describeDossierStore('SqliteDossierStore', async () => {
  const home = temporaryHome();
  let store = new SqliteDossierStore(home, KEY);
  return {
    store,
    reopen: async () => {
      await store.close();
      store = new SqliteDossierStore(home, KEY);
      return store;
    },
    dispose: async () => {
      await store.close();
      rmSync(home, { recursive: true });
    },
  };
});

describe('SqliteDossierStore on disk', () => {
  it('keeps the order of what arrives within one tick of the clock', async () => {
    const home = temporaryHome();
    const store = new SqliteDossierStore(home, KEY, () => new Date('2024-05-02T10:00:00Z'));
    const names = ['z', 'm', 'a', 'k', 'b'];
    for (const name of names) await store.openDossier(name);
    for (const name of names) {
      const bytes = Buffer.from(name);
      await store.putSource('z', { fileName: name, sha256: createHash('sha256').update(bytes).digest('hex'), bytes });
    }
    expect((await store.listDossiers()).map(({ id }) => id)).toEqual(names);
    expect((await store.listSources('z')).map(({ fileName }) => fileName)).toEqual(names);
    await store.close();
    rmSync(home, { recursive: true });
  });

  it('leaves no planted string readable, before or after erasure', async () => {
    const home = temporaryHome();
    const store = new SqliteDossierStore(home, KEY);
    const needles = Array.from({ length: 50 }, () => `NOM${randomBytes(8).toString('hex')}`);
    await plant(store, needles);
    const during = everyByte(home);
    expect(needles.filter((needle) => during.includes(needle))).toEqual([]);
    await store.eraseDossier('d1');
    await store.close();
    const after = everyByte(home);
    expect(needles.filter((needle) => after.includes(needle))).toEqual([]);
    expect(readdirSync(join(home, 'blobs'))).toEqual([]);
    rmSync(home, { recursive: true });
  });

  it('refuses a wrong key and a truncated database with a typed error', async () => {
    const home = temporaryHome();
    const store = new SqliteDossierStore(home, KEY);
    await plant(store, ['A']);
    await store.close();
    expect(() => new SqliteDossierStore(home, Buffer.alloc(32, 8))).toThrow(expect.objectContaining({ code: 'FRS-ST-001' }) as Error);
    const file = join(home, 'frise.db');
    writeFileSync(file, readFileSync(file).subarray(0, 1500));
    rmSync(`${file}-wal`, { force: true });
    expect(() => new SqliteDossierStore(home, KEY)).toThrow(expect.objectContaining({ code: 'FRS-ST-001' }) as Error);
    rmSync(home, { recursive: true });
  });

  it('notices a swapped blob', async () => {
    const home = temporaryHome();
    const store = new SqliteDossierStore(home, KEY);
    await plant(store, ['A', 'B']);
    const [first, second] = blobsOf(home);
    writeFileSync(first!, readFileSync(second!));
    const outcomes = await Promise.allSettled((await store.listSources('d1')).map((record) => store.getSource('d1', record.sha256)));
    expect(outcomes.filter((outcome) => outcome.status === 'rejected').map((outcome) => (outcome.reason as { code: string }).code)).toEqual(
      ['FRS-ST-003'],
    );
    await store.close();
    rmSync(home, { recursive: true });
  });

  it('lets two connections write', async () => {
    const home = temporaryHome();
    const stores = [new SqliteDossierStore(home, KEY), new SqliteDossierStore(home, KEY)];
    await stores[0]!.openDossier('d1');
    for (let i = 0; i < 20; i += 1) await stores[i % 2]!.putRecord('d1', 'facts', { key: `k${i}`, stamp: '1', value: Buffer.from('x') });
    expect(await stores[1]!.listRecords('d1', 'facts')).toHaveLength(20);
    for (const store of stores) await store.close();
    rmSync(home, { recursive: true });
  });
});
