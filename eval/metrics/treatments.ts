import { normalised } from '../fuzzy.js';
import { says, type Said } from './matching.js';
import { f1, share, type Finding, type Measure } from './measure.js';

/** The list of current treatments at the reference date, and what was stopped. */
export const treatments: Measure = ({ dossier, runs }) => {
  const { current, stopped } = runs[0].treatments;
  const { currentMedications, stoppedMedications } = dossier.gold;
  const same = (said: Said, gold: { readonly label: string; readonly brand?: string | null | undefined }): boolean =>
    says(said, [gold.label, gold.brand]);
  const missing = currentMedications.filter((gold) => !current.some((said) => same(said, gold)));
  const extra = current.filter((said) => !currentMedications.some((gold) => same(said, gold)));
  const names = new Set(currentMedications.map(({ label }) => normalised(label)));
  const still = stoppedMedications.filter((gold) => !names.has(normalised(gold.label)) && current.some((said) => same(said, gold)));
  const unfound = stoppedMedications.filter((gold) => !stopped.some((said) => same(said, gold)));
  const precision = share(current.length - extra.length, current.length);
  const recall = share(currentMedications.length - missing.length, currentMedications.length);
  const gap = (measure: string, one: { readonly label: string; readonly evidence: Finding['sources'] }): Finding => ({
    measure,
    text: one.label,
    sources: one.evidence,
  });
  return {
    figures: {
      treatmentPrecision: precision,
      treatmentRecall: recall,
      treatmentF1: f1(precision, recall),
      stoppedListedCurrent: still.length,
      stoppedFound: share(stoppedMedications.length - unfound.length, stoppedMedications.length),
    },
    findings: [
      ...missing.map((gold) => gap('treatment missing', gold)),
      ...extra.map(({ label, citations }) => ({
        measure: 'treatment too many',
        text: label,
        sources: citations.map(({ document, quote }) => ({ doc: document, quote })),
      })),
      ...still.map((gold) => gap('stopped, listed as current', gold)),
      ...unfound.map((gold) => gap('stop not found', gold)),
    ],
  };
};
