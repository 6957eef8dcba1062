import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.js';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const factsOf = (text: string, page = 1): Fact[] =>
  extractClinicalFacts(analysePage('d', { number: page, text, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2025-05-18',
    birthDate: '1961-09-30',
  });
const told = (text: string, kind: Fact['kind'], page = 1): string[] =>
  factsOf(text, page)
    .filter((fact) => fact.kind === kind && fact.status !== 'absent')
    .map((fact) => fact.label);

describe('whose disease it is', () => {
  it.each<[string, string[]]>([
    ['Antécédents familiaux : glaucome (père), DMLA (grand-mère).', ['Père : glaucome', 'Grand-mère : DMLA']],
    [
      'ATCD familiaux : cancer du côlon (père à 62 ans), cancer du sein (tante maternelle), HTA (mère, 60 ans).',
      ['Père : cancer du côlon (à 62 ans)', 'Tante maternelle : cancer du sein', 'Mère : hypertension artérielle (60 ans)'],
    ],
    ['Antécédents familiaux : père (infarctus à 50 ans), mère (asthme).', ['Père : infarctus du myocarde (à 50 ans)', 'Mère : asthme']],
    ['Antécédents familiaux : un cousin germain du\ncôté paternel est diabétique de type 1.', ['Cousin germain : diabétique de type 1']],
    ['Antécédents familiaux : une tante du côté maternel, cancer de l’ovaire à 50 ans.', ['Tante : cancer de l’ovaire (à 50 ans)']],
    ['Antécédents familiaux : côté paternel : diabète de type 2.', ['Côté paternel : diabète de type 2']],
    [
      'La grand-mère maternelle a eu un cancer du sein à 51 ans (âge à vérifier auprès de la\nmère).',
      ['Grand-mère maternelle : cancer du sein (à 51 ans)'],
    ],
    ['Sa fille, elle-même asthmatique, demande un avis.', ['Fille : asthmatique']],
    ["Mon fils Tom, 14 ans, a de l'asthme.", ['Fils : asthme']],
    ['Ma fille a la varicelle.', ['Fille : varicelle']],
    ['Sa mère a eu un cancer du sein, elle-même est suivie pour une mastose.', ['Mère : cancer du sein']],
  ])('%j', (text, labels) => {
    expect(told(text, 'family-history')).toEqual(labels);
  });

  it.each([
    'Son mari, M. Untel, n’a pas pu venir, il est lui-même très essoufflé.',
    'Sa femme ne peut plus l’aider, elle est elle-même insuffisante cardiaque.',
    'Le mari est lui-même suivi pour un cancer de la prostate.',
    'Son compagnon, lui-même diabétique, fait les injections.',
    'Une fille de CM2 a fait une crise d’asthme dans la cour.',
    'Un garçon de sa classe a la varicelle.',
    'Une autre curiste du groupe a fait un malaise, la patiente l’a secourue.',
    'Box 3 : embolie pulmonaire, dossiers à ne pas confondre.',
    'Son épouse, Mme Untel, est absente ; elle est elle-même hospitalisée pour une pneumopathie.'.replace(' ;', ','),
  ])('not the patient’s: %j', (text) => {
    expect(told(text, 'condition')).toEqual([]);
  });

  it.each<[string, string[]]>([
    // Who tells, and who stands by, is not who is ill.
    ['Motif : chute et confusion (fille)', ['Chute', 'Confusion']],
    ['Discussion avec la patiente et son mari : elle a une sciatique.', ['Sciatique']],
    // A denial that ends in a colon, or that says its label again.
    ['ABSENCE DE : sténose, angiodysplasie, saignement.', []],
    ['BAV : pas de BAV au sevrage.', []],
    ['L’embolie pulmonaire n’est plus d’actualité.', []],
    ['Une sténose n’est pas à l’ordre du jour.', []],
    // What a cell, a programme or a workshop is for.
    ['Appeler la cellule insuffisance cardiaque.', []],
    ['Programme d’éducation diabète.', []],
    ['Vit au 12 rue des Tumeurs.', []],
  ])('the patient’s own: %j', (text, labels) => {
    expect(told(text, 'condition')).toEqual(labels);
  });

  it.each<[string, string]>([
    ['Il vient avec son épouse, lui-même se plaint de lombalgies.', 'Lombalgies'],
    ['Sa mère a eu un cancer du sein, elle-même est suivie pour une mastose.', 'Mastose'],
  ])('the patient’s: %j', (text, label) => {
    expect(told(text, 'condition')).toEqual([label]);
  });
});

describe('what may come, told to the patient', () => {
  it.each([
    'Saignements imprévisibles expliqués.',
    'Nausées et vomissements possibles expliqués.',
    'Prévenue des saignements possibles sous implant.',
    'Informé du risque de dysfonction érectile.',
    'Une normalisation rapide de la glycémie peut faire apparaître une rétinopathie.',
    'La corticothérapie peut entraîner une ostéoporose.',
    'Les opioïdes peuvent provoquer une constipation opiniâtre.',
    'L’arrêt brutal pourrait déclencher une insuffisance surrénale aiguë.',
    'Ce traitement est susceptible de favoriser une hypoglycémie sévère.',
    'Le tabac risque d’aggraver une artériopathie des membres inférieurs.',
  ])('%j', (text) => {
    expect(told(text, 'condition')).toEqual([]);
    expect(told(text, 'observation')).toEqual([]);
  });

  it.each(['Diarrhée expliquée par la metformine.', 'Le malaise peut être rapporté à une bradycardie sinusale.'])('%j is told', (text) => {
    expect(told(text, 'condition').length).toBeGreaterThan(0);
  });

  it('leaves what a page cuts off from the words that denied it', () => {
    expect(told('raideur méningée. Toux grasse.', 'condition', 2)).toEqual(['Toux grasse']);
    expect(told('vomissements, fièvre persistante.', 'condition', 2)).toEqual([]);
    expect(told('- diabète de type 2', 'condition', 2)).toEqual(['Diabète de type 2']);
  });
});

describe('words of another sense', () => {
  it.each([
    'Med : Dr I. Untel IOA : tri 3',
    'Arrivée 21h14, IOA : K. Untel',
    'Os très fragile au bloc.',
    'Veines fragiles, ponction difficile.',
    'Interprétation : profil d’infection ancienne (IgG positives).',
  ])('%j', (text) => {
    expect(told(text, 'condition')).toEqual([]);
  });

  it.each([
    'Relevée par pompiers.',
    'Relevée par les pompiers après une heure au sol.',
    'Amené par les gendarmes.',
    'Vu avec l’infirmière de nuit.',
    'Appel des pompiers par le voisin.',
    'Séance d’éducation avec l’enseignant en APA.',
    'Transport par les pompiers.',
    'Prise en charge par une aide-soignante.',
  ])('no trade of the patient: %j', (text) => {
    expect(told(`HISTOIRE DE LA MALADIE\n${text}`, 'lifestyle').filter((label) => label.startsWith('Profession'))).toEqual([]);
  });

  it('keeps a trade and a score whole', () => {
    expect(told('MODE DE VIE\nPompier volontaire.', 'lifestyle')).toEqual(['Profession : pompier volontaire']);
    expect(told('MODE DE VIE\nADL 5,5/6.', 'lifestyle')).toEqual(['Autonomie : ADL 5,5/6']);
  });

  it.each([
    'Elle ne prend pas de statine.',
    'Il ne prend pas d’anticoagulant.',
    'Ne prend jamais d’ibuprofène.',
    'Ne prend plus de somnifère depuis un an.',
  ])('no breach: %j', (text) => {
    expect(told(text, 'observation').filter((label) => label.startsWith('Inobservance'))).toEqual([]);
  });

  it.each(['Elle ne prend pas sa statine.', 'Il ne prend plus le bisoprolol.', 'Ne prend pas son anticoagulant le soir.'])(
    'a breach: %j',
    (text) => {
      expect(told(text, 'observation')[0]).toMatch(/^Inobservance/);
    },
  );
});

describe('boxes and days of no care', () => {
  it.each<[string, string[]]>([
    [
      'CONDUITE À TENIR\n[X] Prochain dépistage dans 1 an\n[ ] Adresser à un ophtalmologiste dans les 2 mois\n[ ] Adresser en urgence',
      ['Prochain dépistage dans 1 an'],
    ],
    ['CONDUITE À TENIR\n☐ Adresser en urgence\n☒ Contrôle à 6 mois', ['Contrôle à 6 mois']],
    ['CONDUITE À TENIR\n2/ Fond d’œil à refaire avant la conception.', ['Fond d’œil à refaire avant la conception']],
    ['CONDUITE À TENIR\nDr G. Untel – lu et validé', []],
    ['CONDUITE À TENIR\nCe dépistage ne remplace pas un examen ophtalmologique complet.', []],
    ['Cher confrère,\n\nElle est doctorante, sa soutenance est prévue au printemps 2027.', []],
    ['Cher confrère,\n\nRelevé établi le 02/11/2026 à la demande de la famille.', []],
  ])('%j', (text, labels) => {
    expect(told(text, 'plan')).toEqual(labels);
  });

  it.each([
    'VACCINS   Grippe 2026 : ☐ fait ☒ à faire',
    'VACCINS   Grippe 2026 : ☐ fait ☒ àfaire',
    'VACCINS   Grippe 2026 : [ ] fait [x] à faire',
  ])('a dose to give: %j', (text) => {
    expect(factsOf(text).filter((fact) => fact.kind === 'immunization' && fact.status === 'past')).toEqual([]);
  });

  it('a column of targets left empty flags nothing', () => {
    const flags = factsOf('RÉSULTATS\nGlucose moyen ........ 142 mg/dL   -\nSodium ............ 133 - mmol/L   136 - 145').map(
      (fact) => fact.value?.flag,
    );
    expect(flags.filter((flag) => flag === 'L').length).toBeLessThanOrEqual(1);
  });
});

/** A parent's note about a child says "mon fils" of the patient; an adult's own note says it of somebody else. */
describe('"mon fils"', () => {
  const text = "Mon fils a de l'asthme.";
  const read = (patientIsMinor: boolean): Fact[] =>
    extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }, patientIsMinor), {
      documentId: 'd',
    });
  it.each([
    [true, ['condition']],
    [false, ['family-history']],
  ])('of a patient who is a minor: %j', (patientIsMinor, kinds) => {
    expect(read(patientIsMinor).map(({ kind }) => kind)).toEqual(kinds);
  });
});

