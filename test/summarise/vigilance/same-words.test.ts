import { describe, expect, it } from 'vitest';
import { termsIn } from '../../../src/summarise/vigilance/same-words.js';
import { rules, type Paper } from './rules-of-papers.js';

const namesIn = (words: string): readonly string[] => termsIn(words).map(({ name }) => name);

describe('the name of what words tell', () => {
  it.each([
    ['phacoemulsification de l oeil', 'cataracte'],
    ['suture du tendon calcaneen', 'achille'],
    ['accident vasculaire de la face', 'avc'],
    ['infarctus cerebral', 'avc'],
  ])('%s', (words, name) => {
    expect(namesIn(words)).toContain(name);
  });
  it('leaves out what any paper may say', () => {
    expect(namesIn('patient vu en consultation de controle')).toEqual([]);
  });
});

const opposed: readonly (readonly [rule: string, older: Paper, newer: Paper])[] = [
  [
    'side-written',
    ['2025-10-08', 'CRO', 'Phacoémulsification œil droit, implant +21,5 D.'],
    ['2026-01-07', 'Lettre', 'Opérée de la cataracte à gauche en octobre.'],
  ],
  [
    'side-written',
    ['2026-03-04', 'Urologie', 'Lithotritie du calcul rénal gauche.'],
    ['2026-03-06', 'Urgences', 'Lithotritie rein D il y a 48 h.'],
  ],
  [
    'side-written',
    ['2026-04-09', 'CRO', "Suture percutanée du tendon d'Achille droit"],
    ['2026-06-15', 'Kiné', 'Rupture opérée du tendon calcanéen gauche, appui complet.'],
  ],
  [
    'measure-told-otherwise',
    ['2026-01-21', 'Échocardiographie', 'Surface aortique 0,7 cm², gradient moyen 48 mmHg.'],
    ['2026-02-06', 'Anesthésie', "RA modéré, surface 1,7 cm² à l'écho de janvier"],
  ],
  [
    'measure-told-otherwise',
    ['2026-06-02', 'Laboratoire', 'Hémoglobine glyquée HbA1c   9,8 %'],
    ['2026-06-15', 'Lettre', 'Bilan du 2 juin : une glyquée à 6,8, je ne change rien.'],
  ],
  [
    'rhythm-differs',
    ['2026-01-14', 'Hôpital de jour', 'Ocrélizumab 600 mg perfusé, cadence semestrielle.'],
    ['2026-03-03', 'Lettre', 'SEP sous ocrélizumab, une perfusion tous les trois mois.'],
  ],
  [
    'course-differs',
    ['2026-07-02', 'Urgences', 'Céfixime 200 x2 pour sept jours'],
    ['2026-07-03', 'Message', 'Patiente repartie avec Oroken 200 mg matin et soir, durée totale 21 jours.'],
  ],
  [
    'not-done-and-done',
    ['2026-01-27', 'Gastro-entérologue', 'Coloscopie annulée : préparation non bue.'],
    ['2026-02-16', 'Lettre', 'Coloscopie de janvier normale, prochain contrôle dans 5 ans.'],
  ],
  [
    'not-done-and-done',
    ['2026-01-27', 'Rhumatologue', "Infiltration non réalisée devant l'INR à 4,2"],
    ['2026-02-16', 'Kiné', 'Infiltrée fin janvier par le rhumatologue, sans effet.'],
  ],
  [
    'prescribed-after-stop',
    ['2026-02-03', 'Cardiologie', "TSH 0,03 : dysthyroïdie sous CORDARONE, que je retire aujourd'hui sans remplaçant."],
    ['2026-05-06', 'Ordonnance renouvelée', 'amiodarone 200 mg 5 jours sur 7'],
  ],
  [
    'smoking',
    ['2026-03-17', 'Pneumologue', 'Fume toujours un paquet et demi par jour'],
    ['2026-04-01', 'Chirurgien', 'Sevrée du tabac depuis 2015.'],
  ],
  [
    'alcohol',
    ['2026-04-15', 'Hépatologie', "Sevrée de l'alcool depuis le 4 janvier 2024."],
    ['2026-05-02', 'Urgences', 'OH : une bouteille de vin/jour actuellement'],
  ],
  [
    'dates-differ',
    ['2016-05-20', 'Chirurgie', 'Le 12 mai 2016, triple pontage à cœur battant.'],
    ['2026-04-22', 'Cardiologue', 'Coronarienne pontée en 2011.'],
  ],
  [
    'dose-changed-since',
    ['2026-02-10', 'Neurologue', 'Gabapentine 300 mg trois fois par jour.'],
    ['2026-02-20', 'Ordonnance', 'Neurontin 600 mg : 1 et demi matin, midi et soir'],
  ],
  [
    'told-differently',
    ['2018-05-03', 'CRO', 'Remplacement de la valve aortique par bioprothèse n° 23'],
    ['2026-02-02', 'Urgences', "Porteuse d'une valve mécanique, INR 1,1."],
  ],
];
const agreeing: readonly (readonly [what: string, older: Paper, newer: Paper])[] = [
  [
    'another stone',
    ['2026-03-04', 'Urologie', 'Lithotritie du calcul rénal gauche.'],
    ['2026-03-26', 'Urologie', 'Nouveau calcul, rein droit cette fois, lithotritie prévue.'],
  ],
  [
    'grams and a rhesus are no side',
    ['2026-07-02', 'Maternité', 'Prévoir HGPO 75 g à 24 SA.'],
    ['2026-07-15', 'Analyses', 'Prophylaxie anti-D à prévoir à 28 SA.'],
  ],
  [
    'another measure of another day',
    ['2026-01-21', 'Échocardiographie', 'Surface aortique 0,7 cm².'],
    ['2026-05-06', 'Anesthésie', 'Surface 1,1 cm² ce jour.'],
  ],
  ['both numbers told', ['2025-02-17', 'ETT', 'FEVG 35 %'], ['2026-02-19', 'ETT', 'FEVG 51 %, contre 35 % en février 2025.']],
  [
    'rounded',
    ['2026-01-21', 'Échocardiographie', 'Surface aortique 0,72 cm²'],
    ['2026-02-06', 'Anesthésie', "Surface 0,7 cm² à l'écho de janvier"],
  ],
  [
    'four weeks are a month',
    ['2026-01-14', 'Dermatologie', 'COSENTYX 300 mg : une injection toutes les 4 semaines'],
    ['2026-03-03', 'Lettre', 'Cosentyx 300, une injection par mois'],
  ],
  [
    'the rhythm of the next drug',
    ['2026-10-12', 'Ordonnance', 'GYNEFAM : une capsule par jour'],
    ['2026-11-03', 'Lettre', 'Traitement : Symbicort 200/6, Gynéfam, Uvedose mensuelle, oméprazole, fer.'],
  ],
  [
    'takes counted before the name',
    ['2026-03-02', 'Lettre', 'Kétoprofène 3 fois par semaine pour le genou.'],
    ['2026-10-20', 'Lettre', 'Deux à trois prises de kétoprofène par semaine pour le genou.'],
  ],
  [
    'a dose spaced out and said so',
    ['2026-01-14', 'Dermatologie', 'COSENTYX 300 mg : une injection tous les 15 jours'],
    ['2026-03-03', 'Lettre', 'Cosentyx 300 espacé à une injection par mois'],
  ],
  ['a renewal', ['2026-07-02', 'Lettre', 'Céfixime 200 x2 pour sept jours'], ['2026-07-09', 'Lettre', 'Céfixime prolongé, pour 14 jours']],
  [
    'done in another month',
    ['2026-01-12', 'Radiologue', 'Mammographie non réalisée, patiente absente.'],
    ['2026-03-16', 'Lettre', 'Mammographie faite en mars, rien à signaler.'],
  ],
  [
    'a dose moved up by a letter',
    ['2026-03-02', 'Cardiologue', 'Bisoprolol 2,5 mg par jour, à doubler dans un mois.'],
    ['2026-04-09', 'Cardiologue', 'Bisoprolol porté à 5 mg.'],
  ],
  [
    'another artery since',
    ['2024-10-10', 'Angiographie', 'Stent sur la coronaire droite'],
    ['2026-03-11', 'Cardiologue', "Stent de l'IVA en janvier 2026"],
  ],
  ['a weight lost in two months', ['2026-03-02', 'EHPAD', 'Poids 58,4 kg'], ['2026-05-10', 'EHPAD', 'Poids 54,1 kg']],
  [
    'stopped since',
    ['2024-03-17', 'Pneumologue', 'Fume toujours un paquet par jour'],
    ['2026-04-01', 'Chirurgien', 'Sevrée du tabac depuis 2025.'],
  ],
  [
    'replaced long ago',
    ['2021-02-12', 'Sortie', 'Novorapid arrêté, remplacé par Fiasp.'],
    ['2026-10-13', 'Ordonnance', 'NOVORAPID FLEXPEN 8 unités avant les repas'],
  ],
  [
    'a grandfather',
    ['2025-01-14', 'Lettre', 'Père décédé d’un cancer du pancréas à 49 ans'],
    ['2026-03-03', 'Lettre', 'Grand-père paternel mort à 79 ans.'],
  ],
];

describe('what two papers cannot both say, in words that no list holds', () => {
  it.each(opposed)('%s: %s, %s', (rule, older, newer) => {
    expect(rules(older, newer)).toContain(rule);
  });
});

describe('what only looks like it', () => {
  it.each(agreeing)('%s', (_what, older, newer) => {
    expect(rules(older, newer)).toEqual([]);
  });
});
