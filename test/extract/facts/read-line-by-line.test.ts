import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.js';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { extractImmunizations } from '../../../src/extract/facts/immunizations/immunization-extract.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';
import { findDates } from '../../../src/extract/text/dates.js';

const pageOf = (text: string) => analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
const context = { documentId: 'd', documentDate: '2025-05-18', birthDate: '1961-09-30' };
const factsOf = (text: string, sex?: 'M' | 'F'): Fact[] =>
  extractClinicalFacts(pageOf(text), { ...context, ...(sex === undefined ? {} : { sex }) });
const told = (text: string, kind: Fact['kind'], sex?: 'M' | 'F'): string[] =>
  factsOf(text, sex)
    .filter((fact) => fact.kind === kind)
    .map(({ label, status }) => `${label} : ${status}`);
const there = (text: string, kind: Fact['kind']): string[] => told(text, kind).filter((one) => !/: (?:absent|ruled-out)$/.test(one));

describe('words with another sense', () => {
  it.each<[string, string[]]>([
    ['Résection endoscopique bipolaire de la prostate.', []],
    ['Trouble bipolaire suivi depuis 2010.', ['Trouble bipolaire : active']],
    ['Son mari est allergique aux acariens, ce qui a pu semer la confusion dans la fiche.', []],
    ['Confusion nocturne depuis deux jours.', ['Confusion : active']],
    ['Mme DURAND née BOUVERET, 23.05.1982, a été vue.', []],
    ['ANTERIORITES du 04-07-2023. Qualite : identite verifiee.', []],
    [
      'Angioscanner : embolie pulmonaire de l’artère lobaire inférieure droite, petit infarctus postéro-basal.',
      ['Embolie pulmonaire : active'],
    ],
    ['Infarctus en 2015, embolie pulmonaire en 2018.', ['Infarctus du myocarde : past', 'Embolie pulmonaire : past']],
    ['Groupe A Rh positif.', []],
    ['DTP-coqueluche : [ ] à jour   [X] à faire (dernier 2009)', []],
    ['Grippe : pas faite (arrêt maladie).', []],
  ])('%j', (text, expected) => {
    const found = there(text, 'condition');
    expect(found.length).toBe(expected.length);
    for (const [index, one] of expected.entries()) expect(found[index]).toContain(one.split(' : ')[1] ?? '');
  });

  it('takes tears for no drain', () => {
    expect(told('Pleure en voiture. A pleuré longtemps.', 'device')).toEqual([]);
    expect(told('Drain PleurX posé le 3 mai 2025.', 'device')).not.toEqual([]);
  });
});

describe('lists of a form', () => {
  const FORM =
    'ANTÉCÉDENTS (repris du dossier clinique 2021)\nPoumon : poumon de fermier     Apnées du sommeil : [ ] oui  [X] non\nCancer : prostate (opérée 2019), mélanome 2022\nInfections : maladie de Lyme chronique, genou droit (prothèse 2023)\nRein : RAS     Foie : RAS';
  it('dates nothing by the paper from which a heading says it was taken', () => {
    expect(factsOf(FORM).find(({ label }) => label.startsWith('Poumon'))?.date).toBeUndefined();
    expect(factsOf(FORM.replace('repris du dossier clinique 2021', '2021')).find(({ label }) => label.startsWith('Poumon'))?.date).toBe(
      '2021',
    );
  });
  it('names what a bracket dates by the item before it', () => {
    const acts = factsOf(FORM).filter(({ kind }) => kind === 'procedure');
    expect(acts.map(({ label, date }) => `${label} ${date ?? ''}`)).toEqual([
      'Cancer : prostate (opérée) 2019',
      'Infections : genou droit (prothèse) 2023',
    ]);
  });
  it('reads the answer that a question in the middle of the line above had asked for', () => {
    expect(there('A évoquer : ulcère. Rupture de varice non. SCA :\nnon (troponine plate).', 'condition').join()).not.toContain(
      'coronarien',
    );
    expect(there('Conclusion :\nsyndrome coronarien aigu.', 'condition').join()).toContain('coronarien');
  });
});

