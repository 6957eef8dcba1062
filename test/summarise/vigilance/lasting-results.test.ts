import { describe, expect, it } from 'vitest';
import { rules, type Paper } from './rules-of-papers.js';

const told = (older: string, newer: string, dates: readonly [string, string] = ['2021-03-12', '2026-09-30']): readonly string[] =>
  rules([dates[0], 'Bilan', older] satisfies Paper, [dates[1], 'Courrier', newer] satisfies Paper);

/** Sentences written for this test. */
describe('a result that does not change', () => {
  it.each<readonly [string, string, string]>([
    ['a gene', 'Facteur V Leiden ........... absence de la mutation', 'Antécédents : thrombophilie : mutation facteur V.'],
    ['a sister’s', 'Elle n’a pas hérité de la mutation BRCA2 de sa sœur.', 'BRCA2 +, opérée en 2025.'],
    ['a type of HLA', 'HLA-B*57:01        PRÉSENT', 'HLA-B*5701 négatif, abacavir possible ensuite.'],
    ['antibodies lost', 'Anti-HBc positif isolé.', 'Sérologie de l’hépatite B négative.'],
    ['antibodies of a year', 'Sérologie virus JC positive.', 'Virus JC : négatif.'],
  ])('%s', (_, older, newer) => {
    expect(told(older, newer)).toContain('result-retold');
  });

  it.each<readonly [string, string, string]>([
    ['a gene of kin', 'Facteur V Leiden : absence de la mutation.', 'Sa mère est porteuse d’une mutation du facteur V Leiden.'],
    ['a factor that is measured', 'Facteur V 98 %, présence de fibrine.', 'Facteur V Leiden : absence de mutation.'],
    ['what is looked for', 'BRCA2 négatif.', 'Recherche de mutation BRCA2 demandée.'],
    ['antibodies that came', 'Virus JC : négatif.', 'Sérologie virus JC positive.'],
    ['a virus that is gone', 'Sérologie VIH positive.', 'VIH : charge virale négative.'],
    ['two pregnancies', 'Génotype RHD fœtal négatif.', 'Fœtus RHD positif.'],
    ['one to be taken', 'RAI négative, génotypage RHD fœtal : à prélever.', 'Fœtus RHD positif.'],
    ['another gene', 'BRCA1 négatif.', 'BRCA2 muté.'],
  ])('not %s', (_, older, newer) => {
    expect(told(older, newer)).not.toContain('result-retold');
  });
});

describe('a result copied with its month', () => {
  const lab: Paper = ['2025-12-15', 'Résultats de biologie médicale', 'Potassium (mmol/l)                   5,7 **            3,5-5,1'];
  it('is told otherwise', () => {
    expect(rules(lab, ['2026-07-20', 'Consultation', 'Hyperkaliémie de déc dernier (K 4,7) liée.'])).toContain('copied-otherwise');
    expect(rules(lab, ['2026-07-20', 'Consultation', 'Potassium 4,7 (labo de ville, décembre).'])).not.toEqual([]);
  });
  it('is not where it is the same, or of another month', () => {
    expect(rules(lab, ['2026-07-20', 'Consultation', 'Hyperkaliémie de décembre dernier (K 5,7).'])).not.toContain('copied-otherwise');
    expect(rules(lab, ['2026-07-20', 'Consultation', 'Potassium 4,7 mmol/L (labo de ville, mai).'])).not.toContain('copied-otherwise');
  });
});
