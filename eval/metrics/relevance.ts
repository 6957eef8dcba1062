import { normalised } from '../fuzzy.js';
import { ndcg, recallAtHalf } from '../written-dossier.js';
import { docOf } from './matching.js';
import { mean, type Measure } from './measure.js';

/** The ranking of all documents for each reason: nDCG (gains 2, 1, 0) and relevant documents in the first half. */
export const relevance: Measure = ({ dossier, runs }) => {
  const scores: number[] = [];
  const halves: number[] = [];
  const findings = dossier.gold.relevance.flatMap((gold) => {
    const run = runs.find(({ reason, relevance }) => normalised(reason ?? '') === normalised(gold.reason) && relevance.length > 0);
    if (run === undefined) return [];
    const order = run.relevance.map(docOf);
    scores.push(ndcg(order, gold));
    halves.push(recallAtHalf(order, gold));
    return gold.relevant
      .filter((doc) => order.indexOf(doc) >= Math.ceil(order.length / 2))
      .map((doc) => ({ measure: 'relevance', text: `${gold.reason}: ${doc} in the second half`, sources: [] }));
  });
  return { figures: { ndcg: mean(scores), relevantInHalf: mean(halves) }, findings };
};
