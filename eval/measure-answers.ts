/**
 * Answers to questions on written dossiers: those that no document answers (the dossier's own, and lines without a relevant passage)
 * must be said not found, the others answered by the right passage among the three cited. Beside BM25 alone, which answers everything.
 * A file whose lines name a half ("tuning", looked at while the rules were written; "report", kept) is counted by half.
 * With `--model` the trained reader of answers (models/answers) reads too, as the product does; never `--misses` on a sealed file.
 * usage: tsx eval/measure-answers.ts QUESTIONS.jsonl DOSSIER_DIR… [--model] [--misses] [--half=tuning|report]
 */
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../src/config.js';
import type { Answer } from '../src/domain/synthesis.js';
import { OnnxAnswers } from '../src/extract/answers/onnx-answers.js';
import { answerQuestion } from '../src/index/answer.js';
import { DossierIndex } from '../src/index/dossier-index.js';
import { readAnswers } from '../src/index/read-answers.js';
import { TransformersEmbedder } from '../src/index/transformers-embedder.js';
import { readQuestions } from './questions.js';
import { loadWrittenDossier, misfiledOf } from './written-dossier.js';
import { shareOf } from './statistics.js';

const misses = process.argv.includes('--misses');
const only = process.argv.find((argument) => argument.startsWith('--half='))?.slice('--half='.length);
const [file, ...directories] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (file === undefined) throw new Error('usage: tsx eval/measure-answers.ts QUESTIONS.jsonl DOSSIER_DIR…');
const questions = readQuestions(file).filter(({ half }) => only === undefined || half === only);
const models = join(PACKAGE_ROOT, 'models');
const model = process.argv.includes('--model') ? await OnnxAnswers.create({ modelsDirectory: models }) : undefined;

const plain = (text: string): string => text.replace(/\s+/g, ' ');
const embedder = await TransformersEmbedder.create({ modelsDirectory: models });
interface Counts {
  absent: number;
  honest: number;
  answerable: number;
  answered: number;
  right: number;
  /** Right, or cited as what comes nearest beside "non trouvée". */
  shown: number;
  lexical: number;
}
const halves = new Map<string, Counts>();
const countsOf = (half: string): Counts => {
  const counts = halves.get(half) ?? { absent: 0, honest: 0, answerable: 0, answered: 0, right: 0, shown: 0, lexical: 0 };
  halves.set(half, counts);
  return counts;
};
const times: number[] = [];
for (const directory of directories) {
  const dossier = await loadWrittenDossier(directory);
  if (dossier === undefined) {
    console.error(`SKIPPED ${directory}: no gold.json`);
    continue;
  }
  const index = new DossierIndex(dossier.id, embedder);
  // The identity guard keeps another person's documents out of the index.
  const misfiled = misfiledOf(dossier.gold);
  const documents = dossier.documents.filter(({ id }) => !misfiled.has(id));
  for (const document of documents) index.addDocument(document);
  await index.embedPending(embedder);
  const ask = async (question: string): Promise<Answer> => {
    const from = performance.now();
    const [queryVector] = await embedder.embed([question], 'query');
    const asked = { index, queryVector, referenceDate: dossier.referenceDate };
    const answer = answerQuestion({
      ...asked,
      question,
      facts: [],
      documents: dossier.documents,
      ...(model === undefined ? {} : { read: await readAnswers(question, { ...asked, model }) }),
    });
    times.push(performance.now() - from);
    return answer;
  };
  const own = questions.filter((line) => line.dossier === dossier.id);
  const absent = [
    ...dossier.gold.absent.map(({ question }) => ({ question, half: 'gold' })),
    ...own.filter(({ answers }) => answers.length === 0).map(({ question, half = 'all' }) => ({ question, half })),
  ];
  for (const { question, half } of absent) {
    const { found, text } = await ask(question);
    const counts = countsOf(half);
    counts.absent += 1;
    counts.honest += found ? 0 : 1;
    if (found && misses) console.error(`FOUND ${half} ${dossier.id} ${question} → ${text.replace(/\s+/g, ' ').slice(0, 160)}`);
  }
  for (const { question, answers, half = 'all' } of own.filter((line) => line.answers.length > 0)) {
    const counts = countsOf(half);
    const answer = await ask(question);
    const holds = (documentId: string, passage: string): boolean =>
      answers.some(
        ({ doc, quote }) => doc === documentId && (plain(passage).includes(plain(quote)) || plain(quote).includes(plain(passage))),
      );
    const shown = answer.citations.some(({ span, quote }) => holds(span.documentId, quote));
    const right = answer.found && shown;
    const lexical = index
      .search(question, undefined)
      .flatMap((hit) => hit.passages)
      .sort((a, b) => b.score - a.score)
      .slice(0, 3);
    counts.answerable += 1;
    counts.answered += answer.found ? 1 : 0;
    counts.right += right ? 1 : 0;
    counts.shown += shown ? 1 : 0;
    counts.lexical += lexical.some(({ passage }) => holds(passage.span.documentId, passage.text)) ? 1 : 0;
    if (!right && misses) console.error(`MISSED ${half} ${dossier.id} ${question} → ${answer.text.replace(/\s+/g, ' ').slice(0, 300)}`);
  }
}
await embedder.close();
await model?.close();
times.sort((a, b) => a - b);
for (const [half, counts] of halves) {
  console.log(`[${half}] absent questions said not found: ${shareOf(counts.honest, counts.absent)}; BM25 alone: 0 %`);
  if (counts.answerable > 0)
    console.log(
      `[${half}] answerable questions, right passage in the first three: ${shareOf(counts.right, counts.answerable)} (answered ${shareOf(counts.answered, counts.answerable)}; right or nearest ${shareOf(counts.shown, counts.answerable)}); BM25 alone: ${shareOf(counts.lexical, counts.answerable)}`,
    );
}
console.log(
  `time per question: median ${(times[times.length >> 1] ?? 0).toFixed(0)} ms, p95 ${(times[Math.floor(times.length * 0.95)] ?? 0).toFixed(0)} ms`,
);
