import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.js';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const factsOf = (text: string): Fact[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2022-06-07',
    birthDate: '1965-02-14',
  });
const told = (text: string): string[] =>
  factsOf(text)
    .filter(({ kind }) => kind === 'condition')
    .map(({ label, status, date }) => [label, status, ...(date === undefined ? [] : [date])].join(' | '));

describe('what was weighed, and what became of it', () => {
  it.each<[string, string[]]>([
    ['Hypoglycémie, méningite, toxique : non retenus.', ['Hypoglycémie | ruled-out', 'Méningite | ruled-out']],
    ['- Hépatites B et C, VIH : négatifs', ['Hépatites B | absent', 'Infection par le VIH | absent']],
    ['Infarctus, embolie pulmonaire -> exclus', ['Infarctus du myocarde | ruled-out', 'Embolie pulmonaire | ruled-out']],
    [
      'Fièvre pour laquelle ont été évoquées une médiastinite puis une endocardite, toutes deux écartées (scanner).',
      ['Fièvre | active', 'Médiastinite | ruled-out', 'Endocardite infectieuse | ruled-out'],
    ],
    ['Une péricardite puis une myocardite ont été évoquées, toutes deux éliminées.', ['Péricardite | ruled-out', 'Myocardite | ruled-out']],
    ["J'ai d'abord cru à une cellulite, ce n'en est pas une.", ['Cellulite | ruled-out']],
    ["On croyait à une pneumonie, c'était un abcès.", ['Pneumonie | suspected', 'Abcès | active']],
    ["Anticorps négatifs, ce qui écarte pour l'instant une maladie cœliaque.", ['Maladie cœliaque | ruled-out']],
    ['La biopsie est normale, ce qui écarte donc un lymphome.', ['Lymphome | ruled-out']],
    ["De carcinome hépatocellulaire, point d'image.", ['Carcinome hépatocellulaire | absent']],
    ["Pas plus de péricardite que d'endocardite.", ['Péricardite | absent', 'Endocardite infectieuse | absent']],
    ['Hypothèse SMUR : choc septique / pneumopathie.', ['Choc septique | suspected', 'Pneumopathie | suspected']],
    [
      'Un syndrome douloureux régional complexe a été soulevé par le kinésithérapeute ; nous ne le retenons pas.',
      ['Syndrome douloureux régional complexe | ruled-out'],
    ],
    ['Syncope convulsivante : peu crédible.', ['Syncope convulsivante, peu probable | suspected']],
    ['Babinski indifférent des deux côtés.', ['Babinski | absent']],
    // Near misses.
    ['Diabète, HTA : traités.', ['Diabète | active', 'Hypertension artérielle | active']],
    ['Hypertension, diabète : équilibrés.', ['Hypertension artérielle | active', 'Diabète | active']],
    ['Asthme ; phlébite : non retrouvée.', ['Asthme | active', 'Phlébite | absent']],
    ['Il a une pneumopathie et une pleurésie, toutes deux guéries.', ['Pneumopathie | resolved', 'Pleurésie | resolved']],
    ['Le fromage au lait cru a donné une listériose.', ['Listériose | active']],
    ['Du diabète, aucune complication.', ['Diabète | active']],
    ["La patiente a été écartée pour l'instant de la liste, un diabète étant apparu.", ['Diabète | active']],
  ])('%j', (text, expected) => {
    expect(told(text).map((line) => line.split(' | ').slice(0, 2).join(' | '))).toEqual(expected);
  });
});

describe('whose illness it is', () => {
  it.each([
    'Conjoint : Yann K., 37 ans, asthmatique (Symbicort)',
    'Mamie : cancer du sein à 71 ans.',
    'Son épouse me parle du XARELTO. Renseignement pris, c’est elle qui en prend, pour une phlébite.'.replace('’', "'"),
    "Glycémie cap 2,41 : ERREUR, c'était Mme Bax. ch 12 (diabétique).",
    'Son frère en est mort. La tuberculose.',
    'Nounou : a eu la coqueluche.',
  ])('tells no illness of the patient: %j', (text) => {
    expect(told(text).filter((line) => !line.includes('absent'))).toEqual([]);
  });

  it.each<[string, string]>([
    ['Son frère est inquiet. La tuberculose est active.', 'Tuberculose'],
    ["Son mari l'a amenée. C'est elle qui a décrit la phlébite.", 'Phlébite'],
    ['Conjoint : Yann K., 37 ans. Asthme depuis 2010.', 'Asthme'],
  ])('keeps the patient’s own: %j', (text, label) => {
    expect(told(text).join()).toContain(label);
  });
});

