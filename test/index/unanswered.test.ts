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
});
