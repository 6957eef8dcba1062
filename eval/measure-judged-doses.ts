/**
 * Of the doses that the rules tell of drugs taken in the open dossiers, what readers who know no rule hold them to be.
 * usage: tsx eval/measure-judged-doses.ts [--model] [--false] [DOSSIER…]
 *
 * `eval/corpus/judged/doses.jsonl` holds the amounts of each paper that may be doses, by the letters of eval/corpus/marks/README.md, and DX for what is none. An
 * amount told of a fact is the nearest behind the drug's name that bears its number. `--model` lets the trained reader have its say; `--false` prints what is told
 * and does not hold.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../src/config.js';
import type { Page } from '../src/domain/document.js';
import { namedAt, reconsidered } from '../src/extract/assertion/reconsidered-facts.js';
import { tellsADose } from '../src/extract/assertion/told-dose.js';
import { numbersOf, takesDoses, writtenDoses } from '../src/extract/assertion/written-doses.js';
import { findDrugs } from '../src/extract/facts/medications/medication-lexicon.js';
import { analysePage } from '../src/extract/text/analyse-page.js';
import { fold } from '../src/extract/text/fold.js';
import { extractFacts } from '../src/extract/understand.js';
import { openReader } from './marked-papers.js';
import { loadWrittenDossier } from './written-dossier.js';

const CORPUS = join(PACKAGE_ROOT, 'eval/corpus');
const args = process.argv.slice(2);
const only = args.filter((argument) => !argument.startsWith('--'));
const model = await openReader(args.includes('--model'));

type Marks = readonly (readonly [start: number, end: number, letters: string])[];
const judged = new Map<string, Marks>();
for (const line of readFileSync(join(CORPUS, 'judged/doses.jsonl'), 'utf8').split('\n')) {
  if (line === '') continue;
  const { id, marks } = JSON.parse(line) as { id: string; marks: Marks };
  judged.set(id, marks);
}

/** Where a page begins in the text of its paper. */
const offsetOf = (pages: readonly Page[], number: number): number =>
  pages.filter((page) => page.number < number).reduce((sum, { text }) => sum + text.length + 1, 0);

const told = new Map<string, number>();
for (const dossier of new Set([...judged.keys()].map((id) => id.split('/')[0] ?? ''))) {
  if (only.length > 0 && !only.includes(dossier)) continue;
  const written = await loadWrittenDossier(join(CORPUS, dossier));
  const { patient } = JSON.parse(readFileSync(join(CORPUS, dossier, 'dossier.json'), 'utf8')) as { patient: { birthDate: string } };
  for (const document of written?.documents ?? []) {
    const marks = judged.get(`${dossier}/${document.id}`);
    if (marks === undefined) continue;
    const read = extractFacts(document, { patient: { firstNames: [], birthDate: patient.birthDate }, entries: [] });
    const facts = (model === undefined ? read : await reconsidered(document, read, model)).filter(tellsADose);
    for (const page of document.pages) {
      const analysis = analysePage(document.id, page);
      const drugs = findDrugs(analysis.folded).filter(takesDoses);
      const doses = writtenDoses(analysis, drugs);
      const from = offsetOf(document.pages, page.number);
      for (const fact of facts.filter(({ citations }) => citations[0].span.page === page.number)) {
        const name = namedAt(fact, analysis);
        if (name === undefined) continue;
        for (const part of new Set([fact.medication?.strength, fact.medication?.dose])) {
          const [number] = numbersOf(fold(part ?? ''));
          const amount = doses.find(({ drug, numbers }) => drug.start < name.end && name.start < drug.end && numbers[0] === number);
          const letters =
            number === undefined || amount === undefined
              ? undefined
              : marks.find(([start, end]) => start < from + amount.end && from + amount.start < end)?.[2];
          if (letters === undefined || amount === undefined) continue;
          told.set(letters, (told.get(letters) ?? 0) + 1);
          if (letters !== 'DN' && args.includes('--false'))
            console.log(
              `${letters} ${dossier}/${document.id} ${fact.label} « ${page.text.slice(name.start, name.end + 80).replaceAll('\n', '/')} » told ${part}`,
            );
        }
      }
    }
  }
}
await model?.close();
const all = [...told.values()].reduce((sum, count) => sum + count, 0);
const share = (letters: string): string =>
  `${letters} ${told.get(letters) ?? 0} (${((100 * (told.get(letters) ?? 0)) / Math.max(1, all)).toFixed(1)} %)`;
console.log(`${all} amounts told: ${['DN', 'DW', 'DL', 'DM', 'DE', 'DG', 'DX'].map(share).join(', ')}`);
