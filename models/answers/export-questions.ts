/**
 * Questions of eval/corpus/questions with the passages that the index finds for them, for teach.py.
 *
 * usage: tsx models/answers/export-questions.ts OUT.jsonl QUESTIONS.jsonl… [--absent] [--found=24]
 *
 * A line is a question: `{ id, question, passages: [{ beside, text, rank, sentences: [[start, end, answer, weight]] }] }`. `rank` is that of
 * the index, -1 for a passage with an answer or a near miss that it did not find; `answer` is 1 for a sentence that holds an answer. What a
 * writer called near, and what no document answers, is surely none; of other sentences one may have been overlooked: they weigh less.
 * `--absent` adds the questions without an answer of the golds of the same dossiers. With `--papers=MARKS.jsonl,…` the questions are of these
 * papers, each by itself: all its passages are read, and some of other papers, drawn by chance. With `--swapped` each question that names a drug or
 * an illness is also asked of another that the text names: what answered it does not answer then.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMarkedPapers } from '../../eval/marked-papers.js';
import { placesOf, readQuestions } from '../../eval/questions.js';
import type { Quoted, WrittenQuestion } from '../../eval/questions.js';
import { loadWrittenDossier } from '../../eval/written-dossier.js';
import { typedDocument } from '../../eval/typed-document.js';
import type { Document, Page } from '../../src/domain/document.js';
import type { Passage } from '../../src/domain/passage.js';
import { findConcepts } from '../../src/extract/facts/clinical-vocabulary.js';
import { findDrugs } from '../../src/extract/facts/medications/medication-lexicon.js';
import { analysePage } from '../../src/extract/text/analyse-page.js';
import { fold } from '../../src/extract/text/fold.js';
import { besidePassage, sentencesOf } from '../../src/index/asked-passage.js';
import { DossierIndex } from '../../src/index/dossier-index.js';
import { splitPassages } from '../../src/index/passages.js';
import { TransformersEmbedder } from '../../src/index/transformers-embedder.js';

const SWAPPED = 0.8;
const FULL = 1;
const PARTLY = 0.4;
const OVERLOOKED = 0.5;

const [out, ...files] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (out === undefined || files.length === 0) throw new Error('usage: tsx export-questions.ts OUT.jsonl QUESTIONS.jsonl…');
const most = Number(process.argv.find((argument) => argument.startsWith('--found='))?.slice('--found='.length) ?? 24);

const written = files.flatMap((file) => readQuestions(file));
const embedder = await TransformersEmbedder.create({ modelsDirectory: 'models' });
const lines: string[] = [];

type Range = Readonly<Record<'start' | 'end', number>>;
/** Where quotes stand in the pages of documents, by document and page. */
function placed(documents: readonly Document[], quotes: readonly Quoted[]): (passage: Passage, sentence: Range) => boolean {
  const places = quotes.flatMap(({ doc, quote }) =>
    documents
      .filter(({ id }) => id === doc)
      .flatMap(({ id, pages }) => pages.flatMap(({ number, text }) => placesOf(text, quote).map((place) => ({ id, number, ...place })))),
  );
  return ({ span }, sentence) =>
    places.some(({ id, number, start, end }) => {
      if (id !== span.documentId || number !== span.page) return false;
      const held = Math.min(end, span.start + sentence.end) - Math.max(start, span.start + sentence.start);
      return held >= 0.5 * Math.min(end - start, sentence.end - sentence.start);
    });
}

type Told = readonly (readonly [start: number, end: number, answer: 0 | 1, weight: number])[];

/** What each sentence of a passage is to a question. */
function tellerOf(documents: readonly Document[], { answers, near }: WrittenQuestion): (passage: Passage) => Told {
  const isFull = placed(documents, answers.filter(({ full }) => full));
  const isAnswer = placed(documents, answers);
  const isNear = placed(documents, near);
  return (passage) =>
    sentencesOf(passage).map((sentence) => {
      const answer = isAnswer(passage, sentence);
      const weight = answer ? (isFull(passage, sentence) ? FULL : PARTLY) : answers.length === 0 || isNear(passage, sentence) ? FULL : OVERLOOKED;
      return [sentence.start, sentence.end, answer ? 1 : 0, weight] as const;
    });
}

const exported = (
  { id, question }: WrittenQuestion,
  passages: readonly (readonly [Passage, number])[],
  told: (passage: Passage) => Told,
  referenceDate: string,
): string =>
  JSON.stringify({
    id,
    question,
    passages: passages.map(([passage, rank]) => ({
      beside: besidePassage(passage.context, referenceDate),
      text: passage.text,
      rank,
      sentences: told(passage),
    })),
  });

