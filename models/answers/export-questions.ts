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
import { loadWrittenDossier, misfiledOf } from '../../eval/written-dossier.js';
import { typedDocument, typedPage } from '../../eval/typed-document.js';
import type { Document } from '../../src/domain/document.js';
import type { Passage } from '../../src/domain/passage.js';
import { findConcepts } from '../../src/extract/facts/clinical-vocabulary.js';
import { findDrugs } from '../../src/extract/facts/medications/medication-lexicon.js';
import type { Range } from '../../src/extract/text/analysis.js';
import { analysePage } from '../../src/extract/text/analyse-page.js';
import { fold } from '../../src/extract/text/fold.js';
import { sentencesOf } from '../../src/index/asked-passage.js';
import { DossierIndex } from '../../src/index/dossier-index.js';
import { splitPassages } from '../../src/index/passages.js';
import { TransformersEmbedder } from '../../src/index/transformers-embedder.js';
import { option, questionLine } from './question-line.js';
import type { Told, ToldPassage } from './question-line.js';

const SWAPPED = 0.8;
const FULL = 1;
const PARTLY = 0.4;
const OVERLOOKED = 0.5;

const [out, ...files] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (out === undefined || files.length === 0) throw new Error('usage: tsx export-questions.ts OUT.jsonl QUESTIONS.jsonl…');
const most = Number(option('found') ?? 24);

const written = files.flatMap((file) => readQuestions(file));
const embedder = await TransformersEmbedder.create({ modelsDirectory: 'models' });
const lines: string[] = [];

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

/** What each sentence of a passage is to a question. */
function tellerOf(documents: readonly Document[], { answers, near }: WrittenQuestion): (passage: Passage) => Told {
  const isFull = placed(
    documents,
    answers.filter(({ full }) => full),
  );
  const isAnswer = placed(documents, answers);
  const isNear = placed(documents, near);
  return (passage) =>
    sentencesOf(passage).map((sentence) => {
      const answer = isAnswer(passage, sentence);
      const weight = answer
        ? isFull(passage, sentence)
          ? FULL
          : PARTLY
        : answers.length === 0 || isNear(passage, sentence)
          ? FULL
          : OVERLOOKED;
      return [sentence.start, sentence.end, answer ? 1 : 0, weight] as const;
    });
}

interface Named extends Range {
  readonly thing: string;
}
/** Drugs, or where there is none illnesses, acts and devices, that a text names. */
function namedIn(text: string): { readonly drugs: readonly Named[]; readonly others: readonly Named[] } {
  const drugs = findDrugs(fold(text)).filter(({ kind }) => kind === 'brand' || kind === 'substance');
  const others = findConcepts(analysePage('', typedPage(text))).filter(({ concept }) => concept.kind === 'condition');
  return {
    drugs: drugs.map(({ start, end, substance }) => ({ start, end, thing: substance })),
    others: others.map(({ start, end, concept }) => ({ start, end, thing: concept.id })),
  };
}
let step = 0;
/** The question of another thing, and what it is; undefined where it names none, or the text no other. */
function swapped(
  { question }: WrittenQuestion,
  passages: readonly Passage[],
): { readonly question: string; readonly thing: string } | undefined {
  const own = namedIn(question);
  const kind = own.drugs.length > 0 ? 'drugs' : 'others';
  const [named] = own[kind];
  if (named === undefined || own[kind].length > 1) return undefined;
  const other = passages.flatMap(({ text }) =>
    namedIn(text)
      [kind].filter(({ thing }) => thing !== named.thing)
      .map((it) => ({ thing: it.thing, words: text.slice(it.start, it.end) })),
  );
  const chosen = other[(step += 7919) % Math.max(1, other.length)];
  return chosen === undefined
    ? undefined
    : { question: `${question.slice(0, named.start)}${chosen.words}${question.slice(named.end)}`, thing: chosen.thing };
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

/** A line of a question, before it that of the same one asked of another thing; `beyond` stands in the first alone. */
function addLines(
  line: WrittenQuestion,
  documents: readonly Document[],
  referenceDate: string,
  ranked: readonly Ranked[],
  beyond: readonly Ranked[] = [],
): void {
  const told = (passages: readonly Ranked[], teller: (passage: Passage) => Told): ToldPassage[] =>
    passages.map((one) => ({ ...one, told: teller(one.passage) }));
  const other =
    wantsSwapped && line.answers.length > 0
      ? swapped(
          line,
          documents.flatMap((document) => splitPassages(document)),
        )
      : undefined;
  if (other !== undefined)
    lines.push(questionLine(`${line.id}-swapped`, other.question, told(ranked, swappedTeller(other.thing)), referenceDate));
  lines.push(questionLine(line.id, line.question, told([...ranked, ...beyond], tellerOf(documents, line)), referenceDate));
}
type Ranked = Pick<ToldPassage, 'passage' | 'rank'>;

const OF_OTHERS = 4;
const OTHERS_RANK = 20;
const papers = option('papers')?.split(',') ?? [];
const documents = papers
  .flatMap((file) => readMarkedPapers(readFileSync(file, 'utf8')))
  .map((paper) => ({ paper, document: typedDocument(paper) }));
const everyPassage = documents.flatMap(({ document }) => splitPassages(document));
let turn = 0;
for (const { paper, document } of documents)
  for (const line of written.filter(({ dossier }) => dossier === paper.id)) {
    // A large odd step goes through them all in no order.
    const others = Array.from({ length: OF_OTHERS }, () => everyPassage[(turn += 7919) % everyPassage.length] as Passage);
    addLines(
      line,
      [document],
      paper.date,
      splitPassages(document).map((passage) => ({ passage, rank: 0 })),
      others.filter(({ span }) => span.documentId !== document.id).map((passage) => ({ passage, rank: OTHERS_RANK })),
    );
  }

for (const id of papers.length > 0 ? [] : new Set(written.map(({ dossier }) => dossier))) {
  const dossier = await loadWrittenDossier(join('eval/corpus', id));
  if (dossier === undefined) throw new Error(`no dossier ${id}`);
  const misfiled = misfiledOf(dossier.gold);
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
    const ranks = new Map(
      index
        .candidates(line.question, vector)
        .slice(0, most)
        .map(({ passage }, rank) => [passage.id, rank]),
    );
    // What a writer named, too, where the index did not find it.
    const named = placed(dossier.documents, [...line.answers, ...line.near]);
    const kept = passages.filter((passage) => ranks.has(passage.id) || sentencesOf(passage).some((sentence) => named(passage, sentence)));
    addLines(
      line,
      filed,
      dossier.referenceDate,
      kept.map((passage) => ({ passage, rank: ranks.get(passage.id) ?? -1 })),
    );
  }
}
await embedder.close();
writeFileSync(out, `${lines.join('\n')}\n`);
