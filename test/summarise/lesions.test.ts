import { expect, it } from 'vitest';
import type { Fact } from '../../src/domain/fact.js';
import { typedDocument } from '../../eval/typed-document.js';
import { extractFacts } from '../../src/extract/understand.js';
import { lesionsApart } from '../../src/summarise/lesions.js';

/** The sizes that each lesion of a dossier is told to have, paper by paper. */
const sizes = (...papers: readonly string[]): readonly (readonly string[])[] => {
  const facts: Fact[] = papers.flatMap((text, index) =>
    extractFacts(typedDocument({ id: `d${String(index)}`, title: 'Scanner', text, date: `20${String(20 + index)}-03-02` }), {
      patient: { firstNames: [], birthDate: '1950-02-01' },
      entries: [],
    }).filter(({ concept }) => concept?.startsWith('lesion:') === true),
  );
  return lesionsApart(facts)
    .map((own) => own.map(({ value }) => value?.text ?? ''))
    .toSorted((a, b) => Number(a[0]) - Number(b[0]));
};

it('tells the sizes of one lesion together', () => {
  expect(
    sizes(
      'Nodule solide du lobe supérieur droit de 6 mm, indéterminé.',
      'Le nodule lobaire supérieur droit mesure 9 mm.',
      'Nodule pulmonaire de 10 mm.',
    ),
  ).toEqual([['6', '9', '10']]);
});

it('parts lesions of two sides, two organs and two parts of an organ', () => {
  expect(
    sizes(
      'Sténose de la carotide interne gauche à 70 %.',
      'La sténose droite, à 40 %, n’est pas chirurgicale.',
      'Droite : plaque calcifiée du bulbe, sténose de la carotide interne estimée à 60 %.',
    ),
  ).toEqual([['40', '60'], ['70']]);
  expect(sizes('Nodule pulmonaire gauche de 11 mm.', 'Surrénale gauche : nodule de 15 mm.')).toEqual([['11'], ['15']]);
  expect(sizes('Polype sigmoïdien de 8 mm.', 'Polype du caecum de 14 mm.')).toEqual([['8'], ['14']]);
});

it('parts two sizes that one paper gives under two names', () => {
  expect(sizes('Polype pédiculé de 15 mm. Polype sessile de 3 mm.')).toEqual([['3'], ['15']]);
});
