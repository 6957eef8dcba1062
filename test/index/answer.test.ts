import { describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/index/answer.js';
import { DossierIndex } from '../../src/index/dossier-index.js';
import { termsOf } from '../../src/index/lexical-index.js';
import { readQuestion, withoutAsking } from '../../src/index/question.js';
import { HashEmbedder, makeDocument } from './helpers.js';

const referenceDate = '2026-11-16';
const documents = [
  makeDocument(
    'cardio',
    [
      'Examen : PA 148/88.\n\nConclusion\nHTA non contrôlée : irbésartan porté de 150 à 300 mg ce jour. Ionogramme et créatinine dans 15 jours. Un Holter serait utile.',
    ],
    {
      title: 'Consultation de cardiologie',
      type: '11488-4',
      date: '2026-10-06',
    },
  ),
  makeDocument(
    'bio',
    ['Potassium ........ 4,4   mmol/L   3,4 - 4,5\nCréatinine ........ 91   µmol/L   62 - 106\nHbA1c ........ 6,1   %   4,0 - 5,6'],
    { title: 'Biologie', type: '11502-2', date: '2026-09-28' },
  ),
  makeDocument('colo', ['Conclusion\nColoscopie totale normale jusqu’au cæcum.'], {
    title: 'Coloscopie',
    type: '34874-8',
    date: '2024-10-08',
  }),
  makeDocument('rhumato', ['La densitométrie prescrite n’a toujours pas été faite. Infiltration prévue le 24/11/2026.'], {
    title: 'Courrier rhumatologue',
    type: '11488-4',
    date: '2026-06-01',
  }),
];
const index = new DossierIndex('p', new HashEmbedder());
for (const document of documents) index.addDocument(document);
const ask = (question: string): ReturnType<typeof answerQuestion> =>
  answerQuestion({ question, index, facts: [], documents, queryVector: undefined, referenceDate });

it.each([
  ['Résultat du fond d’œil ?', 'fond d’œil'],
  ['Quelle est la dernière FEVG ?', 'FEVG'],
  ['nodule pulmonaire', 'nodule pulmonaire'],
  ['résultats', 'résultats'],
])('a search for « %s » is a search for « %s »', (question, words) => {
  expect(termsOf(withoutAsking(question))).toEqual(termsOf(words));
});

describe('a question', () => {
  it.each([
    ['Dernière HbA1c ?', 'HbA1c'],
    ['Résultat de la coloscopie ?', 'Coloscopie totale normale'],
    ['Créatinine de septembre 2026 ?', 'Créatinine'],
    ['Quelle est la kaliémie ?', 'Potassium'],
  ])('"%s" is answered by the words of the record', (question, words) => {
    const answer = ask(question);
    expect(answer.found).toBe(true);
    expect(answer.citations[0]?.quote).toContain(words);
    for (const { span, quote } of answer.citations) {
      expect(documents.find(({ id }) => id === span.documentId)?.pages[span.page - 1]?.text.slice(span.start, span.end)).toBe(quote);
    }
  });

  it.each([
    'Kaliémie et créatinine après le passage de l’irbésartan à 300 mg ?',
    'Créatinine de contrôle depuis le 06/10/2026 ?',
    'Holter ?',
    'MAPA ?',
    'Densitométrie osseuse ?',
    'Compte rendu de l’infiltration ?',
    'TSH ?',
    'Coloscopie de 2026 ?',
  ])('"%s" has no answer, though the record may speak of it', (question) => {
    const answer = ask(question);
    expect(answer.citations).toEqual([]);
    expect(answer.found).toBe(false);
    expect(answer.text).toMatch(/^Information non trouvée dans les 4 documents lus\. Recherché : /);
  });

  it('is not answered by a rule, a wait, another relative, another week or another state', () => {
    const letters = [
      makeDocument('obstetrique', ['Conclusion\nGrossesse évolutive de 22 SA. Contrôle de croissance à 28 puis 32 SA.'], {
        title: 'Échographie',
        type: '18748-4',
        date: '2026-10-19',
      }),
      makeDocument(
        'famille',
        ['Dépistage familial de la maladie cœliaque : la mère est négative. La tante a eu un cancer du sein à 51 ans (âge à vérifier).'],
        { title: 'Courrier', type: '11488-4', date: '2026-10-01' },
      ),
      makeDocument(
        'plaie',
        [
          'Examen\nLe mal perforant gauche relève d’une décharge. La plaie du genou droit est cicatrisée. Le collège attend le nouveau PAI. Polysomnographie : test de maintien d’éveil obligatoire. IRM hépatique injectée à\nfaire, pas de pacemaker.',
        ],
        { title: 'Consultation', type: '11488-4', date: '2026-09-22' },
      ),
      makeDocument('liaison', ['Biologie : Hb 11,6 le 29/09/2026. Rhésus négatif : anti-D à 28 SA. Frottis : jamais eu le résultat.'], {
        title: 'Liaison',
        type: '11488-4',
        date: '2026-10-27',
      }),
    ];
    const own = new DossierIndex('q', new HashEmbedder());
    for (const letter of letters) own.addDocument(letter);
    const found = (question: string): boolean =>
      answerQuestion({ question, index: own, facts: [], documents: letters, queryVector: undefined, referenceDate }).found;
    for (const question of [
      'Anti-D de 28 SA faite ?',
      "Résultat de l'échographie de 28 SA ?",
      'Résultat du dépistage cœliaque du père ?',
      'Le mal perforant gauche est-il cicatrisé ?',
      'Nouveau PAI ?',
      "Résultat de l'IRM hépatique ?",
      "Test de maintien d'éveil ?",
      'Hémoglobine après le 20/10/2026 ?',
      'Résultat du frottis ?',
    ])
      expect(found(question), question).toBe(false);
    for (const question of [
      'Résultat du dépistage cœliaque de la mère ?',
      'Cancer du sein dans la famille ?',
      'La plaie du genou est-elle cicatrisée ?',
      'Hémoglobine après le 20/09/2026 ?',
    ])
      expect(found(question), question).toBe(true);
  });

  it('"why" takes a plan, and is not answered by another drug of the class', () => {
    const letter = makeDocument(
      'neuro',
      [
        'Décisions\n- Topiramate : décroissance, arrêt effectif le 23 avril 2024, mauvaise tolérance cognitive.\n\nBRIVIACT (brivaracétam) arrêté une semaine. Lamotrigine contre-indiquée (toxidermie).',
      ],
      { title: 'Neurologie', type: '11488-4', date: '2024-03-26' },
    );
    const own = new DossierIndex('r', new HashEmbedder());
    own.addDocument(letter);
    const text = (question: string): string =>
      answerQuestion({ question, index: own, facts: [], documents: [letter], queryVector: undefined, referenceDate }).text;
    expect(text('Pourquoi le topiramate a-t-il été arrêté ?')).toContain('tolérance cognitive');
    expect(text('Pourquoi le topiramate a-t-il été arrêté ?')).not.toContain('BRIVIACT');
    expect(text('Pourquoi la lamotrigine est-elle contre-indiquée ?')).toContain('toxidermie');
    expect(text('Pourquoi le valproate a-t-il été arrêté ?')).toMatch(/^Information non trouvée/);
  });

  it('is of whom it asks, and holds the kind of thing that it asks for', () => {
    const letters = [
      makeDocument(
        'lettre',
        [
          'Examen\nSa mère s’est cassé le col du fémur, sa sœur aînée a une maladie d’Alzheimer. Son père est mort à 70 ans d’une rupture d’anévrisme, un frère est suivi pour un cancer du poumon. Et sa tante, c’est bien une rectocolite.\n\nAnticoagulants : ELIQUIS 5 mg à arrêter trois jours avant le geste. COUMADINE : arrêt définitif. IMUREL 100 mg pris avec du doliprane. Le SEROPLEX, prescrit en octobre, a été arrêté le 26 octobre devant une hyponatrémie et remplacé par MIRTAZAPINE 15 mg. Éruption fébrile sous BACTRIM en 1994. TVP gauche en août 2023. Naissance : garçon, 1 740 g, Apgar 9.',
        ],
        { title: 'Courrier', type: '11488-4', date: '2025-06-20' },
      ),
      makeDocument('carnet', ['REPEVAX 10/10/2019\nVRS (ABRYSVO) : à voir\nVaccins : grippe faite le 5 octobre.'], {
        title: 'Carnet',
        type: '11369-6',
        date: '2025-06-20',
      }),
      makeDocument('vue', ['Fond d’œil normal.'], { title: 'Ophtalmologie', type: '11488-4', date: '2023-02-02' }),
    ];
    const own = new DossierIndex('k', new HashEmbedder());
    for (const letter of letters) own.addDocument(letter);
    const text = (question: string): string =>
      answerQuestion({ question, index: own, facts: [], documents: letters, queryVector: undefined, referenceDate }).text;
    for (const question of [
      'La mère a-t-elle une maladie d’Alzheimer ?',
      'Le frère a-t-il eu une rupture d’anévrisme ?',
      'A-t-il une rectocolite ?',
      'Pourquoi l’ELIQUIS a-t-il été arrêté ?',
      'Pourquoi la MIRTAZAPINE a-t-elle été arrêtée ?',
      'Quelle réaction à l’IMUREL ?',
      'De quel côté est la rupture d’anévrisme ?',
      'Date de la dose de BOOSTRIX ?',
      'Vaccin VRS fait ?',
      'Fond d’œil depuis 2023 ?',
    ])
      expect(text(question), question).toMatch(/^Information non trouvée/);
    for (const [question, words] of [
      ['Qui a une maladie d’Alzheimer dans la famille ?', 'sœur aînée'],
      ['Cause du décès du père ?', 'anévrisme'],
      ['Quelle maladie digestive a la tante ?', 'rectocolite'],
      ['Quand la COUMADINE a-t-elle été arrêtée ?', 'arrêt définitif'],
      ['Pourquoi le SEROPLEX a-t-il été arrêté ?', 'hyponatrémie'],
      ['Quelle réaction au BACTRIM ?', 'Éruption'],
      ['De quel côté était la phlébite de 2023 ?', 'gauche'],
      ['Quelle jambe a eu une phlébite ?', 'gauche'],
      ['Poids de naissance ?', '1 740 g'],
    ] as const)
      expect(text(question), question).toContain(words);
  });

  it('is not answered by when an act is to take place', () => {
    const planned = [makeDocument('plan', ['Suites : coloscopie à 6-8 sem.'], { type: '11488-4', date: '2026-10-01' })];
    const done = [makeDocument('done', ['Coloscopie à 6 mois : polype de 4 mm réséqué.'], { type: '11488-4', date: '2026-10-01' })];
    for (const [kept, found] of [
      [planned, false],
      [done, true],
    ] as const) {
      const own = new DossierIndex('q', new HashEmbedder());
      for (const document of kept) own.addDocument(document);
      const question = 'Résultat de la coloscopie ?';
      expect(answerQuestion({ question, index: own, facts: [], documents: kept, queryVector: undefined, referenceDate }).found).toBe(found);
    }
  });

  it('is not answered by a schedule, a programme, another dose, another day, or what goes before the act', () => {
    const letters = [
      makeDocument(
        'onco',
        [
          "Surveillance : ACE tous les trois mois, coloscopie à un an. L'histoire justifie une consultation d'oncogénétique. L'hypercalcémie me fait souhaiter une PTH. Le kyste ovarien devait être revu en septembre, je n'ai pas vu passer l'échographie. École : absent onze jours cette année, hématologie prévenue.",
        ],
        { title: 'Consultation', type: '11488-4', date: '2026-05-27' },
      ),
      makeDocument(
        'notes',
        ['À prévoir : TEP PSMA le 3/12, rappel tétanos (dernier 2008).\n\n12/03/2026 TSH 0,31.\n\n02/11/2026 Grippe faite.'],
        {
          title: 'Extrait du dossier',
          type: '11488-4',
          date: '2026-11-10',
        },
      ),
      makeDocument(
        'vaccins',
        ['18/10/2021   ROR (1 dose - oreillons : une seule)      2e ROR : A FAIRE\n05/06/2023   HAVRIX 1    12/2023 HAVRIX 2'],
        {
          title: 'Carnet de vaccination',
          date: '2026-11-10',
        },
      ),
      makeDocument('biopsie', ['Biopsie 2016 bien supportée. Poids : 60 kg.'], {
        title: 'Fiche de préparation de la biopsie du greffon',
        type: '11488-4',
        date: '2026-11-05',
      }),
      makeDocument(
        'stomato',
        [
          'Acide zolédronique : dernière perfusion le 16/09/2025. Lamotriginémie demandée, LAMICTAL porté à 75 mg le matin et 100 mg le soir.',
        ],
        {
          title: 'Stomatologie',
          type: '11488-4',
          date: '2026-02-10',
        },
      ),
    ];
    const own = new DossierIndex('q', new HashEmbedder());
    for (const letter of letters) own.addDocument(letter);
    const found = (question: string): boolean =>
      answerQuestion({ question, index: own, facts: [], documents: letters, queryVector: undefined, referenceDate }).found;
    for (const question of [
      'Coloscopie à un an ?',
      "Résultat de la consultation d'oncogénétique ?",
      'Résultat de la PTH ?',
      'Échographie de contrôle du kyste ovarien ?',
      "Résultat de la consultation d'hématologie du 12/11/2026 ?",
      'Résultat de la TEP au PSMA ?',
      'Deuxième ROR fait ?',
      'Résultat de la biopsie du greffon de 2026 ?',
      "Compte rendu d'une perfusion d'acide zolédronique en 2026 ?",
      'Lamotriginémie ?',
      'TSH depuis mars 2026 ?',
    ])
      expect(found(question), question).toBe(false);
    for (const question of [
      'TSH de mars 2026 ?',
      'TSH depuis février 2026 ?',
      'Deuxième HAVRIX fait ?',
      'Date de la dernière perfusion d’acide zolédronique ?',
    ])
      expect(found(question), question).toBe(true);
  });

  it('is not answered by an empty box, a conditional, a vaccine for a test, the day of the change, nor what accompanies the patient', () => {
    const papers = [
      makeDocument(
        'dlu',
        ['Vaccins : grippe 20/10/26 [X]   Covid [ ] reporté   Pneumo 14/11/24 [X]', 'Régime :\n[ ] sans sel   [X] mixé   [ ] gélifié'],
        { title: "Dossier de liaison d'urgence", type: '11488-4', date: '2026-11-09' },
      ),
      makeDocument(
        'gyneco',
        [
          'Ce que je propose\n- spermogramme du mari, hystérosalpingographie si pas de grossesse à 6 mois\n- frottis si absence : FCU 06/2024 négatif',
        ],
        { title: 'Consultation', type: '11488-4', date: '2026-04-14' },
      ),
      makeDocument('vaccins', ['HPV GARDASIL 03/2008 - 05/2008\nHépatite B ENGERIX 1998, anti-HBs 230 UI/L'], {
        title: 'Carnet de vaccinations',
        type: '11369-6',
        date: '2026-10-06',
      }),
      makeDocument('cabinet', ['15/09/2026  TSH 4,6 (10/09). L-THYROXIN 75 + 1/2 cp de 25 = 87,5/j dès demain. Contrôle 6 sem.'], {
        title: 'Extrait du dossier',
        type: '11488-4',
        date: '2026-10-01',
      }),
    ];
    const own = new DossierIndex('q', new HashEmbedder());
    for (const paper of papers) own.addDocument(paper);
    const found = (question: string): boolean =>
      answerQuestion({ question, index: own, facts: [], documents: papers, queryVector: undefined, referenceDate }).found;
    for (const question of [
      'Date de la dernière vaccination covid ?',
      'Compte rendu des urgences du 9 novembre 2026 ?',
      'Spermogramme du mari ?',
      'Test HPV ?',
      'TSH après le passage à 87,5 µg ?',
    ])
      expect(found(question), question).toBe(false);
    for (const question of [
      'Date de la dernière vaccination grippe ?',
      'Dossier de liaison ?',
      'Vaccin HPV ?',
      'Anti-HBs ?',
      'Résultat du frottis ?',
      'TSH après mars 2026 ?',
    ])
      expect(found(question), question).toBe(true);
  });

  it('is read for what it names, when, and how', () => {
    const { requirements, window, expects } = readQuestion('Résultat écrit de la PCR coqueluche de janvier 2026 ?', referenceDate);
    expect(requirements.map(({ words }) => words)).toEqual(['PCR', 'coqueluche']);
    expect(window).toEqual({ from: '2026-01', to: '2026-01' });
    expect(expects).toMatchObject({ value: true, report: true });
    expect(readQuestion('TSH après le 05/10/2026 ?', referenceDate).window).toEqual({ from: '2026-10-05' });
    expect(readQuestion('MAPA ?', referenceDate).requirements[0]?.terms).not.toContain(
      '§problem:arteriopathie-obliterante-membres-inferieurs',
    );
  });

  it.each([
    // What puts one act off says nothing of the one done.
    ['Date de la dernière perfusion d’ACLASTA ?', 'ACLASTA 5 mg perfusé le 9 septembre 2025, prochaine perfusion en septembre 2026.', true],
    ['Résultat du frottis ?', 'Frottis du 11/02/2025 : prélevé.', false],
    ['Résultat de l’EEG ?', 'Pas d’indication à un EEG.', false],
    ['Résultat du caryotype ?', 'Bilan : caryotype, TSH, IGF-1.', false],
    // The answer speaks of what is asked for, and of whom.
    ['TSH sous L-THYROXINE ?', 'LEVOTHYROX remplacé par L-THYROXINE, 10 gouttes le matin (50 µg).', false],
    ['Taille du père ?', 'Examen : poids 14,4 kg, taille 98 cm.', false],
    ['Mammographie ?', 'Mère : mammographie normale en 2020.', false],
    ['Mammographie de la mère ?', 'Mère : mammographie normale en 2020.', true],
    ['Dernier T-score ?', 'T-score -3,1 au col droit.', true],
    ['Injection de PROLIA ?', 'La piqûre PROLIA : il faut refaire l’ordonnance.', false],
    // A line that gives its own day speaks of that day.
    ['Vaccin contre la grippe de 2025 ?', '22/10/2024 VAXIGRIP', false],
    ['Vaccin contre la grippe ?', '22/10/2024 VAXIGRIP', true],
    ['Résultat du psychiatre ?', 'Sertraline 100 mg depuis juin (psychiatre).', false],
    ['Taux de tacrolimus ?', 'ENVARSUS 1 mg : 3 comprimés le matin.', false],
    ['Taux de tacrolimus ?', 'Tacrolimus résiduel : 4,2 ng/mL.', true],
  ])('"%s" before "%s": %s', (question, text, found) => {
    const own = new DossierIndex('s', new HashEmbedder());
    const documents = [makeDocument('d', [`Conclusion\n${text}`], { title: 'Courrier', type: '11488-4', date: '2025-11-18' })];
    for (const document of documents) own.addDocument(document);
    expect(answerQuestion({ question, index: own, facts: [], documents, queryVector: undefined, referenceDate }).found).toBe(found);
  });

  it('of today is not answered by what was said two years ago', () => {
    const own = new DossierIndex('t', new HashEmbedder());
    const documents = [
      makeDocument('d', ['Conclusion\nContraception par LEELOO.'], { title: 'Courrier', type: '11488-4', date: '2024-10-03' }),
    ];
    for (const document of documents) own.addDocument(document);
    const found = (question: string): boolean =>
      answerQuestion({ question, index: own, facts: [], documents, queryVector: undefined, referenceDate }).found;
    expect(found('Contraception ?')).toBe(true);
    expect(found('Contraception actuelle ?')).toBe(false);
  });

  it('tells its subject from words that an answer need not repeat', () => {
    const { head, requirements } = readQuestion('Quel type de stimulateur a été implanté ?', referenceDate);
    expect(head?.words).toBe('stimulateur');
    expect(requirements.map(({ words, weight }) => [words, weight])).toEqual([
      ['type', 0.2],
      ['stimulateur', 1],
      ['implanté', 0.4],
    ]);
  });
});
