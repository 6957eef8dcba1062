import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../../src/config.js';
import { OPINIONS, type Opinion, type Question } from '../../../src/extract/assertion/assertion.js';
import { ASSERTION_ID, OnnxAssertion } from '../../../src/extract/assertion/onnx-assertion.js';

const MODELS = join(PACKAGE_ROOT, 'models');

const ask = (text: string, words: string, question: Question) => {
  const start = text.indexOf(words);
  return { title: 'Consultation', text, spans: [{ start, end: start + words.length, question }] };
};

describe('the reader of contexts as shipped', () => {
  let model: OnnxAssertion | undefined;
  afterAll(async () => model?.close());

  it('tells what is the case from what is not, on sentences of no corpus', async () => {
    model = await OnnxAssertion.create({ modelsDirectory: MODELS, threads: 1 });
    const weights = await model.weigh([
      ask('Elle garde une gêne liée à son arthrose de hanche.', 'arthrose', 'present'),
      ask('La tante de la patiente a été suivie pour une cirrhose.', 'cirrhose', 'present'),
      ask('Le ramipril 5 mg matin est bien supporté.', 'ramipril', 'current'),
      ask("Elle a cessé le ramipril à cause d'une toux.", 'ramipril', 'current'),
      ask('Cholécystectomie le 3 mars 2020, suites simples.', 'Cholécystectomie', 'done'),
      ask('Une cholécystectomie lui a été proposée, elle la refuse.', 'cholécystectomie', 'done'),
    ]);
    const [own, aunt, taken, left, done, refused] = weights.map(([weight]) => weight ?? NaN);
    expect(own).toBeGreaterThan(0.5);
    expect(aunt).toBeLessThan(0.2);
    expect(taken).toBeGreaterThan(0.5);
    expect(left).toBeLessThan(0.2);
    expect(done).toBeGreaterThan(0.5);
    expect(refused).toBeLessThan(0.2);
    expect(await model.weigh([])).toEqual([]);
  }, 300_000);

  it('tells what a report denies, supposes, recalls or gives to a relative, and answers the same beside any other page', async () => {
    model ??= await OnnxAssertion.create({ modelsDirectory: MODELS, threads: 1 });
    const report =
      "Madame P., 47 ans, opérée d'un goitre en 2009, dont le frère est suivi pour une spondylarthrite, consulte pour une boiterie récente. " +
      "L'examen ne retrouve ni amyotrophie ni fasciculation. Une hernie discale est suspectée au scanner. Une ponction lombaire est réalisée.";
    const asked = (['goitre', 'boiterie', 'amyotrophie', 'hernie discale', 'ponction lombaire'] as const).map((words) =>
      report.indexOf(words),
    );
    const spans = asked.flatMap((start) => OPINIONS.map((question) => ({ start, end: start + 6, question })));
    const alone = (await model.weigh([{ title: '', text: report, spans }]))[0] ?? [];
    const of = (word: number, name: Opinion): number => alone[word * OPINIONS.length + OPINIONS.indexOf(name)] ?? NaN;
    expect(of(0, 'historical')).toBeGreaterThan(0.5);
    expect(of(1, 'historical')).toBeLessThan(0.3);
    expect(of(2, 'negated')).toBeGreaterThan(0.9);
    expect(of(3, 'hypothetical')).toBeGreaterThan(0.5);
    for (const name of ['negated', 'hypothetical'] as const) {
      expect(of(1, name)).toBeLessThan(0.2);
      expect(of(4, name)).toBeLessThan(0.2);
    }
    const beside = await model.weigh([ask('Aucune fièvre. '.repeat(60), 'fièvre', 'negated'), { title: '', text: report, spans }]);
    expect(beside[1]).toEqual(alone);
  }, 300_000);

  it('is not needed, and refuses files that are not those of the manifest', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'frise-models-'));
    try {
      await cp(join(MODELS, 'manifest.json'), join(folder, 'manifest.json'));
      expect(await OnnxAssertion.createIfThere({ modelsDirectory: folder })).toBeUndefined();
      await cp(join(MODELS, ASSERTION_ID), join(folder, ASSERTION_ID), { recursive: true });
      await writeFile(join(folder, ASSERTION_ID, 'config.json'), '{"questions":[]}');
      await expect(OnnxAssertion.create({ modelsDirectory: folder })).rejects.toThrow(/config\.json/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
