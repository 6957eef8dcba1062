import { describe, expect, it } from 'vitest';
import { typedDocument } from '../../../eval/typed-document.js';
import { extractFacts } from '../../../src/extract/understand.js';
import type { Fact } from '../../../src/domain/fact.js';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const told = (text: string, kind: Fact['kind'] = 'lifestyle', birthDate = '1950-03-02'): string[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2025-05-18',
    birthDate,
  })
    .filter((fact) => fact.kind === kind)
    .map((fact) => `${fact.status} | ${fact.label}`);

describe('how the patient lives', () => {
  it('tells apart who shares the life, where it is lived, the help and the work', () => {
    expect(
      told('MODE DE VIE\nVeuf depuis juin 2021, deux filles, ancien menuisier, vit seul en pavillon, portage de repas, GIR 5.').toSorted(),
    ).toEqual([
      'active | Aides : portage de repas',
      'active | Autonomie : GIR 5',
      'active | Mode de vie : vit seul en pavillon',
      'active | Profession : ancien menuisier',
      'active | Situation familiale : veuf depuis juin 2021, deux filles',
    ]);
  });

  it.each<[string, string[]]>([
    [
      'Parents séparés, autorité parentale conjointe. Tiers-temps et AESH 9 h.',
      [
        'active | Garde et scolarité : parents séparés, autorité parentale conjointe',
        'active | Garde et scolarité : tiers-temps et AESH 9 h',
      ],
    ],
    ['Conclusion : stabilité du nodule LSD, arrêt de la surveillance.', []],
    ['Prise de LSD en soirée.', ['active | Substances : prise de LSD en soirée']],
    ['APA : vélo 20 min trois fois par semaine.', ['active | Activité physique : APA : vélo 20 min trois fois par semaine']],
    ['Il monte un étage d’une traite.', ['active | Autonomie : il monte un étage d’une traite']],
    ['Patch-tests : méthacrylate de 2-hydroxyéthyle négatif, alcool cétylique négatif.', []],
    ['Désinfection cutanée par alcool à 70°, puis pansement.', []],
    [
      'Cher confrère,\n\nElle vit en maison de retraite depuis mai 2023.',
      ['active | Lieu de vie : elle vit en maison de retraite depuis mai 2023'],
    ],
    [
      'EHPAD Les Genêts\nDossier de liaison\nNée le 02/03/1950   Entrée le 04/02/2024   Chambre 7',
      ['active | Entrée en EHPAD le 04/02/2024'],
    ],
    ['CH de Valmont, compte rendu d’hospitalisation\nEHPAD Les Genêts\nEntrée le 04/02/2024', []],
    ['Cher confrère,\n\nSa fille demande une entrée en EHPAD.', []],
    ['Cher confrère,\n\nSon frère vit en EHPAD.', []],
    ['MODE DE VIE\nInfirmière en EHPAD.', ['active | Profession : infirmière en EHPAD']],
    ['Cher confrère,\n\nSon mari est décédé en mars.', ['active | Situation familiale : son mari est décédé en mars']],
    ['Cher confrère,\n\nPosologie revue pendant le\ntravail, bien tolérée.', []],
    ['Cher confrère,\n\nNodule entouré de verre dépoli. Const : T 38,9 PA 112/70.', []],
    ['Télésuivi de l’appareil\nTechnicien : Paul V\nCommentaire du technicien : masque changé.', []],
    ['Cher confrère,\n\nOn prolonge l’arrêt de travail d’un mois.', ['active | Travail : on prolonge l’arrêt de travail d’un mois']],
    ['HDM : boulanger, douleur depuis hier.', ['active | Profession : boulanger']],
    ['VACCINS\nService militaire 1984 rappel DTP', []],
    ['Cher confrère,\n\nÉpreuve maximale sur vélo, paliers de 30 watts.', []],
    ['Cher confrère,\n\nIl nage et fait du vélo le samedi.', ['active | Activité physique : il nage et fait du vélo le samedi']],
    ['Cher confrère,\n\nUn taux bas expose au saignement.', []],
    [
      'Cher confrère,\n\nLa pilule avait été prise de 2010 à 2015.',
      ['past | Contraception arrêtée : la pilule avait été prise de 2010 à 2015'],
    ],
  ])('%j', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    // A label opens a line, a column or a part of one.
    [
      'Toilette : seule. Repas : portage le midi. Chutes : 0.',
      ['absent | Chutes : 0', 'active | Repas : portage le midi', 'active | Toilette : seule'],
    ],
    [
      'Tabac : 12 PA, sevré en 2011      Alcool : un verre le dimanche      Cannabis : jamais',
      [
        'absent | Pas de substance : jamais',
        'active | Alcool : un verre le dimanche',
        'past | Ancien fumeur (tabac sevré) : 12 PA, sevré en 2011',
      ],
    ],
    ['Tabac : ☒ oui ☐ non ☐ sevré     Quantité : 15 cig/j     PA : 30', ['active | Tabac : oui, Quantité : 15 cig/j, PA : 30']],
    ['Consommez-vous de l’alcool ?     ☒ NON   ☐ OUI', ["absent | Pas d'alcool"]],
    ['Domicile : 12 rue des Tanneurs', []],
    // Each right, aid and helper in a line of its own.
    [
      'AAH accordée jusqu’en 2028 ; carte mobilité inclusion.',
      ['active | Couverture et prestations : AAH accordée jusqu’en 2028', 'active | Couverture et prestations : carte mobilité inclusion'],
    ],
    ['IPP 40 mg le matin.', []],
    [
      'L’infirmière passe matin et soir, sa fille fait les courses.',
      ['active | Aides : L’infirmière passe matin et soir', 'active | Entourage : sa fille fait les courses'],
    ],
    ['Son épouse, aidante principale, est fatiguée.', ['active | Entourage : son épouse, aidante principale']],
    // Not there yet, for a time, or of somebody else.
    ['Lit médicalisé à prévoir pour le retour.', []],
    ['Canne anglaise pendant 6 semaines.', []],
    ['Profession : père couvreur, mère comptable.', []],
    ['Griffure de chat il y a dix jours.', []],
    ['Aucune aide à domicile.', ['absent | Aides : aucune aide à domicile']],
    ['Pas d’aide hors femme de ménage.', ['active | Aides : pas d’aide hors femme de ménage']],
    ['Consommation d’alcool nulle.', ["absent | Pas d'alcool : consommation d’alcool nulle"]],
  ])('reads %j', (text, expected) => {
    expect(told(`Cher confrère,\n\n${text}`).toSorted()).toEqual(expected);
  });

  it('reads the school and the first steps of a child', () => {
    expect(told('Cher confrère,\n\nScolarité : CE2, PPS. Langage : phrases de 4 mots.', 'lifestyle', '2017-01-01')).toEqual([
      'active | Garde et scolarité : scolarité : CE2, PPS',
      'active | Développement : langage : phrases de 4 mots',
    ]);
    expect(told('Cher confrère,\n\nLangage : fluent, sans paraphasie.')).toEqual([]);
  });

  it('keeps the smoke that a child breathes', () => {
    expect(told('Cher confrère,\n\nMère fume dans la cuisine.', 'lifestyle', '2019-01-01')).toEqual([
      'active | Tabagisme passif : mère fume dans la cuisine',
    ]);
    expect(told('Cher confrère,\n\nMère fume dans la cuisine.')).toEqual([]);
  });
});

