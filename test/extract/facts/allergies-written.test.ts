import { describe, expect, it } from 'vitest';
import { allergiesOf } from '../../fakes/allergies-of.js';

describe('allergies as notes and letters put them', () => {
  it.each<[string, string[]]>([
    // What stands below a line that its heading filled is of another matter, unless a comma leads on.
    ['All : latex\nVeuf, IDE 1/j, fils à Brest', ['Allergie : Latex']],
    ['Allergie : aucune\nPrépa bonne. Angle droit vu. Section à froid, résection complète.', ['Aucune allergie connue']],
    ['All : latex\nVeuf. Fils à Brest', ['Allergie : Latex']],
    ['Allergies : latex (carte vue). Dr Moreau appelée, 2 stylos à la maison', ['Allergie : Latex']],
    // A label within the line of a telegraphic note holds its line; what was measured ends the list of one at its head.
    [
      'CVO lombaire J2, EVA 9\nttt hydrea 1000, speciafoldine. all : CEFTRIAXONE.\nT 37,8 SpO2 98, pas de deficit\nmorphine titree PCA, kalinox, hydratation\npas de STA',
      ['Allergie : Ceftriaxone'],
    ],
    ['all: peni, iode.\nTA 12/8\nparacetamol 1g IV', ['Allergie : Peni', 'Allergie : Produits de contraste iodés']],
    ['Allergies : pénicilline (urticaire)\nLatex', ['Allergie : Pénicilline — urticaire', 'Allergie : Latex']],
    ['Antécédents : HTA. Allergies : pénicilline,\niode', ['Allergie : Pénicilline', 'Allergie : Produits de contraste iodés']],
    // Another chapter of the form begins, whatever the bracket says.
    [
      '1. ALLERGIE\nAliments interdits : arachide\n\n2. TROUSSE D’URGENCE (vestiaire infirmerie)\nVENTOLINE + chambre, cétirizine 10 mg',
      ['Allergie : Arachide'],
    ],
    ['All : latex,\nteinture noire', ['Allergie : Latex', 'Allergie : Teinture noire']],
    [
      '2. ALLERGIES (carte vue)\nPristinamycine : OUI, prouvée 09/2024.\n\n3. CONTRACEPTION : KYLEENA posé en décembre 2024 (carte), changement 12/2029.',
      ['Allergie : Pristinamycine'],
    ],
    // A drug, a sign, what it did.
    ['All : Orelox = plaques, ibuprofène ?', ['Allergie : Orelox (cefpodoxime) — plaques', 'Allergie suspectée : Ibuprofène']],
    ['Le tramadol avait provoqué des vomissements.', ['Intolérance : Tramadol — vomissements']],
    ['Amiodarone arrêtée en 2021 : urticaire géante.', ['Intolérance : Amiodarone — urticaire']],
    ['Lithium arrêté en 2023 (diabète insipide), nycturie réduite.', []],
    ['Lithium arrêté en 2023 (nycturie).', ['Intolérance : Lithium — nycturie']],
    // What a list gives to the patient is another's: said to be so, it is ruled out.
    [
      'L’épilepsie, le diabète et l’allergie à l’amoxicilline sont ceux de Gilles MARTIN, son homonyme.',
      ['Allergie à l’amoxicilline écartée'],
    ],
    ['Sa sœur a une allergie à l’amoxicilline.', []],
    // A time leads from the one to the other.
    ['Urticaire 20 min après une injection de céfazoline.', ['Intolérance : Céfazoline — urticaire']],
    ['Éruption au 7e jour de l’allopurinol.', ['Intolérance : Allopurinol — éruption']],
    ['Tendinopathie sous lévofloxacine.', ['Intolérance : Lévofloxacine — tendinopathie']],
    ['Tendinopathie sous paracétamol.', []],
    ['Hypoglycémies sous Lantus.', []],
    ['Toux grasse sous amoxicilline.', []],
    // Nobody reacts to a number, a place, a caller, nor to what was done about it.
    ['Allergies : latex, 3e étage, Dr Orsini appelée, traitée, stop', ['Allergie : Latex']],
    ['Allergies : kiwi, bronchospasme', ['Allergie : Kiwi']],
    // The course of a reaction is the story to its full stop, with what treated it.
    [
      'All : TAXOL : 1re perf le 06/09 -> à 8 min flush, bronchospasme, SOLUPRED, ok en 1h.',
      ['Allergie : TAXOL (paclitaxel) — 1re perf le 06/09 -> à 8 min flush'],
    ],
    ['All : pénicilline : rash, latex, kiwi', ['Allergie : Pénicilline — rash', 'Allergie : Latex', 'Allergie : Kiwi']],
    ['Intolérances : Diamox : jamais pris, à éviter.', ['Contre-indication : diamox (acétazolamide), à ne pas donner']],
    ['Intolérances : kétoprofène jamais pris.', []],
    // A chapter of the laboratory, and the next heading of a numbered form.
    ['ALLERGIE (ImmunoCAP)\nIgE totales ......... 846 kU/L\nD. pteronyssinus .... 54,0 kU/L', []],
    ['1. ALLERGIE\nArachide\n\n2. TROUSSE D’URGENCE (infirmerie)\nANAPEN 150 µg, 1 stylo\nCELESTENE', ['Allergie : Arachide']],
    ['Allergies : carbimazole. Hépatite au PTU.', ['Allergie : Carbimazole', 'Allergie : PTU (propylthiouracile) — hépatite']],
    // The illness that a drug is given for.
    ['Hépatite B chronique sous entécavir.', []],
    ['Hépatite sous isoniazide.', ['Intolérance : Isoniazide — hépatite']],
    // A ceiling is no ban; a fear is no harm; what a plus joins has its own reaction.
    ['Ibuprofène : jamais plus de 3 par jour.', []],
    ['Ibuprofène : plus jamais.', ['Contre-indication : ibuprofène, à ne pas donner']],
    ['La mirtazapine a été arrêtée (prise de poids redoutée par le patient).', []],
    ['Dulaglutide arrêté pour vomissements ; on avait craint une pancréatite.', ['Intolérance : Dulaglutide — vomissements']],
    ['La mirtazapine a été arrêtée (prise de poids).', ['Intolérance : Mirtazapine — prise de poids']],
    ['ALLERGIE : CEFAZOLINE - OEDEME DE QUINCKE + Codéine', ['Allergie : Cefazoline — oedeme de Quincke', 'Allergie : Codéine']],
    // What is cured is the harm; of an allergy, the allergy.
    ['Hyperthyroïdie sous amiodarone (2022), guérie.', ['Intolérance : Amiodarone — hyperthyroïdie']],
    ['Allergie à la codéine guérie.', ['Allergie guérie : Codéine']],
    // Denied inside quotation marks, behind its name, by the next item, or as written by mistake.
    ['Elle n’est pas « allergique à l’iode ».', ['Allergie écartée : Produits de contraste iodés']],
    ['Il ne s’agit pas d’une allergie à la codéine.', ['Allergie à la codéine écartée']],
    ['Codéine : aucune hypersensibilité, prise deux ans.', ['Allergie écartée : Codéine']],
    ['Allergies : latex, codéine : arrêtée pour la constipation, pas allergie', ['Allergie : Latex', 'Allergie écartée : Codéine']],
    ['Allergies : latex. « Codéine » marqué au bracelet : faux, à refaire.', ['Allergie : Latex', 'Allergie écartée : Codéine']],
    ['Allergies : latex. Collyres dilatateurs bien tolérés.', ['Allergie : Latex']],
    // Somebody who speaks of himself, and a sentence that names none.
    ['Son mari dit être allergique aux sulfamides : cela ne la concerne pas.', []],
    ['La codéine c’est fini, le docteur allergies a dit que non.', []],
    // Of boxes, those that are ticked.
    ['Allergies : [ ] iode  [x] latex (eczéma)  [ ] pénicilline', ['Allergie : Latex — eczéma']],
    [
      'Allergies : [X] allopurinol  [X] ioméprol / iodixanol  [ ] latex',
      ['Allergie : Allopurinol', 'Allergie : Ioméprol', 'Allergie : Iodixanol'],
    ],
    ['Allergies : [X] kiwi  [ ] latex  [ ] pénicilline -> testée négative 2023', ['Allergie : Kiwi', 'Allergie écartée : Pénicilline']],
    ['Allergies : latex\nGants nitrile seulement.', ['Allergie : Latex']],
    ['Allergies\nPristinamycine : toxidermie 2012, certaine.', ['Allergie : Pristinamycine — toxidermie 2012']],
    // What was believed and is not.
    ['Gadolinium jamais en cause, il a eu des IRM sans incident.', []],
    ['Gadolinium en cause dans l’urticaire.', ['Intolérance : Gadolinium — urticaire']],
    [
      'L’« allergie à l’iode » notée dans une ancienne fiche (après un plat de moules en 1986) ne correspond à rien.',
      ['Allergie à l’iode écartée'],
    ],
    ['Pas d’allergie aux bêtalactamines.', ['Allergie aux bêtalactamines écartée', 'Allergie écartée : Pénicilline']],
    ['ALLERGIES : allopurinol ; [pénicilline effacé 12/10/2023]', ['Allergie : Allopurinol', 'Allergie écartée : Pénicilline']],
    ['L’allergie à la pénicilline notée au dossier n’existe pas.', ['Allergie à la pénicilline écartée']],
    ['Allergies : œuf (guérie, réintroduction réussie), kiwi', ['Allergie guérie : Œuf', 'Allergie : Kiwi']],
    ['Pas allergique à l’aspirine mais intolérance gastrique.', ['Intolérance : Aspirine (acide acétylsalicylique)']],
    ['Prick-tests à l’amoxicilline négatifs.', ['Allergie écartée : Amoxicilline']],
    ['Si tests à l’amoxicilline négatifs, on en reparle.', []],
    // What is denied is what is named: no other that stands before it.
    [
      'ALLERGIES : Bactrim   Abacavir : arrêt pour le cœur, pas allergie',
      ['Allergie : Bactrim (sulfaméthoxazole + triméthoprime)', 'Allergie écartée : Abacavir'],
    ],
    [
      'Allergies : pénicilline : urticaire en 1990, pas d’allergie aux AINS',
      ['Allergie : Pénicilline — urticaire en 1990', 'Allergie aux AINS écartée'],
    ],
    // What it is thought to have done, and a stop for good that is no ban.
    ['ALL : ORELOX (?) urticaire enfance', ['Allergie suspectée : Orelox (cefpodoxime)']],
    ['- PREVISCAN : arrêt définitif. INR 1,9.', []],
    // What no list knows.
    ['Allergique au tissu élastique.', ['Allergie : Tissu élastique']],
    ['Allergie à documenter. Bilan d’allergie au CHU.', []],
    ['Merci d’inscrire le kétoprofène parmi les allergies.', ['Allergie : Kétoprofène']],
    ['Plus jamais d’ibuprofène.', ['Contre-indication : ibuprofène, à ne pas donner']],
  ])('%j', (text, labels) => {
    expect(allergiesOf(text)).toEqual(labels);
  });
});

