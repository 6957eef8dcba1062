import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sha256Of } from '../src/extract/read/reading.js';
import { readSource } from '../src/extract/read/read-source.js';
import { closeReadWorkers } from '../src/extract/read/worker-pool.js';
import { DossierArchive } from '../src/pipeline/dossier-archive.js';
import type { DossierStore } from '../src/store/dossier-store.js';
import type { AuditStore } from '../src/store/audit-store.js';
import { PostgresAuditStore } from '../src/store/postgres-audit-store.js';
import { PostgresDossierStore } from '../src/store/postgres-dossier-store.js';
import { SqliteAuditStore } from '../src/store/sqlite-audit-store.js';
import { SqliteDossierStore } from '../src/store/sqlite-dossier-store.js';
import { postgresPrograms, TemporaryPostgres } from './temporary-postgres.js';

/**
 * What each store takes for the same work, in one run: deposits, readings, facts, opening a dossier, and the bytes that stay. Documents
 * are the demonstration's, with their real readings, a new original each time. Every commit is synced.
 * `npx tsx eval/bench-store.ts [--documents 300] [--dossiers 10]`, or `npm run bench -- store`.
 */

const { values } = parseArgs({ options: { documents: { type: 'string', default: '300' }, dossiers: { type: 'string', default: '10' } } });
const [DOCUMENTS, DOSSIERS] = [Number(values.documents), Number(values.dossiers)];
const KEY = Buffer.alloc(32, 7);
const STAMPS = { reading: 'r', facts: 'f', index: 'i', synthesis: 'i' };
const SOURCES = join(import.meta.dirname, 'corpus', 'demo', 'sources');

function bytesUnder(folder: string, wanted: (path: string) => boolean = () => true): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(wanted)
    .reduce((sum, path) => sum + statSync(path).size, 0);
}

async function demoReadings(): Promise<{ fileName: string; bytes: Buffer; readings: Awaited<ReturnType<typeof readSource>> }[]> {
  const names = readdirSync(SOURCES).filter((name) => /\.(pdf|txt|html|rtf|docx|xml)$/i.test(name));
  const read = await Promise.all(
    names.map(async (fileName) => {
      const bytes = readFileSync(join(SOURCES, fileName));
      return { fileName, bytes, readings: await readSource({ fileName, bytes }) };
    }),
  );
  return read.filter(({ readings }) => readings.every(({ needsOcr }) => needsOcr.length === 0));
}

interface Figures {
  readonly deposit: number;
  readonly read: number;
  readonly facts: number;
  readonly open: number;
  readonly four: number;
  readonly audit: number;
}

async function measure(store: DossierStore, audit: AuditStore, material: Awaited<ReturnType<typeof demoReadings>>): Promise<Figures> {
  const archive = new DossierArchive(store, STAMPS);
  const timed = async (count: number, action: () => Promise<unknown>): Promise<number> => {
    const from = performance.now();
    await action();
    return (1000 * count) / (performance.now() - from);
  };
  const documents = Array.from({ length: DOCUMENTS }, (_, i) => {
    const model = material[i % material.length] as (typeof material)[number];
    const bytes = Buffer.concat([model.bytes, randomBytes(8)]);
    const sha256 = sha256Of(bytes);
    const readings = model.readings.map((reading, part) => ({ ...reading, id: sha256Of(Buffer.from(`${sha256} ${part}`)).slice(0, 16) }));
    return { dossier: `d${i % DOSSIERS}`, fileName: model.fileName, bytes, sha256, readings };
  });
  const each = async (list: typeof documents, action: (document: (typeof documents)[number]) => Promise<unknown>): Promise<void> => {
    for (const document of list) await action(document);
  };
  for (let i = 0; i < DOSSIERS; i += 1) await store.openDossier(`d${i}`);
  const deposit = await timed(DOCUMENTS, () => each(documents, ({ dossier, ...source }) => store.putSource(dossier, source)));
  const read = await timed(DOCUMENTS, () =>
    each(documents, ({ dossier, sha256, readings }) => archive.replaceReadings(dossier, sha256, readings)),
  );
  const facts = await timed(DOCUMENTS, () =>
    each(documents, ({ dossier, readings }) =>
      archive.keepFacts(dossier, new Map(readings.map(({ id }) => [id, { context: 'c', facts: [] }]))),
    ),
  );
  const open = await timed(DOSSIERS, async () => {
    for (let i = 0; i < DOSSIERS; i += 1) {
      await archive.readings(`d${i}`);
      await archive.keptFacts(`d${i}`);
    }
  });
  // Four callers at once, each in dossiers of its own.
  const again = documents.map((document) => {
    const bytes = Buffer.concat([document.bytes, Buffer.of(1)]);
    return { ...document, bytes, sha256: sha256Of(bytes) };
  });
  const four = await timed(DOCUMENTS, () =>
    Promise.all(
      [0, 1, 2, 3].map((caller) =>
        each(
          again.filter((_, i) => (i % DOSSIERS) % 4 === caller),
          ({ dossier, ...source }) => store.putSource(dossier, source),
        ),
      ),
    ),
  );
  const lines = await timed(DOCUMENTS, () =>
    Promise.all(
      [0, 1, 2, 3].map(async () => {
        for (let i = 0; i < DOCUMENTS / 4; i += 1)
          await audit.append((last) => ({ seq: (last?.seq ?? 0) + 1, body: 'x'.repeat(300), mark: 'f'.repeat(64) }));
      }),
    ),
  );
  return { deposit, read, facts, open, four, audit: lines };
}

