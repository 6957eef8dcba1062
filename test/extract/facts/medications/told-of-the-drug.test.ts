import { describe, expect, it } from 'vitest';
import { allergiesOf } from '../../../fakes/allergies-of.js';
import { documentContext } from '../../../../src/extract/facts/document-context.js';
import { extractMedications } from '../../../../src/extract/facts/medications/medication-extract.js';
import { analysePage } from '../../../../src/extract/text/analyse-page.js';

/** Sentences written for this test: none comes from a dossier. */
const events = (text: string): string[] => {
  const analysis = analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
  const context = documentContext([analysis], { documentId: 'd', documentDate: '2025-03-20', birthDate: '1951-08-02' });
  return extractMedications(analysis, context).map(
    ({ label, medication, qualifiers }) =>
      `${qualifiers.family || qualifiers.otherPerson ? 'another ' : ''}${medication?.event ?? ''} ${label}`,
  );
};
describe('what is told of a drug', () => {
  it.each<[string, string[]]>([
    // Of one drug as of the one before it.
    ['Arrêtés : digoxine 0,25 mg (bloc) ; vérapamil (idem).', ['stopped digoxine', 'stopped vérapamil']],
    ['Ramipril 5 mg : idem.', ['continued ramipril']],
    // A day behind a participle is that of what was done; a day to come, or none, is a plan.
    ['ATOVAQUONE : stoppée en mai 2024 quand les CD4 ont passé 200.', ['stopped atovaquone']],
    ['Arrêter le méthotrexate quand la patiente sera enceinte.', ['listed méthotrexate']],
    ['Méthotrexate à arrêter en janvier 2027 quand elle aura 60 ans.', ['listed méthotrexate']],
    // It was taken before it was refused.
    ['Escitalopram 6 mois, arrêté, ne souhaite pas en reprendre.', ['stopped escitalopram']],
    ['Escitalopram : ne souhaite pas en prendre.', ['refused escitalopram']],
    // A sum is what was given.
    ['Dose cumulée d’épirubicine 600 mg/m².', ['past épirubicine']],
    // Held back and taken up again, whatever days are written.
    ['ELIQUIS suspendu du 10.01 au 14.01, repris depuis.', ['listed apixaban']],
    ['PLAVIX interrompu le 04.02, à reprendre le 11.02.', ['listed clopidogrel']],
    // A line that closes with its drug.
    ['LANSOPRAZOLE 15 acheté par lui-même, pris dix jours, c’est fini.', ['stopped lansoprazole']],
    ['Tramadol : plus rien depuis janvier 2024.', ['stopped tramadol']],
    ['EFFEXOR : dit ne plus le prendre depuis Noël.', ['stopped venlafaxine']],
    ['EFFEXOR 75 mg : elle souhaite ne plus le prendre le soir.', ['prescribed venlafaxine']],
    ['BACTRIM flacon vide de 2024 ; arrêt en oct 2024 d’après le carnet.', ['stopped sulfaméthoxazole + triméthoprime']],
    ['Amlodipine 5 mg ; arrêt de travail en mars 2025.', ['listed amlodipine']],
    ['Acide folique 5 mg : noté en juillet, je ne l’ai pas acheté.', ['not-taken acide folique']],
    // What is out of date and renewed goes on.
    ['BAQSIMI à la maison, périmé 01/2025, renouvelé.', ['listed glucagon']],
    ['ADVIL périmé, jeté.', ['stopped ibuprofène']],
    // A reconciliation's verdict stands in a later cell.
    ['| XELJANZ 5 mg 2/j | NON JUSTIFIÉ -> supprimer, fait |', ['stopped tofacitinib']],
    ['3 | RISPERDAL 0,25 mg | arrêter | accepté', ['stopped rispéridone']],
    ['4 | IMUREL : liste de 2013 | IMUREL 50 mg 2/j | ERREUR GRAVE, pancréatite', ['listed azathioprine', 'stopped azathioprine']],
    ['| IMUREL 50 mg 2/j | ERREUR de dose, 100 mg', ['prescribed azathioprine']],
    // Allowed, or given again by way of a test.
    ['L’amoxicilline peut lui être donnée.', ['proposed amoxicilline']],
    ['Amoxicilline réintroduite le 3 mars par l’allergologue, sans réaction.', ['administered amoxicilline']],
    ['Amoxicilline réintroduite le 3 mars, 1 g x 3 pendant 7 jours.', ['started amoxicilline']],
    // Held back before an act; what an old list holds; what is no drug.
    ['Ponction sous scanner, après 5 jours d’arrêt du clopidogrel.', ['listed clopidogrel']],
    ['Hématome après l’arrêt du clopidogrel.', ['stopped clopidogrel']],
    ['Imurel 50 mg : figure sur une liste de 2013.', ['past azathioprine']],
    ['Toco 3 CU irrégulières.', []],
    ['Calcidose vit D, 1 sachet/j', ['prescribed carbonate de calcium + colécalciférol']],
    // A sentence that names no drug.
    ['Amiodarone : hyperthyroïdie en 2021, guérie. Pas de reprise.', ['listed amiodarone', 'stopped amiodarone']],
    ['Metformine 1 g x 2. Pas de reprise pondérale.', ['prescribed metformine']],
    [
      'TARDYFERON prescrit en janvier : il le prenait en même temps que le BIKTARVY. Décalé au soir, puis arrêté fin février.',
      ['started sulfate ferreux', 'listed emtricitabine + ténofovir alafénamide + bictégravir', 'stopped sulfate ferreux'],
    ],
    // The object of a verb stands on the next line.
    ['Aux urgences le 6 mars, elle reçoit\nHALDOL 2 mg : rigidité en quatre heures.', ['administered halopéridol']],
    // Whose it is, though an initial bears a point, or in a sentence of its own.
    ['Trouvé dans son pilulier, un KARDEGIC 75. C’est celui de sa belle-mère ; non pris.', ['another listed acide acétylsalicylique']],
    ['Prend KARDEGIC 75. C’est celui que je préfère.', ['continued acide acétylsalicylique']],
    ['La sœur de Jeanne D. prend elle aussi de l’ELIQUIS 5 mg.', ['another continued apixaban']],
  ])('%j', (text, expected) => {
    expect(events(text)).toEqual(expected);
  });

  it('begins today what is to be begun today, and only plans what comes later', () => {
    const status = (text: string): (string | undefined)[] => {
      const analysis = analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
      const context = documentContext([analysis], { documentId: 'd', documentDate: '2025-03-20', birthDate: '1951-08-02' });
      return extractMedications(analysis, context).map((fact) => fact.status);
    };
    expect(status('Elle va bien. Acide folique 5 mg à débuter aujourd’hui.')).toEqual(['active']);
    expect(status('Elle va bien. Acide folique 5 mg à débuter avant la conception.')).toEqual(['suspected']);
  });
});

