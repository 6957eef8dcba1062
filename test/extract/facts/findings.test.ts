import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.js';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const factsOf = (text: string, documentType?: string): Fact[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2025-05-18',
    birthDate: '1961-09-30',
    ...(documentType === undefined ? {} : { documentType }),
  });

const told = (text: string, kind: Fact['kind'], documentType?: string): string[] =>
  factsOf(text, documentType)
    .filter((fact) => fact.kind === kind)
    .map((fact) => `${fact.status} | ${fact.label}`);

describe('findings', () => {
  it.each([
    'CONCLUSION\nDr Mathilde Quentrec-Serra',
    'CONCLUSION\nImages consultables sur le portail de la clinique.',
    'CONCLUSION\nCompte rendu dicté et relu par le médecin.',
    'CONCLUSION\nAnatomopathologie en cours, sera adressée au médecin traitant.',
    'CONCLUSION\nCe document est destiné au médecin prescripteur, seul habilité à l’interpréter.',
    'ANATOMOPATHOLOGIE\nInclusion en totalité, six blocs.',
    'COMPTE RENDU OPÉRATOIRE\nINTERVENTION\nOpen-cœlioscopie ombilicale, trois trocarts de 5 mm.',
    'CONCLUSION\nOfloxacine ......................... R     4',
    'CONCLUSION\nAccréditation Cofrac n° 8-1234, portée disponible sur www.cofrac.fr',
  ])('%j is none', (text) => {
    expect(told(text, 'observation')).toEqual([]);
  });

  it('names the examination that concludes, not the letterhead', () => {
    const text = [
      'Scanner - IRM - Radiographie - Échographie',
      'COMPTE RENDU DE SCANNER THORACIQUE',
      '',
      'CONCLUSION',
      'Nodule du lobe supérieur droit de 6 mm.',
      'Pas d’épanchement.',
    ].join('\n');
    expect(told(text, 'observation', '18748-4')).toEqual([
      'active | Scanner thoracique : Nodule du lobe supérieur droit de 6 mm',
      'absent | Scanner thoracique : Pas d’épanchement',
    ]);
  });

  it('says once what a fact of the same sentence says', () => {
    expect(told('ÉVOLUTION\nPas de phlébite.', 'observation')).toEqual([]);
  });

  it('is denied only where nothing is affirmed before', () => {
    expect(
      told(
        'RÉSULTATS\nLe scanner a montré un processus bourgeonnant du moyen rectum sans envahissement des organes de voisinage.',
        'observation',
      )[0],
    ).toMatch(/^active/);
  });
});

describe('antibiograms', () => {
  it('tell in one line what the germ resists', () => {
    const text = [
      'CULTURE : Klebsiella pneumoniae 10^6 UFC/mL',
      'ANTIBIOGRAMME                Résultat',
      '  Amoxicilline .............   R',
      '  Céfotaxime ...............   S   <= 1',
      '  Ciprofloxacine ...........   R   4',
      '  Triméthoprime + sulfaméthoxazole ... R  > 8',
      '  Gentamicine ..............   S',
    ].join('\n');
    expect(told(text, 'observation')).toEqual([
      'active | Klebsiella pneumoniae résistant : amoxicilline, cotrimoxazole, fluoroquinolones (ciprofloxacine) ; sensible : céfotaxime, gentamicine',
    ]);
  });
});