describe('when it was', () => {
  it.each<[string, string[]]>([
    ['Amoxicilline : angio-œdème 2019, tests positifs.', ['Angio-œdème | past | 2019']],
    ['Syndrome anxio-dépressif 2021', ['Syndrome anxio-dépressif | past | 2021']],
    ['2020 fausse couche spontanée (novembre), expulsion complète', ['Fausse couche spontanée | past | 2020-11']],
    ['Convulsion fébrile à 14 mois, une seule.', ['Convulsion fébrile | active']],
    ["Le rhumatisme articulaire aigu remontait à l'enfance.", ['Rhumatisme articulaire aigu | active']],
    ['Deux bronchites cet hiver, une seule sous antibiotique.', ['Deux bronchites | active | 2022']],
    ['Deux chutes cet automne.', ['Deux chutes | past | 2021']],
    // Near misses.
    ['Pneumopathie en novembre, guérie.', ['Pneumopathie | resolved | 2021-11']],
    ["Une sténose mitrale qui l'a gênée cet hiver.", ['Sténose mitrale | active']],
    ['Bronchite, à revoir cet automne.', ['Bronchite | active | 2022-06-07']],
  ])('%j', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });
});

describe('what only looks like an illness', () => {
  it.each([
    'Upadacitinib : option retenue, sous réserve lipides, zona, thrombose.',
    'Demandé : VIH + CV + CD4, VHB, syphilis, NFS, bilharziose, Rx thorax.',
    'Je demande : coproculture, paludisme, dengue.',
    "PROJET D'ACCUEIL INDIVIDUALISÉ\nVomissements répétés : stylo dans la cuisse, appeler le 15.\nCrise d'asthme : VENTOLINE 4 bouffées.",
    'LASER (PPR) : OG complété',
    'la 36, fracturée sous sa couronne.',
    'Haemophilus dans les crachats.',
    'Adrénaline IM 0,14 mg cuisse droite, cardiologue prévenu.',
    'Trois culots globulaires ont été transfusés, groupe A positif.',
    'Testing releveurs : G 3/5, D 5/5.',
    "Je lui ai parlé d'autosondages, elle refuse pour le moment.",
    "La cause du gros accident du 17 mai dernier, c'est bien lui.",
    'Appendice : péri-appendicite.',
    'IAO EVA 9, agité, TA 171/88, Fc 96.',
    'Alcool : zéro depuis janvier 2021.',
    "Coqueluche et VRS à prévoir. Grippe à l'automne.",
    "Vaccin pneumocoque : refus aujourd'hui. Grippe : d'accord en octobre.",
    'Frottis/HPV : mars 2022, négatif',
  ])('%j', (text) => {
    expect(told(text).filter((line) => !line.includes('absent'))).toEqual([]);
  });

  it.each<[string, string[]]>([
    ['Score EMIF-SEP 68 %, SEP rémittente.', ['Sclérose en plaques rémittente | active']],
    ['-> HELLP / PE : non', ['HELLP syndrome | absent']],
    ['Cortapaisyl : fini, eczéma parti à 4 ans.', ['Eczéma parti | resolved']],
    ['CICATRICE UTÉRINE : CR opératoire non récupéré.', ['Cicatrice utérine | active']],
    ['SINGULAIR 4 : STOP depuis 05/2021, cauchemars au 2e mois.', ['Cauchemars au 2e mois | past']],
    ['Rétinopathie proliférante, bouquet nasal en régression.', ['Rétinopathie proliférante | active']],
    ['Vessie de lutte, diverticule sans lésion.', ['Vessie de lutte | active']],
    ['Jeu pathologique sous ropinirole en 2018-2019.', ['Jeu pathologique sous ropinirole | past']],
    // Near misses.
    ['Néphropathie à IgA, hémodialyse de 2015 à 2017.', ['Néphropathie à IgA | active']],
    ['Tabac arrêté, toux persistante.', ['Toux persistante | active']],
    ['Toux presque partie.', ['Toux presque partie | active']],
    ['Crachats purulents depuis 3 jours.', ['Crachats purulents | active']],
    ['Paludisme traité en 2019.', ['Paludisme | past']],
    ['Insuffisance mitrale grade 2.', ['Insuffisance mitrale grade 2 | active']],
    ['Déficit des releveurs à droite.', ['Déficit des releveurs | active']],
    ['Appendicite opérée.', ['Appendicite opérée | past']],
  ])('%j', (text, expected) => {
    expect(told(text).map((line) => line.split(' | ').slice(0, 2).join(' | '))).toEqual(expected);
  });
});
