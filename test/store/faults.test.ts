import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256Of } from '../../src/extract/read/reading.js';
import { SqliteDossierStore } from '../../src/store/sqlite-dossier-store.js';

const KEY = Buffer.alloc(32, 7);
const bytesOf = (text: string) => ({ fileName: `${text}.txt`, sha256: sha256Of(Buffer.from(text)), bytes: Buffer.from(text) });
const code = (expected: string): Error => expect.objectContaining({ code: expected }) as Error;

let home: string;
let store: SqliteDossierStore;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'frise-faults-'));
  store = new SqliteDossierStore(home, KEY);
  await store.openDossier('d1');
  for (const text of ['un', 'deux', 'trois']) await store.putSource('d1', bytesOf(text));
  await store.writeRecords('d1', {
    put: Array.from({ length: 200 }, (_, i) => ({ kind: 'facts' as const, key: `k${i}`, stamp: 's', value: Buffer.alloc(400, i) })),
  });
});
afterEach(async () => {
  await store.close();
  rmSync(home, { recursive: true, force: true });
});

const blobs = (): string[] =>
  readdirSync(join(home, 'blobs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('what the disk may do', () => {
  it('a database cut anywhere is detected, by its opening or by the check', async () => {
    await store.close();
    const whole = readFileSync(join(home, 'frise.db'));
    for (const kept of [0.01, 0.3, 0.6, 0.95]) {
      const copy = mkdtempSync(join(tmpdir(), 'frise-faults-'));
      writeFileSync(join(copy, 'frise.db'), whole.subarray(0, Math.floor(whole.length * kept)));
      const opening = async (): Promise<void> => {
        const cut = new SqliteDossierStore(copy, KEY);
        await cut.check().finally(() => cut.close());
      };
      await expect(opening()).rejects.toMatchObject({ code: 'FRS-ST-001' });
      rmSync(copy, { recursive: true });
    }
    store = new SqliteDossierStore(home, KEY);
  });

  it('one byte turned in the database is detected', async () => {
    await store.close();
    const file = join(home, 'frise.db');
    copyFileSync(file, `${file}.whole`);
    const bytes = readFileSync(file);
    bytes[Math.floor(bytes.length / 2)]! ^= 1;
    writeFileSync(file, bytes);
    const opening = async (): Promise<void> => {
      const turned = new SqliteDossierStore(home, KEY);
      await turned.check().finally(() => turned.close());
    };
    await expect(opening()).rejects.toMatchObject({ code: 'FRS-ST-001' });
    copyFileSync(`${file}.whole`, file);
    store = new SqliteDossierStore(home, KEY);
  });

  it('a truncated original is detected, and mended by the same deposit', async () => {
    for (const blob of blobs()) truncateSync(blob, 10);
    await expect(store.getSource('d1', bytesOf('un').sha256)).rejects.toThrow(code('FRS-ST-003'));
    await store.putSource('d1', bytesOf('un'));
    expect(Buffer.from((await store.getSource('d1', bytesOf('un').sha256))!).toString()).toBe('un');
  });

  it('a file without its row, and what was half written, go at the next start; the others stay', async () => {
    const [first] = blobs();
    const folder = join(first!, '..');
    copyFileSync(first!, join(folder, 'f'.repeat(64)));
    writeFileSync(join(folder, '.aside'), 'x');
    utimesSync(join(folder, '.aside'), 0, 0);
    const other = new SqliteDossierStore(home, KEY);
    await other.close();
    expect(blobs()).toHaveLength(3);
    for (const text of ['un', 'deux', 'trois']) expect(await store.getSource('d1', bytesOf(text).sha256)).toBeDefined();
  });

  it('originals kept in a folder named after the dossier are found again', async () => {
    await store.close();
    const [folder] = readdirSync(join(home, 'blobs'));
    renameSync(join(home, 'blobs', folder!), join(home, 'blobs', 'd1'));
    store = new SqliteDossierStore(home, KEY);
    expect(await store.getSource('d1', bytesOf('un').sha256)).toBeDefined();
    expect(readdirSync(join(home, 'blobs'))).toEqual([folder]);
  });

  it('an erasure cut after the key was destroyed is finished at the next start', async () => {
    const kept = readFileSync(blobs()[0]!);
    const path = blobs()[0]!;
    await store.eraseDossier('d1');
    expect(blobs()).toEqual([]);
    const folder = join(path, '..');
    spawnSync('mkdir', ['-p', folder]);
    writeFileSync(path, kept);
    await new SqliteDossierStore(home, KEY).close();
    expect(readdirSync(join(home, 'blobs'))).toEqual([]);
  });

  it('a clock that goes back is told, and changes the order of no deposit', async () => {
    const back = new SqliteDossierStore(home, KEY, () => new Date('2001-01-01T00:00:00Z'));
    expect(back.clockLagMs).toBeGreaterThan(0);
    expect(store.clockLagMs).toBe(0);
    const { depositedAt } = await back.putSource('d1', bytesOf('quatre'));
    expect(depositedAt > '2026').toBe(true);
    await back.close();
    expect((await store.listSources('d1')).at(-1)?.fileName).toBe('quatre.txt');
  });

  it('leaves its files to their owner alone', () => {
    for (const file of [join(home, 'frise.db'), ...blobs()]) expect(statSync(file).mode & 0o077).toBe(0);
  });
});

