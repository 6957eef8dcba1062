import { describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/index/answer.js';
import { DossierIndex } from '../../src/index/dossier-index.js';
import { HashEmbedder, makeDocument } from './helpers.js';

const referenceDate = '2026-11-16';

describe('a question', () => {
  it('is not answered by what was only sent, by what was not written, nor by a form filled in before', () => {
    const papers = [
      makeDocument(
        'bloc',
        [
          'Calcul retiré en totalité, sonde JJ laissée.\n\nAnalyse du calcul : envoyée ce jour.\n\nBiopsie du col : envoyée au laboratoire le 12/06, normale.',
        ],
        { title: 'Compte rendu opératoire', type: '11504-8', date: '2026-06-12' },
      ),
      makeDocument('geriatrie', ['Personne de confiance : sa fille. Directives anticipées non rédigées.'], {
        title: 'Consultation de gériatrie',
        type: '11488-4',
        date: '2026-09-01',
      }),
      makeDocument('questionnaire', ["Consultation d'anesthésie : 24/11/2026, Dr Moreau. Lithium : consigne, voir anesthésiste."], {
        title: 'Questionnaire avant anesthésie',
        type: '11488-4',
        date: '2026-11-04',
      }),
    ];
    const own = new DossierIndex('q', new HashEmbedder());
    for (const paper of papers) own.addDocument(paper);
    const found = (question: string): boolean =>
      answerQuestion({ question, index: own, facts: [], documents: papers, queryVector: undefined, referenceDate }).found;
    for (const question of ['Analyse du calcul ?', 'Directives anticipées ?', "Compte rendu de la consultation d'anesthésie ?"])
      expect(found(question), question).toBe(false);
    for (const question of ['Résultat de la biopsie du col ?', 'Personne de confiance ?', "Questionnaire d'anesthésie ?"])
      expect(found(question), question).toBe(true);
  });

  it('gets the kind of thing that it asks for, of the one it names, and not what was declined', () => {
    const papers = [
      makeDocument(
        'suivi',
        [
          [
            "Pas d'allergie médicamenteuse connue.",
            'KARDEGIC poursuivi depuis mars 2021.',
            'BISOPROLOL 2,5 mg le matin.',
            'Préparation : scanner cardiaque injecté, METFORMINE arrêtée 48 h.',
            'Coloscopie faite en juin 2024, normale.',
            'COVID : refusé ce jour.',
            'Sa sœur Camille est suivie au CHU. Une urticaire à l’amoxicilline dans l’enfance.',
            'Son frère a donné les boîtes.',
            'Fond d’œil normal le 3 mars 2026.',
            'Densitométrie : pas avant le retour.',
            'L’ERG multifocal du 12 décembre est maintenu.',
            'Groupe A positif.',
          ].join('\n\n'),
        ],
        { title: 'Consultation', type: '11488-4', date: '2026-10-12' },
      ),
      makeDocument('mère', ['Deuxième enfant d’une mère de groupe O positif.'], {
        title: 'Naissance',
        type: '11488-4',
        date: '2026-10-12',
      }),
    ];
    const answerIn = (documents: typeof papers, question: string): boolean => {
      const own = new DossierIndex('q', new HashEmbedder());
      for (const paper of documents) own.addDocument(paper);
      return answerQuestion({ question, index: own, facts: [], documents, queryVector: undefined, referenceDate }).found;
    };
    for (const question of [
      'Quelle est la dose de KARDEGIC ?',
      'Date du scanner cardiaque ?',
      'Vaccination Covid ?',
      "Quelle est l'allergie de son frère ?",
      'Densitométrie ?',
      "Résultat de l'ERG multifocal ?",
      'Groupe sanguin vérifié ?',
    ])
      expect(answerIn(papers, question), question).toBe(false);
    for (const question of [
      'Quelle est la dose de BISOPROLOL ?',
      'Date de la coloscopie ?',
      'A-t-elle une allergie médicamenteuse ?',
      "Résultat du fond d'œil ?",
      'Groupe sanguin ?',
    ])
      expect(answerIn(papers, question), question).toBe(true);
    expect(answerIn(papers.slice(1), 'Groupe sanguin ?')).toBe(false);
  });
});