describe('wishes in short', () => {
  it.each<[string, boolean]>([
    ['PDC : sa nièce Odile. DA : non rédigées.', true],
    ['LAT prononcée en équipe.', true],
    ['Non réanimable, avis collégial.', true],
    ['Pas de transfert en réanimation.', true],
    ['Sa fille = personne de confiance.', true],
    ['Limitation : flexion à 90°.', false],
    ['Rayons X, lat. gauche.', false],
    ['C2S refusée (plafond).', false],
  ])('%j', (text, expected) => {
    expect(told(`Cher confrère,\n\n${text}`, 'directive').length > 0).toBe(expected);
  });
});

describe('whose illness it is', () => {
  it.each<[string, string[]]>([
    ['Glaucome chez sa mère et une tante maternelle.', ['unknown | Mère : glaucome', 'unknown | Tante maternelle : glaucome']],
    [
      'Cancer de la prostate chez le père à 72 ans et chez un oncle paternel.',
      ['unknown | Oncle paternel : cancer de la prostate', 'unknown | Père : cancer de la prostate (à 72 ans)'],
    ],
    [
      'Hérédité : père (infarctus 49 ans), frère (AVC 51 ans).',
      ['unknown | Frère : accident vasculaire cérébral (51 ans)', 'unknown | Père : infarctus du myocarde (49 ans)'],
    ],
    ['Polyarthrite (mère, tante pat.).', ['unknown | Mère : polyarthrite', 'unknown | Tante paternelle : polyarthrite']],
    ['Son grand-père est mort subitement à 44 ans.', ['unknown | Grand-père : mort subitement à 44 ans']],
    ['Mère porteuse d’une mutation BRCA2.', ['unknown | Mère : mutation BRCA2']],
    [
      'Trois thromboses veineuses chez les apparentés au premier degré.',
      ['unknown | Apparentés au premier degré : trois thromboses veineuses'],
    ],
    ['Elle vit avec son fils de 40 ans, qui est schizophrène.', ['unknown | Fils : schizophrène']],
    ['Huit enfants, deux décédés dont un de leucémie.', ['unknown | Enfants : leucémie']],
  ])('%j', (text, expected) => {
    const letter = `Cher confrère,\n\n${text}`;
    expect(
      told(letter, 'family-history')
        .toSorted()
        .map((label) => label.toLowerCase()),
    ).toEqual(expected.map((label) => label.toLowerCase()));
    expect(told(letter, 'condition')).toEqual([]);
  });
});

