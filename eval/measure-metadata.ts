/**
 * Metadata, identity guard and duplicates against the gold of written dossiers.
 *
 *   npx tsx eval/measure-metadata.ts [--pages DIR] [--misses] [DOSSIER_DIR…]
 *
 * Pages come from DIR/<dossier>/<document>.json (an array of Page, as the readers give them) where they exist, else from
 * the dossier's own texts; no header and no deposit's metadata is used. Baseline: the first date of the text, and
 * "consultation" for every type.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { IdentityTraits, Page } from '../src/domain/document.js';
import { findDuplicates } from '../src/extract/duplicates.js';
import { guardIdentity } from '../src/extract/identity/guard-identity.js';
import { inferPatient } from '../src/extract/identity/infer-patient.js';
import { readIdentity } from '../src/extract/identity/traits.js';
import { describeDocument } from '../src/extract/metadata/describe-document.js';
import { findDates } from '../src/extract/metadata/find-dates.js';
import { surnameOf } from '../src/extract/metadata/find-author.js';
import { typedPages } from './typed-document.js';
import { shareOf } from './statistics.js';

const Dossier = z.object({
  patient: IdentityTraits,
  documents: z.array(
    z.object({
      id: z.string(),
      loinc: z.string(),
      date: z.string(),
      medium: z.string(),
      author: z.object({ name: z.string(), specialty: z.string().optional() }),
      belongsToPatient: z.boolean(),
    }),
  ),
});
const Gold = z.object({ duplicates: z.array(z.array(z.string())) });

const args = process.argv.slice(2);
const showMisses = args.includes('--misses');
const pagesAt = args.includes('--pages') ? args[args.indexOf('--pages') + 1] : undefined;
const named = args.filter((arg, index) => !arg.startsWith('--') && args[index - 1] !== '--pages');
const shared = '../shared/dossiers';
const folders =
  named.length > 0 ? named : ['eval/corpus/demo', ...(existsSync(shared) ? readdirSync(shared).map((name) => join(shared, name)) : [])];

function pagesOf(folder: string, id: string, medium: string): readonly Page[] {
  const file = pagesAt === undefined ? '' : join(pagesAt, basename(folder), `${id}.json`);
  if (file !== '' && existsSync(file)) {
    const read = z.array(Page).parse(JSON.parse(readFileSync(file, 'utf8')));
    if (read.some((page) => page.text.trim() !== '')) return read;
  }
  const source = medium === 'scan' || medium === 'photo' ? 'ocr' : 'text-layer';
  const text = readFileSync(join(folder, 'texts', `${id}.txt`), 'utf8');
  return typedPages(text).map((page) => ({ ...page, source }));
}

const counts = {
  documents: 0,
  type: 0,
  date: 0,
  author: 0,
  firstDate: 0,
  consultation: 0,
  misfiled: 0,
  misfiledKept: 0,
  own: 0,
  ownQuarantined: 0,
  pagesQuarantined: 0,
  duplicates: 0,
  duplicatesFound: 0,
  falseDuplicates: 0,
  inferred: 0,
  strangers: 0,
  strangersKept: 0,
};
const patients = new Map(
  folders.map((folder) => [folder, Dossier.parse(JSON.parse(readFileSync(join(folder, 'dossier.json'), 'utf8'))).patient]),
);
for (const folder of folders) {
  const dossier = Dossier.parse(JSON.parse(readFileSync(join(folder, 'dossier.json'), 'utf8')));
  const goldFile = join(folder, 'gold.json');
  const pairs = existsSync(goldFile)
    ? Gold.parse(JSON.parse(readFileSync(goldFile, 'utf8'))).duplicates
    : basename(folder) === 'demo'
      ? [['doc-015', 'doc-016']]
      : [];
  const miss = (line: string): void => {
    if (showMisses) console.log(`${basename(folder)} ${line}`);
  };
  const read = dossier.documents.map((document) => {
    const pages = pagesOf(folder, document.id, document.medium);
    return { document, pages, metadata: describeDocument({ fileName: document.id, pages }) };
  });
  for (const { document, pages, metadata } of read) {
    counts.documents++;
    if (metadata.type?.value.code === document.loinc) counts.type++;
    else miss(`${document.id} type ${metadata.type?.value.code ?? '-'} for ${document.loinc}`);
    if (metadata.actDate?.value === document.date) counts.date++;
    else miss(`${document.id} date ${metadata.actDate?.value ?? '-'} (${metadata.actDate?.reason ?? ''}) for ${document.date}`);
    const [found, wanted] = [surnameOf(metadata.author?.value.name ?? ''), surnameOf(document.author.name)];
    if (found !== '' && (wanted.includes(found) || found.includes(wanted))) counts.author++;
    if (document.loinc === '11488-4') counts.consultation++;
    if (findDates(pages[0]?.text ?? '')[0]?.date === document.date) counts.firstDate++;
    const guard = guardIdentity({ documentId: document.id, pages, patient: dossier.patient });
    // Each document put in every other patient's dossier.
    for (const [other, patient] of patients) {
      if (other === folder) continue;
      counts.strangers++;
      if (guardIdentity({ documentId: document.id, pages, patient }).quarantined) counts.strangersKept++;
    }
    if (document.belongsToPatient) {
      counts.own++;
      if (guard.quarantined) counts.ownQuarantined++;
      if (!guard.quarantined && guard.quarantinedPages.length > 0) counts.pagesQuarantined++;
      if (guard.quarantinedPages.length > 0) miss(`${document.id} own pages kept apart: ${guard.quarantinedPages.join(', ')}`);
    } else {
      counts.misfiled++;
      if (guard.quarantined) counts.misfiledKept++;
      else miss(`${document.id} misfiled, not kept apart`);
    }
  }
  const comparable = read.map(({ document, pages, metadata }) => ({
    id: document.id,
    sha256: createHash('sha256')
      .update(folder + document.id)
      .digest('hex'),
    pages,
    metadata,
  }));
  const duplicates = findDuplicates(comparable);
  const isPair = (a: string, b: string): boolean => pairs.some((pair) => pair.includes(a) && pair.includes(b));
  counts.duplicates += pairs.length;
  counts.duplicatesFound += duplicates.filter((finding) => isPair(finding.documentId, finding.of)).length;
  for (const finding of duplicates.filter((candidate) => !isPair(candidate.documentId, candidate.of))) {
    counts.falseDuplicates++;
    miss(`${finding.documentId} wrongly ${finding.kind} of ${finding.of}`);
  }
  const inferred = inferPatient(read.map(({ pages }) => readIdentity(pages)));
  if (inferred?.birthDate === dossier.patient.birthDate) counts.inferred++;
}

console.table({
  'type right': { frise: shareOf(counts.type, counts.documents), baseline: shareOf(counts.consultation, counts.documents) },
  'date of the act right': { frise: shareOf(counts.date, counts.documents), baseline: shareOf(counts.firstDate, counts.documents) },
  'author (surname) right': { frise: shareOf(counts.author, counts.documents) },
  'misfiled kept apart': { frise: shareOf(counts.misfiledKept, counts.misfiled) },
  "kept apart in another patient's dossier": { frise: shareOf(counts.strangersKept, counts.strangers) },
  'own documents kept apart': { frise: shareOf(counts.ownQuarantined, counts.own) },
  'own documents with a page kept apart': { frise: shareOf(counts.pagesQuarantined, counts.own) },
  'duplicates found': { frise: shareOf(counts.duplicatesFound, counts.duplicates) },
  'wrong duplicates': { frise: String(counts.falseDuplicates) },
  'patient inferred from the folder': { frise: shareOf(counts.inferred, folders.length) },
});
