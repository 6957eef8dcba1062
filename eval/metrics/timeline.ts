import { docOf, says } from './matching.js';
import { f1, share, type Measure } from './measure.js';

/** Events of importance 2 and more at their date's precision and document (or label); dates that no gold event bears count against precision. */
export const timeline: Measure = ({ dossier, runs }) => {
  const said = runs[0].timeline;
  const events = dossier.gold.timeline.filter(({ importance }) => importance >= 2);
  const missed = events.filter(
    (gold) =>
      !said.some(
        (event) => event.date.startsWith(gold.date) && (event.citations.some((c) => docOf(c) === gold.doc) || says(event, [gold.label])),
      ),
  );
  const dated = said.filter(({ date }) =>
    dossier.gold.timeline.some((gold) => date.startsWith(gold.date.slice(0, date.length)) || gold.date.startsWith(date)),
  );
  const recall = share(events.length - missed.length, events.length);
  const precision = share(dated.length, said.length);
  return {
    figures: { timelineRecall: recall, timelineDatePrecision: precision, timelineF1: f1(precision, recall) },
    findings: missed.map(({ date, label, doc }) => ({ measure: 'timeline', text: `${date} ${label}`, sources: [{ doc, quote: label }] })),
  };
};