describe('a list of allergies of which some are struck out', () => {
  it('keeps each line its own answer', () => {
    const list =
      'ALLERGIES\noeuf (barré, tampon "GUERI 26/11/2019")\ncacahuète +++\npénicilline (barré au stylo, "testé négatif 12/05/2021")';
    expect(there(list, 'allergy').join()).toContain('Arachide');
    expect(there(list, 'allergy').join()).not.toMatch(/Pénicilline|Œuf/);
  });
});

describe('what is kept away because of an allergy', () => {
  it('denies nothing of it', () => {
    expect(there('Eczéma de contact à la colophane : pas de sparadrap élastique ; bandes cohésives.', 'allergy').join()).toContain(
      'Colophane',
    );
    expect(there('Allergie à la colophane : pas connue.', 'allergy')).toEqual([]);
  });
});

describe('a drug chosen because of an allergy', () => {
  it('is none of the allergens', () => {
    expect(there('- Antibioprophylaxie : clindamycine (allergie)', 'allergy')).toEqual([]);
    expect(there('Intolérances : clindamycine (allergie)', 'allergy')).toHaveLength(1);
  });
});

describe('dated clauses that tell no act', () => {
  it('leaves a reaction to the allergy that tells it, and what a letter insists on to come', () => {
    expect(told('Choc cutané sous amoxicilline en 1987 (urticaire géante, adrénaline) : pas de pénicilline.', 'procedure')).toEqual([]);
    expect(told('Une métastase me paraît peu probable, mais le contrôle d’août 2024 est impératif.', 'procedure')).toEqual([]);
    expect(told('Le contrôle au bloc a été fait en août 2024.', 'procedure')).toHaveLength(1);
  });
});

describe('of another than the patient', () => {
  it('gives the block of a source to the source', () => {
    const text =
      'VICTIME\nDiabète connu depuis 2010.\n\nSUJET SOURCE (anonymisé, M. R., 61 ans)\nHépatite C jamais traitée.\nCirrhose Child A.\n\nSUIVI DEMANDÉ\nConsultation à trois mois.';
    expect(there(text, 'condition').join()).toContain('Diabète');
    expect(there(text, 'condition').join()).not.toMatch(/Cirrhose|Hépatite/);
  });

  it('goes on with the relative that heads an entry', () => {
    const tree =
      'Karine, la sœur cadette : cancer du sein à 41 ans. Variation pathogène de BRCA2 rendue le 9 juin 2024.\nTante paternelle : cancer de l’ovaire.';
    expect(there(tree, 'condition')).toEqual([]);
    // One relative among the antecedents heads no tree, and a blank line ends any.
    expect(there('Père : infarctus à 58 ans. Hypertension artérielle depuis 2010.', 'condition')).toHaveLength(1);
    expect(there(`${tree}\n\nBilan lésionnel : pneumothorax gauche.`, 'condition')).toHaveLength(1);
    expect(there('Sa sœur va bien. Variation pathogène de BRCA2 rendue le 9 juin 2024.', 'condition')).toHaveLength(1);
    expect(there('Karine, la sœur : cancer du sein à 41 ans. La patiente a un diabète.', 'condition').join()).toContain('Diabète');
  });

  it('gives a side of the family to nobody', () => {
    const labels = told('Une tante du côté du père a eu un cancer de l’ovaire à 58 ans.', 'family-history');
    expect(labels).toHaveLength(1);
    expect(labels[0]).toContain('Tante');
  });

  it('gives the last item of a list alone to the relative in its bracket', () => {
    expect(told('A EVOQUER : ulcère / angiodysplasie / cancer du côlon (mère).', 'family-history').join()).not.toContain('ngiodysplasie');
  });
});

