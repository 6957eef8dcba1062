import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.js';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { wellFormed } from '../../../src/extract/facts/well-formed.js';
import { UNQUALIFIED } from '../../../src/domain/fact.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';
import { cleanReason } from '../../../src/summarise/treatments/event-words.js';

const told = (text: string, kind: Fact['kind']): string[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2025-05-18',
    birthDate: '1961-09-30',
  })
    .filter((fact) => fact.kind === kind && fact.status !== 'absent' && fact.status !== 'ruled-out')
    .map(({ label }) => label);

const said = (kind: Fact['kind'], label: string): string | undefined =>
  wellFormed({
    id: 'f',
    kind,
    label,
    status: 'active',
    qualifiers: UNQUALIFIED,
    cues: [],
    citations: [{ span: { documentId: 'd', page: 1, start: 0, end: 1 }, quote: label }],
    documentId: 'd',
    origin: 'rule:any',
    confidence: 1,
    importance: 1,
  } as unknown as Fact)?.label;

describe('a line ends where its clause ends', () => {
  it.each<[Fact['kind'], string, string | undefined]>([
    ['observation', 'Facteur V Leiden : absence de la', 'Facteur V Leiden : absence'],
    ['plan', 'Toxoplasmose mensuelle / échographie semaine du', 'Toxoplasmose mensuelle'],
    [
      'plan',
      'Thyroïde : on débutera le traitement si la TSH dépasse 4, ou dès le test de',
      'Thyroïde : on débutera le traitement si la TSH dépasse 4',
    ],
    [
      'lifestyle',
      'Vie sexuelle et contraception : un stérilet au cuivre ou hormonal, pas',
      'Vie sexuelle et contraception : un stérilet au cuivre ou hormonal',
    ],
    ['condition', "Hypoglycémie sévère puisqu'", 'Hypoglycémie sévère'],
    ['plan', 'Je vous demande', undefined],
    ['plan', 'Si elle se fait, il faudra', 'Si elle se fait'],
    // Near misses: words that end a line rightly.
    ['lifestyle', 'Conduite automobile : elle ne conduit plus', 'Conduite automobile : elle ne conduit plus'],
    ['plan', 'Dosage du calcium avant', 'Dosage du calcium avant'],
    ['directive', "Il n'en veut pas", "Il n'en veut pas"],
    ['plan', 'À vérifier avec vous', 'À vérifier avec vous'],
    ['plan', 'Arrêt de travail 10 j', 'Arrêt de travail 10 j'],
    ['condition', 'Carence en vitamine D', 'Carence en vitamine D'],
    ['observation', 'VEMS 2,05 L', 'VEMS 2,05 L'],
  ])('%s %j', (kind, label, expected) => expect(said(kind, label)).toBe(expected));
});

describe('a line begins where its clause begins', () => {
  it.each<[Fact['kind'], string, string | undefined]>([
    ['lifestyle', "Profession : car à 51 ans et dans ce métier la rupture va s'étendre", undefined],
    ['lifestyle', 'Travail : ni à la médecine du travail', undefined],
    ['lifestyle', 'Tabac : donc tabagisme actif', 'Tabac : tabagisme actif'],
    ['plan', 'Or le carbimazole lui est interdit : à discuter', 'Le carbimazole lui est interdit : à discuter'],
    ['directive', '‘Personne de confiance : sa sœur', 'Personne de confiance : sa sœur'],
    ['plan', '“ Prochaine perfusion à rediscuter', 'Prochaine perfusion à rediscuter'],
    ['lifestyle', 'Automédication : ibuprofène — acheté', 'Automédication : ibuprofène — acheté'],
    ['observation', 'ajouté le 20/08] Antécédent de pré-éclampsie', 'Antécédent de pré-éclampsie'],
    ['directive', 'Elle souhaite une grossesse « pas tout de suite', 'Elle souhaite une grossesse « pas tout de suite »'],
    // Near misses.
    ['lifestyle', 'Profession : carreleur', 'Profession : carreleur'],
    ['directive', "« Qu'on ne me branche pas »", "« Qu'on ne me branche pas »"],
    ['lifestyle', 'Profession : assistante vétérinaire Taille 166 Poids avant 68', 'Profession : assistante vétérinaire'],
    [
      'lifestyle',
      'Protection juridique : personne de confiance : Mme A. (fille), Toulouse Tutelle : non',
      'Protection juridique : personne de confiance : Mme A. (fille), Toulouse',
    ],
    ['lifestyle', 'Autonomie : pacemaker : non GIR 3', 'Autonomie : GIR 3'],
    ['lifestyle', 'Conduite automobile : le permis', undefined],
    ['lifestyle', 'Substances : TOXIQUES', undefined],
    ['plan', 'Voici des nouvelles de Paul, qui a manqué deux rendez-vous', undefined],
    ['lifestyle', 'Autonomie : autonome', 'Autonomie : autonome'],
    ['lifestyle', 'Conduite automobile : le permis est suspendu', 'Conduite automobile : le permis est suspendu'],
    ['lifestyle', 'Aides : « deux fois par semaine »', 'Aides : « deux fois par semaine »'],
    ['plan', 'ROR 2 (à faire, reporté : "allergie")', 'ROR 2 (à faire, reporté : "allergie")'],
    ['plan', '1 injection tous les 6 mois', '1 injection tous les 6 mois'],
  ])('%s %j', (kind, label, expected) => expect(said(kind, label)).toBe(expected));
});