const material = await demoReadings();
await closeReadWorkers();
const rows: [string, Figures, { readonly kept: number; readonly originals: number }][] = [];
const home = mkdtempSync(join(tmpdir(), 'frise-bench-'));
try {
  const sqlite = new SqliteDossierStore(home, KEY);
  const audit = new SqliteAuditStore(join(home, 'audit.db'), KEY);
  const figures = await measure(sqlite, audit, material);
  await audit.close();
  await sqlite.close();
  rows.push([
    'SQLite',
    figures,
    { kept: bytesUnder(home, (path) => path.includes('frise.db')), originals: bytesUnder(join(home, 'blobs')) },
  ]);
} finally {
  rmSync(home, { recursive: true });
}
if (postgresPrograms() === undefined) process.stdout.write('PostgreSQL is not installed (Debian package "postgresql"): not measured.\n');
else {
  const server = new TemporaryPostgres({ durable: true });
  const files = mkdtempSync(join(tmpdir(), 'frise-bench-'));
  try {
    const url = await server.createDatabase();
    const store = await PostgresDossierStore.open(url, files, KEY);
    const size = async (): Promise<number> =>
      Number((await server.query(url, 'SELECT pg_database_size(current_database()) AS size'))[0]?.['size']);
    const empty = await size();
    const figures = await measure(store, new PostgresAuditStore(store.site.pool, KEY), material);
    await store.close();
    await server.query(url, 'VACUUM');
    rows.push(['PostgreSQL', figures, { kept: (await size()) - empty, originals: bytesUnder(join(files, 'blobs')) }]);
  } finally {
    server.dispose();
    rmSync(files, { recursive: true, force: true });
  }
}
const pages =
  material.reduce((sum, { readings }) => sum + readings.reduce((all, reading) => all + reading.pages.length, 0), 0) / material.length;
process.stdout.write(
  `${DOCUMENTS} documents in ${DOSSIERS} dossiers, ${pages.toFixed(1)} pages each; documents a second, one caller unless said\n\n`,
);
process.stdout.write(
  '| store | deposits | deposits, four callers | readings | facts | dossiers opened a second | audit lines, four callers | bytes kept a document | of originals |\n',
);
process.stdout.write('|---|---|---|---|---|---|---|---|---|\n');
for (const [name, { deposit, four, read, facts, open, audit }, { kept, originals }] of rows) {
  const cells = [deposit, four, read, facts, open, audit].map((value) => (value < 10 ? value.toFixed(1) : Math.round(value)));
  // Originals were deposited twice, their readings once.
  process.stdout.write(`| ${name} | ${cells.join(' | ')} | ${Math.round(kept / DOCUMENTS)} | ${Math.round(originals / DOCUMENTS / 2)} |\n`);
}
