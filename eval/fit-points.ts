/**
 * The weights of the points to remember drawn from what the gold of written dossiers has a doctor remember, held near those of the hand, and
 * what they are worth on the dossier left out.
 *
 * usage: tsx eval/fit-points.ts [--write] DOSSIER_DIR…      (each with gold.json and its rendered sources; --write puts the weights where the product reads them)
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SynthesisRequest } from '../src/pipeline/summarise-dossier.js';
import { summariseInput } from '../src/pipeline/summarise-dossier.js';
import type { DossierState } from '../src/pipeline/dossier-state.js';
import { PACKAGE_ROOT } from '../src/config.js';
import { TransformersEmbedder } from '../src/index/transformers-embedder.js';
import { rankCandidates } from '../src/summarise/points/choose-points.js';
import { HAND_WEIGHTS } from '../src/summarise/points/features.js';
import { atOnce } from '../src/summarise/steps.js';
import { pointsInput } from '../src/summarise/summarise.js';
import { OUT, openPipeline, readFolder } from './frise-for-eval.js';
import { loadDossier, type CorpusDossier } from './gold.js';
import { covers } from './metrics/top-points.js';
import { fitted, judged, type PointsCase, type PointsFigures } from './point-weights.js';

const embedder = await TransformersEmbedder.create({ modelsDirectory: join(PACKAGE_ROOT, 'models') });
const pipeline = await openPipeline({ home: join(OUT, 'fit-points'), cache: join(OUT, 'recognised') });

async function caseOf(
  state: DossierState,
  dossier: CorpusDossier,
  topPoints: CorpusDossier['gold']['topPoints'][number],
): Promise<PointsCase> {
  const request: SynthesisRequest = { referenceDate: dossier.listing.referenceDate, reason: topPoints.reason };
  const { input, core } = await summariseInput(state, request, {
    embedder,
    models: [],
    version: 'eval',
    now: () => new Date(),
    cores: { get: (_, __, make) => Promise.resolve(atOnce(make())) },
  });
  const files = new Map(state.summaries.map(({ id, file }) => [id, basename(file)]));
  const ranked = rankCandidates(pointsInput(input, core));
  return {
    dossier: dossier.listing.id,
    reason: topPoints.reason,
    passages: topPoints.evidence.length,
    ranked,
    covers: new Map(
      ranked.map(({ candidate: { id, statement } }) => {
        const citations = statement.citations.map(({ span, quote }) => ({
          ...span,
          document: files.get(span.documentId) ?? '',
          quote,
        }));
        const said = { text: statement.text, fact: statement.fact, citations };
        return [id, topPoints.evidence.flatMap((one, passage) => (covers(said, one, dossier.gold) ? [passage] : []))];
      }),
    ),
  };
}

function show(name: string, { covered, clauses, characters }: PointsFigures): void {
  console.log(`${name.padEnd(28)} ${covered.toFixed(3)} covered, ${clauses.toFixed(1)} clauses, ${characters.toFixed(0)} characters`);
}

const cases: PointsCase[] = [];
for (const folder of process.argv.slice(2).filter((argument) => !argument.startsWith('--'))) {
  const dossier = loadDossier(folder);
  const state = await readFolder(pipeline, dossier.sources, dossier.listing.id, { metadata: true });
  for (const topPoints of dossier.gold.topPoints.filter(({ evidence }) => evidence.length > 0))
    cases.push(await caseOf(state, dossier, topPoints));
}
await pipeline.close();
await embedder.close();
const dossiers = [...new Set(cases.map(({ dossier }) => dossier))];
const leftOut = new Map(dossiers.map((id) => [id, fitted(cases.filter(({ dossier }) => dossier !== id))]));
const weights = fitted(cases);
console.log(`${cases.length} reasons of ${dossiers.length} dossiers`);
show(
  'weights of the hand',
  judged(cases, () => HAND_WEIGHTS),
);
show(
  'weights that stand',
  judged(cases, () => undefined),
);
show(
  'fitted, dossier left out',
  judged(cases, (id) => leftOut.get(id)),
);
show(
  'fitted on all',
  judged(cases, () => weights),
);
if (process.argv.includes('--write')) {
  const file = join(PACKAGE_ROOT, 'src', 'summarise', 'vocabulary', 'point-weights.json');
  const vocabulary = JSON.parse(readFileSync(file, 'utf8')) as { readonly weights: Readonly<Record<string, { readonly hand: number }>> };
  const moved = Object.fromEntries(
    Object.entries(vocabulary.weights).map(([feature, { hand }]) => [
      feature,
      { hand, fitted: Math.round((weights[feature as keyof typeof weights] ?? hand) * 100) / 100 },
    ]),
  );
  writeFileSync(file, `${JSON.stringify({ ...vocabulary, weights: moved }, null, 1)}\n`);
}