it.each<[string, boolean]>([
  ['Votre patient nous avait été confié pour une pneumopathie.', false],
  ["Vous m'avez confié M. X pour une pneumopathie récidivante.", false],
  ['Il me confie une angoisse nocturne.', true],
])('who is entrusted tells nothing: %s', (text, reported) => {
  expect(factsOf(text).some((fact) => fact.qualifiers.reported)).toBe(reported);
});

describe('what a transplant’s record tells beside the patient', () => {
  it.each<[string, string[]]>([
    ['Donneur vivant étudié : la sœur (Corinne, 44 ans), candidate, a été récusée pour une hypertension et une microalbuminurie.', []],
    ['La greffe avec sa sœur que vous évoquez, Josiane : elle a été récusée en 2013.', []],
    ['On ne saute pas une injection (rebond, fractures vertébrales en cascade).', []],
    ['Brochure : « signes d’alerte : saignement après un an sans règles » → échographie.', []],
    ['Un nodule EU-TIRADS 5 justifierait une ponction dès 10 mm.', []],
    ['Méningite, pneumopathie à VZV : pas d’argument.', []],
    ['Dépistage IST proposé, accepté.', []],
    ['Du côté du lupus rien à signaler : ni arthrite ni éruption.', ['Lupus érythémateux systémique']],
    // Near misses: the patient's own.
    ['Sa fille (45 ans), infirmière, appelle pour une dyspnée depuis hier.', ['Dyspnée']],
    ['Un nodule pulmonaire de 8 mm justifie une ponction.', ['Nodule pulmonaire de 8 mm']],
    ['Sténose du canal, méningite en 2019.', ['Sténose du canal', 'Méningite']],
  ])('%s', (text, labels) => {
    expect(told(text, 'condition')).toEqual(labels);
  });

  it.each<[string, string | undefined]>([
    ['Glomérulonéphrite lupique de classe IV-G.', undefined],
    ['Vitamine D basse.', undefined],
    ['Foyer infectieux G.', 'left'],
    ['Gonarthrose D.', 'right'],
  ])('side of %s', (text, side) => {
    expect(factsOf(text).find((fact) => fact.kind === 'condition')?.laterality).toBe(side);
  });

  it('dates no finding by the edition of its classification', () => {
    const [rejection] = factsOf('CONCLUSION (Banff 2013)\nRejet aigu cellulaire T de grade IA.').filter(({ kind }) => kind === 'condition');
    expect(rejection?.date).not.toBe('2013');
  });

  it('says that an antibiotic named with "pas d’allergie" is borne', () => {
    const [allergy] = factsOf('Extraction possible, sous amoxicilline (pas d’allergie, bilan 2022).').filter(
      ({ kind }) => kind === 'allergy',
    );
    expect(allergy?.status).toBe('ruled-out');
  });

  it.each<[string, boolean]>([
    ['Elle se plaint d’oublis de mots.', false],
    ['Elle oublie de prendre ses comprimés le week-end.', true],
  ])('%s tells of doses left out: %j', (text, left) => {
    expect(factsOf(text).some(({ label }) => label.startsWith('Inobservance'))).toBe(left);
  });
});