describe('the end of a drug', () => {
  it('is its own, and not that of its neighbour in what goes on', () => {
    const ends = (text: string): string[] => {
      const analysis = analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
      const context = documentContext([analysis], { documentId: 'd', documentDate: '2025-03-20', birthDate: '1951-08-02' });
      return extractMedications(analysis, context).map(({ label, endDate }) => `${label} ${endDate ?? ''}`.trim());
    };
    expect(ends('Je ne change rien au reste : aspirine 75 mg, ticagrélor 90 mg jusqu’en mars 2026, ramipril 5 mg.')).toEqual([
      'acide acétylsalicylique',
      'ticagrélor 2026-03',
      'ramipril',
    ]);
  });
});

describe('what is no allergy', () => {
  it.each<[string, string[]]>([
    // Remarks, answers and symptoms are no allergens.
    ['ALLERGIES : néant d’après le carnet', []],
    ['Allergies : latex, éviction, libellé corrigé', ['Allergie : Latex']],
    ['Effets indésirables : bouche sèche, somnolence', []],
    ['Allergies : kiwi, poils de chat', ['Allergie : Kiwi', 'Allergie : Poils de chat']],
    // A month that is cut short ends no item.
    ['Allergies : Augmentin en sept. sans pb.', ['Allergie écartée : Augmentin (amoxicilline + acide clavulanique)']],
    // What a drug does by its own action is borne badly.
    ['Allergies : énalapril (toux), amoxicilline (urticaire)', ['Intolérance : Énalapril — toux', 'Allergie : Amoxicilline — urticaire']],
    ['Allergie : quinine = vomissements, c’est de l’intolérance.', ['Intolérance : Quinine — vomissements']],
    // A rule for a case bans nothing of this patient's.
    ['Pas d’œstrogènes si migraine avec aura.', []],
    ['Codéine contre-indiquée avant 12 ans.', []],
    ['Metformine contre-indiquée.', ['Contre-indication : metformine, à ne pas donner']],
    // What it is given for, and how it is taken.
    ['Eczéma des plis, mieux sous LOCAPRED.', []],
    ['FLIXOTIDE remplacé par SERETIDE 50/25, une bouffée matin et soir.', []],
    ['Vaccins : hépatite B 3 doses en 1997.', []],
    ['Céfazoline : pricks, IDR négatifs.', ['Allergie écartée : Céfazoline']],
    ['Arachide : prick négatif.', []],
    ['L’amoxicilline peut lui être donnée : réintroduite le 22 janvier 2024, étiquette levée.', ['Allergie écartée : Amoxicilline']],
    ['L’amoxicilline peut lui être donnée.', []],
  ])('%j', (text, labels) => {
    expect(allergiesOf(text)).toEqual(labels);
  });
});