describe('a line says something of the patient', () => {
  it.each<[Fact['kind'], string, string | undefined]>([
    ['lifestyle', 'Mode de vie : durand Lucien né 09/04/44 Étage : RDC', undefined],
    ['plan', 'Identité DURAND Anne née MARTIN 22.04.91 Terme 29/03/2027', undefined],
    ['condition', 'Déficit', undefined],
    ['condition', 'Affections actuelles', undefined],
    ['condition', 'Second épisode', undefined],
    ['condition', 'Greffe non plus', undefined],
    // Near misses.
    ['pregnancy', 'Grossesses antérieures : une fille née le 12/09/2021', 'Grossesses antérieures : une fille née le 12/09/2021'],
    ['condition', 'Déficit en vitamine D', 'Déficit en vitamine D'],
    ['condition', 'Lésion du segment VI', 'Lésion du segment VI'],
    ['condition', 'Crise', 'Crise'],
    ['pregnancy', 'G3P2', 'G3P2'],
    ['observation', 'Holter : ni pause ni trouble conductif', 'Holter : ni pause ni trouble conductif'],
    ['plan', 'Ni tramadol, ni AINS', 'Ni tramadol, ni AINS'],
    ['plan', 'À demandé des nouvelles de son ami', undefined],
    ['plan', 'À demander au médecin', 'À demander au médecin'],
  ])('%s %j', (kind, label, expected) => expect(said(kind, label)).toBe(expected));
});

describe('a name is whole', () => {
  it.each([
    ['AMOXICILLINE : éruption maculeuse fugace au 6e jour, sans prurit.', 'Éruption maculeuse fugace'],
    ['Urticaire vingt minutes après la prise.', 'Urticaire'],
    ['Toux nocturne deux fois par semaine.', 'Toux nocturne'],
    ['Les selles sont noires depuis jeudi.', 'Selles noires'],
    ['Un avis est demandé pour un TDAH au Dr Anselmetti.', 'TDAH'],
    ['Les vertiges débutent au réveil.', 'Vertiges'],
    ['Maladie de Basedow de votre patiente, traitée.', 'Maladie de Basedow'],
    // Near misses.
    ['Fibrose de la sous-muqueuse.', 'Fibrose de la sous-muqueuse'],
    ['Fibrose discrète des deux côtés.', 'Fibrose discrète des deux côtés'],
    ['Amnésie de dix minutes.', 'Amnésie de dix minutes'],
    ['Fracture du cinquième métatarsien.', 'Fracture du cinquième métatarsien'],
  ])('%j', (text, expected) => expect(told(text, 'condition')).toContain(expected));
});

describe('what is true of any illness, or to come, is not the patient’s', () => {
  it.each([
    'Toute métrorragie : maternité de niveau 3.',
    'La moindre fièvre doit faire consulter.',
    'Une neuropathie périphérique est rare, la signaler.',
    "La dialyse n'est pas d'actualité, la greffe non plus.",
  ])('%j', (text) => expect(told(text, 'condition')).toEqual([]));
  it.each([
    ['Métrorragies depuis hier.', /métrorragies/i],
    ['Fièvre à 39 : hospitalisation.', /fièvre/i],
    ['La neuropathie périphérique est fréquente la nuit.', /neuropathie/i],
  ])('but: %j', (text, words) => expect(told(text, 'condition').some((label) => words.test(label))).toBe(true));
  it('tells no act that has no indication, nor one that was only spoken of', () => {
    expect(told("Neurologie : pas d'indication neurologique à la césarienne.", 'procedure')).toEqual([]);
    expect(told('Information donnée sur transfusion et anesthésie générale, acceptées.', 'procedure')).toEqual([]);
    expect(told('Césarienne en urgence le 12/09/2021.', 'procedure')).not.toEqual([]);
  });
});

describe('a name is plain', () => {
  it.each<[Fact['kind'], string, string]>([
    ['procedure', 'Les coloscopies', 'Coloscopies'],
    ['procedure', 'Une IVG', 'IVG'],
    ['condition', 'HELLP syndrome syndrome', 'HELLP syndrome'],
    ['device', 'Dispositif intra-utérin intra-utérin', 'Dispositif intra-utérin'],
    ['procedure', "L'implant a été changé", "L'implant a été changé"],
    ['procedure', 'Une seconde : une infiltration', 'Une seconde : une infiltration'],
    ['directive', 'La famille est informée informée', 'La famille est informée informée'],
  ])('%s %j', (kind, label, expected) => expect(said(kind, label)).toBe(expected));
  it('takes the refusal of a caregiver for no wish of the patient', () => {
    expect(told("J'ai refusé la délivrance et joint Mme Orcival.", 'directive')).toEqual([]);
    expect(told('Je le lui ai refusé : antécédent de thrombose.', 'directive')).toEqual([]);
    expect(
      told('Vaccin contre le zona proposé, refusé par le patient.', 'directive').length +
        told('Il refuse la transfusion.', 'directive').length,
    ).toBeGreaterThan(0);
  });
});

