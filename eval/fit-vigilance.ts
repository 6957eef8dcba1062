/**
 * What a warning is worth, learnt from hands that checked warnings against the papers (`eval/corpus/vigilance`), and what that brings on
 * dossiers whose family taught nothing: of the lines that are told as more than minor, those that are right and worth telling.
 *
 * usage: tsx eval/fit-vigilance.ts JUDGED.jsonl [--test JUDGED.jsonl…] [--write | --as-written] -- DOSSIER_DIR…
 * `--write` puts the weights where the product reads them; `--as-written` tests those that stand there.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { PACKAGE_ROOT } from '../src/config.js';
import { summariseInput } from '../src/pipeline/summarise-dossier.js';
import { TransformersEmbedder } from '../src/index/transformers-embedder.js';
import { buildSources } from '../src/summarise/sources.js';
import { atOnce } from '../src/summarise/steps.js';
import { warningsFound } from '../src/summarise/summarise.js';
import { worthFeatures, worthOf, type WorthFeatures, type WorthWeights } from '../src/summarise/vigilance/worth.js';
import { OUT, openPipeline, readFolder } from './frise-for-eval.js';
import { loadDossier } from './gold.js';
import { shareOf } from './statistics.js';

const WEIGHTS = join(PACKAGE_ROOT, 'src/summarise/vocabulary/vigilance-weights.json');
const STEPS = 4_000;
const RATE = 2;
/** Pull of each weight towards none, against the sum over the examples. */
const PULL = 3;
/** A line less likely than that to be right and worth telling is minor. */
const MINOR_BELOW = 0.3;

const Judged = z.object({
  dossier: z.string(),
  rule: z.string(),
  text: z.string(),
  documents: z.array(z.string()),
  /** Right and worth telling, right but minor, settled, false, a duplicate. */
  verdict: z.enum(['R', 'M', 'S', 'F', 'D']),
  grade: z.int().min(1).max(3).optional(),
});
type Judged = z.infer<typeof Judged>;

interface Example {
  readonly family: string;
  readonly features: WorthFeatures;
  readonly importance: number;
  readonly place: number;
  readonly verdict: Judged['verdict'];
  readonly grade: number;
}
/** How much of a right line each verdict makes. */
const RIGHT: Readonly<Record<Judged['verdict'], number>> = { R: 1, M: 0.5, S: 0, F: 0, D: 0 };

const argv = process.argv.slice(2);
const folders = argv.slice(argv.indexOf('--') + 1);
const options = argv.slice(0, argv.indexOf('--'));
const tests = options.includes('--test') ? options.slice(options.indexOf('--test') + 1).filter((option) => !option.startsWith('--')) : [];
const read = (file: string): Judged[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Judged.parse(JSON.parse(line)));
const lessons = read(options[0] ?? '');
const others = tests.flatMap(read);

const embedder = await TransformersEmbedder.create({ modelsDirectory: join(PACKAGE_ROOT, 'models') });
const pipeline = await openPipeline({ home: join(OUT, 'fit-vigilance'), cache: join(OUT, 'recognised') });
const examples: Example[] = [];
const tested: Example[] = [];
for (const folder of folders) {
  const { listing, sources } = loadDossier(folder);
  const state = await readFolder(pipeline, sources, listing.id, { metadata: true });
  const { input } = await summariseInput(
    state,
    { referenceDate: listing.referenceDate },
    {
      embedder,
      models: [],
      version: 'eval',
      now: () => new Date(),
      cores: { get: (_, __, make) => Promise.resolve(atOnce(make())) },
    },
  );
  const warnings = warningsFound(input);
  const features = worthFeatures(warnings, buildSources(input.documents), listing.referenceDate);
  const files = new Map(state.summaries.map(({ id, file }) => [id, basename(file).replace(/\..*/, '')]));
  const papersOf = (place: number): string =>
    [...new Set(warnings[place]!.citations.map(({ span }) => files.get(span.documentId)))].toSorted().join();
  const examplesOf = (judged: readonly Judged[]): Example[] =>
    judged.flatMap((one) => {
      if (one.dossier !== listing.id) return [];
      // Told otherwise since, of the same papers; or no longer told.
      const told = warnings.findIndex(({ rule, text }) => rule === one.rule && text === one.text);
      const place = told >= 0 ? told : warnings.findIndex(({ rule }, at) => rule === one.rule && papersOf(at) === one.documents.join());
      if (place < 0) return [];
      const { verdict, grade = 0 } = one;
      const { importance } = warnings[place]!;
      return [{ family: listing.id.replace(/\d+$/, ''), features: features[place]!, importance, place, verdict, grade }];
    });
  examples.push(...examplesOf(lessons));
  tested.push(...examplesOf(others));
  process.stderr.write(`${listing.id} `);
}

