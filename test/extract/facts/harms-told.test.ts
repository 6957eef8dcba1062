import { describe, expect, it } from 'vitest';
import { allergiesOf } from '../../fakes/allergies-of.js';

describe('what drugs did, as prose tells it', () => {
  it.each<[string, string[]]>([
    // A drug at the head of its clause, a sign, a harm that it is not given for.
    ['KEFORAL : urticaire, 2003.', ['Intolérance : Keforal (céfalexine) — urticaire']],
    ['Vanco donnée en réa : IRA + red man.', ['Intolérance : Vanco — IRA + red man']],
    ['Cilostazol tenté, palpitations au deuxième jour.', ['Intolérance : Cilostazol — palpitations au deuxième jour']],
    ['Fluoxétine essayée en octobre : agitation en dix jours.', ['Intolérance : Fluoxétine — agitation en dix jours']],
    [
      'Augmentin, urticaire géante à la 3e prise.',
      ['Intolérance : Augmentin (amoxicilline + acide clavulanique) — urticaire géante à la 3e prise'],
    ],
    ['Primpéran : nausées. Cétirizine, urticaire.', []],
    ['Paracétamol : douleurs du genou. Lasilix, œdèmes des jambes.', []],
    ['Metformine 1 g x 2, diarrhées au début, poursuivie.', []],
    ['Amlodipine, œdèmes des chevilles.', []],
    // A list of what was tried.
    [
      'Inventaire de ce qui a été tenté : prégabaline, œdèmes des chevilles ; amitriptyline, rétention d’urines.',
      ['Intolérance : Prégabaline — œdèmes des chevilles', 'Intolérance : Amitriptyline — rétention d’urines'],
    ],
    [
      'Avaient été tentés : gabapentine (vertiges), oxycodone (constipation).',
      ['Intolérance : Gabapentine — vertiges', 'Intolérance : Oxycodone — constipation'],
    ],
    // The drug as the subject of what it did.
    ['La mexilétine avait fait trembler.', ['Intolérance : Mexilétine — avait fait trembler']],
    ['La scopolamine l’avait mise en rétention.', ['Intolérance : Scopolamine — l’avait mise en rétention']],
    ['L’exémestane avait déclenché des bouffées.', ['Intolérance : Exémestane — bouffées']],
    ['Le miconazole a fait saigner une voisine.', []],
    ['Le tramadol ne lui donne pas de nausées.', []],
    ['Si la prégabaline donne des œdèmes, l’arrêter.', []],
    ['Le Mirena la couvre.', []],
    // Stopped for it, replaced for it, stopped by it.
    ['La lamotrigine avait été coupée devant un exanthème.', ['Intolérance : Lamotrigine — exanthème']],
    ['Lithium stoppé sur créatininémie à 176.', ['Intolérance : Lithium — créatininémie à 176']],
    ['Bactrim remplacé par l’atovaquone (hyperkaliémie).', ['Intolérance : Bactrim (sulfaméthoxazole + triméthoprime) — hyperkaliémie']],
    ['Une hyponatrémie a fait arrêter l’hydrochlorothiazide.', ['Intolérance : Hydrochlorothiazide — hyponatrémie']],
    ['L’apixaban a été suspendu pour une coloscopie.', []],
    // From the harm to its drug.
    ['Elle a gonflé des lèvres, voilà six ans, sous lisinopril.', ['Intolérance : Lisinopril — gonflé des lèvres']],
    ['Bras gonflé du coude à l’épaule après Pneumovax.', ['Intolérance : Pneumovax — bras gonflé']],
    ['CPK 6 400 sous rosuvastatine.', ['Intolérance : Rosuvastatine — CPK 6 400']],
    // Taken since without harm, or an eruption of another cause.
    ['Avril 2017, amoxicilline : exanthème. Depuis, amoxicilline reprise six jours en juin 2020 sans réaction.', []],
    ['Amoxicilline pendant une mononucléose : exanthème.', []],
    // Tests, and illnesses that name their drug.
    ['Patch test nickel ++.', ['Allergie : Nickel']],
    ['Pistache jamais consommée, prick 5 mm, à éviter par prudence.', ['Allergie suspectée : Pistache']],
    ['Arachide : prick négatif.', []],
    ['Noisette : prick 4 mm, bien tolérée.', []],
    ['Choc anaphylactique. Poudre de lupin suspectée.', ['Allergie suspectée : Lupin']],
    ['TIH en décembre 2022.', ['Intolérance : Héparine — tih']],
    // Bans.
    ['Les gastroprotégés ne suffisent pas : aucun AINS, à vie.', ['Contre-indication : AINS, à ne pas donner']],
    ['Aucun AINS pris.', []],
    ['Son asthme exclut tout AINS ; le célécoxib passe.', ['Contre-indication : AINS, à ne pas donner']],
    ['Allergie à la Bétadine dite par le patient : non retenue.', ['Allergie à la Bétadine écartée']],
  ])('%j', (text, labels) => {
    expect(allergiesOf(text)).toEqual(labels);
  });
});