describe('how one lives is the patient’s', () => {
  it.each([
    ['Le scanner du 4 novembre montre un nodule et un verre dépoli autour.', /alcool/i],
    ['CONDUITE : misoprostol 800, surveillance 2 heures.', /conduite/i],
    ["Il faudra une conduite pour l'apixaban, avec l'avis du Dr Durand.", /conduite/i],
    ['Une assistante sociale a été vue.', /profession/i],
    ["Retour de l'enseignante : oublie ses affaires.", /profession/i],
    ['Hallucinations mineures le soir (un chat), critiquées.', /animaux/i],
    ['Chute au domicile avec traumatisme crânien.', /mode de vie/i],
  ])('not: %j', (text, topic) => expect(told(text, 'lifestyle').some((label) => topic.test(label))).toBe(false));
  it.each([
    ['Alcool : un verre le dimanche.', /alcool/i],
    ["Conduite : interdite jusqu'à nouvel ordre.", /conduite/i],
    ['Profession : enseignante.', /enseignante/i],
    ['Un chat à la maison.', /chat/i],
  ])('but: %j', (text, topic) => expect(told(text, 'lifestyle').some((label) => topic.test(label))).toBe(true));
});

it('tells what a teacher sees of a child under the school, and no work of the child', () => {
  const labels = extractClinicalFacts(
    analysePage('d', {
      number: 1,
      text: 'Une enseignante de français signale des « moments de flou ».',
      source: 'plain',
      positions: [],
      furniture: [],
    }),
    { documentId: 'd', documentDate: '2025-05-18', birthDate: '2014-09-30' },
  ).map(({ label }) => label);
  expect(labels.some((label) => /^Garde et scolarité : .*moments de flou/.test(label))).toBe(true);
  expect(labels.some((label) => label.startsWith('Profession'))).toBe(false);
});

describe('an event has a name', () => {
  it.each([
    'Le PHQ-9 était à 14 à la première séance, à 6 en août 2024.',
    'Tabagisme : une dizaine de paquets-années, sevrée en 2006.',
    "C'est Mme DURAND qui a fait un choc à la pénicilline en 1974.",
    'Bandelettes + lecteur : rapportés le 12/10/2024.',
    'Question posée : « allergie » inscrite partout depuis une artériographie de mai 2014.',
    'Mon cher Collègue,\nOpérée en mars 2012, elle va bien.',
    'Vérifié avant l’examen avec la radiographie du 07/11/2023.',
  ])('not: %j', (text) => expect(told(text, 'procedure').filter((label) => !/artériographie/i.test(label))).toEqual([]));
  it.each([
    ['Radiothérapie du sein : 25 séances, terminée en mai 2019.', /radiothérapie/i],
    ['Une infiltration le 3 mars 2024, une seconde le 8 avril 2024.', /une seconde : une infiltration/i],
    ['Fractures : poignet droit en 2014.', /poignet droit/],
    ['Découverte d’un cancer du côlon opéré en 2015.', /opéré|cancer/i],
  ])('but: %j', (text, words) =>
    expect([...told(text, 'procedure'), ...told(text, 'condition')].some((label) => words.test(label))).toBe(true),
  );
});

describe('a reason says why', () => {
  it.each([
    ['ler nov', undefined],
    ['1er novembre', undefined],
    ['arrêt avril 2015', undefined],
    ['prise de janvier 2018 à mai 2022', undefined],
    ['pas avant juin donc', undefined],
    ['bien passé avec prémed', undefined],
    ["qu'elle grandisse »", undefined],
    ['fait au téléphone pendant la consultation', undefined],
    ['une oesophagite érosive', 'oesophagite érosive'],
    ['cette bradycardie', 'bradycardie'],
    ['Un essai de sevrage de la', undefined],
    ['Contre-indication définitive de la', 'Contre-indication définitive'],
    ['échappement avec anticorps anti-', 'échappement avec anticorps'],
    ['lymphocytes à 0,48 G/L le 13/05/2024', 'lymphocytes à 0,48 G/L le 13/05/2024'],
    ['la chute du 12/09', 'la chute du 12/09'],
    ['hémorragie digestive en 2020', 'hémorragie digestive en 2020'],
    ['le poids et « le foie »', 'le poids et « le foie »'],
    ['prise de 14 kg', 'prise de 14 kg'],
  ])('%j', (reason, expected) => expect(cleanReason(reason, ['x'])).toBe(expected));
});
