/**
 * The weights by which a timeline chooses among the dates of a record, drawn from the events that the gold of written dossiers chose, and
 * what they are worth on the dossier left out.
 *
 * usage: tsx eval/fit-timeline.ts [--write] DOSSIER_DIR…      (each with gold.json and texts; --write puts the weights where the product reads them)
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../src/config.js';
import type { Page } from '../src/domain/document.js';
import { extractFacts } from '../src/extract/understand.js';
import { buildSources, speakingFacts } from '../src/summarise/sources.js';
import { buildTimeline } from '../src/summarise/timeline/build-timeline.js';
import { mostTelling, timelineFeatures, TIMELINE_FEATURES, type TimelineWeights } from '../src/summarise/timeline/most-telling.js';
import { loadDossier } from './gold.js';
import { f1, mean } from './metrics/measure.js';
import { typedSummary } from './typed-document.js';
import { loadWrittenDossier } from './written-dossier.js';

/** Steps of gradient descent over all dates; how fast; pull towards nothing. */
const STEPS = 300;
const PACE = 0.5;
const MOMENTUM = 0.9;
const PULL = 0.003;

interface Case {
  readonly id: string;
  /** A date's features behind a constant. */
  readonly rows: readonly Float64Array[];
  /** Whether an event of the gold bears the date. */
  readonly chosen: readonly boolean[];
  readonly judge: (weights: TimelineWeights | undefined) => number;
}

/** From the texts themselves: what recognition spoils is not what a timeline chooses by. */
async function caseOf(folder: string): Promise<Case> {
  const { listing, gold } = loadDossier(folder);
  const written = (await loadWrittenDossier(folder))?.documents ?? [];
  const own = written.filter(({ id }) => !gold.misfiled.includes(id) && !gold.duplicates.some((group) => group.indexOf(id) > 0));
  const summaries = own.map(typedSummary);
  const patient = { firstNames: [], birthDate: listing.patient.birthDate };
  const sources = buildSources(summaries);
  const facts = speakingFacts(
    own.flatMap((document) => extractFacts(document, { patient, entries: [] })),
    sources,
    patient.birthDate,
  );
  const texts = new Map(own.map(({ id, pages }) => [id, pages]));
  const pages = (documentId: string, page: number): Page | undefined => texts.get(documentId)?.[page - 1];
  const events = buildTimeline(patient, facts, summaries, sources, listing.referenceDate, pages);
  const bears = (date: string): boolean => gold.timeline.some((event) => event.date.startsWith(date) || date.startsWith(event.date));
  const wanted = gold.timeline.filter(({ importance }) => (importance ?? 1) >= 2);
  return {
    id: listing.id,
    rows: timelineFeatures(events, facts, sources).map((row) => Float64Array.from([1, ...TIMELINE_FEATURES.map((name) => row[name] ?? 0)])),
    chosen: events.map(({ date }) => bears(date)),
    judge: (weights) => {
      const told = weights === undefined ? events : mostTelling(events, facts, summaries, sources, weights).timeline;
      const found = wanted.filter((event) => told.some(({ date }) => date.startsWith(event.date))).length;
      return f1(told.filter(({ date }) => bears(date)).length / Math.max(1, told.length), found / Math.max(1, wanted.length));
    },
  };
}

/** Logistic regression by gradient descent with momentum; each dossier weighs the same. */
function fitted(cases: readonly Case[]): TimelineWeights {
  const width = TIMELINE_FEATURES.length + 1;
  const weights = new Float64Array(width);
  const pace = new Float64Array(width);
  for (let step = 0; step < STEPS; step++) {
    const slope = weights.map((weight, column) => (column === 0 ? 0 : PULL * weight));
    for (const { rows, chosen } of cases)
      for (const [index, row] of rows.entries()) {
        let worth = 0;
        for (let column = 0; column < width; column++) worth += (row[column] ?? 0) * (weights[column] ?? 0);
        const error = (1 / (1 + Math.exp(-worth)) - Number(chosen[index])) / rows.length / cases.length;
        for (let column = 0; column < width; column++) slope[column] = (slope[column] ?? 0) + error * (row[column] ?? 0);
      }
    for (let column = 0; column < width; column++) {
      pace[column] = MOMENTUM * (pace[column] ?? 0) - PACE * (slope[column] ?? 0);
      weights[column] = (weights[column] ?? 0) + (pace[column] ?? 0);
    }
  }
  return Object.fromEntries(TIMELINE_FEATURES.map((name, column) => [name, weights[column + 1] ?? 0])) as TimelineWeights;
}

const cases: Case[] = [];
for (const folder of process.argv.slice(2).filter((argument) => !argument.startsWith('--'))) cases.push(await caseOf(folder));
const rows = cases.map((one) => ({
  id: one.id,
  all: one.judge(undefined),
  leftOut: one.judge(fitted(cases.filter((other) => other !== one))),
}));
for (const { id, all, leftOut } of rows)
  console.log(`${id.padEnd(6)} every date ${all.toFixed(3)}, chosen, dossier left out ${leftOut.toFixed(3)}`);
console.log(
  `F1 of dates, mean of ${rows.length}: ${mean(rows.map(({ all }) => all))?.toFixed(3)} → ${mean(rows.map(({ leftOut }) => leftOut))?.toFixed(3)}`,
);
const weights = fitted(cases);
console.log(TIMELINE_FEATURES.map((name) => `${name} ${weights[name].toFixed(2)}`).join(', '));
if (process.argv.includes('--write')) {
  const file = join(PACKAGE_ROOT, 'src', 'summarise', 'vocabulary', 'timeline-weights.json');
  const vocabulary = JSON.parse(readFileSync(file, 'utf8')) as object;
  const rounded = Object.fromEntries(TIMELINE_FEATURES.map((name) => [name, Math.round(weights[name] * 100) / 100]));
  writeFileSync(file, `${JSON.stringify({ ...vocabulary, weights: rounded }, null, 1)}\n`);
}
