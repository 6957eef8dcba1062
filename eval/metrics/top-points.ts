import { near, normalised } from '../fuzzy.js';
import type { Evidence, Gold } from '../gold.js';
import { states } from './fact-recall.js';
import { cites, type Said } from './matching.js';
import { mean, type Finding, type Measure } from './measure.js';

/** A line covers a passage by citing it, or by stating, from elsewhere, the fact of the gold that the passage is evidence of. */
export function covers(said: Said, one: Evidence, gold: Gold): boolean {
  if (cites(said, [one])) return true;
  return gold.facts
    .filter(({ evidence }) => evidence.some(({ doc, quote }) => doc === one.doc && near(quote, one.quote, 75)))
    .some((fact) => states(said, fact));
}

/** The points to remember: passages behind the gold's points that the highlighted lines of that reason cover. */
export const topPoints: Measure = ({ dossier, runs }) => {
  const findings: Finding[] = [];
  const shares = dossier.gold.topPoints.flatMap(({ reason, evidence }) => {
    const run = runs.find((one) => normalised(one.reason ?? '') === normalised(reason));
    if (run === undefined || evidence.length === 0) return [];
    const chosen = new Set(run.highlights);
    const shown: Said[] = run.sections.flatMap(({ statements }) => statements.filter(({ id }) => chosen.has(id)));
    const missed = evidence.filter((one) => !shown.some((said) => covers(said, one, dossier.gold)));
    for (const one of missed) findings.push({ measure: 'top point', text: `${reason}: ${one.quote}`, sources: [one] });
    return [1 - missed.length / evidence.length];
  });
  return { figures: { topPoints: mean(shares) }, findings };
};

/** The gold's prevention lines that a prevention item or a vaccination stands on. */
export const prevention: Measure = ({ dossier, runs }) => {
  const said: Said[] = [...runs[0].prevention, ...runs[0].sections.flatMap(({ statements }) => statements)];
  const missed = dossier.gold.prevention.filter(({ evidence }) => !said.some((one) => cites(one, evidence)));
  const all = dossier.gold.prevention.length;
  return {
    figures: { preventionFound: all === 0 ? null : 1 - missed.length / all },
    findings: missed.map(({ label, evidence }) => ({ measure: 'prevention', text: label, sources: evidence })),
  };
};
