import { describe, expect, it } from 'vitest';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const resultsOf = (text: string): string[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2025-05-18',
    birthDate: '1961-09-30',
  })
    .filter((fact) => fact.origin === 'rule:exam-result')
    .map((fact) => `${fact.concept ?? ''} ${fact.date ?? ''} ${fact.label}`);

describe('examinations told with their result', () => {
  it.each([
    ['La fibroscopie du 3 mars est normale.', 'examen:endoscopie 2025-03-03 La fibroscopie du 3 mars est normale'],
    [
      'Myélogramme du 2 mai : pas d’excès de blastes, moelle riche.',
      'examen:biopsie 2025-05-02 Myélogramme du 2 mai : pas d’excès de blastes, moelle riche',
    ],
    ['Les hémocultures sont restées stériles.', 'examen:microbiologie 2025-05-18 Les hémocultures sont restées stériles'],
    [
      'L’EEG de sieste montre des pointes-ondes centro-temporales.',
      'examen:eeg 2025-05-18 L’EEG de sieste montre des pointes-ondes centro-temporales',
    ],
    ['Holter d’avril : deux salves de tachycardie atriale.', 'examen:holter 2025-04 Holter d’avril : deux salves de tachycardie atriale'],
  ])('%j', (text, expected) => {
    expect(resultsOf(text)).toEqual([expected]);
  });

  it.each([
    'IRM lombaire à prévoir en septembre.',
    'Fibroscopie : [ ] oui [x] non',
    'Scanner thoracique demandé.',
    'Biopsie : en attente.',
    'Sa mère a passé une coloscopie, normale.',
    'Échographie de contrôle dans six mois.',
    'HGPO à 24-28 SA : IMC, mère diabétique, poids du premier enfant.',
    'Gêne pour respirer, malaise : stylo dans la cuisse, appeler le 15.',
  ])('%j tells none', (text) => {
    expect(resultsOf(text)).toEqual([]);
  });

  it('leaves what the section asks for', () => {
    expect(resultsOf('CONDUITE À TENIR\nBiopsie cutanée si rechute : deux fragments.')).toEqual([]);
  });
});

describe('the conclusion of a report', () => {
  const concluded = (documentType: string | undefined): string[] =>
    extractClinicalFacts(
      analysePage('d', {
        number: 1,
        text: 'Prélèvement\n\nConclusion\nHamartochondrome pulmonaire sur l’ensemble des carottes.\nAucune prolifération maligne.',
        source: 'plain',
        positions: [],
        furniture: [],
      }),
      { documentId: 'd', documentDate: '2025-05-18', ...(documentType === undefined ? {} : { documentType }) },
    ).flatMap(({ origin, label }) => (origin === 'rule:observation-conclusion' ? [label] : []));

  it('keeps its diagnosis, which a letter tells as the illness alone', () => {
    expect(concluded('60591-5')).toEqual(['Hamartochondrome pulmonaire sur l’ensemble des carottes', 'Aucune prolifération maligne']);
    expect(concluded(undefined)).toEqual(['Aucune prolifération maligne']);
  });
});

describe('what stands on top or by number', () => {
  const told = (text: string, kind: string): string[] =>
    extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
      documentId: 'd',
      documentDate: '2025-05-18',
    })
      .filter((fact) => fact.kind === kind)
      .map((fact) => `${fact.status} ${fact.label}`);

  it('reads an allergy above the head of a letter', () => {
    expect(told('CABINET DU DOCTEUR ROZENN\nALLERGIE : CEFACLOR\n\nChère consœur,\nElle va bien.', 'allergy')).toEqual([
      'active Allergie : Cefaclor',
    ]);
  });

  it('closes a list of allergies at the next numbered heading', () => {
    const text = '1. ALLERGIES\nIbuprofène.\n\n2. PROJET DE VOYAGE\nDépart en août si possible.\nDoliprane à emporter.';
    expect(told(text, 'allergy')).toEqual(['active Allergie : Ibuprofène']);
  });

  it('reads the dose of an anti-D injection with it', () => {
    expect(told('Rhophylac 300 µg injecté le 3 mai.', 'procedure')).toEqual(['past Rhophylac 300 µg']);
  });
});