describe('what must not be told of a patient', () => {
  it.each<[string, string[]]>([
    ['VIH, VHB (anti-HBs 38 UI/L), VHC négatifs.', []],
    ['Tubulite, lésions borderline (Banff).', ['Tubulite', 'Lésions borderline']],
    ['Prochaine injection en novembre, à ne surtout pas retarder (fractures à rebond).', []],
    ['CALCIDOSE VITAMINE D matin et soir.', []],
    // Near misses.
    ['VIH (sous trithérapie), VHB guérie.', ['Infection par le VIH', 'Hépatite B guérie']],
    ['Diabète post-transplantation.', ['Diabète post-transplantation']],
  ])('%s', (text, labels) => {
    expect(told(text, 'condition')).toEqual(labels);
  });

  it('no act in the name of an illness that follows it', () => {
    expect(told('Diabète post-transplantation.', 'procedure')).toEqual([]);
  });

  it.each<[string, string]>([
    ['Allergie : céphalosporines. PAS de ZECLAR !!!', 'active'],
    ['Allergies : latex ; pas de pénicilline.', 'ruled-out'],
  ])('a drug forbidden under the heading, or denied: %s', (text, status) => {
    const found = factsOf(text).filter(({ kind, label }) => kind === 'allergy' && /zeclar|pénicilline/i.test(label));
    expect(found.map((fact) => fact.status)).toEqual([status]);
  });

  it.each<[string, string]>([
    ['Tabac : non-fumeuse depuis septembre.', 'past'],
    ['Tabac : non fumeur.', 'absent'],
  ])('%s', (text, status) => {
    expect(factsOf(text).find(({ kind }) => kind === 'lifestyle')?.status).toBe(status);
  });
});