/** Logistic regression, each weight held near none. */
function fitted(learnt: readonly Example[]): WorthWeights {
  const names = [...new Set(learnt.flatMap(({ features }) => [...features.keys()]))].toSorted();
  const columns = new Map(names.map((name, column) => [name, column]));
  const rows = learnt.map(({ features, verdict }) => ({
    cells: [...features].map(([name, value]) => [columns.get(name)!, value] as const),
    right: RIGHT[verdict],
  }));
  const weights = new Float64Array(names.length);
  let bias = 0;
  for (let step = 0; step < STEPS; step += 1) {
    const slopes = weights.map((weight) => PULL * weight);
    let biasSlope = 0;
    for (const { cells, right } of rows) {
      const sum = cells.reduce((total, [column, value]) => total + value * weights[column]!, bias);
      const error = 1 / (1 + Math.exp(-sum)) - right;
      for (const [column, value] of cells) slopes[column]! += error * value;
      biasSlope += error;
    }
    const rate = RATE / rows.length;
    for (const [column, slope] of slopes.entries()) weights[column]! -= rate * slope;
    bias -= rate * biasSlope;
  }
  const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
  return { bias: rounded(bias), weights: Object.fromEntries(names.map((name, column) => [name, rounded(weights[column]!)])) };
}

/** How often a right line comes before another one. */
function ordered(scored: readonly (readonly [Example, number])[]): number {
  const right = scored.filter(([{ verdict }]) => verdict === 'R').map(([, score]) => score);
  const wrong = scored.filter(([{ verdict }]) => verdict !== 'R').map(([, score]) => score);
  const wins = right.reduce((sum, one) => sum + wrong.reduce((total, other) => total + (one > other ? 1 : one === other ? 0.5 : 0), 0), 0);
  return wins / Math.max(1, right.length * wrong.length);
}

function show(name: string, scored: readonly (readonly [Example, number])[]): void {
  const isRight = ([{ verdict }]: readonly [Example, number]): boolean => verdict === 'R';
  const isGrave = ([{ grade }]: readonly [Example, number]): boolean => grade === 3;
  const kept = scored.filter(([, score]) => score >= MINOR_BELOW);
  const before = scored.map(([one]): readonly [Example, number] => [one, one.importance - one.place / 1_000]);
  console.log(
    `${name}: ${scored.length} lines, right ${shareOf(scored.filter(isRight).length, scored.length)}; order ${ordered(before).toFixed(3)} → ${ordered(scored).toFixed(3)}; ` +
      `told as more than minor ${shareOf(kept.length, scored.length)}, of which right ${shareOf(kept.filter(isRight).length, kept.length)}; ` +
      `right lines kept ${shareOf(kept.filter(isRight).length, scored.filter(isRight).length)}, the gravest ${shareOf(kept.filter(isGrave).length, scored.filter(isGrave).length)}`,
  );
}

const families = [...new Set(examples.map(({ family }) => family))];
const leftOut = families.flatMap((family) => {
  const weights = fitted(examples.filter((one) => one.family !== family));
  return examples.filter((one) => one.family === family).map((one) => [one, worthOf(one.features, weights)] as const);
});
show('\nfamily left out', leftOut);
const all = options.includes('--as-written') ? (JSON.parse(readFileSync(WEIGHTS, 'utf8')) as WorthWeights) : fitted(examples);
if (tested.length > 0)
  show(
    'other dossiers',
    tested.map((one) => [one, worthOf(one.features, all)] as const),
  );
if (options.includes('--write')) {
  const { source, licence } = JSON.parse(readFileSync(WEIGHTS, 'utf8')) as { source: string; licence: string };
  writeFileSync(WEIGHTS, `${JSON.stringify({ source, licence, minorBelow: MINOR_BELOW, ...all }, null, 2)}\n`);
}
await pipeline.close();
process.exit(0);
