import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.js';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { extractImmunizations } from '../../../src/extract/facts/immunizations/immunization-extract.js';
import { extractValues } from '../../../src/extract/facts/values/value-extract.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const CONTEXT = { documentId: 'd', documentDate: '2026-03-10', birthDate: '1974-06-18' };
const page = (text: string): ReturnType<typeof analysePage> =>
  analysePage('d', { number: 1, text: `Cher confrère,\n\n${text}`, source: 'plain', positions: [], furniture: [] });
const told = (text: string, ...kinds: readonly Fact['kind'][]): string[] =>
  extractClinicalFacts(page(text), CONTEXT)
    .filter((fact) => kinds.includes(fact.kind))
    .map((fact) => `${fact.status} | ${fact.label}`);

describe('an illness of somebody else', () => {
  it.each<[string, string[]]>([
    ["Sa compagne de l'époque, Mlle R., est séropositive, sous traitement.", []],
    ['Son épouse, Mme Durand, est diabétique.', []],
    ['Son épouse, Mme Durand, est inquiète et signale une dyspnée.', ['active | Dyspnée']],
    ['Vu avec son épouse, Mme Durand, pour une dyspnée.', ['active | Dyspnée']],
    [
      'Coloscopie le 8 juillet en raison de sa sœur (cancer du côlon à 67 ans) : un polype sigmoïdien de 4 mm, adénome en bas grade.',
      ['active | Polype sigmoïdien de 4 mm', 'active | Adénome en bas grade'],
    ],
  ])('%s', (text, expected) => {
    expect(told(text, 'condition')).toEqual(expected);
  });

  it('gives each illness of a relative the age that stands behind it', () => {
    expect(told("Sa mère a été opérée d'un cancer du sein à 58 ans et s'est cassé le col du fémur à 74 ans.", 'family-history')).toEqual([
      'unknown | Mère : cancer du sein (à 58 ans), fracture du col du fémur (à 74 ans)',
    ]);
    expect(told('- Père (IDM 49 ans) : HTA, diabète.', 'family-history')).toEqual([
      'unknown | Père : infarctus du myocarde (49 ans), hypertension artérielle, diabète',
    ]);
  });
});

describe('whether an illness is there', () => {
  it.each<[string, string[]]>([
    ["Les urgences ont parlé d'AIT ; c'était une crise, pas un AIT.", ['absent | Accident ischémique transitoire']],
    ["On sait sans qu'on ait jamais trouvé de fibrillation.", []],
    ["J'ai du mal à croire à une schizophrénie.", ['suspected | Schizophrénie']],
    ["Le diagnostic de schizophrénie évoqué en 2010 n'est pas retenu.", ['ruled-out | Schizophrénie']],
    ['Fibrillation atriale cherchée : scope 72 h et Holter négatifs.', ['absent | Fibrillation atriale']],
    ['Fibrillation atriale recherchée au Holter, retrouvée à deux reprises.', ['active | Fibrillation atriale']],
    ['Les anticorps anti-VHC resteront positifs toute sa vie.', []],
    ['Saignement 350 mL, non transfusé.', ['absent | Transfusé']],
    ['Saignement digestif.', ['active | Saignement digestif']],
    ['Index de désaturation 38 / h, dont apnées centrales 14 %.', []],
    ['AOTAL reproposé : refus.', []],
    ["Il s'essouffle au deuxième étage.", ["active | S'essouffle au deuxième étage"]],
    ["Elle s'est cassé le poignet gauche en 2014.", ['past | Fracture du poignet gauche']],
    [
      "Sténose de l'origine de la carotide interne gauche estimée à 75 %.",
      ["active | Sténose de l'origine de la carotide interne gauche estimée à 75 %"],
    ],
  ])('%s', (text, expected) => {
    expect(told(text, 'condition')).toEqual(expected);
  });

  it('says of each item of a list whether it is over', () => {
    expect(told('ATCD : BPCO, bipolaire, hépatite C guérie 2019, HTA', 'condition').toSorted()).toEqual([
      'active | Bipolaire',
      'active | Bronchopneumopathie chronique obstructive',
      'active | Hypertension artérielle',
      'resolved | Hépatite C guérie',
    ]);
    expect(told('Toux, fièvre et dyspnée, disparues depuis.', 'condition').every((line) => line.startsWith('resolved'))).toBe(true);
  });
});

describe('what a page settles', () => {
  it('tells once, as ruled out, what it asks and then denies', () => {
    expect(told('2e flacon : « mélanome à éliminer ». Kératose pigmentée. Pas de mélanome.', 'condition')).toContain(
      'ruled-out | Mélanome',
    );
    expect(told("Pas d'embolie pulmonaire en mai. Aujourd'hui suspicion d'embolie pulmonaire.", 'condition')).toEqual([
      'absent | Embolie pulmonaire',
      "suspected | Suspicion d'embolie pulmonaire",
    ]);
  });

  it('reads the labels in brackets of the software of a practice', () => {
    const log =
      'ATCD suivent\n[ATCD] BPCO / plaques pleurales amiante / épaule D 01/2020\n[FAM] Frère SCZ. Sœur bipolaire.\n[X] vu ce jour';
    expect(told(log, 'family-history')).toEqual(['unknown | Frère : schizophrénie', 'unknown | Sœur : bipolaire']);
    expect(told(log, 'condition')).toContain('active | Bronchopneumopathie chronique obstructive');
    expect(told(log, 'lifestyle')).toEqual(['active | Exposition : plaques pleurales amiante']);
  });

  it('takes no harm of a drug, and no risk of leaving one out, for an illness', () => {
    expect(told("Elle n'a pas supporté le KEPPRA (agressivité, pleurs).", 'condition')).toEqual([]);
    expect(told("Il n'est pas question de sauter une injection (fractures vertébrales en cascade à l'arrêt).", 'condition')).toEqual([]);
    expect(told('Prolia ce jour (fractures vertébrales en 2022).', 'condition')).toHaveLength(1);
  });

  it('names what a demand is to be made again for', () => {
    expect(told('Écho foie de juin pas faite ! Refaire demande.', 'plan')).toEqual(['active | Écho : refaire demande']);
  });
});

