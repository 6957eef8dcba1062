import { normalised } from '../fuzzy.js';
import { mean, type Measure } from './measure.js';

/** Questions that no document answers, answered "information non trouvée". */
export const absence: Measure = ({ dossier, runs }) => {
  const asked = new Set(dossier.gold.absent.map(({ question }) => normalised(question)));
  const answers = runs.flatMap((run) => run.answers).filter(({ question }) => asked.has(normalised(question)));
  return {
    figures: { absentHonest: mean(answers.map(({ found }) => (found ? 0 : 1))) },
    findings: answers
      .filter(({ found }) => found)
      .map(({ question, text, citations }) => ({
        measure: 'absent, yet answered',
        text: question,
        said: text,
        sources: citations.map(({ document, quote }) => ({ doc: document, quote })),
      })),
  };
};