describe('what is doubted, denied or of another', () => {
  it.each<[string, Fact['kind'], string[]]>([
    ['CONCLUSION\nUne hépatite ne peut être ni affirmée ni exclue.', 'condition', ['suspected | Hépatite']],
    ['CONCLUSION\nNéphropathie diabétique et hypertensive probable.', 'condition', ['suspected | Néphropathie diabétique']],
    ['CONCLUSION\nUne tuberculose n’est pas évoquée.', 'condition', ['absent | Tuberculose']],
    ['CONCLUSION\nLa question posée est celle d’une sarcoïdose.', 'condition', ['suspected | Sarcoïdose']],
    ['CONCLUSION\nTraitement médical retenu plutôt qu’une dilatation endoscopique.', 'procedure', ['absent | Dilatation endoscopique']],
    ['CONCLUSION\nUne transfusion n’a donc pas été nécessaire.', 'procedure', ['absent | Transfusion']],
    ['CONCLUSION\nCoqueluche jamais eue.', 'condition', ['absent | Coqueluche']],
    ['CONCLUSION\nEmbolie pulmonaire : je n’y crois guère.', 'condition', ['absent | Embolie pulmonaire']],
    ['CONCLUSION\nThalassémie ? non, vu avec le laboratoire.', 'condition', ['absent | Thalassémie']],
    ['CONCLUSION\nRisque combiné trisomie 18 : 1/9 000.', 'condition', []],
    ['CONCLUSION\nFacteurs de risque : hypertension artérielle.', 'condition', ['active | Hypertension artérielle']],
    ['CONCLUSION\nContage rougeole à l’école.', 'condition', []],
    ['CONCLUSION\nElle a perdu son fils d’un lymphome.', 'condition', []],
    ['CONCLUSION\nLes complications (fistule, abcès) ont été expliquées.', 'condition', []],
    ['CONCLUSION\nAppendicite vs salpingite.', 'condition', ['suspected | Appendicite', 'suspected | Salpingite']],
    ['CONCLUSION\nPsoriasis (-).', 'condition', ['absent | Psoriasis']],
    ['CONCLUSION\nMesures à prendre avant une grossesse.', 'pregnancy', []],
    ['CONCLUSION\nBrochure ostéoporose remise, protocole escarre.', 'condition', []],
    ['CONCLUSION\nAidante épuisée.', 'condition', []],
    ['CONCLUSION\nLa tante s’inquiète d’une épilepsie : examen normal.', 'condition', []],
    ['CONCLUSION\nUne dialyse n’est pas d’actualité.', 'procedure', ['absent | Dialyse']],
    ['CONCLUSION\nHémorragie de la délivrance de 1200 mL.', 'condition', ['active | Hémorragie de la délivrance de 1200 mL']],
    ['CONCLUSION\nDyspnée de stade 1 dans les côtes.', 'condition', ['active | Dyspnée de stade 1 dans les côtes']],
  ])('%j', (text, kind, expected) => {
    expect(told(text, kind)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ['CONCLUSION\nJe ne reviendrai ni à l’infliximab ni au méthotrexate.', []],
    ['CONCLUSION\nClindamycine (allergie à la pénicilline).', ['active | Allergie : Pénicilline']],
    ['CONCLUSION\nAllergie à la pénicilline, remplacée par la clindamycine.', ['active | Allergie : Pénicilline']],
    [
      'Allergies : codéine (prescrite pour le tassement), ibuprofène (asthme).',
      ['active | Allergie : Codéine', 'active | Allergie : Ibuprofène — asthme'],
    ],
  ])('allergies of %j', (text, expected) => {
    expect(told(text, 'allergy')).toEqual(expected);
  });
});

describe('words of two meanings', () => {
  it.each<[string, Fact['kind']]>([
    ['EXAMEN\nMMSE 23/30 (rappel 0/3, calcul 4/5).', 'condition'],
    ['RÉSULTATS\nLe dosage de la parathormone (PTH) est à 68 pg/mL.', 'procedure'],
    ['RÉSULTATS\nLDL-cholestérol (calculé) 0,88 g/L.', 'condition'],
    ['Cher confrère,\n\nIl a été hospitalisé dans le service de réanimation.', 'procedure'],
    ['EXAMEN\nÉchelle HAD : A = 9, D = 5.', 'procedure'],
    ['EXAMEN\nDouleur lombaire à irradiation fessière.', 'procedure'],
    ['CONCLUSION\nRésultats validés par M. DUBREUIL.', 'condition'],
    ['Cher confrère,\n\nSa sœur Gilberte a appelé.', 'condition'],
  ])('%j has no %s', (text, kind) => {
    expect(told(text, kind)).toEqual([]);
  });

  it('names a radiotherapy by its act and its dose', () => {
    expect(told('CONCLUSION\nSein irradié.', 'procedure')).toEqual(['past | Radiothérapie']);
    expect(told('CONCLUSION\nRadiothérapie de la prostate, 60 Gy en vingt séances.', 'procedure')).toEqual([
      'past | Radiothérapie, 60 Gy en vingt séances',
    ]);
  });

  it('ends a label where its phrase ends', () => {
    expect(told('CONCLUSION\nTransfusion sanguine de 6 culots.', 'procedure')).toEqual(['past | Transfusion sanguine']);
    expect(told('EXAMEN\nSouffle systolique 2/6 au foyer aortique.', 'condition')).toEqual([
      'active | Souffle systolique 2/6 au foyer aortique',
    ]);
    expect(told('ANTÉCÉDENTS\nInfarctus inférieur l’an dernier.', 'condition')[0]).toBe('past | Infarctus inférieur');
    expect(told('CONCLUSION\nÉPREUVES D’EFFORT ET RUPTURE DE LA COIFFE DES ROTATEURS', 'condition')[0]).toContain('Rupture de la coiffe');
  });
});

describe('what was not done, is no more, or only may be', () => {
  it.each<[string, Fact['kind'], string[]]>([
    ['CONCLUSION\nChirurgie retenue plutôt qu’une dilatation endoscopique.', 'procedure', ['absent | Dilatation endoscopique']],
    ['ÉVOLUTION\nAblation de la sonde vésicale à J2.', 'device', ['stopped | Sonde vésicale']],
    ['ÉVOLUTION\nSonde vésicale retirée à J2.', 'device', ['stopped | Sonde vésicale']],
    ['ÉVOLUTION\nSonde vésicale en place.', 'device', ['active | Sonde vésicale en place']],
    ['ANTÉCÉDENTS\nOpéré à la clinique des Ursulites en 2011.', 'condition', []],
    ['ANTÉCÉDENTS\nPas de maladie thromboembolique familiale.', 'family-history', []],
    ['ÉTAT\n[X] épilepsie\nRÉGIME   sans sel', 'condition', ['active | Épilepsie']],
  ])('%j', (text, kind, expected) => {
    expect(told(text, kind)).toEqual(expected);
  });

  it('names one by one the allergies that one sentence denies', () => {
    expect(told('ALLERGIES\nPas d’allergie à la pénicilline ni au latex.', 'allergy').toSorted()).toEqual([
      'ruled-out | Allergie à la pénicilline écartée',
      'ruled-out | Allergie écartée : Latex',
    ]);
  });

  it.each([
    ['Elle ne prend plus son amlodipine.', true],
    ['Elle n’a pas pris sa metformine ce mois.', true],
    ['Elle n’a pas pris d’ibuprofène.', false],
  ])('%j is a lapse: %j', (text, lapse) => {
    expect(told(`Cher confrère,\n\n${text}`, 'observation').some((label) => label.includes('Inobservance'))).toBe(lapse);
  });
});
