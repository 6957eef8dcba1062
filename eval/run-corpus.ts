import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProgressLine } from '../src/cli/progress-line.js';
import { PACKAGE_ROOT } from '../src/config.js';
import { OnnxTagger, TAGGER_ID } from '../src/extract/tagger/onnx-tagger.js';
import { closeReadWorkers } from '../src/extract/read/worker-pool.js';
import { evaluateDossier, type DossierResult } from './evaluate-dossier.js';
import { FIGURES } from './figures.js';
import { openPipeline } from './frise-for-eval.js';
import { dossierFolders, loadDossier } from './gold.js';
import { writeBlock } from './report/docs-block.js';
import { renderReport } from './report/html.js';
import { baselineRows, renderBaselines, renderMarkdown, renderTable, rowsOf } from './report/table.js';
import { renderReviewForm } from './review/form.js';

export interface RunOptions {
  readonly corpus: string;
  /** Ids of dossiers; all where empty. */
  readonly only: readonly string[];
  readonly withoutMetadata: boolean;
  readonly unseal: boolean;
  readonly fresh: boolean;
  readonly review: boolean;
  readonly out: string;
  readonly baseline: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
  /** Given: written anew. */
  readonly baselineFile?: string;
  readonly docsFile?: string;
}

/** Runs the pipeline on every dossier of a corpus, prints one table and writes the reports; resolves to the titles of the figures that fell. */
export async function runCorpus(options: RunOptions): Promise<string[]> {
  const all = dossierFolders(options.corpus).map(loadDossier);
  const unknown = options.only.filter((id) => !all.some(({ listing }) => listing.id === id));
  if (unknown.length > 0)
    throw new RangeError(
      `no dossier ${unknown.join(', ')} under ${options.corpus}; there are ${all.map(({ listing }) => listing.id).join(', ')}`,
    );
  const dossiers = all.filter(({ listing }) => options.only.length === 0 || options.only.includes(listing.id));
  if (dossiers.length === 0) throw new RangeError(`no dossier (dossier.json, gold.json, texts/, sources/) under ${options.corpus}`);
  const line = new ProgressLine(process.stderr);
  const pipeline = await openPipeline({
    home: join(options.out, 'store'),
    ...(options.fresh ? {} : { cache: join(options.out, 'recognised') }),
  });
  const tagger = await openTagger();
  const results: DossierResult[] = [];
  const started = performance.now();
  try {
    for (const [index, dossier] of dossiers.entries())
      results.push(
        await evaluateDossier(pipeline, dossier, {
          withoutMetadata: options.withoutMetadata,
          ...(tagger === undefined ? {} : { tagger }),
          say: (text) => line.show(text.replace(/ \d.*/, ''), `${index + 1}/${dossiers.length} ${text}`),
        }),
      );
  } finally {
    await pipeline.close();
    await tagger?.close();
    await closeReadWorkers();
  }
  line.end(`${results.length} dossiers in ${((performance.now() - started) / 1000).toFixed(0)} s`);

  const rows = rowsOf(results, options.baseline);
  process.stdout.write(`${renderTable(rows)}\n\n${renderBaselines(results)}\n\n${timesLine(results)}\n`);
  for (const half of [false, true]) {
    const own = results.filter(({ sealed }) => sealed === half);
    if (own.length > 0 && own.length < results.length) process.stdout.write(`${summaryLine(half ? 'sealed' : 'open', own)}\n`);
  }
  write(results, options);
  if (options.baselineFile !== undefined)
    writeFileSync(
      options.baselineFile,
      `${JSON.stringify({ ...options.baseline, ...Object.fromEntries(results.map(({ id, figures }) => [id, rounded(figures)])) }, null, 2)}\n`,
    );
  if (options.docsFile !== undefined)
    writeBlock(
      options.docsFile,
      [`${results.map(({ id }) => id).join(', ')}:`, '', renderMarkdown(rows, baselineRows(results)), '', summaryLines(results)].join('\n'),
    );
  return rows.filter(({ fallen }) => fallen).map(({ spec }) => spec.title);
}

async function openTagger(): Promise<OnnxTagger | undefined> {
  const models = join(PACKAGE_ROOT, 'models');
  if (existsSync(join(models, TAGGER_ID))) return OnnxTagger.create({ modelsDirectory: models });
  process.stderr.write(`models/${TAGGER_ID} is absent: its baseline is not measured\n`);
  return undefined;
}

const rounded = (figures: DossierResult['figures']): Record<string, number | null> =>
  Object.fromEntries(FIGURES.map(({ key }) => [key, figures[key] == null ? null : Math.round((figures[key] ?? 0) * 10_000) / 10_000]));

/** What `npm run bench` drew last. */
function benchCurves(out: string): string[] {
  const folder = join(out, 'plots');
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.svg'))
        .map((name) => readFileSync(join(folder, name), 'utf8'))
    : [];
}

function write(results: readonly DossierResult[], options: RunOptions): void {
  const folder = join(options.out, 'report');
  mkdirSync(folder, { recursive: true });
  const dossiers = results.map((result) => ({ result, rows: rowsOf([result], options.baseline) }));
  for (const [name, html] of renderReport({
    rows: rowsOf(results, options.baseline),
    baselines: baselineRows(results),
    dossiers,
    unseal: options.unseal,
    curves: benchCurves(options.out),
  }))
    writeFileSync(join(folder, name), html);
  const json = results.map((result) => ({
    id: result.id,
    documents: result.documents,
    sealed: result.sealed,
    figures: result.figures,
    withoutMetadata: result.withoutMetadata,
    baselines: result.baselines,
    confusion: result.confusion,
    times: result.times,
    findings: result.sealed && !options.unseal ? [] : result.findings,
  }));
  writeFileSync(join(options.out, 'figures.json'), `${JSON.stringify(json, null, 1)}\n`);
  if (options.review) {
    const forms = join(options.out, 'review');
    mkdirSync(forms, { recursive: true });
    for (const { id, runs } of results) if (runs[0] !== undefined) writeFileSync(join(forms, `${id}.html`), renderReviewForm(id, runs[0]));
    process.stderr.write(`Forms for clinicians: ${forms}\n`);
  }
  process.stderr.write(`Report: ${join(folder, 'index.html')}\n`);
}

const SHORT = ['recall3', 'recall2', 'trapLeak', 'treatmentF1', 'timelineF1', 'seriesRecall', 'conflicts', 'ndcg', 'absentHonest'];

function summaryLine(name: string, results: readonly DossierResult[]): string {
  const rows = rowsOf(results, {}).filter(({ spec }) => SHORT.includes(spec.key));
  return `${name} (${results.map(({ id }) => id).join(', ')}): ${rows.map(({ spec, value }) => `${spec.key} ${value?.toFixed(3) ?? '–'}`).join(', ')}`;
}

const summaryLines = (results: readonly DossierResult[]): string =>
  [false, true]
    .map((half) => results.filter(({ sealed }) => sealed === half))
    .filter((own) => own.length > 0 && own.length < results.length)
    .map((own) => `- ${summaryLine(own[0]?.sealed === true ? 'sealed' : 'open', own)}`)
    .join('\n');

function timesLine(results: readonly DossierResult[]): string {
  const sorted = results.flatMap(({ times }) => times.synthesis).sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(0);
  const ingestion = results.map(({ id, times }) => `${id} ${(times.ingestion / 1000).toFixed(1)} s`).join(', ');
  return `synthesis for a reason, warm: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms (${sorted.length} runs); this run's ingestion (recognised pages are kept between runs): ${ingestion}`;
}
