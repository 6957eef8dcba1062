/**
 * What practice software does with Frise: pushes the documents of a folder by twenties, follows the reading, shows the synthesis with its
 * sources, fetches the FHIR summary, and gives the address that opens the page on this patient and this reason.
 *
 *   frise serve                                                       (in another terminal)
 *   npx tsx examples/practice-software.ts [folder] [dossier] [reason]
 *
 * Without a folder: the demonstration dossier. FRISE_URL is the server, FRISE_API_KEY a key of this software where people sign in.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { depositForm, friseClient } from '../clients/typescript/src/client.js';

const SERVER = process.env['FRISE_URL'] ?? 'http://127.0.0.1:3210';
const KEY = process.env['FRISE_API_KEY'];
const BATCH = 20;
const DEMO = join(import.meta.dirname, '..', 'eval', 'corpus', 'demo', 'sources');

const [folder = DEMO, dossierId = 'exemple', reason] = process.argv.slice(2);
const frise = friseClient({ baseUrl: SERVER, ...(KEY === undefined ? {} : { apiKey: KEY }) });
const path = { dossierId };

/** The key of a batch is what it holds: a batch whose answer was lost is sent again, and done once. */
async function push(): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
  for (let i = 0; i < names.length; i += BATCH) {
    const files = await Promise.all(names.slice(i, i + BATCH).map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })));
    const key = createHash('sha256');
    for (const { name, bytes } of files) key.update(name).update(bytes);
    const { data } = await frise.POST('/api/v1/dossiers/{dossierId}/documents', {
      params: { path, header: { 'idempotency-key': key.digest('hex') } },
      body: depositForm(files.map(({ name, bytes }) => ({ name, content: new Blob([new Uint8Array(bytes)]) }))) as never,
      bodySerializer: (form: unknown) => form as FormData,
    });
    const refused = (data?.documents ?? []).filter(({ accepted }) => !accepted);
    for (const { file, message } of refused) console.error(`refusé : ${file} (${message ?? ''})`);
    console.error(`${files.length - refused.length} documents déposés`);
  }
}

/** Asks until nothing is left to read; server-sent events (`/events`) tell the same as it happens. */
async function waitUntilRead(): Promise<void> {
  for (;;) {
    const { data } = await frise.GET('/api/v1/dossiers/{dossierId}/job', { params: { path } });
    if (data?.state !== 'reading') {
      if (data?.failure !== undefined) console.error(`lecture interrompue : ${data.failure.message} ${data.failure.remedy}`);
      return;
    }
    const { stage = '', done = 0, total = 0 } = data.progress ?? {};
    console.error(`${stage} ${done}/${total}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

await push();
await waitUntilRead();

const query = reason === undefined ? {} : { reason };
const { data: synthesis } = await frise.GET('/api/v1/dossiers/{dossierId}/synthesis', { params: { path, query } });
if (synthesis === undefined) throw new Error('pas de synthèse');
const statements = new Map(
  synthesis.sections.flatMap((section) => section.statements.map((statement) => [statement.id, statement] as const)),
);
const { usedName, birthName, firstNames } = synthesis.patient;
console.log(`${usedName ?? birthName ?? 'Patient'} ${firstNames[0] ?? ''}\n\nPoints à retenir`);
for (const { text, citations } of synthesis.highlights.flatMap((id) => statements.get(id) ?? []))
  console.log(`- ${text} (${citations[0]?.document ?? ''}, p. ${citations[0]?.page ?? ''})`);
for (const { title, statements: lines } of synthesis.sections.filter(({ code }) => code !== '55112-7')) {
  if (lines.length > 0) console.log(`\n${title}`);
  for (const { text } of lines.slice(0, 5)) console.log(`- ${text}`);
}
const summary = await fetch(`${SERVER}/fhir/Patient/${encodeURIComponent(dossierId)}/$summary`, {
  headers: KEY === undefined ? {} : { authorization: `Bearer ${KEY}` },
});
const { entry = [] } = (await summary.json()) as { entry?: unknown[] };
console.log(`\nFHIR : ${entry.length} ressources`);
console.log(`Page : ${SERVER}/?${new URLSearchParams({ dossier: dossierId, ...query })}`);
