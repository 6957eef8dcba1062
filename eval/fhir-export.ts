/**
 * Writes what the server answers over FHIR for written dossiers, as files for a foreign validator:
 * `npx tsx eval/fhir-export.ts OUT [dossier…]`, then `eval/hapi` (see docs/fhir-validation.md).
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle } from 'fhir/r4.js';
import { buildApp } from '../src/api/app.js';
import { PACKAGE_ROOT } from '../src/config.js';
import { readDeposit } from '../src/extract/metadata/deposit.js';
import { closeReadWorkers } from '../src/extract/read/worker-pool.js';
import { openPipeline } from './frise-for-eval.js';

const [out, ...asked] = process.argv.slice(2);
if (out === undefined) throw new RangeError('usage: npx tsx eval/fhir-export.ts OUT [dossier…]');
const dossiers = asked.length > 0 ? asked : ['demo', 'v01', 'v02', 'v03', 'v04'];
const home = mkdtempSync(join(tmpdir(), 'frise-fhir-'));
mkdirSync(out, { recursive: true });
const pipeline = await openPipeline({ home: join(home, 'store') });
const app = await buildApp({ pipeline, version: 'eval', pageDirectory: join(home, 'none'), now: () => new Date('2026-11-16T08:00:00Z') });

const ask = async (name: string, url: string): Promise<unknown> => {
  const response = await app.inject({ url, headers: { host: '127.0.0.1' } });
  if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode}`);
  writeFileSync(join(out, `${name}.json`), response.payload);
  return response.json();
};

try {
  await ask('metadata', '/fhir/metadata');
  for (const dossier of dossiers) {
    const folder = join(PACKAGE_ROOT, 'eval', 'corpus', dossier);
    const texts = join(folder, 'texts');
    const structured = join(folder, 'structured');
    const files = readdirSync(texts).map((fileName) => ({ fileName, bytes: new Uint8Array(readFileSync(join(texts, fileName))) }));
    // Coded documents as they are: their codes are what a validator looks at.
    const coded = readdirSync(folder).includes('structured')
      ? readdirSync(structured).map((fileName) => ({ fileName, bytes: new Uint8Array(readFileSync(join(structured, fileName))) }))
      : [];
    const listing = JSON.parse(readFileSync(join(folder, 'dossier.json'), 'utf8')) as { patient?: unknown };
    await pipeline.deposit(dossier, [...files, ...coded], readDeposit(JSON.stringify({ patient: listing.patient, documents: [] })));
    await pipeline.process(dossier);
    const summary = (await ask(`${dossier}-summary`, `/fhir/Patient/${dossier}/$summary?on=2026-11-16`)) as Bundle;
    await ask(`${dossier}-documents`, `/fhir/DocumentReference?patient=${dossier}`);
    await ask(`${dossier}-patient`, `/fhir/Patient/${dossier}`);
    process.stderr.write(`${dossier}: ${summary.entry?.length ?? 0} resources\n`);
  }
} finally {
  await app.close();
  await pipeline.close();
  await closeReadWorkers();
  rmSync(home, { recursive: true, force: true });
}