describe('set aside, weighed or to come', () => {
  it.each<[string, RegExp]>([
    ['Nous ne sommes pas devant une polyarthrite rhumatoïde.', /ruled-out$/],
    ['Une rougeur des joues attribuée d’abord à une rosacée.', /suspected$/],
    ['Le Raynaud qu’elle décrit me laisse dubitatif.', /suspected$/],
    ['A ÉVOQUER : ulcère gastrique.', /suspected$/],
  ])('%j', (text, status) => {
    const found = told(text, 'condition').filter((one) => !/rougeur/i.test(one));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(status);
  });

  it('looks for no thrombus where none can be seen', () => {
    expect(there('Un thrombus ne peut être recherché sur cet examen.', 'condition')).toEqual([]);
  });

  it('plans what is asked from now on and takes no complication for an act', () => {
    expect(told('Mammographie dès maintenant.', 'procedure')).toEqual([]);
    expect(told('Complications exposées : tamponnade, embolisation de la prothèse.', 'procedure')).toEqual([]);
    expect(told('Préalable : panoramique dentaire.', 'procedure')).toEqual([]);
    expect(told('S’il refuse : apixaban et fer.', 'directive')).toEqual([]);
    expect(told('Il refuse l’intervention.', 'directive')).toHaveLength(1);
  });

  it('knows a first pregnancy from one that goes on', () => {
    expect(told('Ménarche à 12 ans, première grossesse à 25.', 'pregnancy', 'F').join()).not.toContain('active');
    expect(told('Première grossesse à 25 SA, sans problème.', 'pregnancy', 'F').join()).toContain('active');
  });
});

describe('bans', () => {
  it.each<[string, string[]]>([
    ['L’EXACYL lui est formellement déconseillé après une embolie.', ['exacyl']],
    ['Le XARELTO a été abandonné au profit de la COUMADINE, les anticoagulants directs étant contre-indiqués.', ['anticoagulants directs']],
    ['Aucun vaccin vivant.', ['vaccin vivant']],
    ['Le BCG qu’on lui a réclamé pour un stage est contre-indiqué.', ['BCG']],
    ['Interdit : anticoagulant, deux hémorragies, insuffisance cardiaque.', []],
    ['Interdit : AINS.', ['AINS']],
    ['METFORMINE : ne pas reprendre avant contrôle du DFG.', []],
    ['Merci de ne pas reprendre d’antibiotique.', []],
    ['Allergie : gants (thiurams), nitrile fourni.', ['thiuram']],
  ])('%j', (text, expected) => {
    const found = told(text, 'allergy');
    expect(found).toHaveLength(expected.length);
    for (const [index, one] of expected.entries()) expect(found[index]?.toLowerCase()).toContain(one.toLowerCase());
  });
});

describe('vaccines', () => {
  const outcomes = (text: string, documentType?: string): string[] =>
    extractImmunizations(pageOf(text), { ...context, ...(documentType === undefined ? {} : { documentType }) }).map(
      ({ label, status, date }) => `${label} : ${status} ${date ?? ''}`.trim(),
    );
  it('says of the last alone what is said in the singular', () => {
    expect(outcomes('Vaccins : SHINGRIX en janvier, Prevenar 20, grippe faite le 14 octobre.')).toEqual([
      'Vaccin zona recombinant : unknown',
      'Vaccin antipneumococcique : unknown',
      'Vaccin antigrippal : past 2024-10-14',
    ]);
  });
  it('gives none that was never given, and none for being prescribed', () => {
    expect(outcomes('RELEVÉ DES VACCINATIONS\nFièvre jaune : jamais.')).toEqual(['Vaccin fièvre jaune : absent']);
    expect(outcomes('Vaccin GRIPPE saison 2026-2027 : 1 dose', '57833-6')).toEqual(['Vaccin antigrippal : unknown']);
  });
});

describe('years that a text leaves out', () => {
  const dates = (text: string): string[] => findDates(pageOf(text), { documentDate: '2023-06-02' }).map(({ date }) => date ?? '');
  it('stands between two days of the story', () => {
    expect(dates('Apparue le 30 septembre 2020. Apixaban le 2 octobre, ENTRESTO en novembre, cardioversion le 26 janvier 2021.')).toEqual([
      '2020-09-30',
      '2020-10-02',
      '2020-11',
      '2021-01-26',
    ]);
    expect(dates('Opéré le 30 septembre 2019. Revu le 2 mai.')).toEqual(['2019-09-30', '2023-05-02']);
  });
  it('counts in an addendum from its own day', () => {
    expect(dates('AVENANT (téléconsultation du 18/07/2023, Dr X) : TAVANIC arrêté le 17/07.')).toEqual(['2023-07-18', '2023-07-17']);
  });
});