describe('what is only asked for, or only a place', () => {
  it.each<[string, string[]]>([
    ['[X] ARN VHC + ALAT à S6      [X] Ac anti-VHC à M3', []],
    ['ARN VHC positif.', ['Hépatite C positif']],
    ['Prescrit : groupe + RAI, toxo, rubéole, syphilis, VIH, VHB, VHC, TSH, glycémie à jeun, NFS', []],
    ['RCF normal.', []],
    ['Bilan de thrombophilie à distance.', []],
    ['L’infirmière du centre MICI a appelé.', []],
    ['L’équipe de soins palliatifs peut être prévenue.', []],
    ['ATCD : VIH, HTA.', ['Infection par le VIH', 'Hypertension artérielle']],
    ['RCF sévère depuis 28 SA.', ['Retard de croissance intra-utérin sévère']],
  ])('%s', (text, labels) => {
    expect(told(text, 'condition').map((label) => label.replaceAll("'", '’'))).toEqual(labels);
  });

  it('reads on over a break of the layout', () => {
    const text = 'Allergie : aucune connue. Toux sèche sous énalapril en 2014, remplacé à l’époque par le\nvalsartan.';
    const named = factsOf(text).filter(({ kind, status }) => kind === 'allergy' && status === 'active');
    expect(named.map(({ label }) => label)).toEqual(['Intolérance : Énalapril — toux sèche']);
  });
});

