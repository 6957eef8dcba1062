/**
 * Of what the rules tell of open dossiers, what readers who know no rule hold to be so.
 * usage: tsx eval/measure-judged.ts [--model] [--false]
 *
 * `eval/corpus/judged/mentions.tsv` holds one mention a line: dossier, document, page, start, end (characters of the page), the question
 * asked of it (`present` of an illness, `current` of a drug, `done` of an act, a device or a vaccine) and the verdict: y, it is so; else why not
 * (d denied, h planned or doubted, o somebody else's, p past, r removed, x no such thing, w the record's mistake). A mention that the rules of the day no longer
 * tell counts as not told, whatever it was when it was judged. `--model` lets the model that doubts have its say; `--false` prints what is told though it is not so.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../src/config.js';
import { namedAt, reconsidered } from '../src/extract/assertion/reconsidered-facts.js';
import { OnnxAssertion } from '../src/extract/assertion/onnx-assertion.js';
import { analysePage } from '../src/extract/text/analyse-page.js';
import { extractFacts } from '../src/extract/understand.js';
import { isTold, QUESTION_OF } from './told.js';
import { loadWrittenDossier } from './written-dossier.js';

const flags = new Set(process.argv.slice(2));
const CORPUS = join(PACKAGE_ROOT, 'eval/corpus');
const keyOf = (dossier: string, document: string, page: number, start: number, end: number, question: string): string =>
  [dossier, document, page, start, end, question].join('\t');

const judged = new Map<string, string>();
for (const line of (await readFile(join(CORPUS, 'judged/mentions.tsv'), 'utf8')).split('\n').slice(1)) {
  const cells = line.split('\t');
  const verdict = cells.pop();
  if (verdict !== undefined && cells.length === 6) judged.set(cells.join('\t'), verdict);
}

const model = flags.has('--model') ? await OnnxAssertion.create({ modelsDirectory: join(PACKAGE_ROOT, 'models') }) : undefined;
const told = new Set<string>();
for (const id of new Set([...judged.keys()].map((key) => key.split('\t')[0] ?? ''))) {
  const dossier = await loadWrittenDossier(join(CORPUS, id));
  if (dossier === undefined) continue;
  const { patient } = JSON.parse(await readFile(join(CORPUS, id, 'dossier.json'), 'utf8')) as {
    patient: { birthDate: string; sex?: 'M' | 'F' };
  };
  for (const document of dossier.documents) {
    const analyses = new Map(document.pages.map((page) => [page.number, analysePage(document.id, page)]));
    const read = extractFacts(document, { patient: { firstNames: [], ...patient }, entries: [] });
    for (const fact of model === undefined ? read : await reconsidered(document, read, model)) {
      const question = QUESTION_OF[fact.kind];
      const analysis = analyses.get(fact.citations[0].span.page);
      const named = question === undefined || analysis === undefined || !isTold(fact) ? undefined : namedAt(fact, analysis);
      if (question === undefined || analysis === undefined || named === undefined) continue;
      const key = keyOf(id, document.id, analysis.page.number, named.start, named.end, question);
      told.add(key);
      const verdict = judged.get(key);
      if (flags.has('--false') && verdict !== undefined && verdict !== 'y')
        console.log(
          `${verdict} ${key.replaceAll('\t', ' ')} « ${analysis.page.text.slice(named.start - 60, named.end + 40).replace(/\s+/g, ' ')} »`,
        );
    }
  }
}

const percent = (part: number, all: number): string => `${part}/${all} = ${((100 * part) / Math.max(1, all)).toFixed(1)} %`;
for (const question of ['present', 'current', 'done']) {
  const of = [...judged].filter(([key]) => key.endsWith(`\t${question}`));
  const right = of.filter(([, verdict]) => verdict === 'y').map(([key]) => key);
  const wrong = of.filter(([, verdict]) => verdict !== 'y').map(([key]) => key);
  const rightTold = right.filter((key) => told.has(key)).length;
  const wrongTold = wrong.filter((key) => told.has(key)).length;
  console.log(
    `${question.padEnd(8)} of what is told, so: ${percent(rightTold, rightTold + wrongTold)}; so and told: ${percent(rightTold, right.length)}; not so, told: ${percent(wrongTold, wrong.length)}`,
  );
}
