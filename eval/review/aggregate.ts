import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { mean } from '../metrics/measure.js';
import { REVIEW_ITEMS } from './items.js';

const Answers = z.object({
  dossier: z.string(),
  answers: z.looseObject({ reviewer: z.string(), comment: z.string().optional() }),
});

/**
 * Krippendorff's alpha with the interval metric: 1 where reviewers agree, 0 where they agree as chance would. Each unit is one synthesis, with
 * the marks given to it. Undefined where no unit has two marks.
 */
export function krippendorffAlpha(units: readonly (readonly number[])[]): number | undefined {
  const paired = units.filter(({ length }) => length >= 2);
  const all = paired.flat();
  if (all.length < 2) return undefined;
  const spread = (marks: readonly number[]): number => {
    let sum = 0;
    for (let i = 0; i < marks.length; i += 1) for (let j = 0; j < marks.length; j += 1) sum += ((marks[i] ?? 0) - (marks[j] ?? 0)) ** 2;
    return sum;
  };
  const observed = paired.reduce((sum, marks) => sum + spread(marks) / (marks.length - 1), 0) / all.length;
  const expected = spread(all) / (all.length * (all.length - 1));
  return expected === 0 ? 1 : 1 - observed / expected;
}

/** Puts the answers of a folder together: one line an item, with its mean and the agreement between reviewers. */
export function aggregateAnswers(folder: string): string {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const answers = files.map((name) => Answers.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
  const lines = REVIEW_ITEMS.map(({ key, title }) => {
    const byDossier = new Map<string, number[]>();
    for (const { dossier, answers: given } of answers) {
      const mark = given[key];
      if (typeof mark === 'number') byDossier.set(dossier, [...(byDossier.get(dossier) ?? []), mark]);
    }
    const marks = [...byDossier.values()].flat();
    const average = mean(marks) ?? 0;
    const deviation = Math.sqrt(mean(marks.map((mark) => (mark - average) ** 2)) ?? 0);
    const alpha = krippendorffAlpha([...byDossier.values()]);
    return `${title.padEnd(22)} ${average.toFixed(2)}  ${deviation.toFixed(2)}  ${String(marks.length).padStart(3)}  ${alpha?.toFixed(2) ?? '–'}`;
  });
  const reviewers = new Set(answers.map(({ answers: { reviewer } }) => reviewer));
  return [`${answers.length} avis de ${reviewers.size} relecteurs`, `${'item'.padEnd(22)} mean  sd    n    alpha`, ...lines].join('\n');
}
