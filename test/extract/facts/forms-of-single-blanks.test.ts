import { describe, expect, it } from 'vitest';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { layOut } from '../../../src/extract/read/layout/lay-out.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

/** The text of a page whose lines are set in running text: one blank between words, whatever the form had. */
const printed = (form: string): string =>
  layOut(
    form.split('\n').flatMap((line, row) => {
      let x = 50;
      return line
        .trim()
        .split(/\s+/)
        .map((text, order) => {
          const x0 = x;
          x += text.length * 5 + 3;
          const baseline = 100 + row * 14;
          return { text, x0, x1: x - 3, top: baseline - 9, bottom: baseline + 2, baseline, size: 10, order: row * 100 + order };
        });
    }),
    { width: 900, height: 800 },
  ).text;

const told = (text: string): string[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2026-05-18',
    birthDate: '1961-09-30',
  })
    .map(({ kind, label, status, qualifiers }) => `${kind} | ${label.replace(/\s+/g, ' ')} | ${status}${qualifiers.negated ? ' | no' : ''}`)
    .toSorted();

describe('a form printed with single blanks', () => {
  it.each([
    'Stimulateur cardiaque [ ]    Prothèse dentaire [X] haut',
    'BMR connue [ ]    Covid dans les 14 j [ ]',
    'Poumon : poumon de fermier    Apnées du sommeil : [ ] oui [X] non    Oxygène : [ ] oui [X] non',
    'Diabète : [ ] oui [X] non    Epilepsie : [X] oui [ ] non',
    'HTA [X]    Diabète [ ]    Epilepsie [ ]    Phlébite [X]',
    'Tabac : [X] sevré [ ] actif    Alcool : [ ] jamais [X] occasionnel',
    'eczéma : [X] oui [ ] non    asthme : [ ] oui [X] non    otites : [ ] oui [X] non',
    'INDICATION : cirrhose    Child [ ] A [X] B [ ] C    MELD 15, carcinome hépatocellulaire traité',
    'ALLERGIES    [X] pénicillines [ ] iode [ ] latex',
    'Vaccins : grippe 20/10/25 [X]    Covid [ ] reporté    Pneumo 14/11/24 [X]',
  ])('reads as the form itself: %s', (form) => {
    expect(told(printed(form))).toEqual(told(form));
  });

  it('affirms no empty box and denies no ticked one', () => {
    const facts = told(printed('Stimulateur cardiaque [ ]    Prothèse dentaire [X] haut\nBMR connue [ ]    Covid dans les 14 j [ ]'));
    expect(facts.filter((fact) => /^device/.test(fact))).toEqual([
      'device | Prothèse dentaire | active',
      'device | Stimulateur cardiaque | absent | no',
    ]);
    expect(facts.filter((fact) => /BMR|Covid/.test(fact))).toEqual(['condition | BMR | absent | no', 'condition | Covid | absent | no']);
  });

  it.each<[string, string[]]>([
    ['Allergies : [ ] non [X] oui, pénicilline', ['allergy | Allergie : Pénicilline | active']],
    ['ALLERGIES [ ] non [X] oui : pénicilline', ['allergy | Allergie : Pénicilline | active']],
    ['ALLERGIES [X] pénicillines [ ] iode [ ] latex', ['allergy | Allergie : Pénicillines | active']],
    ['ALLERGIES : [X] non [ ] oui', ['allergy | Aucune allergie connue | absent']],
    ['Allergies : [ ] non [ ] oui', []],
    ['Allergies [ ] Asthme [X]', []],
    [
      'Allergies : pénicilline. Bétadine OK. Latex',
      [
        'allergy | Allergie : Latex | active',
        'allergy | Allergie : Pénicilline | active',
        'allergy | Allergie écartée : Bétadine (povidone iodée) | ruled-out | no',
      ],
    ],
  ])('allergies: %s', (form, expected) => {
    expect(told(form).filter((fact) => fact.startsWith('allergy'))).toEqual(expected);
  });
});