describe('letters and tests that name no illness', () => {
  it.each<[string, string[]]>([
    ['Score de prééclampsie (FMF) : 1/38, risque élevé.', []],
    ['L’hyperhomocystéinémie n’a pas été recherchée, sans intérêt ici.', []],
    ['Dépistage combiné de la trisomie 21 (marqueurs du 13/08) : risque 1/2 840.', []],
    ['Hépatite B : Ac anti-HBc négatifs.', []],
    ['Lyme, VIH, syphilis, sarcoïdose : bilan négatif.', []],
    ['Bilan de septembre : DTC, écho du foie, NFS, RAC.', []],
    ['IOA : adressé par le 15.', []],
    ['DOSSIER DE PRÉ-INSCRIPTION rempli par la patiente', []],
    ['RAC serré, gradient 45 mmHg.', ['Rétrécissement aortique serré']],
    ['HTA, diabète : bilan à refaire.', ['Hypertension artérielle', 'Diabète']],
  ])('%s', (text, labels) => {
    expect(told(text, 'condition')).toEqual(labels);
  });

  it.each<[string, string[]]>([
    ['Vu allergie -> clindamycine 600x3 10 j.', []],
    ['Grossesse sans particularité, LEVOTHYROX 100, pas d’aspirine.', []],
    ['Allergies : ☒ OUI -> pénicilline, Bactrim.', ['Allergie : Pénicilline', 'Allergie : Bactrim (sulfaméthoxazole + triméthoprime)']],
    ['Allergie au dossier pharmaceutique : CÉFAZOLINE seule.', ['Allergie : Céfazoline']],
  ])('%s', (text, labels) => {
    expect(told(text, 'allergy')).toEqual(labels);
  });

  it('no habit in what cleans the skin', () => {
    expect(told('Désinfection à la chlorhexidine alcoolique.', 'lifestyle')).toEqual([]);
  });
});

describe('an illness asked about with its drug', () => {
  const status = (text: string): string | undefined => factsOf(text).find(({ kind }) => kind === 'condition')?.status;
  it.each([
    ['Question posée : ostéonécrose de la mâchoire sous ZOMETA ?', 'suspected'],
    ['Neuropathie sous VELCADE ?', 'suspected'],
    ['Neuropathie sous VELCADE.', 'active'],
    ['Il a fait une neuropathie sous VELCADE, faut-il arrêter ?', 'active'],
  ])('%s', (text, expected) => {
    expect(status(text)).toBe(expected);
  });
});
