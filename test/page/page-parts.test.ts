import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heightOf, openLines, spread } from '../../src/api/page/components/balance.js';
import { byGravity } from '../../src/api/page/components/gravity.js';
import { compare } from '../../src/api/page/documents/compare-identity.js';
import { insWritten } from '../../src/api/page/format.js';

const patient = {
  usedName: 'ESSAI',
  birthName: 'DELORMAND',
  firstNames: ['Martine', 'Solange'],
  birthDate: '1958-06-09',
  sex: 'F' as const,
  insMatricule: '258063818521464',
};

describe('two identities side by side', () => {
  it('puts what the document says against each trait of the dossier', () => {
    const said =
      'Autre personne : nom « ESSAI Martine », nom de naissance « ROUCHON » au lieu de « DELORMAND », naissance le 19/06/1951 au lieu du 09/06/1958, INS différent.';
    const { summary, rows } = compare(said, patient);
    expect(summary).toBe('Autre personne.');
    expect(rows.map(({ trait, found, differs }) => [trait, found, differs])).toEqual([
      ['Nom', 'ESSAI Martine', false],
      ['Nom de naissance', 'ROUCHON', true],
      ['Naissance', '19/06/1951', true],
      ['Sexe', undefined, false],
      ['INS', 'un autre', true],
    ]);
  });

  it('keeps in words what is no trait', () => {
    expect(compare('Mis à part par décision.', patient)).toEqual({ summary: 'Mis à part par décision.', rows: [] });
    const { summary, rows } = compare('Pages mises à part : 2, 3. Autre personne : sexe M au lieu de F, téléphone d’un autre.', patient);
    expect(summary).toBe('Pages mises à part : 2, 3. Autre personne.');
    expect(rows.find(({ trait }) => trait === 'Sexe')).toMatchObject({ own: 'femme', differs: true });
  });
});

describe('cards of two columns', () => {
  it('come out once each, in their order, and no column is longer by more than a card', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(2000), fc.array(fc.integer({ min: 60, max: 900 }), { maxLength: 9 }), (a, b, heights) => {
        const cards = heights.map((height, card) => ({ card, height }));
        const { left, right } = spread([a, b], cards);
        expect([...left, ...right].toSorted((x, y) => x - y)).toEqual(heights.map((_, i) => i));
        for (const column of [left, right]) expect(column).toEqual(column.toSorted((x, y) => x - y));
        const end = (start: number, column: readonly number[]): number => column.reduce((sum, card) => sum + (heights[card] ?? 0), start);
        expect(Math.abs(end(a, left) - end(b, right))).toBeLessThanOrEqual(Math.max(Math.abs(a - b), ...heights));
      }),
    );
  });

  it('stands higher for more lines and longer ones', () => {
    expect(heightOf(['a', 'b'], false)).toBeGreaterThan(heightOf(['a'], false));
    expect(heightOf(['a'.repeat(200)], false)).toBeGreaterThan(heightOf(['a'], false));
  });

  it('shows the first details of a card of details alone', () => {
    const minor = (item: { readonly importance: number }) => item.importance === 1;
    const [one, two] = [{ importance: 1 }, { importance: 2 }];
    expect(openLines([one, two, one], 6, minor)).toEqual([two]);
    expect(openLines([one, one, one, one], 6, minor)).toHaveLength(3);
  });
});

describe('warnings by gravity', () => {
  const warning = (rule: string, importance: 1 | 2 | 3, kind: 'conflict' | 'safety' | 'identity' = 'conflict') => ({
    kind,
    rule: `vigilance:${rule}`,
    importance,
    text: `${rule} ${importance}`,
    citations: [],
  });

  it('puts safety before drugs, drugs before identity, what weighs little last, and leaves each as the synthesis orders it', () => {
    const told = byGravity([
      warning('family', 1),
      warning('dates-differ', 2),
      warning('side', 3),
      warning('quarantined', 3, 'identity'),
      warning('dose-differs', 2),
      warning('allergy-against-drug', 2),
      warning('association:nitre-pde5', 3),
    ]);
    expect(told.map(({ open, folded }) => [...open, ...folded].map(({ text }) => text))).toEqual([
      ['allergy-against-drug 2', 'association:nitre-pde5 3'],
      ['dose-differs 2'],
      ['quarantined 3'],
      ['dates-differ 2', 'side 3'],
      ['family 1'],
    ]);
    expect(told.at(-1)?.open).toEqual([]);
  });

  it('loses none, and folds what is beyond a few', () => {
    const many = Array.from({ length: 9 }, (_, i) => ({ ...warning('dose-differs', 2), text: String(i) }));
    const [drugs] = byGravity(many);
    expect(drugs?.open.length).toBeLessThan(5);
    expect([...(drugs?.open ?? []), ...(drugs?.folded ?? [])]).toEqual(many);
  });
});

it('writes an INS in groups, and leaves what is none', () => {
  expect(insWritten('258063818521464').replaceAll('\u00a0', ' ')).toBe('2 58 06 38 185 214 64');
  expect(insWritten('255042A12345678').replaceAll('\u00a0', ' ')).toBe('2 55 04 2A 123 456 78');
  expect(insWritten('42')).toBe('42');
});
