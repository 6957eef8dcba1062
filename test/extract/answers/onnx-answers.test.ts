import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../../src/config.js';
import { ANSWERS_ID, OnnxAnswers } from '../../../src/extract/answers/onnx-answers.js';

const MODELS = join(PACKAGE_ROOT, 'models');

/** A passage whose sentences are those given. */
const passage = (beside: string, ...sentences: readonly string[]) => {
  const text = sentences.join(' ');
  return {
    beside,
    text,
    sentences: sentences.map((sentence) => ({ start: text.indexOf(sentence), end: text.indexOf(sentence) + sentence.length })),
  };
};

describe('the reader of answers as shipped', () => {
  let model: OnnxAnswers | undefined;
  afterAll(async () => model?.close());

  const letter = passage(
    'Courrier de cardiologie - 2025-03-04 - il y a 20 mois - Cardiologie',
    'Chère consœur, je revois votre patiente après sa chute de février.',
    "L'amiodarone a été retirée l'été dernier devant une hyperthyroïdie.",
    'Elle poursuit le bisoprolol 2,5 mg le matin.',
    'Une échographie des artères rénales est demandée.',
  );
  const best = (weights: readonly number[]): number => weights.indexOf(Math.max(...weights));

  it.each([
    ['Pourquoi la Cordarone a-t-elle été arrêtée ?', 1],
    ['Quelle dose de bêtabloquant ?', 2],
    ['Quelle dose de bisoprolol ?', 2],
  ])(
    'puts the sentence that answers "%s" first, whatever its words',
    async (question, index) => {
      model ??= await OnnxAnswers.create({ modelsDirectory: MODELS, threads: 1 });
      const [weights = []] = await model.weigh(question, [letter]);
      expect(weights).toHaveLength(4);
      expect(best(weights)).toBe(index);
      expect(weights[index]).toBeGreaterThan(0.5);
    },
    300_000,
  );

  it('answers nothing to what the letter does not say, and the same beside any other passage', async () => {
    model ??= await OnnxAnswers.create({ modelsDirectory: MODELS, threads: 1 });
    const question = "Résultat de l'échographie des artères rénales ?";
    const [alone = []] = await model.weigh(question, [letter]);
    expect(Math.max(...alone)).toBeLessThan(0.5);
    const other = passage('Ordonnance', 'Doliprane 1 g. '.repeat(60).trim());
    expect((await model.weigh(question, [other, letter]))[1]).toEqual(alone);
    expect(await model.weigh(question, [])).toEqual([]);
  }, 300_000);

  it('takes any text: empty, without words, longer than it can read', async () => {
    model ??= await OnnxAnswers.create({ modelsDirectory: MODELS, threads: 1 });
    const weights = await model.weigh('?'.repeat(2000), [
      { beside: '', text: '', sentences: [{ start: 0, end: 0 }] },
      passage('x'.repeat(3000), '\u0000\ud83d\ude00', 'mot '.repeat(4000).trim(), 'La fin.'),
    ]);
    for (const weight of weights.flat()) {
      expect(weight).toBeGreaterThanOrEqual(0);
      expect(weight).toBeLessThanOrEqual(1);
    }
    // What stands behind the last position is not read: no answer.
    expect(weights[1]?.[2]).toBe(0);
  }, 300_000);

  it('is not needed, and refuses files that are not those of the manifest', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'frise-models-'));
    try {
      await cp(join(MODELS, 'manifest.json'), join(folder, 'manifest.json'));
      expect(await OnnxAnswers.createIfThere({ modelsDirectory: folder })).toBeUndefined();
      await cp(join(MODELS, ANSWERS_ID), join(folder, ANSWERS_ID), { recursive: true });
      await writeFile(join(folder, ANSWERS_ID, 'config.json'), '{}');
      await expect(OnnxAnswers.create({ modelsDirectory: folder })).rejects.toThrow(/config\.json/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
