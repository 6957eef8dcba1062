import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prose } from '../../../src/domain/synthesis.js';
import type { LanguageModel, ProseRequest } from '../../../src/summarise/prose/language-model.js';
import { restates } from '../../../src/summarise/prose/restates.js';
import { writeProse } from '../../../src/summarise/prose/write-prose.js';
import { ATTACKS, dossier } from './adversary.js';

const whole = dossier.summarise({ reason: 'fatigue' });
/** Every line is a point to remember here, so that each sort is attacked. */
const synthesis = {
  ...whole,
  points: whole.sections.flatMap(({ statements }) =>
    statements.map((line) => ({
      ...line,
      title: 'Examens',
      clauses: [{ text: line.text, statementId: line.id, rule: line.rule, citations: line.citations }],
    })),
  ),
};
const lines = synthesis.sections.flatMap(({ statements }) => statements);
const templates = synthesis.points.map(({ text }) => text);

const fake = (write: LanguageModel['write']): LanguageModel => ({
  modelId: 'faux',
  sha256: '0'.repeat(64),
  write,
  close: async () => undefined,
});
const saying = (answer: (request: ProseRequest) => unknown): LanguageModel => fake(async (request) => JSON.stringify(answer(request)));
const prose = (model: LanguageModel): Promise<Prose> => writeProse(synthesis, dossier.page, model, { time: 200, size: 16_384 });

/** All lines, all by templates, in order: what is left when nothing of a model is believed. */
function expectTemplates({ sentences, fallbacks }: Prose): void {
  expect(sentences.map(({ text }) => text)).toEqual(templates);
  expect(sentences.every(({ by }) => by === 'template')).toBe(true);
  expect(Object.values(fallbacks).reduce((a, b) => a + b, 0)).toBeGreaterThan(0);
}

describe('prose', () => {
  it('has lines of every sort to tell', () => {
    expect(lines.map(({ fact }) => fact.kind).toSorted()).toEqual(
      ['allergy', 'condition', 'condition', 'condition', 'family-history', 'medication', 'observation', 'plan'].toSorted(),
    );
  });

  it('takes a faithful sentence, with its sources, and says that a model wrote it', async () => {
    const { sentences, fallbacks } = await prose(
      saying(({ facts }) => ({ sentences: facts.map(({ id, line }) => ({ text: `Le patient présente : ${line}.`, ids: [id] })) })),
    );
    expect(fallbacks).toEqual({});
    expect(sentences.every(({ by }) => by === 'model')).toBe(true);
    expect(sentences.map(({ text }) => text)).toEqual(templates.map((text) => `Le patient présente : ${text ?? ''}.`));
    expect(sentences[0]?.citations).toEqual(synthesis.points[0]?.citations);
  });

  it('takes two lines in one sentence, and leaves out what may be', async () => {
    const [drug, value] = [lines.find(({ fact }) => fact.kind === 'medication'), lines.find(({ fact }) => fact.kind === 'observation')];
    expect([drug?.text, value?.text]).toEqual([
      'Apixaban 5 mg, matin et soir, depuis le 06/10/2026',
      'TSH 4,38 mUI/L, le 05/10/2026, élevé selon le laboratoire',
    ]);
    expect(restates('Le patient est sous…', [drug?.text ?? ''])).toBeUndefined();
    expect(
      restates('Apixaban 5 mg matin et soir ; la TSH est à 4,38 mUI/L le 5 octobre 2026.', [drug?.text ?? '', value?.text ?? '']),
    ).toHaveLength(2);
    expect(restates('Apixaban 4,38 mg matin et soir ; la TSH est à 5 mUI/L.', [drug?.text ?? '', value?.text ?? ''])).toBeUndefined();
  });

  it.each(Object.entries(ATTACKS))('lets out no sentence of a model that %s', async (_name, attack) => {
    expectTemplates(await prose(saying(({ facts }) => ({ sentences: attack(facts) }))));
  });

  it.each<readonly [string, LanguageModel, string]>([
    ['hangs', fake(() => new Promise(() => undefined)), 'timed-out'],
    ['fails', fake(() => Promise.reject(new Error('no'))), 'unavailable'],
    [
      'throws at once',
      fake(() => {
        throw new Error('no');
      }),
      'unavailable',
    ],
    ['answers garbage', fake(async () => '\u0000{]}{{ sentences'), 'unreadable'],
    ['answers another form', fake(async () => '{"sentences":[{"text":5}]}'), 'unreadable'],
    ['never ends', fake(async () => `{"sentences":[${'x'.repeat(20_000)}`), 'too-long'],
    ['says nothing', fake(async () => '{"sentences":[]}'), 'line-left-out'],
  ])('falls back and says why when a model %s', async (_name, model, reason) => {
    const answer = await prose(model);
    expectTemplates(answer);
    expect(Object.keys(answer.fallbacks)).toEqual([reason]);
  });

  it('shows a model lines under short ids and nothing of the documents', async () => {
    let seen: ProseRequest | undefined;
    await prose(
      fake(async (request) => {
        seen = request;
        return '{}';
      }),
    );
    expect(seen?.facts.map(({ id }) => id)).toEqual(lines.map((_, index) => `f${index + 1}`));
    expect(JSON.stringify(seen)).not.toContain('ARNOUX');
    expect(Object.keys(seen?.facts[0] ?? {})).toEqual(['id', 'kind', 'status', 'line']);
  });

  it('whatever a model answers, says only words of its lines, in their order, and words that connect', async () => {
    const words = templates.flatMap((text) => (text ?? '').split(' '));
    const sentence = fc.record({
      text: fc
        .array(fc.oneof(fc.constantFrom(...words), fc.constantFrom('le', 'pas', 'gauche', '12', 'mg', 'de', ';')), {
          minLength: 1,
          maxLength: 14,
        })
        .map((all) => all.join(' ')),
      ids: fc.array(fc.constantFrom('f1', 'f2', 'f3', 'f4', 'f9'), { maxLength: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(sentence, { maxLength: 6 }), async (sentences) => {
        const answer = await prose(saying(() => ({ sentences })));
        expect(answer.sentences.flatMap(({ statementIds }) => statementIds).toSorted()).toEqual(
          synthesis.points.map(({ id }) => id).toSorted(),
        );
        for (const { text, statementIds } of answer.sentences)
          expect(
            restates(
              text,
              statementIds.map((id) => lines.find((line) => line.id === id)?.text ?? ''),
            ),
          ).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });
});