describe('words of habits and help that are not about them', () => {
  it.each<[string, string[]]>([
    ['Pas de désescalade thérapeutique avant un an.', []],
    ['Anticorps anti-infliximab : 25 UA/mL.', []],
    ['Insuline glargine 18 unités par jour.', []],
    ['Il a repris de l’aplomb.', []],
    ['Tennis elbow gauche.', []],
    ['Poursuite oculaire lisse, pince fine conservée.', []],
    ['Elle décline tout suivi psychologique.', []],
    ['But à six semaines : sevrage de la canne.', []],
    ['Percuté par un automobiliste alcoolisé.', []],
    ['Escalade en salle le mardi.', ['active | Activité physique : escalade en salle le mardi']],
    ['Alcool : 15 UA/semaine.', ['active | Alcool : 15 UA/semaine']],
    // Forms.
    ['Reprise à temps partiel : [ ] oui [X] non', []],
    ['GIR : 4 ADL : 4/6 Continence : urinaire [ ] oui [X] non', ['active | Autonomie : GIR : 4 ADL : 4/6 Continence : urinaire, non']],
    ['Toilette : ☐ seul ☒ aide du bas ☐ totale Habillage : ☒ seul', ['active | Toilette : aide du bas, Habillage : seul']],
    // The line below a heading that its own line has filled.
    ['All : iode\nVeuf, vit seul', ['active | Mode de vie : vit seul', 'active | Situation familiale : veuf']],
  ])('%j', (text, expected) => {
    expect(told(`Cher confrère,\n\n${text}`).toSorted()).toEqual(expected);
  });

  it('tells no home refused, no aid handed back and no right left unasked', () => {
    expect(told('Entrée en EHPAD : refusée.')).toEqual([]);
    expect(told('Le déambulateur a été rendu.')).toEqual([]);
    expect(told('C2S non demandée.')).toEqual([]);
    expect(told('Tabac : pas d’arrêt, réduction à 8 cig/j depuis mars.').join()).not.toMatch(/sevré/);
  });
  it('gives each relative his own illness', () => {
    expect(told('Asthme chez la mère, eczéma chez le père.', 'family-history')).toEqual([
      'unknown | Mère : asthme',
      'unknown | Père : eczéma',
    ]);
  });
  it('takes the fascia lata for no limitation of care, and an unticked refusal without its box', () => {
    expect(told('Lambeau de tenseur du fascia lata.', 'directive')).toEqual([]);
    expect(told('LATA prononcée en réunion collégiale.', 'directive')).toEqual(['active | LATA prononcée en réunion collégiale']);
    expect(told('☐ Zona : proposé, refusé', 'directive')).toEqual(['active | Zona : proposé, refusé']);
  });
});

