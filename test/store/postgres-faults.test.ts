import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { postgresAbsent, TemporaryPostgres } from '../../eval/temporary-postgres.js';
import { checkDatabaseUrl } from '../../src/store/database-url.js';
import { PostgresAuditStore } from '../../src/store/postgres-audit-store.js';
import { deriveKey, open, seal } from '../../src/store/keys.js';
import { PostgresDossierStore } from '../../src/store/postgres-dossier-store.js';
import { rotatePostgresKeys } from '../../src/store/postgres-rotate-keys.js';

const KEY = Buffer.alloc(32, 7);
const bytesOf = (text: string) => ({
  fileName: `${text}.txt`,
  sha256: createHash('sha256').update(text).digest('hex'),
  bytes: Buffer.from(text),
});

function filesUnder(...folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
}

describe('the address of a database', () => {
  it.each([
    ['postgres://u:p@localhost/frise', true],
    ['postgresql://u@127.0.0.1:5433/frise', true],
    ['postgres://u:p@localhost/frise?host=/run/postgresql', true],
    ['postgres://u:p@base.hopital.fr/frise?sslmode=verify-full', true],
    ['postgres://u:secret@base.hopital.fr/frise', false],
    ['postgres://u:secret@base.hopital.fr/frise?sslmode=require', false],
    ['postgres://u:secret@localhost/frise?host=base.hopital.fr', false],
    ['mysql://u:secret@localhost/frise', false],
    ['secret', false],
  ])('%s', (url, good) => {
    if (good) expect(() => checkDatabaseUrl(url)).not.toThrow();
    else
      expect(() => checkDatabaseUrl(url)).toThrow(
        expect.objectContaining({ code: 'FRS-IN-011', message: expect.not.stringContaining('secret') as string }) as Error,
      );
  });
});