describe('how somebody lives', () => {
  it('answers each question of a line by itself', () => {
    const labels = told('Tabac : 0 OH : occ. Contraception : DIU', 'lifestyle');
    expect(labels.join(' | ')).toMatch(/Non fumeur[^|]*absent/);
    expect(labels.join(' | ')).toMatch(/Alcool : [^|]*occ[^|]*active/);
  });
  it('tells nothing of a sister’s home, of a blood pressure that falls or of a sun cream', () => {
    expect(told('Sa sœur Karine vit à Bourg.', 'lifestyle')).toEqual([]);
    expect(told('Papules sans malaise ni chute tensionnelle.', 'lifestyle')).toEqual([]);
    expect(told('Chapeau, écran 50.', 'lifestyle')).toEqual([]);
  });
});

describe('days of other matters', () => {
  it('dates an illness by no prosthesis in the next item, nor by the day it was put in', () => {
    const dateOf = (text: string, concept: string) => factsOf(text).find((fact) => fact.concept === concept)?.date;
    expect(dateOf('Infections : maladie de Lyme, genou droit (prothèse 2023)', 'maladie-de-lyme')).not.toBe('2023');
    expect(dateOf('Infections : maladie de Lyme (2019), genou droit', 'maladie-de-lyme')).toBe('2019');
    expect(dateOf('Infection précoce d’une prothèse totale de genou posée le 18/04/2023.', 'infection')).not.toBe('2023-04-18');
  });
});

describe('u08 and q01–q04 read line by line', () => {
  it.each<[string, string[]]>([
    ['Désaturation corrigée par subluxation et oxygène.', ['Désaturation : active']],
    ['Subluxation acromio-claviculaire.', ['Subluxation acromio-claviculaire : active']],
    ['Désinfection des plaies : savon.', []],
    ['Trois lacunes de petite taille.', ['Trois lacunes de petite taille : active']],
    ['Petite taille constitutionnelle.', ['Petite taille constitutionnelle : active']],
    ['[X] Césarienne (RCF). RCF régulier 148/min, pH au scalp 7,19.', []],
    ['RCF au 2e percentile.', ['Retard de croissance intra-utérin au 2e percentile : active']],
    ['Injection faite avec 2 jours de retard, rupture pharma.', []],
    ['(AFFECTION EXONÉRANTE : ALD 6)', []],
    ['C’est une hypoglycémie sévère puisqu’il a fallu l’aide d’un tiers.', ['Hypoglycémie sévère : active']],
    ['Hyperparathyroïdie l’avis d’un endocrinologue.', ['Hyperparathyroïdie : active']],
    ['Sténose de l’uretère gauche.', ['Sténose de l’uretère gauche : active']],
    ['Myoclonies matinales trois fois par semaine.', ['Myoclonies matinales : active']],
    ['L’asthme devra d’abord être contrôlé.', ['Asthme : active']],
    ['Malnutrition très sévère.', ['Malnutrition très sévère : active']],
    ['Contention classe 3 à gauche, portée.', []],
    ['Plan de crise dans dossier. ALD ok.', []],
    ['Dans ce métier la rupture va s’étendre.', []],
    // Boxes open what they answer, and the last one’s name is on the next line.
    ['[X] HTA traitée, 138/84    [ ] AVC    [ ]\nÉpilepsie\nTabac : non-fumeur', ['Hypertension artérielle traitée : active']],
  ])('%j', (text, expected) => expect(there(text, 'condition')).toEqual(expected));

  it('takes "en 50 secondes" for no year', () => {
    expect(findDates(pageOf('L’hyperventilation déclenche une absence en 50 secondes.'), { documentDate: '2021-10-28' })).toEqual([]);
  });

  it('takes a change for no measure', () => {
    const values = (text: string): string[] =>
      extractClinicalFacts(pageOf(text), context).flatMap(({ value }) => (value === undefined ? [] : [value.text]));
    expect(values('Baisse de l’hémoglobine de 1,8 g/dL en quatre mois.')).toEqual([]);
    expect(told('Vis-à-vis de Karine, elle est mal.', 'device')).toEqual([]);
  });
});