describe('serologies', () => {
  it.each<[string, string[]]>([
    [
      'SÉROLOGIES\nVARICELLE    IgG                    310             UI/L      > 100\n  Sujet immunisé.',
      ['active | Varicelle immunisée (IgG 310 UI/L)'],
    ],
    ['SÉROLOGIES\nCMV IgG < 5 UI/mL\n  Sujet non immunisé.', ['active | CMV non immunisée (IgG < 5 UI/mL)']],
    ['Rubéole non immune.', ['active | Rubéole non immunisée']],
    [
      'Toxoplasmose IgG / IgM ....... négatif / négatif     Non immunisée. Contrôle mensuel.',
      ['active | Toxoplasmose négative, non immunisée'],
    ],
    ['Rubéole : vaccin à faire si non immunisée.', []],
  ])('%j', (text, expected) => {
    expect(told(text, 'observation').filter((label) => / (?:non )?immunisée/.test(label))).toEqual(expected);
  });
});

describe('the newborn of the patient', () => {
  it.each<[string, string, string[]]>([
    ['CONCLUSION\nFille de 3 150 g, Apgar 10, ictère à J3. Endométrite à J4.', '1995-01-01', ['active | Endométrite']],
    ['CONCLUSION\nNouveau-né : souffle cardiaque, ictère.', '1995-01-01', []],
    ['CONCLUSION\nNouveau-né : ictère.', '2025-05-16', ['active | Ictère']],
    ['CONCLUSION\nPrééclampsie maternelle, retard de croissance.', '2024-05-16', ['active | Retard de croissance']],
  ])('%j born %s', (text, birthDate, expected) => {
    expect(told(text, 'condition', birthDate)).toEqual(expected);
  });
});

describe('the block of the newborn in the report of a birth', () => {
  const report = (block: string): string =>
    `CONCLUSION\nCésarienne pour prééclampsie.\n\n${block}\n\nTRAITEMENT DE SORTIE (mère)\nNICARDIPINE 50 mg matin et soir`;
  const of = (text: string, birthDate: string): string[] =>
    extractFacts(typedDocument({ id: 'd', title: 'CRH', text: report(text), date: '2025-05-18' }), {
      patient: { firstNames: [], birthDate },
      entries: [],
    }).map(({ kind, label }) => `${kind} | ${label}`);
  const CHILD = [
    'NOUVEAU-NÉ (copie du compte rendu de néonatologie)\nRomy DARBOIS, fille, née le 25/01/2025, 2 380 g.\nHypoglycémie à 0,28 g/L. Ictère, bilirubine 228 µmol/L. Groupe A RhD positif. ADRIGYL 2 gouttes. Photothérapie.',
    'Romy DARBOIS, fille, née le 25/01/2025, 2 380 g. Hypoglycémie à 0,28 g/L. Ictère, bilirubine 228 µmol/L. Groupe A RhD positif. ADRIGYL 2 gouttes. Photothérapie.',
    'État du nouveau-né :\nHypoglycémie à 0,28 g/L. Ictère, bilirubine 228 µmol/L. Groupe A RhD positif. ADRIGYL 2 gouttes. Photothérapie.',
    'COPIE CARNET DE SANTÉ - page de ROMY (pour info)\nHypoglycémie à 0,28 g/L, ictère, bilirubine 228 µmol/L. Groupe A RhD positif. ADRIGYL 2 gouttes. Photothérapie.',
  ];
  const OF_CHILD = /hypoglyc|ict[èe]re|bilirubine|groupe sanguin|colécalciférol|photothérapie/i;

  it.each(CHILD)('%j is the child’s in the file of its mother', (block) => {
    const facts = of(block, '1992-05-17');
    expect(facts.filter((fact) => OF_CHILD.test(fact))).toEqual([]);
    expect(facts.filter((fact) => /prééclampsie|césarienne|nicardipine/i.test(fact))).toHaveLength(3);
  });

  it.each(CHILD.slice(0, 3))('%j is the patient’s in the child’s own file', (block) => {
    expect(of(block, '2025-01-25').some((fact) => OF_CHILD.test(fact))).toBe(true);
  });

  it('ends at the blank line or the next title, and leaves what befalls the mother', () => {
    expect(of('NOUVEAU-NÉ\nIctère.\nTRAITEMENT\nLOVENOX 4000 UI', '1992-05-17')).toContain('medication | énoxaparine');
    expect(of('NOUVEAU-NÉ\nIctère.\n\nHypoglycémie à J2.', '1992-05-17').join()).toMatch(/Hypoglycémie/);
    expect(of('ENFANTS\nTrois enfants. Dépression en 2020.', '1992-05-17').join()).toMatch(/Dépression/);
  });
});
