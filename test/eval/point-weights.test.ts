import { describe, expect, it } from 'vitest';
import { fitted, judged, type PointsCase } from '../../eval/point-weights.js';
import type { Candidate } from '../../src/summarise/points/candidates.js';
import { HAND_WEIGHTS, type Features } from '../../src/summarise/points/features.js';
import { FakeDossier } from '../fakes/fake-dossier.js';

const LABELS = Array.from({ length: 40 }, (_, i) => `Maladie numéro${String.fromCharCode(97 + (i % 26)).repeat(6)}${i}`);

/** Forty illnesses of one length, of which the gold wants one that only `features` tell from the others. */
function made(dossier: string, wanted: number, features: Features): PointsCase {
  const fake = new FakeDossier().document('d', '2026-11-02', 'Courrier', LABELS.join('\n'));
  for (const label of LABELS) fake.fact('d', label, { kind: 'condition', label, concept: label, importance: 2 });
  const statements = fake.summarise({}).sections.flatMap((section) => section.statements);
  const ranked = LABELS.map((label, i) => {
    const statement = statements.find((one) => one.fact.label === label);
    if (statement === undefined) throw new Error(label);
    const candidate: Candidate = { id: label, theme: 'illness', text: 'x'.repeat(60), label, section: '11450-4', statement };
    return { candidate, features: { importance: i === wanted ? 1 : 2, ...(i === wanted ? features : {}) }, score: 0 };
  });
  return { dossier, reason: 'fatigue', passages: 1, ranked, covers: new Map([[LABELS[wanted] ?? '', [0]]]) };
}

describe('weights of the points to remember', () => {
  it('learn what tells the wanted line from the others, and tell it in a dossier that did not teach', () => {
    const cases = ['a', 'b', 'c', 'd'].map((id, i) => made(id, 37 - i, { oldIllness: 1 }));
    const weights = fitted(cases);
    expect(weights.oldIllness).toBeGreaterThan(HAND_WEIGHTS.oldIllness ?? 0);
    expect(weights.vaccineAsked).toBeCloseTo(HAND_WEIGHTS.vaccineAsked ?? 0);
    const strong = { ...weights, oldIllness: 9 };
    expect(judged([made('e', 20, { oldIllness: 1 })], () => strong).covered).toBe(1);
    expect(judged([made('e', 39, { oldIllness: 1 })], () => ({ oldIllness: -9 })).covered).toBe(0);
  });
});