describe('what is no act', () => {
  it('tells an illness that came again as one', () => {
    expect(told('On retrouve deux épisodes dépressifs (hiver 2012, hiver 2018-2019).', 'procedure')).toEqual([]);
    expect(told('Votre patiente a été admise le 4 juillet 2025 pour méléna.', 'procedure')).toEqual(['past | Hospitalisation']);
  });

  it('takes no wish for what was', () => {
    const wishes =
      "MES VOLONTES\n\n- L'hôpital si c'est pour guérir : une infection, une fracture, oui.\n- Une transfusion, oui, comme en 2022.";
    const facts = extractClinicalFacts(
      analysePage('d', { number: 1, text: `${wishes}\nJe suis diabétique depuis 2004.`, source: 'plain', positions: [], furniture: [] }),
      CONTEXT,
    );
    expect(facts.filter(({ kind }) => kind === 'condition' || kind === 'procedure').map(({ label }) => label)).toEqual(['Diabétique']);
  });
});

describe('plans, wishes and habits', () => {
  it.each<[string, Fact['kind'], string[]]>([
    ['Cela ne veut pas dire que le virus est là.', 'directive', []],
    ['Elle ne veut pas de chimiothérapie.', 'directive', ['active | Elle ne veut pas de chimiothérapie']],
    ['Le scanner de contrôle a eu lieu le 27 octobre, un peu tard puisque je le voulais au printemps.', 'plan', []],
    ['Responsable de la RCP : Dr Noémie CAZALENS', 'plan', []],
    ["Il s'essouffle au deuxième étage.", 'lifestyle', []],
    ['Personnels : fracture de la clavicule à 12 ans (vélo).', 'lifestyle', []],
    ['La maladie professionnelle est reconnue.', 'lifestyle', ['active | Travail : la maladie professionnelle est reconnue']],
    ['Opiacés : abstinent sous méthadone.', 'lifestyle', ['past | Substances : sevré : opiacés : abstinent sous méthadone']],
    [
      'A rebu : 5-6 bières/j pendant 10 j, arrêt seul depuis le 19/02.',
      'lifestyle',
      ['active | Alcool : a rebu : 5-6 bières/j pendant 10 j, arrêt seul depuis le 19/02'],
    ],
    [
      'Catégorie B : [X] apte temporaire 1 an   [ ] inapte',
      'lifestyle',
      ['active | Conduite automobile : catégorie B : apte temporaire 1 an'],
    ],
    ['Ethylotest antidémarrage : [ ] oui [X] non', 'lifestyle', ['active | Conduite automobile : ethylotest antidémarrage : non']],
    ['Demande MDPH (RQTH) signée.', 'lifestyle', ['active | Couverture et prestations : demande MDPH (RQTH)']],
    ['Allergies au dossier pharmaceutique : PYOSTACINE.', 'allergy', ['active | Allergie : Pyostacine (pristinamycine)']],
  ])('%s', (text, kind, expected) => {
    expect(told(text, kind)).toEqual(expected);
  });
});

describe('doses and figures', () => {
  it('gives no dose that was not given', () => {
    const given = (text: string): string[] =>
      extractImmunizations(page(text), CONTEXT).map(({ status, date }) => `${status} ${date ?? '-'}`);
    expect(given("Vaccin pneumocoque : je crois qu'il n'a rien eu.")).toEqual(['absent -']);
    expect(given('Vaccin COVID : 1re dose Comirnaty le 15/06/2025, 2e à faire en juillet.')).toEqual(['past 2025-06-15']);
    expect(given('Vaccin COVID : 1re dose Comirnaty le 15/06/2025, 2e faite le 20/07/2025.')).toEqual([
      'past 2025-06-15',
      'past 2025-07-20',
    ]);
  });

  it('reads the ticked figure of a scale, and no dash of an empty column', () => {
    const values = (text: string): string[] =>
      extractValues(page(text), CONTEXT).map(({ label, value }) => `${label} ${value?.text ?? ''} ${value?.flag ?? ''}`.trim());
    expect(values('OMS : [ ] 0 [ ] 1 [X] 2 [ ] 3')).toEqual(['Performance status (OMS) 2']);
    expect(values('OMS : [ ] 0 [ ] 1 [ ] 2 [ ] 3')).toEqual([]);
    expect(values('T4 libre          13,2     pmol/L     11-22     -')).toEqual(['T4 libre 13,2']);
    expect(values('T4 libre          9,2  -   pmol/L     11-22')).toEqual(['T4 libre 9,2 L']);
  });
});
