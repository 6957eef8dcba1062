import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.js';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { documentContext } from '../../../src/extract/facts/document-context.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const factsOf = (text: string, documentDate: string, documentType?: string): readonly Fact[] => {
  const analysis = analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
  const context = { documentId: 'd', documentDate, birthDate: '1961-09-30', ...(documentType === undefined ? {} : { documentType }) };
  return extractClinicalFacts(analysis, documentContext([analysis], context));
};

/** The dates that a page gives to the facts whose label holds `words`. */
const datesOf = (text: string, words: RegExp, documentDate = '2025-05-18', documentType?: string): readonly string[] => [
  ...new Set(
    factsOf(text, documentDate, documentType)
      .filter(({ kind, label }) => ['condition', 'procedure', 'device'].includes(kind) && words.test(label.toLowerCase()))
      .map(({ date }) => date ?? 'none'),
  ),
];

const HOSPITAL = '34112-3';

describe('a story told in prose', () => {
  it.each<[string, RegExp, string]>([
    // What a date's own bracket tells is of that date.
    ['Deux admissions : mai 2004 (premier épisode psychotique) et automne 2013.', /psychotique/, '2004-05'],
    ['Premier temps le 25 septembre 2024 (ablation de la prothèse).', /ablation/, '2024-09-25'],
    ['Ré-hospitalisée douze semaines (départ le 3 décembre 2024).', /hospitalis/, '2024-12-03'],
    ['Ablation par champ pulsé le 18 novembre 2024.', /champ pulsé/, '2024-11-18'],
    ['Cette fois, amené par les pompiers le 3 janvier 2025.', /pompiers/, '2025-01-03'],
    // The number of a list opens nothing.
    ['1. 16 mai 2024 -> AIT, aphasie 20 min.', /ischémique/, '2024-05-16'],
    ['Trois venues : 1°) 2-9 décembre 2024, colite à C. difficile.', /colite/, '2024-12-02'],
    ['Au mois de février dernier, pneumopathie traitée en ville.', /pneumopathie/, '2025-02'],
    // A comma within a number or a closed bracket parts nothing; the bracket's measure has had its say.
    ['Myélome découvert sur une anémie (Hb 8,1) et une lombalgie le 11 avril 2020.', /myélome/, '2020-04-11'],
    // Days alone behind what they are of.
    ['Chutes : le 11/05, le 12/03 et avant-hier.', /chute/, '2025-03-12'],
    ['Maladie de Ménière depuis l’âge de 41 ans.', /ménière/, '2002'],
    ['Splénectomie le 19 mai 2011. Récidive au bout d’un an et demi.', /récidive/, '2012'],
    // The operation told last, and of it no more than is known.
    [
      'Biopsie le 16/05/2022. Mastectomie le 12 décembre 2022. Reconstruction par DIEP le 21 mai 2024, abcès du lambeau à J1.',
      /abcès/,
      '2024-05-22',
    ],
    ['04/12/2009 sigmoïdectomie. 2018, cure d’éventration ; à J6 embolie pulmonaire.', /embolie/, '2018'],
    ['Lobectomie le 25 avril 2025. Drain enlevé au onzième jour postopératoire.', /drain/, '2025-05-06'],
    // Beside the day told last.
    [
      'Insuffisance cardiaque reconnue le 12 octobre 2021 ; la coronarographie du surlendemain est normale.',
      /coronarographie/,
      '2021-10-14',
    ],
    ['Thyroïdectomie totale le 3 décembre 2024. Hématome compressif le soir, évacué.', /hématome/, '2024-12-03'],
    // Of the month told in the same sentence.
    ['Janvier 2025, gangrène de l’hallux ; amputation du 1er rayon le 30.', /amputation/, '2025-01-30'],
    ['12/09/2024 : avulsion de 36. Cellulite jugale le 28 du même mois, drainée au bloc.', /cellulite/, '2024-09-28'],
  ])('%s', (text, words, expected) => {
    expect(datesOf(text, words)).toContain(expected);
  });

  it('counts from the onset, and reads a day alone, in a hospital report without its entry', () => {
    const text = 'Hémorragie lobaire constatée le 10 octobre 2025. Crise focale à J3. État de mal le 19, lacosamide.';
    expect(datesOf(text, /crise/, '2025-10-24', HOSPITAL)).toContain('2025-10-13');
    expect(datesOf('Bonne évolution. État de mal le 19, lacosamide.', /état de mal/, '2025-10-24', HOSPITAL)).toContain('2025-10-19');
  });

  it.each<[string, RegExp, string]>([
    // Another day of another month: only in its own sentence.
    ['Suivi depuis mars 2024. Biopsie le 17, sans suite.', /biopsie/, '2024-03-17'],
    // The bracket of an item with its own date.
    ['Cancer opéré (2019), récidive en 2022.', /récidive/, '2019'],
    // What lasts since a year opens no bracket of it; from what follows; the evening of a drug; a visit to come.
    ['DITROPAN pris depuis 2024 (chute 20/03).', /chute/, '2024-03-20'],
    ['Troisième perfusion, après celle du 22 octobre 2024. Syndrome grippal quelques heures après la première.', /grippal/, '2024-10-22'],
    ['Vue le 10 mai 2025. Diabète gestationnel : rendez-vous de diabétologie le 20.', /diabète/, '2025-05-20'],
    // An evening of every day.
    ['Opéré le 3 décembre 2024. Prurit surtout le soir, sans lésion.', /prurit/, '2024-12-03'],
  ])('does not date so: %s', (text, words, wrong) => {
    expect(datesOf(text, words)).not.toContain(wrong);
  });

  it('reads no event in the bracket of what a date is already of', () => {
    expect(datesOf('PM 2016 (IRM compatible).', /irm/)).toEqual([]);
    expect(datesOf('La cigarette est revenue en 2023 (elle avait tout arrêté pendant sa grossesse).', /grossesse/)).not.toContain('2023');
  });

  it.each([['Ablation le 18 novembre 2024.', /ablation/] as const, ['Changement de dose le 18 novembre 2024.', /changement/] as const])(
    'says not of what: %s',
    (text, words) => {
      expect(datesOf(text, words)).toEqual([]);
    },
  );

  it('tells what a drug did as more than its giving', () => {
    expect(datesOf('Choc à la perfusion d’infliximab du 22 mars 2018.', /choc/)).toContain('2018-03-22');
    expect(datesOf('Perfusion d’infliximab du 22 mars 2018.', /infliximab/)).toEqual([]);
  });
});
