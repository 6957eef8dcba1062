import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256Of } from '../../src/extract/read/reading.js';
import { AuditLog } from '../../src/security/audit-log.js';
import { SqliteAuditStore } from '../../src/store/sqlite-audit-store.js';
import { backUp, restore } from '../../src/store/sqlite-backup.js';
import { SqliteDossierStore } from '../../src/store/sqlite-dossier-store.js';

const KEY = Buffer.alloc(32, 7);
const bytesOf = (i: number): Buffer => Buffer.from(`Le patient PLANTE${i} consulte.`);

let root: string;
let home: string;
let store: SqliteDossierStore;
let log: AuditLog;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'frise-backup-'));
  home = join(root, 'home');
  store = new SqliteDossierStore(home, KEY);
  const key = store.serviceKey('audit');
  log = new AuditLog(new SqliteAuditStore(join(home, 'audit.db'), key), key, store.services);
  for (let i = 0; i < 20; i += 1) {
    await store.openDossier(`d${i % 4}`);
    await store.putSource(`d${i % 4}`, { fileName: `PLANTE${i}.txt`, sha256: sha256Of(bytesOf(i)), bytes: bytesOf(i) });
    await store.putRecord(`d${i % 4}`, 'facts', { key: `k${i}`, stamp: 's', value: bytesOf(i) });
  }
  await log.record({ at: '2026-11-25T00:00:00Z', actor: 'local', action: 'open', outcome: 'done' });
});
afterEach(async () => {
  await log.close();
  await store.close();
  rmSync(root, { recursive: true });
});

describe('a backup', () => {
  it('made while the store is open gives it back whole, audit included, and says nothing without the key', async () => {
    const file = join(root, 'backup.frise');
    expect(backUp(home, KEY, file)).toEqual({ dossiers: 4, originals: 20 });
    expect(readFileSync(file).includes('PLANTE')).toBe(false);
    expect(readdirSync(home).filter((name) => name.startsWith('.'))).toEqual([]);
    const other = join(root, 'other');
    expect(await restore(other, KEY, file)).toEqual({ dossiers: 4, originals: 20 });
    const restored = new SqliteDossierStore(other, KEY);
    for (let i = 0; i < 20; i += 1) expect(Buffer.from((await restored.getSource(`d${i % 4}`, sha256Of(bytesOf(i))))!)).toEqual(bytesOf(i));
    expect((await restored.listRecords('d0', 'facts')).length).toBe(5);
    const key = restored.serviceKey('audit');
    const audit = new AuditLog(new SqliteAuditStore(join(other, 'audit.db'), key), key, restored.services);
    expect(await audit.verify()).toMatchObject({ lines: 1, faults: [] });
    await audit.close();
    await restored.close();
  });

  it('made after an erasure holds nothing of what was erased', async () => {
    await store.eraseDossier('d1');
    const file = join(root, 'backup.frise');
    expect(backUp(home, KEY, file)).toEqual({ dossiers: 3, originals: 15 });
    const other = join(root, 'other');
    await restore(other, KEY, file);
    const restored = new SqliteDossierStore(other, KEY);
    expect(await restored.findDossier('d1')).toBeUndefined();
    expect(readdirSync(join(other, 'blobs'))).toHaveLength(3);
    await restored.close();
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['cut short', (bytes) => bytes.subarray(0, bytes.length - 100)],
    ['cut to nothing', () => Buffer.alloc(0)],
    ['with one bit turned', (bytes) => Buffer.from(bytes.map((byte, i) => (i === 5000 ? byte ^ 1 : byte)))],
    ['with its magic changed', (bytes) => Buffer.concat([Buffer.from('X'), bytes.subarray(1)])],
  ])('%s is refused, and the home stays empty', async (_name, damage) => {
    const file = join(root, 'backup.frise');
    backUp(home, KEY, file);
    writeFileSync(file, damage(readFileSync(file)));
    const other = join(root, 'other');
    await expect(restore(other, KEY, file)).rejects.toMatchObject({ code: 'FRS-ST-006' });
    expect(readdirSync(other)).toEqual([]);
  });

  it('is refused under another key, and over a store that holds something', async () => {
    const file = join(root, 'backup.frise');
    backUp(home, KEY, file);
    await expect(restore(join(root, 'other'), Buffer.alloc(32, 8), file)).rejects.toMatchObject({ code: 'FRS-ST-006' });
    await expect(restore(home, KEY, file)).rejects.toMatchObject({ code: 'FRS-ST-005' });
  });

  it('that cannot be written leaves no file', () => {
    expect(() => backUp(home, KEY, join(root, 'absent', 'backup.frise'))).toThrow(expect.objectContaining({ code: 'FRS-ST-002' }) as Error);
    expect(existsSync(join(root, 'absent'))).toBe(false);
    expect(readdirSync(home).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});
