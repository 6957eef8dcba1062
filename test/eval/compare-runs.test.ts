import { expect, it } from 'vitest';
import { differences } from '../../eval/compare-runs.js';

it('names what differs between two runs, and lets time differ', () => {
  const run = (recall3: number, time: number, findings: readonly string[] = []) => [
    { id: 'v01', figures: { recall3, ndcg: null }, times: { ingestion: time }, findings },
  ];
  expect(differences(run(0.9, 1), run(0.9, 2))).toEqual([]);
  expect(differences(run(0.9, 1), run(0.8, 2, ['x']))).toEqual(['v01.figures.recall3: 0.9 ≠ 0.8', 'v01.findings.0: absent ≠ "x"']);
});
