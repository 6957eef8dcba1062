/**
 * Checks written dossiers before anything is measured on them: `npx tsx eval/validate-corpus.ts [DOSSIER|CORPUS]…` (the committed corpora
 * without arguments). Every quote must stand verbatim in its document, every id exist, every value be written where the gold says. Exit
 * status 1 and one line a fault where anything is wrong.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PACKAGE_ROOT } from '../src/config.js';
import { dossierFolders, loadDossier, type CorpusDossier } from './gold.js';

const TYPES = new Set('CR-BIO CRH IMG-CR ORDO LETTRE VAC CERT-ENFANT CR-OPE CR-CONSULT ANAPATH URG MATERNITE GLUCOSE AUTRE'.split(' '));
const MEDIA = new Set(['pdf', 'scan', 'photo', 'cda-n1', 'cda-n3', 'txt']);

/** The mod-97 key of an INS, Corsica's departments aside. */
function insHolds(ins: string): boolean {
  const digits = ins.replace(/\s/g, '');
  return /^\d{15}$/.test(digits) && 97n - (BigInt(digits.slice(0, 13)) % 97n) === BigInt(digits.slice(13));
}

/** One line a fault; empty where the dossier holds. */
export function faultsOf({ listing, gold, texts, sources }: CorpusDossier): string[] {
  const faults: string[] = [];
  const quote = (where: string, doc: string, text: string): void => {
    const paper = texts.get(doc);
    if (paper === undefined) faults.push(`${where}: unknown document ${doc}`);
    else if (!paper.includes(text)) faults.push(`${where}: not verbatim in ${doc}: ${text.slice(0, 70)}`);
  };
  const evidence = (where: string, all: readonly { readonly doc: string; readonly quote: string }[]): void => {
    if (all.length === 0) faults.push(`${where}: no evidence`);
    for (const one of all) quote(where, one.doc, one.quote);
  };
  if (listing.patient.insMatricule !== undefined && !insHolds(listing.patient.insMatricule)) faults.push('patient: INS key');
  for (const { id, type, medium } of listing.documents) {
    if (!TYPES.has(type)) faults.push(`${id}: type ${type}`);
    if (!MEDIA.has(medium)) faults.push(`${id}: medium ${medium}`);
    if (!['pdf', 'xml', 'txt', 'jpg'].some((extension) => existsSync(join(sources, `${id}.${extension}`))))
      faults.push(`${id}: not rendered`);
  }
  for (const fact of gold.facts) evidence(`fact ${fact.id}`, fact.evidence);
  for (const key of ['currentMedications', 'stoppedMedications', 'allergies', 'conflicts', 'prevention', 'topPoints'] as const)
    gold[key].forEach((one, index) => evidence(`${key}[${index}]`, one.evidence));
  gold.traps.forEach((trap, index) => quote(`traps[${index}]`, trap.doc, trap.quote));
  gold.timeline.forEach(({ doc }, index) => !texts.has(doc) && faults.push(`timeline[${index}]: unknown document ${doc}`));
  for (const { analyte, points } of gold.labSeries)
    for (const { value, doc } of points) {
      const written = String(value).replace(/\.0$/, '');
      const paper = texts.get(doc) ?? '';
      if (!new RegExp(`(?<!\\d)${written.replace('.', '[.,]')}`).test(paper)) faults.push(`labSeries ${analyte}: ${value} not in ${doc}`);
    }
  for (const { reason, relevant, partial, irrelevant } of gold.relevance) {
    const all = [...relevant, ...partial, ...irrelevant];
    if (new Set(all).size !== all.length) faults.push(`relevance ${reason}: a document in two lists`);
    for (const doc of all) if (!texts.has(doc)) faults.push(`relevance ${reason}: unknown document ${doc}`);
    for (const { id } of listing.documents) if (!all.includes(id)) faults.push(`relevance ${reason}: ${id} in no list`);
  }
  for (const doc of [...gold.misfiled, ...gold.duplicates.flat()])
    if (!texts.has(doc)) faults.push(`misfiled, duplicates: unknown document ${doc}`);
  return faults;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const asked = process.argv.slice(2);
  for (const folder of (asked.length === 0 ? [join(PACKAGE_ROOT, 'eval', 'corpus')] : asked).flatMap(dossierFolders)) {
    const dossier = loadDossier(folder);
    const faults = faultsOf(dossier);
    const { facts, timeline, traps, conflicts } = dossier.gold;
    process.stdout.write(
      `${dossier.listing.id}: ${dossier.listing.documents.length} documents, ${facts.length} facts, ${timeline.length} events, ${traps.length} traps, ${conflicts.length} conflicts, ${faults.length} faults\n`,
    );
    for (const fault of faults) process.stdout.write(`  ${fault}\n`);
    if (faults.length > 0) process.exitCode = 1;
  }
}