describe('why a drug is withheld, and whose the reaction is', () => {
  it.each<[string, readonly string[]]>([
    ['Pas de gliptine (angio-œdème ancien).', ['Contre-indication : gliptine, à ne pas donner — angio-œdème ancien']],
    ['Pas de réintroduction du KEPPRA (agressivité).', ['À ne pas redonner : Keppra (lévétiracétam) — agressivité']],
    ['Pas de pénicilline (allergie).', ['Allergie : Pénicilline']],
    ['Pas de réintroduction du KEPPRA (ce jour).', []],
    // A harm that has not come, and one that names its own drug.
    [
      "Toute éruption impose d'arrêter LAMICTAL le jour même, a fortiori chez un homme qui a fait un DRESS à l'allopurinol.",
      ['Intolérance : Allopurinol — DRESS'],
    ],
    ["Une éruption a imposé d'arrêter LAMICTAL.", ['Intolérance : Lamictal (lamotrigine) — éruption']],
    // What it came under is no item of the list; the class and the drug of it are.
    [
      'ALLERGIES : Bactrim : toxicité sous méthotrexate, pas une allergie.',
      ['Allergie écartée : Bactrim (sulfaméthoxazole + triméthoprime)'],
    ],
    // What the page suspects first, and lifts below.
    [
      'Une hypersensibilité au méthotrexate est suspectée à l’entrée.\n\nLa pneumopathie au méthotrexate est écartée.',
      ['Allergie écartée : Méthotrexate'],
    ],
    ['Une hypersensibilité au méthotrexate est suspectée. La grippe est écartée.', ['Allergie suspectée : Méthotrexate']],
    ['Allergie de contact à la NÉOMYCINE et à la FRAMYCÉTINE, prouvée.', ['Allergie : Néomycine', 'Allergie : Framycétine']],
  ])('%j', (text, labels) => {
    expect(allergiesOf(text)).toEqual(labels);
  });
});
