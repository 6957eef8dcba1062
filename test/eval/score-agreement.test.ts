import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDossier } from '../../eval/gold.js';
import { measureAll } from '../../eval/metrics/all-measures.js';
import type { SynthesisContract } from '../../src/summarise/contract.js';
import { goldSynthesis } from './gold-synthesis.js';

const ROOT = resolve(import.meta.dirname, '..', '..');
const SCORER = resolve(ROOT, '..', 'shared', 'tools', 'score_dossier.py');
const v01 = loadDossier(join(ROOT, 'eval', 'corpus', 'v01'));

const scorable = ((): boolean => {
  try {
    if (!existsSync(SCORER)) throw new Error('no scorer');
    execFileSync('python3', ['-c', 'import rapidfuzz'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('SKIPPED: agreement with score_dossier.py (needs ../shared, python3 and rapidfuzz)\n');
    return false;
  }
})();

/** A worse synthesis: every third thing lost, drugs moved to the other list, ranking turned round. */
function worsened(runs: readonly SynthesisContract[]): [SynthesisContract, ...SynthesisContract[]] {
  const thinned = <T>(all: readonly T[]): T[] => all.filter((_, index) => index % 3 !== 1);
  const [first, ...rest] = runs.map((run): SynthesisContract => ({
    ...run,
    sections: run.sections.map((section) => ({
      ...section,
      statements: thinned(section.statements).map((statement, index) =>
        index % 5 === 0 ? { ...statement, text: `${statement.fact.label} 7` } : statement,
      ),
    })),
    treatments: {
      current: [...thinned(run.treatments.current), ...run.treatments.stopped.slice(0, 2)],
      stopped: thinned(run.treatments.stopped),
    },
    timeline: thinned(run.timeline).map((event, index) => (index % 4 === 0 ? { ...event, date: '2001-01-01' } : event)),
    series: thinned(run.series),
    vigilance: thinned(run.vigilance),
    relevance: run.relevance.toReversed(),
    answers: run.answers.map((answer, index) => ({ ...answer, found: index % 2 === 0 })),
    documents: run.documents.map((document, index) =>
      index === 0 ? { ...document, status: 'quarantined' } : { ...document, status: 'read' },
    ),
  }));
  return [first ?? runs[0]!, ...rest];
}

describe('the figures', () => {
  it('are perfect for a synthesis made from the gold', () => {
    for (const id of ['v01', 'demo']) {
      const dossier = loadDossier(join(ROOT, 'eval', 'corpus', id));
      const { figures } = measureAll({ dossier, runs: goldSynthesis(dossier) });
      for (const key of [
        'recall3',
        'recall2',
        'recall1',
        'treatmentF1',
        'timelineF1',
        'seriesRecall',
        'conflicts',
        'ndcg',
        'absentHonest',
        'citationVerbatim',
      ])
        expect([id, key, figures[key]]).toEqual([id, key, 1]);
      expect(figures['trapLeak']).toBeLessThan(0.03);
      expect([figures['stoppedListedCurrent'], figures['ownQuarantined'], figures['uncited']]).toEqual([0, 0, 0]);
    }
  });

  it.skipIf(!scorable).each([
    ['perfect', goldSynthesis(v01)],
    ['worse', worsened(goldSynthesis(v01))],
  ] as const)('agree with the dossiers’ scorer on a %s synthesis', (_, runs) => {
    const folder = mkdtempSync(join(tmpdir(), 'frise-score-'));
    try {
      const files = runs.map((run, index) => {
        const file = join(folder, `${index}.json`);
        writeFileSync(file, JSON.stringify(run));
        return file;
      });
      const theirs = JSON.parse(execFileSync('python3', [SCORER, v01.folder, ...files], { encoding: 'utf8' })) as Record<string, unknown>;
      const { figures } = measureAll({ dossier: v01, runs: runs as [SynthesisContract, ...SynthesisContract[]] });
      const average = (values: unknown): number =>
        (values as number[]).reduce((sum, value) => sum + value, 0) / (values as number[]).length;
      for (const [key, value] of Object.entries(theirs)) {
        if (key === 'dossier') continue;
        const expected = Array.isArray(value) ? average(value) : value;
        if (typeof expected === 'number') expect(figures[key], key).toBeCloseTo(expected, 3);
        else expect(figures[key], key).toBeNull();
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
