import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/domain/fact.js';
import { FakeDossier, statements } from '../fakes/fake-dossier.js';

type Told = readonly [id: string, date: string, title: string, text: string, status: Fact['status']];

const tobacco = (...told: readonly Told[]): readonly string[] => {
  const dossier = new FakeDossier();
  for (const [id, date, title, text, status] of told)
    dossier.document(id, date, title, text).fact(id, text, {
      kind: 'lifestyle',
      label: text,
      status,
      concept: 'mode-de-vie-tabac',
      origin: 'rule:lifestyle-tabac',
    });
  return statements(dossier.summarise());
};

describe('what stands of a habit', () => {
  it('leaves the copied list behind the letter that tells the end', () => {
    expect(
      tobacco(
        ['a', '2021-04-02', 'Consultation de pneumologie', 'tabac arrêté en 2020, 25 PA', 'past'],
        ['b', '2023-09-09', 'Passage aux urgences', 'tabac actif 40 PA', 'active'],
      ),
    ).toEqual(['Tabac arrêté en 2020, 25 PA']);
  });

  it('reads nothing after something as its end, with its amount', () => {
    expect(
      tobacco(
        ['a', '2021-04-02', 'Consultation de pneumologie', 'tabac arrêté en 2020, 25 PA', 'past'],
        ['b', '2024-01-10', 'Consultation de cardiologie', 'tabac : rien', 'absent'],
      ),
    ).toEqual(['Tabac arrêté en 2020, 25 PA']);
  });

  it('believes a relapse told later', () => {
    expect(
      tobacco(
        ['a', '2021-04-02', 'Consultation de pneumologie', 'tabac arrêté en 2020, 25 PA', 'past'],
        ['b', '2024-01-10', 'Consultation de cardiologie', 'a repris le tabac, 5 cigarettes par jour', 'active'],
      ),
    ).toEqual(['A repris le tabac, 5 cigarettes par jour']);
  });
});
