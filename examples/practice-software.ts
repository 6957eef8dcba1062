/**
 * What practice software does with Frise: pushes the documents of a folder, waits until they are read, shows the synthesis,
 * and gives the address that opens the page on this patient and this reason.
 *
 *   frise serve                                                       (in another terminal)
 *   npx tsx examples/practice-software.ts <folder> [dossier] [reason]
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const SERVER = process.env['FRISE_URL'] ?? 'http://127.0.0.1:3210';
const BATCH = 20;

interface Problem {
  readonly title: string;
  readonly remedy: string;
  readonly code: string;
}

interface Deposited {
  readonly documents: readonly { readonly file: string; readonly accepted: boolean; readonly message?: string }[];
}

interface Synthesis {
  readonly patient: { readonly usedName?: string; readonly birthName?: string; readonly firstNames: readonly string[] };
  readonly highlights: readonly string[];
  readonly sections: readonly {
    readonly title: string;
    readonly statements: readonly {
      readonly id: string;
      readonly text: string;
      readonly citations: readonly { readonly document: string; readonly page: number }[];
    }[];
  }[];
}

async function answerOf<T>(response: Response): Promise<T> {
  const body: unknown = await response.json();
  if (response.ok) return body as T;
  const { title, remedy, code } = body as Problem;
  throw new Error(`${title} ${remedy} [${code}]`);
}

/** Twenty files a request; the same file sent twice is kept once, so that a batch that failed is simply sent again. */
async function push(dossier: string, folder: string): Promise<void> {
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);
  for (let i = 0; i < names.length; i += BATCH) {
    const form = new FormData();
    for (const name of names.slice(i, i + BATCH)) form.append('files', new Blob([await readFile(join(folder, name))]), name);
    const { documents } = await answerOf<Deposited>(
      await fetch(`${SERVER}/api/v1/dossiers/${dossier}/documents`, { method: 'POST', body: form }),
    );
    for (const { file, accepted, message } of documents) if (!accepted) console.error(`refusé : ${file} (${message ?? ''})`);
  }
}

/** Follows the events until nothing is left to read. */
async function waitUntilRead(dossier: string): Promise<void> {
  const response = await fetch(`${SERVER}/api/v1/dossiers/${dossier}/events`);
  if (response.body === null) return;
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    for (const [, data] of chunk.matchAll(/^data: (.*)$/gm)) {
      const { stage, done, total } = JSON.parse(data ?? '{}') as { stage: string; done: number; total: number };
      process.stderr.write(`\r${stage} ${done}/${total}   `);
    }
  }
  process.stderr.write('\n');
}

const [folder, dossier = 'exemple', reason] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage : npx tsx examples/practice-software.ts <dossier de fichiers> [identifiant] [motif]');

await push(dossier, folder);
await waitUntilRead(dossier);

const query = reason === undefined ? '' : `?${new URLSearchParams({ reason })}`;
const synthesis = await answerOf<Synthesis>(await fetch(`${SERVER}/api/v1/dossiers/${dossier}/synthesis${query}`));
const statements = new Map(
  synthesis.sections.flatMap((section) => section.statements.map((statement) => [statement.id, statement] as const)),
);
const { usedName, birthName, firstNames } = synthesis.patient;
console.log(`${usedName ?? birthName ?? 'Patient'} ${firstNames[0] ?? ''}\n\nPoints à retenir`);
for (const { text, citations } of synthesis.highlights.flatMap((id) => statements.get(id) ?? []))
  console.log(`- ${text} (${citations[0]?.document ?? ''}, p. ${citations[0]?.page ?? ''})`);
for (const { title, statements: lines } of synthesis.sections) {
  if (lines.length > 0) console.log(`\n${title}`);
  for (const { text } of lines.slice(0, 5)) console.log(`- ${text}`);
}
console.log(`\nPage : ${SERVER}/?${new URLSearchParams({ dossier, ...(reason === undefined ? {} : { reason }) })}`);