interface Named {
  readonly start: number;
  readonly end: number;
  readonly thing: string;
}
/** Drugs, or where there is none illnesses, acts and devices, that a text names. */
function namedIn(text: string): { readonly drugs: readonly Named[]; readonly others: readonly Named[] } {
  const page: Page = { number: 1, text, source: 'plain', positions: [], furniture: [] };
  const drugs = findDrugs(fold(text)).filter(({ kind }) => kind === 'brand' || kind === 'substance');
  const others = findConcepts(analysePage('', page)).filter(({ concept }) => concept.kind === 'condition');
  return {
    drugs: drugs.map(({ start, end, substance }) => ({ start, end, thing: substance })),
    others: others.map(({ start, end, concept }) => ({ start, end, thing: concept.id })),
  };
}
let step = 0;
/** The question of another thing, and what it is; undefined where it names none, or the text no other. */
function swapped({ question }: WrittenQuestion, passages: readonly Passage[]): { readonly question: string; readonly thing: string } | undefined {
  const own = namedIn(question);
  const kind = own.drugs.length > 0 ? 'drugs' : 'others';
  const [named] = own[kind];
  if (named === undefined || own[kind].length > 1) return undefined;
  const other = passages.flatMap(({ text }) => namedIn(text)[kind].filter(({ thing }) => thing !== named.thing).map((it) => ({ thing: it.thing, words: text.slice(it.start, it.end) })));
  const chosen = other[(step += 7919) % Math.max(1, other.length)];
  return chosen === undefined ? undefined : { question: `${question.slice(0, named.start)}${chosen.words}${question.slice(named.end)}`, thing: chosen.thing };
}
/** Nothing that does not name the other thing answers; of what names it nothing is known. */
const swappedTeller =
  (thing: string) =>
  (passage: Passage): Told =>
    sentencesOf(passage).map(({ start, end }) => {
      const { drugs, others } = namedIn(passage.text);
      const names = [...drugs, ...others].some((it) => it.thing === thing && it.start < end && start < it.end);
      return [start, end, 0, names ? 0 : SWAPPED] as const;
    });
const wantsSwapped = process.argv.includes('--swapped');

const OF_OTHERS = 4;
const papers = process.argv.find((argument) => argument.startsWith('--papers='))?.slice('--papers='.length).split(',') ?? [];
const documents = papers
  .flatMap((file) => readMarkedPapers(readFileSync(file, 'utf8')))
  .map((paper) => ({ paper, document: typedDocument(paper) }));
const everyPassage = documents.flatMap(({ document }) => splitPassages(document));
let turn = 0;
for (const { paper, document } of documents)
  for (const line of written.filter(({ dossier }) => dossier === paper.id)) {
    const told = tellerOf([document], line);
    const own = splitPassages(document);
    // A large odd step goes through them all in no order.
    const others = Array.from({ length: OF_OTHERS }, () => everyPassage[(turn += 7919) % everyPassage.length] as Passage);
    const elsewhere = others.filter(({ span }) => span.documentId !== document.id);
    const other = wantsSwapped && line.answers.length > 0 ? swapped(line, own) : undefined;
    if (other !== undefined)
      lines.push(exported({ ...line, id: `${line.id}-swapped`, question: other.question }, own.map((passage) => [passage, 0] as const), swappedTeller(other.thing), paper.date));
    lines.push(exported(line, [...own.map((passage) => [passage, 0] as const), ...elsewhere.map((passage) => [passage, 20] as const)], told, paper.date));
  }

for (const id of papers.length > 0 ? [] : new Set(written.map(({ dossier }) => dossier))) {
  const dossier = await loadWrittenDossier(join('eval/corpus', id));
  if (dossier === undefined) throw new Error(`no dossier ${id}`);
  const misfiled = new Set(dossier.gold.misfiled.map((item) => (typeof item === 'string' ? item : item.doc)));
  const index = new DossierIndex(id, embedder);
  const filed = dossier.documents.filter((document) => !misfiled.has(document.id));
  for (const document of filed) index.addDocument(document);
  await index.embedPending(embedder);
  const passages = filed.flatMap((document) => splitPassages(document));
  const absent = process.argv.includes('--absent') ? dossier.gold.absent : [];
  const questions: WrittenQuestion[] = [
    ...written.filter((line) => line.dossier === id),
    ...absent.map(({ question }, i) => ({ id: `${id}-absent-${i}`, dossier: id, question, answers: [], near: [] })),
  ];
  for (const line of questions) {
    const [vector] = await embedder.embed([line.question], 'query');
    const ranks = new Map(index.candidates(line.question, vector).slice(0, most).map(({ passage }, rank) => [passage.id, rank]));
    const told = tellerOf(dossier.documents, line);
    // What a writer named, too, where the index did not find it.
    const named = placed(dossier.documents, [...line.answers, ...line.near]);
    const kept = passages.filter((passage) => ranks.has(passage.id) || sentencesOf(passage).some((sentence) => named(passage, sentence)));
    const other = wantsSwapped && line.answers.length > 0 ? swapped(line, passages) : undefined;
    if (other !== undefined)
      lines.push(exported({ ...line, id: `${line.id}-swapped`, question: other.question }, kept.map((passage) => [passage, ranks.get(passage.id) ?? -1] as const), swappedTeller(other.thing), dossier.referenceDate));
    lines.push(exported(line, kept.map((passage) => [passage, ranks.get(passage.id) ?? -1] as const), told, dossier.referenceDate));
  }
}
await embedder.close();
writeFileSync(out, `${lines.join('\n')}\n`);