describe.skipIf(postgresAbsent())('PostgreSQL', () => {
  let server: TemporaryPostgres;
  let url: string;
  let files: string;
  let store: PostgresDossierStore;
  beforeAll(() => {
    server = new TemporaryPostgres();
  });
  afterAll(() => server.dispose());
  beforeEach(async () => {
    files = mkdtempSync(join(tmpdir(), 'frise-files-'));
    url = await server.createDatabase();
    store = await PostgresDossierStore.open(url, files, KEY);
    await store.openDossier('d1');
  });
  afterEach(async () => {
    await store.close();
    rmSync(files, { recursive: true, force: true });
  });
  const opened = (key: Uint8Array = KEY, folder = files): Promise<PostgresDossierStore> => PostgresDossierStore.open(url, folder, key);

  it('leaves no planted string readable in the files and the log of the server, before or after erasure', async () => {
    const needles = Array.from({ length: 50 }, () => `NOM${randomBytes(8).toString('hex')}`);
    const [account, dossier] = [needles[1]!, needles[2]!];
    await store.openDossier(dossier);
    await store.setPatient('d1', { insMatricule: '258063818521464', birthName: needles[0]!, firstNames: [] });
    await store.services.put('account', account, Buffer.from(account));
    const audit = new PostgresAuditStore(store.site.pool, await store.site.serviceKey('audit'));
    await audit.append(() => ({ seq: 1, body: needles[3]!, mark: 'm' }));
    for (const needle of needles) {
      await store.putSource('d1', { ...bytesOf(`Le patient ${needle} consulte.`), fileName: `${needle}.txt` });
      await store.putRecord('d1', 'facts', { key: needle, stamp: needle, value: Buffer.from(`Le patient ${needle} consulte.`) });
    }
    const found = async (): Promise<string[]> => {
      await server.query(url, 'CHECKPOINT');
      const all = filesUnder(server.data, files).map((file) => readFileSync(file));
      const forms = (needle: string): Buffer[] => [Buffer.from(needle), Buffer.from(Buffer.from(needle).toString('hex'))];
      return needles.filter((needle) => forms(needle).some((form) => all.some((bytes) => bytes.includes(form))));
    };
    expect(await found()).toEqual([]);
    for (const id of ['d1', dossier]) await store.eraseDossier(id);
    expect(await found()).toEqual([]);
    expect(filesUnder(join(files, 'keys'), join(files, 'blobs'))).toEqual([]);
  });

  it('an erasure reaches a copy of the database made before it', async () => {
    await store.putRecord('d1', 'facts', { key: 'k', stamp: 's', value: Buffer.from('secret') });
    const [before] = await server.query(url, 'SELECT dossier_id, folder, label FROM frise.dossier');
    await store.eraseDossier('d1');
    // The row comes back as it stood, from a backup or the dead rows of a file: nothing opens it, master key or not.
    await store.site.pool.query('INSERT INTO frise.dossier (dossier_id, folder, label) VALUES ($1, $2, $3)', Object.values(before!));
    const later = await opened();
    await expect(later.findDossier('d1')).rejects.toMatchObject({ code: 'FRS-ST-003' });
    await later.close();
  });

  it('finishes an erasure that was cut after its first step', async () => {
    await store.putSource('d1', bytesOf('un'));
    await server.query(url, 'UPDATE frise.dossier SET erasing = true');
    expect(await store.findDossier('d1')).toBeUndefined();
    await expect(store.putSource('d1', bytesOf('deux'))).rejects.toMatchObject({ code: 'FRS-IN-012' });
    await (await opened()).close();
    expect(filesUnder(join(files, 'keys'), join(files, 'blobs'))).toEqual([]);
    await store.openDossier('d1');
    expect(await store.listSources('d1')).toEqual([]);
  });

  it('refuses another key and another folder, and touches neither', async () => {
    await store.putSource('d1', bytesOf('un'));
    await expect(opened(Buffer.alloc(32, 8))).rejects.toMatchObject({ code: 'FRS-ST-001' });
    const empty = mkdtempSync(join(tmpdir(), 'frise-files-'));
    await expect(opened(KEY, empty)).rejects.toMatchObject({ code: 'FRS-ST-009' });
    expect(readdirSync(empty)).toEqual([]);
    const other = await server.createDatabase();
    await expect(PostgresDossierStore.open(other, files, KEY)).rejects.toMatchObject({ code: 'FRS-ST-009' });
    expect(await store.getSource('d1', bytesOf('un').sha256)).toBeDefined();
    rmSync(empty, { recursive: true });
  });

  it('says that the server does not answer, and never the password', async () => {
    const wrong = server.url('postgres', 'hunter2');
    for (const address of [wrong, 'postgres://u:hunter2@127.0.0.1:1/x', server.url('absent')])
      await expect(PostgresDossierStore.open(address, files, KEY)).rejects.toMatchObject({
        code: 'FRS-ST-008',
        message: expect.not.stringContaining('hunter2') as string,
      });
  });

  it('notices a swapped, a truncated and a missing original, and mends it by the same deposit', async () => {
    for (const text of ['un', 'deux', 'trois']) await store.putSource('d1', bytesOf(text));
    const [first, second, third] = filesUnder(join(files, 'blobs'));
    writeFileSync(first!, readFileSync(second!));
    truncateSync(third!, 10);
    const read = async (): Promise<PromiseSettledResult<unknown>[]> =>
      Promise.allSettled((await store.listSources('d1')).map(({ sha256 }) => store.getSource('d1', sha256)));
    expect((await read()).filter(({ status }) => status === 'rejected')).toHaveLength(2);
    rmSync(first!);
    for (const text of ['un', 'deux', 'trois']) await store.putSource('d1', bytesOf(text));
    expect((await read()).filter(({ status }) => status === 'rejected')).toEqual([]);
  });

  it('notices rows exchanged behind its back', async () => {
    await store.writeRecords('d1', {
      put: ['a', 'b'].map((key) => ({ kind: 'facts' as const, key, stamp: 's', value: Buffer.from(key) })),
    });
    await server.query(url, 'UPDATE frise.record AS r SET value = o.value FROM frise.record AS o WHERE o.key_hash <> r.key_hash');
    await expect(store.getRecord('d1', 'facts', 'a')).rejects.toMatchObject({ code: 'FRS-ST-003' });
  });

  it.each([
    ['truncated', (file: string) => truncateSync(file, 8192)],
    [
      'turned',
      (file: string) => {
        const bytes = readFileSync(file);
        bytes[bytes.length - 5000]! ^= 1;
        writeFileSync(file, bytes);
      },
    ],
  ])('a file of the database %s behind its back is told by the check', async (_, damage) => {
    const put = Array.from({ length: 400 }, (_, i) => ({ kind: 'facts' as const, key: `k${i}`, stamp: 's', value: randomBytes(600) }));
    await store.writeRecords('d1', { put });
    const [{ path }] = (await server.query(url, 'SELECT pg_relation_filepath(tableoid) AS path FROM frise.record LIMIT 1')) as [
      { path: string },
    ];
    server.stop();
    const whole = readFileSync(join(server.data, path));
    damage(join(server.data, path));
    server.start();
    const checked = async (): Promise<void> => {
      const again = await opened();
      await again.check().finally(() => again.close());
    };
    await expect(checked()).rejects.toMatchObject({ code: 'FRS-ST-001' });
    server.stop();
    writeFileSync(join(server.data, path), whole);
    server.start();
    await expect(checked()).resolves.toBeUndefined();
  });

  it('goes on after the server has crashed, with all that was acknowledged', async () => {
    await store.putSource('d1', bytesOf('un'));
    server.stop('immediate');
    await expect(store.putSource('d1', bytesOf('deux'))).rejects.toMatchObject({ code: 'FRS-ST-008' });
    server.start();
    expect((await store.listSources('d1')).map(({ fileName }) => fileName)).toEqual(['un.txt']);
    await store.putSource('d1', bytesOf('deux'));
  });

  it('says that a database it may only read cannot be written, and still reads', async () => {
    await store.putSource('d1', bytesOf('un'));
    await server.query('postgres', `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET default_transaction_read_only = on`);
    const reader = await opened();
    expect(await reader.listSources('d1')).toHaveLength(1);
    await expect(reader.putSource('d1', bytesOf('deux'))).rejects.toMatchObject({ code: 'FRS-ST-002' });
    await reader.close();
  });

  it('removes originals that a kill left without a row, and keeps the others', async () => {
    await store.putSource('d1', bytesOf('un'));
    const [kept] = filesUnder(join(files, 'blobs'));
    writeFileSync(join(kept!, '..', 'f'.repeat(64)), 'x');
    await store.services.remove('state', 'tidied');
    await (await opened()).close();
    expect(filesUnder(join(files, 'blobs'))).toEqual([kept]);
  });

  it('goes under another master key whole, also after it was cut, and opens with the old one no more', async () => {
    const next = Buffer.alloc(32, 9);
    await store.setPatient('d1', { insMatricule: '258063818521464', birthName: 'DELORMAND', firstNames: [] });
    await store.putSource('d1', bytesOf('un'));
    await store.openDossier('d2');
    await expect(rotatePostgresKeys(url, files, KEY, next)).rejects.toMatchObject({ code: 'FRS-ST-004' });
    await store.close();
    await expect(rotatePostgresKeys(url, files, Buffer.alloc(32, 8), next)).rejects.toMatchObject({ code: 'FRS-ST-001' });
    // As a cut leaves it: one key file under the new key, all else under the old.
    const [first] = filesUnder(join(files, 'keys'));
    const context = `key:${basename(first!)}`;
    writeFileSync(first!, seal(deriveKey(next, 'wrap'), open(deriveKey(KEY, 'wrap'), readFileSync(first!), context), context));
    await rotatePostgresKeys(url, files, KEY, next);
    await expect(opened()).rejects.toMatchObject({ code: 'FRS-ST-001' });
    store = await opened(next);
    expect((await store.findDossierByIns('258063818521464'))?.patient?.birthName).toBe('DELORMAND');
    expect(await store.getSource('d1', bytesOf('un').sha256)).toBeDefined();
    expect(await store.listDossiers()).toHaveLength(2);
  });

  it('two processes make a database at once', async () => {
    const fresh = await server.createDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'frise-files-'));
    const stores = await Promise.all(Array.from({ length: 4 }, () => PostgresDossierStore.open(fresh, folder, KEY)));
    await Promise.all(stores.map((each) => each.openDossier('same')));
    await Promise.all(stores.map((each, i) => each.putSource('same', bytesOf(`source ${i}`))));
    for (const each of stores) expect(await each.listSources('same')).toHaveLength(4);
    expect(filesUnder(join(folder, 'keys'))).toHaveLength(1);
    await Promise.all(stores.map((each) => each.close()));
    rmSync(folder, { recursive: true });
  });

  const mounts = spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs -o size=1m tmpfs /mnt']).status === 0;
  if (!mounts) console.warn('SKIPPED: no mount namespaces here (unshare -rm): full and read-only folders were not tried.');

  it.skipIf(!mounts)('refuses an original for which the folder has no room or no right, keeps the others, and still reads', async () => {
    const fresh = await server.createDatabase();
    const module = new URL('../../src/store/postgres-dossier-store.ts', import.meta.url).href;
    const code = `import { PostgresDossierStore } from ${JSON.stringify(module)};
      import { createHash } from 'node:crypto'; import { execFileSync } from 'node:child_process';
      const store = await PostgresDossierStore.open(process.env.URL, '/mnt/files', Buffer.alloc(32, 7));
      await store.openDossier('d');
      const put = (i) => { const bytes = Buffer.alloc(100_000, i); const sha256 = createHash('sha256').update(bytes).digest('hex'); return store.putSource('d', { fileName: 'f' + i, sha256, bytes }); };
      let kept = 0; let full, readOnly;
      for (let i = 0; i < 50 && full === undefined; i += 1) await put(i).then(() => { kept += 1; }, (error) => { full = error.code; });
      execFileSync('mount', ['-o', 'remount,ro', '/mnt']);
      await put(99).catch((error) => { readOnly = error.code; });
      let whole = 0; for (const { sha256, size } of await store.listSources('d')) if ((await store.getSource('d', sha256)).length === size) whole += 1;
      console.log(JSON.stringify({ full, readOnly, kept, whole })); await store.close();`;
    const tsx = createRequire(import.meta.url).resolve('tsx');
    const shell = 'mount -t tmpfs -o size=2m tmpfs /mnt && exec "$0" --import "$1" --input-type=module -e "$2"';
    const child = spawnSync('unshare', ['-rm', 'sh', '-c', shell, process.execPath, tsx, code], {
      encoding: 'utf8',
      env: { ...process.env, URL: fresh },
    });
    expect(child.stderr).toBe('');
    const { full, readOnly, kept, whole } = JSON.parse(child.stdout) as Record<string, unknown>;
    expect([full, readOnly]).toEqual(['FRS-ST-002', 'FRS-ST-002']);
    expect(kept).toBeGreaterThan(3);
    expect(whole).toBe(kept);
  });

  it('leaves its files to their owner alone', async () => {
    await store.putSource('d1', bytesOf('un'));
    for (const file of filesUnder(join(files, 'keys'), join(files, 'blobs'))) expect(statSync(file).mode & 0o077).toBe(0);
    expect(existsSync(join(files, 'site'))).toBe(true);
  });
});
