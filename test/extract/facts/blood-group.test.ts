import { describe, expect, it } from 'vitest';
import { typedDocument } from '../../../eval/typed-document.js';
import { extractFacts } from '../../../src/extract/understand.js';

const groups = (text: string): readonly string[] =>
  extractFacts(typedDocument({ id: 'x', title: 'Bilan', text, date: '2026-01-02' }), {
    patient: { firstNames: [], birthDate: '1980-01-01', sex: 'F' },
    entries: [],
  }).flatMap(({ label }) => (label.startsWith('Groupe sanguin') ? [label.slice('Groupe sanguin '.length)] : []));

describe('a blood group', () => {
  it.each<readonly [string, string]>([
    ['Groupe ABO - RH1                A  RH:1 (positif)', 'A rhésus positif'],
    ['Carte de groupe apportée : O positif (maternité).', 'O rhésus positif'],
    ['Groupe sanguin (si connu) : O +', 'O rhésus positif'],
  ])('%s', (text, group) => {
    expect(groups(text)).toEqual([group]);
  });

  it.each(['Strepto groupe B +', 'Streptocoque du groupe B : négatif', 'Groupe de travail : a positif', 'Groupe du bébé : A positif'])(
    'is not %s',
    (text) => {
      expect(groups(text)).toEqual([]);
    },
  );
});
