/**
 * Answers to questions on written dossiers: those that no document answers must be said not found, the others answered by the right
 * passage among the three cited. Beside BM25 alone, which answers everything.
 * usage: tsx eval/measure-answers.ts QUESTIONS.jsonl DOSSIER_DIR… [--misses]
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { answerQuestion } from '../src/index/answer.js';
import { DossierIndex } from '../src/index/dossier-index.js';
import { TransformersEmbedder } from '../src/index/transformers-embedder.js';
import { loadWrittenDossier } from './written-dossier.js';

const Line = z.object({
  id: z.string(),
  dossier: z.string(),
  question: z.string(),
  relevant: z.array(z.object({ doc: z.string(), quote: z.string() })),
});

const misses = process.argv.includes('--misses');
const [file, ...directories] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (file === undefined) throw new Error('usage: tsx eval/measure-answers.ts QUESTIONS.jsonl DOSSIER_DIR…');
const questions = (await readFile(file, 'utf8'))
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => Line.parse(JSON.parse(line)));

const plain = (text: string): string => text.replace(/\s+/g, ' ');
const embedder = await TransformersEmbedder.create({ modelsDirectory: 'models' });
const counts = { absent: 0, honest: 0, answerable: 0, answered: 0, right: 0, lexical: 0 };
const times: number[] = [];
for (const directory of directories) {
  const dossier = await loadWrittenDossier(directory);
  if (dossier === undefined) {
    console.error(`SKIPPED ${directory}: no gold.json`);
    continue;
  }
  const index = new DossierIndex(dossier.id, embedder);
  // The identity guard keeps another person's documents out of the index.
  const misfiled = new Set(dossier.gold.misfiled.map((item) => (typeof item === 'string' ? item : item.doc)));
  const documents = dossier.documents.filter(({ id }) => !misfiled.has(id));
  for (const document of documents) index.addDocument(document);
  await index.embedPending(embedder);
  const ask = async (question: string): Promise<ReturnType<typeof answerQuestion>> => {
    const from = performance.now();
    const [queryVector] = await embedder.embed([question], 'query');
    const answer = answerQuestion({
      question,
      index,
      facts: [],
      documents: dossier.documents,
      queryVector,
      referenceDate: dossier.referenceDate,
    });
    times.push(performance.now() - from);
    return answer;
  };
  for (const { question } of dossier.gold.absent) {
    const { found } = await ask(question);
    counts.absent += 1;
    counts.honest += found ? 0 : 1;
    if (found && misses) console.error(`FOUND ${dossier.id} ${question}`);
  }
  for (const { question, relevant } of questions.filter((line) => line.dossier === dossier.id)) {
    const answer = await ask(question);
    const holds = (documentId: string, passage: string): boolean =>
      relevant.some(
        ({ doc, quote }) => doc === documentId && (plain(passage).includes(plain(quote)) || plain(quote).includes(plain(passage))),
      );
    const right = answer.citations.some(({ span, quote }) => holds(span.documentId, quote));
    const lexical = index
      .search(question, undefined)
      .flatMap((hit) => hit.passages)
      .sort((a, b) => b.score - a.score)
      .slice(0, 3);
    counts.answerable += 1;
    counts.answered += answer.found ? 1 : 0;
    counts.right += right ? 1 : 0;
    counts.lexical += lexical.some(({ passage }) => holds(passage.span.documentId, passage.text)) ? 1 : 0;
    if (!right && misses) console.error(`MISSED ${dossier.id} ${question}`);
  }
}
await embedder.close();
const share = (part: number, whole: number): string => `${part}/${whole} (${((100 * part) / Math.max(1, whole)).toFixed(1)} %)`;
times.sort((a, b) => a - b);
console.log(`absent questions said not found: ${share(counts.honest, counts.absent)}; BM25 alone: 0 %`);
console.log(
  `answerable questions, right passage in the first three: ${share(counts.right, counts.answerable)} (answered ${share(counts.answered, counts.answerable)}); BM25 alone: ${share(counts.lexical, counts.answerable)}`,
);
console.log(
  `time per question: median ${(times[times.length >> 1] ?? 0).toFixed(0)} ms, p95 ${(times[Math.floor(times.length * 0.95)] ?? 0).toFixed(0)} ms`,
);