describe('a disk with no room, or read-only', () => {
  const mounts = spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs -o size=1m tmpfs /mnt']).status === 0;
  if (!mounts) console.warn('SKIPPED: no mount namespaces here (unshare -rm): full and read-only disks were not tried.');

  const module = new URL('../../src/store/sqlite-dossier-store.ts', import.meta.url).href;
  /** Runs a script in a child whose home is a small disk of its own; `prepare` is shell. */
  function onDisk(script: string): string {
    const code = `import { SqliteDossierStore } from ${JSON.stringify(module)};
      import { createHash } from 'node:crypto'; import { execFileSync } from 'node:child_process';
      const key = Buffer.alloc(32, 7); const home = '/mnt/home';
      const put = (store, i, size) => { const bytes = Buffer.alloc(size, i); return store.putSource('d', { fileName: 'f' + i, sha256: createHash('sha256').update(bytes).digest('hex'), bytes }); };
      ${script}`;
    const tsx = createRequire(import.meta.url).resolve('tsx');
    const shell = 'mount -t tmpfs -o size=3m tmpfs /mnt && exec "$0" --import "$1" --input-type=module -e "$2"';
    const child = spawnSync('unshare', ['-rm', 'sh', '-c', shell, process.execPath, tsx, code], { encoding: 'utf8' });
    expect(child.stderr).toBe('');
    return child.stdout;
  }

  it.skipIf(!mounts)('refuses what does not fit, keeps what was acknowledged, and still reads', () => {
    const said = onDisk(`
      const store = new SqliteDossierStore(home, key); await store.openDossier('d');
      const kept = []; let code;
      for (let i = 0; i < 100 && code === undefined; i += 1) await put(store, i, 100_000).then((source) => kept.push(source.sha256), (error) => { code = error.code; });
      for (let i = 0; i < 5000 && code !== 'stop'; i += 1) await store.putRecord('d', 'facts', { key: String(i), stamp: 's', value: Buffer.alloc(2000) }).catch((error) => { if (error.code !== 'FRS-ST-002') throw error; code = 'stop'; });
      await store.close();
      const again = new SqliteDossierStore(home, key);
      let whole = 0; for (const sha of kept) if ((await again.getSource('d', sha)).length === 100_000) whole += 1;
      console.log(JSON.stringify({ code, kept: kept.length, whole, listed: (await again.listSources('d')).length }));
      await again.close();`);
    const { code: last, kept, whole, listed } = JSON.parse(said) as Record<string, unknown>;
    expect(last).toBe('stop');
    expect(kept).toBeGreaterThan(3);
    expect([whole, listed]).toEqual([kept, kept]);
  });

  it.skipIf(!mounts)('says that a read-only home cannot be written', () => {
    const said = onDisk(`
      const store = new SqliteDossierStore(home, key); await store.openDossier('d'); await store.close();
      execFileSync('mount', ['-o', 'remount,ro', '/mnt']);
      try { new SqliteDossierStore(home, key); console.log('open'); } catch (error) { console.log(error.code); }`);
    expect(said.trim()).toBe('FRS-ST-002');
  });
});
