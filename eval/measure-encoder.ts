/**
 * Encoders, and what they read beside a passage, compared on golds that none was tuned on: documents for a reason, passages for a question.
 * usage: tsx eval/measure-encoder.ts QUESTIONS.jsonl MODELS_DIR[,MODELS_DIR…] DOSSIER_DIR…
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { findDuplicates } from '../src/extract/duplicates.js';
import { extractFacts } from '../src/extract/understand.js';
import { answerQuestion } from '../src/index/answer.js';
import { DossierIndex } from '../src/index/dossier-index.js';
import { embeddedText } from '../src/index/embedded-text.js';
import type { ContextPart } from '../src/index/embedded-text.js';
import type { Embedder } from '../src/index/embedder.js';
import { topicsOf } from '../src/index/reasons.js';
import { rankDocuments } from '../src/index/relevance.js';
import { TransformersEmbedder } from '../src/index/transformers-embedder.js';
import { loadWrittenDossier, misfiledOf, ndcg } from './written-dossier.js';

const CONTEXTS: Readonly<Record<string, readonly ContextPart[]>> = {
  'words alone': [],
  heading: ['heading'],
  'title, heading': ['title', 'heading'],
  'title, date, specialty, heading': ['title', 'date', 'specialty', 'heading'],
};
const Line = z.object({ dossier: z.string(), question: z.string(), relevant: z.array(z.object({ doc: z.string(), quote: z.string() })) });

const [file, models, ...directories] = process.argv.slice(2);
if (file === undefined || models === undefined)
  throw new Error('usage: tsx eval/measure-encoder.ts QUESTIONS.jsonl MODELS_DIR[,…] DOSSIER_DIR…');
const questions = (await readFile(file, 'utf8'))
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => Line.parse(JSON.parse(line)));
const plain = (text: string): string => text.replace(/\s+/g, ' ');
const mean = (values: readonly number[]): string => (values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)).toFixed(3);

console.log('nDCG by reason: the encoder alone, the product, the product when no rule names the reason.');
console.log('Questions: right passage first, in three, by the encoder alone; in three, with the words; answered; absent ones said absent.');
const dossiers = (await Promise.all(directories.map(loadWrittenDossier))).filter((dossier) => dossier !== undefined);
for (const modelsDirectory of models.split(',')) {
  const encoder = await TransformersEmbedder.create({ modelsDirectory });
  for (const [name, parts] of Object.entries(CONTEXTS)) {
    const found = { alone: [] as number[], ranked: [] as number[], free: [] as number[] };
    const asked = { first: [] as number[], three: [] as number[], hybrid: [] as number[], right: [] as number[], absent: [] as number[] };
    for (const { id, documents, gold, referenceDate } of dossiers) {
      const index = new DossierIndex(id, encoder);
      const misfiled = misfiledOf(gold);
      const own = documents.filter((document) => !misfiled.has(document.id));
      for (const document of own) index.addDocument(document);
      const said = new Map(index.passages.map((passage) => [embeddedText(passage), embeddedText(passage, parts)]));
      const other: Embedder = {
        modelId: encoder.modelId,
        dimension: encoder.dimension,
        embed: (texts, role) =>
          encoder.embed(
            texts.map((text) => said.get(text) ?? text),
            role,
          ),
        close: () => Promise.resolve(),
      };
      await index.embedPending(other);
      const facts = own.flatMap((document) => extractFacts(document, { patient: { firstNames: [] }, entries: [] }));
      const duplicates = new Map(findDuplicates(own).map((finding) => [finding.documentId, finding.of]));
      for (const relevance of gold.relevance) {
        const { reason } = relevance;
        const [queryVector] = await encoder.embed([reason], 'query');
        const best = new Map<string, number>();
        for (const [passage, score] of index.similarities(queryVector as Float32Array)) {
          const document = index.documentOf(passage) as string;
          best.set(document, Math.max(best.get(document) ?? 0, score));
        }
        found.alone.push(
          ndcg(
            [...best].sort((a, b) => b[1] - a[1]).map(([document]) => document),
            relevance,
          ),
        );
        const input = { reason, documents: own, facts, index, queryVector, referenceDate, duplicates };
        const ranking = (without: readonly string[]): string[] => rankDocuments({ ...input, without }).map(({ documentId }) => documentId);
        found.ranked.push(ndcg(ranking([]), relevance));
        found.free.push(ndcg(ranking(topicsOf(reason).entries), relevance));
      }
      const passages = new Map(index.passages.map((passage) => [passage.id, passage]));
      for (const { question, relevant } of questions.filter((line) => line.dossier === id)) {
        const holds = (documentId: string, text: string): boolean =>
          relevant.some(
            ({ doc, quote }) => doc === documentId && (plain(text).includes(plain(quote)) || plain(quote).includes(plain(text))),
          );
        const [queryVector] = await encoder.embed([question], 'query');
        const nearest = [...index.similarities(queryVector as Float32Array)].sort((a, b) => b[1] - a[1]).slice(0, 3);
        const right = nearest.map(([passage]) => holds(index.documentOf(passage) as string, passages.get(passage)?.text ?? ''));
        asked.first.push(right[0] === true ? 1 : 0);
        asked.three.push(right.includes(true) ? 1 : 0);
        const mixed = index.candidates(question, queryVector).slice(0, 3);
        asked.hybrid.push(mixed.some(({ passage }) => holds(passage.span.documentId, passage.text)) ? 1 : 0);
        const answer = answerQuestion({ question, index, facts, documents: own, queryVector, referenceDate });
        asked.right.push(answer.citations.some(({ span, quote }) => holds(span.documentId, quote)) ? 1 : 0);
      }
      for (const { question } of gold.absent) {
        const [queryVector] = await encoder.embed([question], 'query');
        asked.absent.push(answerQuestion({ question, index, facts, documents: own, queryVector, referenceDate }).found ? 0 : 1);
      }
    }
    console.log(
      `${encoder.modelId.slice(-12)}  ${name.padEnd(32)}  ${mean(found.alone)}  ${mean(found.ranked)}  ${mean(found.free)}   ${Object.values(asked).map(mean).join('  ')}   (${found.alone.length} reasons, ${asked.first.length} and ${asked.absent.length} questions)`,
    );
  }
  await encoder.close();
}
