import type { Tagger } from '../src/extract/tagger/tagger.js';
import type { Pipeline } from '../src/pipeline.js';
import { pageOf } from '../src/pipeline/dossier-state.js';
import type { SynthesisContract } from '../src/summarise/contract.js';
import { baselineFigures } from './baselines.js';
import type { BaselineName } from './figures.js';
import { readFolder, synthesise } from './frise-for-eval.js';
import type { CorpusDossier } from './gold.js';
import { measureAll } from './metrics/all-measures.js';
import { kindConfusion } from './metrics/fact-recall.js';
import type { Finding } from './metrics/measure.js';

type Figures = Readonly<Record<string, number | null>>;

export interface DossierResult {
  readonly id: string;
  readonly documents: number;
  readonly sealed: boolean;
  readonly figures: Figures;
  /** The same without the deposit's metadata.json, where there is one. */
  readonly withoutMetadata: Figures | null;
  readonly baselines: Readonly<Record<BaselineName, Figures>>;
  readonly findings: readonly Finding[];
  /** By kind in the gold: how many are stated as which kind. */
  readonly confusion: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly times: Times;
  readonly runs: readonly SynthesisContract[];
}

/** Milliseconds. */
export interface Times {
  /** Until what needs no recognition could be summarised; null where nothing had to be recognised. */
  readonly firstView: number | null;
  readonly ingestion: number;
  readonly synthesis: readonly number[];
}

export interface EvaluateOptions {
  readonly withoutMetadata: boolean;
  /** For the baseline that it alone makes; the pipeline runs as users run it, without. */
  readonly tagger?: Tagger;
  readonly say: (line: string) => void;
}

/** Reads a written dossier as a user would deposit it, asks for every synthesis that its gold speaks of, and measures them. */
export async function evaluateDossier(pipeline: Pipeline, dossier: CorpusDossier, options: EvaluateOptions): Promise<DossierResult> {
  const { listing, gold } = dossier;
  const run = async (metadata: boolean) => {
    const started = performance.now();
    let firstView: number | null = null;
    const state = await readFolder(pipeline, dossier.sources, `${listing.id}${metadata ? '' : '-bare'}`, {
      metadata,
      onProgress: ({ stage, done, total }) => options.say(`${listing.id}${metadata ? '' : ' without metadata'}: ${stage} ${done}/${total}`),
      onFirstView: async (early) => {
        await synthesise(pipeline, early, { referenceDate: listing.referenceDate });
        firstView = performance.now() - started;
      },
    });
    const ingestion = performance.now() - started;
    const times: number[] = [];
    const runs: SynthesisContract[] = [];
    for (const [index, { reason }] of gold.relevance.entries()) {
      const from = performance.now();
      runs.push(
        await synthesise(pipeline, state, {
          referenceDate: listing.referenceDate,
          reason,
          ...(index === 0 ? { questions: gold.absent.map(({ question }) => question) } : {}),
        }),
      );
      if (index > 0) times.push(performance.now() - from);
    }
    if (runs.length === 0) runs.push(await synthesise(pipeline, state, { referenceDate: listing.referenceDate }));
    const measured = { dossier, runs: runs as [SynthesisContract, ...SynthesisContract[]] };
    const outcome = measureAll(measured, (id, page) => pageOf(state, id, page)?.text);
    return { state, measured, outcome, times: { firstView, ingestion, synthesis: times } };
  };

  const { state, measured, outcome, times } = await run(true);
  options.say(`${listing.id}: baselines`);
  return {
    id: listing.id,
    documents: listing.documents.length,
    sealed: listing.sealed,
    figures: outcome.figures,
    withoutMetadata: options.withoutMetadata ? (await run(false)).outcome.figures : null,
    baselines: await baselineFigures(measured, state, options.tagger),
    findings: outcome.findings,
    confusion: Object.fromEntries([...kindConfusion(measured)].map(([kind, row]) => [kind, Object.fromEntries(row)])),
    times,
    runs: measured.runs,
  };
}
