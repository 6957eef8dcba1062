import { describe, expect, it } from 'vitest';
import { rules, type Paper } from './rules-of-papers.js';

/** Sentences written for this test; rule, older paper, newer paper. */
describe('what one paper says and another retells otherwise', () => {
  it.each<readonly [string, Paper, Paper]>([
    [
      'denied-and-told',
      ['2026-05-04', 'Urgences', 'Ingestion volontaire dans un but suicidaire.'],
      ['2026-09-01', 'CMP', 'Aucune tentative de suicide dans sa vie.'],
    ],
    [
      'denied-and-told',
      ['2026-05-04', 'Pathologies professionnelles', 'Exposition à la silice de 1980 à 1995, certaine.'],
      ['2026-06-01', 'Lettre', 'Tailleur de pierre, aucun contact avec la silice.'],
    ],
    [
      'denied-and-told',
      ['2026-05-04', 'Urologie', 'Montée d’une double J laissée en place.'],
      ['2026-05-14', 'Urgences', 'L’opérateur n’a laissé aucune sonde endo-urétérale.'],
    ],
    [
      'denied-and-told',
      ['2026-05-04', 'Densitométrie', 'Conclusion : ostéoporose densitométrique lombaire.'],
      ['2026-06-10', 'Lettre', 'Densitométrie du 4 mai : pas d’ostéoporose.'],
    ],
    [
      'result-retold',
      ['2026-05-12', 'Laboratoire', 'Trisomie 21 : dépistage POSITIF'],
      ['2026-06-20', 'Sage-femme', 'Test d’ADN fœtal de mai négatif pour les trois trisomies.'],
    ],
    [
      'sensitivity-differs',
      ['2026-05-12', 'ECBU', 'Céfixime S – Amoxicilline-acide clavulanique R'],
      ['2026-05-15', 'Sortie', 'Germe sensible à l’Augmentin.'],
    ],
    [
      'sensitivity-differs',
      ['2026-05-12', 'ECBU', 'Klebsiella productrice de BLSE.'],
      ['2026-05-15', 'Sortie', 'Klebsielle sauvage, sensible aux céphalosporines de 3e génération.'],
    ],
    [
      'class-denied',
      ['2026-05-12', 'Urgences', 'Reçu ici une dose d’ofloxacine 200 mg.'],
      ['2026-05-14', 'Lettre', 'Aux urgences, aucune quinolone reçue.'],
    ],
    [
      'class-denied',
      ['2026-05-12', 'Ordonnance', 'XARELTO 20 mg, 1 cp le soir'],
      ['2026-06-14', 'Questionnaire', 'Prenez-vous un anticoagulant ou « fluidifiant » ? NON'],
    ],
    [
      'rhythm-differs',
      ['2026-05-12', 'Lettre', 'Méthotrexate 15 mg, une seule prise par semaine, le lundi.'],
      ['2026-05-24', 'Pilulier', 'Méthotrexate 15 mg tous les matins.'],
    ],
    [
      'side-written',
      ['2019-02-14', 'Compte rendu opératoire', 'Ligamentoplastie du croisé antérieur, genou gauche.'],
      ['2026-04-21', 'Kinésithérapie', 'Croisé antérieur du genou droit opéré en 2019.'],
    ],
    [
      'smoking',
      ['2026-05-12', 'Pneumologie', 'Fume un paquet par jour.'],
      ['2026-05-18', 'Chirurgie', 'Ancien fumeur, aucune cigarette depuis six ans.'],
    ],
    [
      'alcohol',
      ['2026-05-12', 'Hépatologie', 'Il a stoppé tout alcool depuis août 2024.'],
      ['2026-05-18', 'Urgences', 'Boit une bouteille de vin par jour.'],
    ],
    [
      'family',
      ['2025-05-12', 'Génétique', 'Frère décédé subitement à 38 ans.'],
      ['2026-05-18', 'Médecine du travail', 'Frère mort subitement à 58 ans.'],
    ],
    [
      'vaccine-denied',
      ['2026-01-30', 'Sortie', 'Vaccinations faites le 28/01 : Prevenar 20, Menquadfi.'],
      ['2026-03-18', 'Lettre', 'Vaccins : le pneumocoque n’a pas été fait.'],
    ],
    [
      'forbidden-and-given',
      ['2021-06-08', 'Lettre', 'Aucun inhibiteur de l’enzyme de conversion ne devra lui être redonné.'],
      ['2026-08-19', 'Sortie', 'Introduction du périndopril 2,5 mg le matin'],
    ],
  ])('%s: %s, then %s', (rule, older, newer) => {
    expect(rules(older, newer)).toContain(rule);
  });

  it.each<readonly [string, Paper, Paper]>([
    ['a symptom that went', ['2026-05-04', 'Urgences', 'Fièvre à 39.'], ['2026-05-06', 'Lettre', 'Pas de fièvre.']],
    [
      'what is only looked for',
      ['2026-05-04', 'Urgences', 'Recherche d’une embolie pulmonaire.'],
      ['2026-05-06', 'Scanner', 'Pas d’embolie pulmonaire.'],
    ],
    [
      'what came afterwards',
      ['2026-05-04', 'CMP', 'Aucune tentative de suicide dans sa vie.'],
      ['2026-09-01', 'Urgences', 'Première tentative de suicide.'],
    ],
    [
      'a relative',
      ['2026-05-04', 'Lettre', 'Tentative de suicide de sa mère en 2010.'],
      ['2026-09-01', 'CMP', 'Aucune tentative de suicide dans sa vie.'],
    ],
    [
      'another number',
      ['2026-05-12', 'Laboratoire', 'Trisomie 21 : dépistage POSITIF'],
      ['2026-06-20', 'Lettre', 'En mai, trisomie 13 : négative.'],
    ],
    [
      'another specimen',
      ['2026-05-12', 'ECBU', 'Ofloxacine R'],
      ['2026-06-05', 'Lettre', 'ECBU du 2 juin : germe sensible à l’ofloxacine.'],
    ],
    [
      'one amount in two units',
      ['2026-05-12', 'Lettre', 'Amoxicilline 640 mg deux fois par jour.'],
      ['2026-05-12', 'Pharmacie', 'Amoxicilline 500 mg/5 mL : 6,4 mL matin et soir, soit 640 mg par prise.'],
    ],
    [
      'two eyes',
      ['2026-02-12', 'Cataracte, 1er œil', 'Phakoémulsification œil DROIT.'],
      ['2026-03-10', 'Cataracte, 2nd œil', 'Œil GAUCHE (le droit ayant été fait le 12 février).'],
    ],
    [
      'two children',
      ['2026-01-19', 'Entretien prénatal', 'Première fille née à terme, 3410 g.'],
      ['2026-07-05', 'Maternité', 'Garçon, 3650 g à la naissance.'],
    ],
    [
      'what a later paper puts right',
      ['2026-10-01', 'Lettre', 'Je majore le Lamictal à 250 mg x 2 par jour.'],
      [
        '2026-10-02',
        'Rectificatif au courrier',
        'Une erreur de frappe dans ma lettre d’hier : lire Lamictal 150 mg x 2 par jour et non 250.',
      ],
    ],
    [
      'an illness that came since',
      ['2019-02-12', 'Lettre', 'Antécédents : pas de diabète.'],
      ['2026-03-10', 'Lettre', 'Diabète de type 2 découvert en 2025.'],
    ],
    [
      'an allergen allowed again',
      ['2019-04-25', 'Allergologie', 'Tests négatifs : allergie à l’amoxicilline levée.'],
      ['2026-02-19', 'Bloc', 'Allergie : LATEX. Bêtalactamines autorisées.'],
    ],
  ])('not %s', (_, older, newer) => {
    expect(rules(older, newer)).toEqual([]);
  });
});
