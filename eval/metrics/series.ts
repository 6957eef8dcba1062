import { near } from '../fuzzy.js';
import { numbersOf } from './matching.js';
import type { Measure } from './measure.js';

/** "4.90" and 4.9 are one value. */
const valuesOf = (written: string | number): ReadonlySet<string> => new Set([...numbersOf(written)].map((one) => String(Number(one))));
const sameNumbers = (a: string | number, b: string | number): boolean => {
  const [x, y] = [valuesOf(a), valuesOf(b)];
  return x.size === y.size && [...x].every((one) => y.has(one));
};

/** Points of the laboratory series: analyte, day and value. */
export const series: Measure = ({ dossier, runs }) => {
  const said = runs[0].series.flatMap(({ analyte, points }) => points.map((point) => ({ analyte, ...point })));
  const gold = dossier.gold.labSeries.flatMap(({ analyte, points }) => points.map((point) => ({ analyte, ...point })));
  const missed = gold.filter(
    (point) => !said.some((one) => one.date === point.date && sameNumbers(one.value, point.value) && near(point.analyte, one.analyte, 80)),
  );
  return {
    figures: { seriesRecall: gold.length === 0 ? null : 1 - missed.length / gold.length },
    findings: missed.map(({ analyte, date, value, doc }) => ({
      measure: 'series',
      text: `${analyte} ${value} (${date})`,
      sources: [{ doc, quote: String(value) }],
    })),
  };
};
