import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerModel } from '../../src/extract/answers/answer-model.js';
import { answerQuestion } from '../../src/index/answer.js';
import { besidePassage, sentencesOf } from '../../src/index/asked-passage.js';
import { DossierIndex } from '../../src/index/dossier-index.js';
import { splitPassages } from '../../src/index/passages.js';
import { readAnswers } from '../../src/index/read-answers.js';
import { HashEmbedder, makeDocument } from './helpers.js';

const referenceDate = '2026-11-16';
const documents = [
  makeDocument(
    'cardio',
    ['Le bisoprolol 2,5 mg est poursuivi. La Cordarone a été retirée devant une hyperthyroïdie.\n\nKARDEGIC 75 mg : arrêté en 2019.'],
    { title: 'Courrier de cardiologie', type: '11488-4', date: '2025-03-04' },
  ),
  makeDocument('bio', ['Hémoglobine ........ 11,6 g/dL\nCréatinine ........ 91 µmol/L'], {
    title: 'Biologie',
    type: '11502-2',
    date: '2026-09-28',
  }),
  makeDocument('ancienne', ['Hémoglobine ........ 9,2 g/dL'], { title: 'Biologie', type: '11502-2', date: '2021-02-01' }),
];
const index = new DossierIndex('p', new HashEmbedder());
for (const document of documents) index.addDocument(document);

/** A model that holds sentences with these words to be that likely an answer. */
const holding = (likely: Readonly<Record<string, number>>): AnswerModel => ({
  modelId: 'fake',
  weigh: (_, passages) =>
    Promise.resolve(
      passages.map(({ text, sentences }) =>
        sentences.map(({ start, end }) => {
          const said = text.slice(start, end);
          return Object.entries(likely).find(([words]) => said.includes(words))?.[1] ?? 0.001;
        }),
      ),
    ),
  close: () => Promise.resolve(),
});

async function ask(question: string, likely: Readonly<Record<string, number>>): Promise<ReturnType<typeof answerQuestion>> {
  const asked = { index, queryVector: undefined, referenceDate };
  return answerQuestion({
    ...asked,
    question,
    facts: [],
    documents,
    read: await readAnswers(question, { ...asked, model: holding(likely) }),
  });
}

describe('a question that the trained reader reads', () => {
  it('is answered by what it holds to answer, though no word is the same', async () => {
    const answer = await ask('Motif de sortie de l’antiarythmique, cordarone ?', { hyperthyroïdie: 0.99 });
    expect(answer.found).toBe(true);
    expect(answer.citations[0]?.quote).toContain('hyperthyroïdie');
  });

  it('is not answered by another drug than the one asked for', async () => {
    const likely = { 'arrêté en 2019': 0.9 };
    expect((await ask('Kardégic arrêté en quelle année ?', likely)).found).toBe(true);
    expect((await ask('Ramipril arrêté en quelle année ?', likely)).found).toBe(false);
  });

  it('says that nothing was found where nothing surely answers, and shows what comes nearest', async () => {
    const answer = await ask('Hémoglobine glyquée, dernière valeur ?', { Hémoglobine: 0.4 });
    expect(answer.found).toBe(false);
    expect(answer.text).toMatch(/^Information non trouvée dans les 3 documents lus\./);
    expect(answer.citations.length).toBeGreaterThan(0);
    expect((await ask('Groupe sanguin ?', {})).citations).toEqual([]);
  });

  it('puts the newest of like answers first where the last is asked for', async () => {
    const answer = await ask('Dernière hémoglobine ?', { Hémoglobine: 0.95 });
    expect(answer.citations[0]?.span.documentId).toBe('bio');
  });

  it('cites what is written, whatever the reader says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.double({ noNaN: true, min: 0, max: 1 }), { minLength: 1, maxLength: 8 }), async (weights) => {
        let next = 0;
        const model: AnswerModel = {
          ...holding({}),
          weigh: (_, passages) =>
            Promise.resolve(passages.map(({ sentences }) => sentences.map(() => weights[next++ % weights.length] ?? 0))),
        };
        const asked = { index, queryVector: undefined, referenceDate };
        const question = 'Hémoglobine et bisoprolol ?';
        const answer = answerQuestion({ ...asked, question, facts: [], documents, read: await readAnswers(question, { ...asked, model }) });
        expect(answer.citations.length).toBeLessThanOrEqual(3);
        for (const { span, quote } of answer.citations)
          expect(documents.find(({ id }) => id === span.documentId)?.pages[span.page - 1]?.text.slice(span.start, span.end)).toBe(quote);
      }),
      { numRuns: 50 },
    );
  });
});

it('reads beside a passage what it is of, and how long ago', () => {
  const [passage] = splitPassages(documents[0] as (typeof documents)[number]);
  expect(passage).toBeDefined();
  if (passage === undefined) return;
  expect(besidePassage(passage.context, referenceDate)).toBe('Courrier de cardiologie - 2025-03-04 - il y a 20 mois');
  expect(besidePassage({ title: 'Note', section: 'body', date: '2026-11-16' }, referenceDate)).toBe('Note - 2026-11-16 - ce mois');
  expect(besidePassage({ title: 'Note', section: 'body' }, referenceDate)).toBe('Note');
  for (const { start, end } of sentencesOf(passage)) expect(passage.text.slice(start, end)).toBe(passage.text.slice(start, end).trim());
});
