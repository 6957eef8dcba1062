import { describe, expect, it } from 'vitest';
import { rules, type Paper } from './rules-of-papers.js';

const found = (...papers: readonly Paper[]): boolean => rules(...papers).includes('disputed');
const LISTED: Paper = [
  '2026-03-12',
  'Passage aux urgences',
  'Antécédents : facteur V Leiden, hernie discale.\nTraitement habituel : COUMADINE 5 mg le soir.',
];

describe('what a writer says is wrong or somebody else’s', () => {
  it.each([
    ['Facteur V Leiden noté aux urgences : erreur, c’est sa mère.'],
    ['Le facteur V Leiden est négatif chez lui ; c’est sa sœur qui en est porteuse.'],
    ['La COUMADINE qui figure sur la fiche des urgences n’est pas la sienne.'],
    ['Un flacon de COUMADINE sur la table. C’est celui de sa belle-mère.'],
  ])('%s', (words) => {
    const all = rules(LISTED, ['2026-10-07', 'Lettre', words]);
    expect(
      all.some((rule) =>
        ['disputed', 'corrected', 'written-and-denied', 'class-denied', 'told-differently', 'ruled-out-and-stated'].includes(rule),
      ),
    ).toBe(true);
  });

  it.each([
    ['a relative who comes along', 'Il ne conduit plus depuis la hernie discale (c’est sa sœur qui l’emmène).'],
    ['a matter that no paper bears', 'Le diabète noté sur la fiche : erreur, c’est sa mère.'],
    ['an error of another kind', 'Erreur innée du métabolisme recherchée, négative.'],
    ['an illness beside a drug that is not taken', 'Il ne prend pas de bain, la hernie discale le gêne.'],
  ])('is not read of %s', (_what, words) => {
    expect(found(LISTED, ['2026-10-07', 'Lettre', words])).toBe(false);
  });
});
