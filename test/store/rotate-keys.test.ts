import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256Of } from '../../src/extract/read/reading.js';
import { AuditLog } from '../../src/security/audit-log.js';
import { deriveKey, readKeyFile, writeKeyFile } from '../../src/store/keys.js';
import { SqliteAuditStore } from '../../src/store/sqlite-audit-store.js';
import { openDatabase } from '../../src/store/sqlite-database.js';
import { SqliteDossierStore } from '../../src/store/sqlite-dossier-store.js';
import { openStore, rewrapKeys, rotateKeyFile, rotateMasterKey } from '../../src/store/sqlite-rotate-keys.js';
import { MIGRATIONS } from '../../src/store/sqlite-schema.js';

const INS = '258063818521464';
const BYTES = Buffer.from('Le patient consulte.');

let home: string;
let file: string;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'frise-rotate-'));
  file = join(home, 'master.key');
  const store = openStore(home, { file });
  for (let i = 0; i < 5; i += 1) {
    await store.openDossier(`d${i}`);
    await store.putSource(`d${i}`, { fileName: 'a.txt', sha256: sha256Of(BYTES), bytes: BYTES });
    await store.putRecord(`d${i}`, 'facts', { key: 'k', stamp: 's', value: BYTES });
  }
  await store.setPatient('d0', { insMatricule: INS, firstNames: [] });
  const key = store.serviceKey('audit');
  const log = new AuditLog(new SqliteAuditStore(join(home, 'audit.db'), key), key, store.services);
  await log.record({ at: '2026-11-25T00:00:00Z', actor: 'local', action: 'open', outcome: 'done' });
  await log.close();
  await store.close();
});
afterEach(() => rmSync(home, { recursive: true }));

async function everythingOpens(store: SqliteDossierStore): Promise<void> {
  await store.check();
  expect((await store.findDossierByIns(INS))?.id).toBe('d0');
  for (let i = 0; i < 5; i += 1) {
    expect(Buffer.from((await store.getSource(`d${i}`, sha256Of(BYTES)))!)).toEqual(BYTES);
    expect(await store.listRecords(`d${i}`, 'facts')).toHaveLength(1);
  }
  const key = store.serviceKey('audit');
  const log = new AuditLog(new SqliteAuditStore(join(home, 'audit.db'), key), key, store.services);
  expect(await log.verify()).toMatchObject({ lines: 1, faults: [] });
  await log.close();
  await store.close();
}

describe('a new master key', () => {
  it('opens everything, audit included, and the old one nothing; the old one is kept for older backups', async () => {
    const old = readKeyFile(file);
    const { oldKeyFile } = rotateKeyFile(home, file);
    expect(readKeyFile(file)).not.toEqual(old);
    expect(readKeyFile(oldKeyFile)).toEqual(old);
    expect(() => new SqliteDossierStore(home, old)).toThrow(expect.objectContaining({ code: 'FRS-ST-001' }) as Error);
    await everythingOpens(openStore(home, { file }));
  });

  it.each(['before', 'between', 'after'] as const)(
    'is finished at the next start when it was cut %s the file was encrypted anew',
    async (when) => {
      const [old, next] = [readKeyFile(file), Buffer.alloc(32, 9)];
      writeKeyFile(`${file}.next`, next);
      if (when === 'after') rotateMasterKey(home, old, next);
      if (when === 'between') {
        const db = openDatabase(join(home, 'frise.db'), deriveKey(old, 'database'), MIGRATIONS);
        rewrapKeys(db, old, next);
        db.close();
      }
      await everythingOpens(openStore(home, { file }));
      expect(existsSync(`${file}.next`)).toBe(false);
      expect(readKeyFile(file)).toEqual(next);
    },
  );

  it('drops a new key that was cut while it was written', async () => {
    writeFileSync(`${file}.next`, 'abc');
    await everythingOpens(openStore(home, { file }));
    expect(existsSync(`${file}.next`)).toBe(false);
  });

  it('waits for nobody: another process that has the database open is named, and nothing changes', async () => {
    const other = openStore(home, { file });
    const before = readFileSync(file, 'utf8');
    expect(() => rotateKeyFile(home, file)).toThrow(expect.objectContaining({ code: 'FRS-ST-004' }) as Error);
    expect(existsSync(`${file}.next`)).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe(before);
    await everythingOpens(other);
  });

  it('survives a kill at any point', { timeout: 300_000 }, async () => {
    const { spawn } = await import('node:child_process');
    const { createRequire } = await import('node:module');
    const module = new URL('../../src/store/sqlite-rotate-keys.ts', import.meta.url).href;
    const code = `const { rotateKeyFile } = await import(${JSON.stringify(module)}); process.stdout.write('ready'); for (;;) rotateKeyFile(process.argv[1], process.argv[2]);`;
    for (let i = 0; i < 4; i += 1) {
      const child = spawn(
        process.execPath,
        ['--import', createRequire(import.meta.url).resolve('tsx'), '--input-type=module', '-e', code, home, file],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), Math.random() * 150));
      await new Promise((resolve) => child.on('close', resolve));
      await everythingOpens(openStore(home, { file }));
    }
  });
});
