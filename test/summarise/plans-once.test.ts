import { describe, expect, it } from 'vitest';
import type { Line } from '../../src/summarise/line.js';
import { plansOnce } from '../../src/summarise/planned.js';

const plan = (label: string, more: Partial<Line> = {}, documentId = 'd'): Line =>
  ({ kind: 'plan', label, status: 'active', importance: 2, facts: [{ id: label, documentId }], ...more }) as unknown as Line;
const told = (...lines: readonly Line[]): readonly string[] => plansOnce(lines).map(({ label }) => label);

describe('a plan told twice by one paper', () => {
  it('is told once, in the fuller words and with both sources', () => {
    const [line, ...others] = plansOnce([plan('Coloscopie'), plan('Coloscopie de contrôle sous anesthésie')]);
    expect(others).toEqual([]);
    expect(line?.facts.map(({ id }) => id)).toEqual(['Coloscopie de contrôle sous anesthésie', 'Coloscopie']);
  });
  it('but not what another paper, another day or another side asks for', () => {
    expect(told(plan('Coloscopie'), plan('Coloscopie de contrôle', {}, 'e'))).toHaveLength(2);
    expect(told(plan('Coloscopie', { date: '2025-01' }), plan('Coloscopie de contrôle', { date: '2026-01' }))).toHaveLength(2);
    expect(told(plan('Arthroscopie', { laterality: 'left' }), plan('Arthroscopie de contrôle', { laterality: 'right' }))).toHaveLength(2);
  });
  it('keeps every line that is no plan', () => {
    expect(told(plan('Coloscopie', { kind: 'procedure' }), plan('Coloscopie de contrôle'))).toHaveLength(2);
  });
});
