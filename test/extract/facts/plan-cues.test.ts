import { describe, expect, it } from 'vitest';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const plansOf = (text: string): readonly string[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2025-10-06',
    birthDate: '1960-01-01',
  })
    .filter(({ kind }) => kind === 'plan')
    .map(({ label }) => label);

describe('what a letter foresees', () => {
  it.each([
    ['an exam and the time to come', 'Examen sans particularité. Ferritine dans 8 semaines.', 'Ferritine dans 8 semaines'],
    ['the next one', 'Bonne tolérance du produit. Prochaine cure en novembre.', 'Prochaine cure en novembre'],
    [
      'an exam and a day after the letter',
      'Vue ce jour. Hystéroscopie chez le Dr Roc, le 28 octobre.',
      'Hystéroscopie chez le Dr Roc, le 28 octobre',
    ],
    ['a participle without its verb', 'Marche mieux. Orthophonie prescrite, 20 séances.', 'Orthophonie prescrite, 20 séances'],
    ['the gerundive', 'Plaie propre. Agrafes à retirer et pansement à refaire jeudi.', 'Agrafes à retirer et pansement à refaire jeudi'],
    ['an order', 'Sortie ce jour.\n- Doser la ferritine le 14/10\n- Boire assez', 'Doser la ferritine le 14/10'],
    [
      'what is asked of the reader',
      'Je n’ai pas le compte rendu du retrait. Peux-tu demander un cliché d’abdomen sans préparation ?',
      'Peux-tu demander un cliché d’abdomen sans préparation ?',
    ],
    ['sittings', 'Épaule raide. Kiné 15 séances.', 'Kiné 15 séances'],
    ['a day counted from the act', 'Parage, suture. Fils J12.', 'Fils J12'],
    ['a specialist and a day to come', 'Sortie ce jour. Néphro 4 novembre.', 'Néphro 4 novembre'],
    ['what was handed over', 'Dépistage : test immunologique remis ce jour.', 'Dépistage : test immunologique remis ce jour'],
    ['a decision', 'Décision du staff : thyroïdectomie totale.', 'Décision du staff : thyroïdectomie totale'],
    ['the next of what was told before', 'Dernière mammographie en 2024. Prochaine en mars 2026.', 'Mammographie : prochaine en mars 2026'],
    ['a rhythm', 'Situation stable. Échographie rénale annuelle.', 'Échographie rénale annuelle'],
    [
      'a verb in the future',
      'Genou chaud. Je le ponctionnerai, et je l’opérerai le 4 décembre.',
      'Je le ponctionnerai, et je l’opérerai le 4 décembre',
    ],
    ['what imposes itself', 'Angor d’effort. Le coroscanner s’impose.', 'Le coroscanner s’impose'],
    ['what is open to discussion', 'FEVG 28 %. Le triple chambre se discute à trois mois.', 'Le triple chambre se discute à trois mois'],
    ['what could not be done', 'Stable. Le scanner n’a pu être fait.', 'Le scanner n’a pu être fait'],
    ['what waits', 'Stable. Coloscopie de contrôle : elle préfère attendre.', 'Coloscopie de contrôle : elle préfère attendre'],
    ['a choice of treatment', 'DFG 11. Il choisit la dialyse péritonéale.', 'Il choisit la dialyse péritonéale'],
    ['a drug given in a clinic and a weekday', 'Ferritine 8. Ferinject vendredi.', 'Ferinject vendredi'],
    ['a proposal with its day', 'Proposition de la RCP du 02/10/2025 :\n1) mastectomie droite\n2) radiothérapie', 'Mastectomie droite'],
  ])('%s', (_, text, expected) => {
    expect(plansOf(text)).toContain(expected);
  });

  it.each([
    ['what was called off', 'J’avais prévu une arthroscopie ; il y a finalement renoncé.'],
    ['a result at a time', 'Le PSA à 3 mois de l’intervention est indétectable.'],
    ['what a diary tells after its day', '12/10 : pansement refait, plaie propre.'],
    ['an age', 'ATCD\nAdénoïdectomie à 4 ans.'],
    ['the hours after leaving', 'Réveil sans incident. Ne pas conduire avant demain matin.'],
    ['a list line without its object', 'Conduite à tenir :\n(à faire entre 2 et 4 mois)\nÀ vérifier.'],
    ['what is done in a list of what is to do', 'Conduite à tenir :\n2. Polissage fait ce jour\n3. Détartrage fait ce jour'],
    ['what the reader is asked to tell', 'Pouvez-vous me dire si une IRM a été faite ?'],
    ['when the patient should call', 'Conduite à tenir :\nSi rougeur appeler le service\nAppeler le cabinet si suintement'],
    ['what the paper says of itself', 'Conduite à tenir :\nMes questions pour le rdv\nSexe : non communiqué à la demande des parents'],
    ['who signs below the last item', 'Conduite à tenir :\n\nA. FOURNIER-BLANC'],
    ['what is denied in a list of decisions', 'Conduite à tenir :\nPas de chimiothérapie'],
  ])('not %s', (_, text) => {
    expect(plansOf(text)).toEqual([]);
  });

  it.each([
    ['a lettered item', 'Conduite à tenir :\nb) Scanner thoracique à prévoir', 'Scanner thoracique à prévoir'],
    ['a row of a table', 'Suivi\n| Rubéole | neg | | contrôle mensuel |', 'Rubéole : neg, contrôle mensuel'],
    ['a dotted line', 'Suivi\nRubéole ........... neg   contrôle mensuel', 'Rubéole : neg contrôle mensuel'],
    ['a note added later', 'Suivi\n[ajouté le 12/08] Bilan hépatique à refaire', 'Bilan hépatique à refaire'],
  ])('without its marks: %s', (_, text, expected) => {
    expect(plansOf(text)).toContain(expected);
  });

  it('of a list, only what is left to do', () => {
    expect(plansOf('Coronarographie (faite : normale), doppler (fait), panoramique dentaire à faire.')).toContain(
      'Panoramique dentaire à faire',
    );
  });
});

describe('an agreement that names nothing', () => {
  it.each(['CONDUITE À TENIR\nLa famille est d’accord.', 'CONDUITE À TENIR\nElle et sa fille sont tout à fait d’accord.'])(
    '%j is no plan',
    (text) => {
      expect(plansOf(text)).toEqual([]);
    },
  );

  it('is one where it tells with what', () => {
    expect(plansOf('CONDUITE À TENIR\nLa famille est d’accord pour l’entrée en EHPAD le 12/11.')).toHaveLength(1);
  });
});
