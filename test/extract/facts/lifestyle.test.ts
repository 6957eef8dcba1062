import { describe, expect, it } from 'vitest';
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

  it('keeps the smoke that a child breathes', () => {
    expect(told('Cher confrère,\n\nMère fume dans la cuisine.', 'lifestyle', '2019-01-01')).toEqual([
      'active | Tabagisme passif : mère fume dans la cuisine',
    ]);
    expect(told('Cher confrère,\n\nMère fume dans la cuisine.')).toEqual([]);
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
