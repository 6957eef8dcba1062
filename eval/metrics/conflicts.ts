import { cites } from './matching.js';
import { share, type Measure } from './measure.js';

/** Contradictions: one warning that stands on two of the gold's passages. */
export const conflicts: Measure = ({ dossier, runs }) => {
  const missed = dossier.gold.conflicts.filter(
    ({ evidence }) =>
      !runs[0].vigilance.some((warning) => evidence.filter((one) => cites(warning, [one])).length >= Math.min(2, evidence.length)),
  );
  return {
    figures: { conflicts: share(dossier.gold.conflicts.length - missed.length, dossier.gold.conflicts.length) },
    findings: missed.map(({ label, evidence }) => ({ measure: 'conflict', text: label, sources: evidence })),
  };
};
