/**
 * The benchmark suite: `npm run eval -- [--corpus DIR] [--only ID,ID] [--fast] [--check] [--update-baseline] [--unseal] [--fresh] [--twice]`
 * or `npm run eval -- --task NAME --data FILE.jsonl [--predictions OUT.jsonl] [--only TASK] [--misses]`, `--review`, `--review-answers DIR`.
 * See docs/evaluation.md.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PACKAGE_ROOT } from '../src/config.js';
import { differences } from './compare-runs.js';
import { OUT } from './frise-for-eval.js';
import { aggregateAnswers } from './review/aggregate.js';
import { runCorpus } from './run-corpus.js';
import { retrievalTask } from './tasks/retrieval.js';
import { runTask } from './tasks/run-task.js';

const USAGE = `npm run eval -- [--corpus DIR] [--only ID,ID] [--fast] [--check] [--twice] [--fresh] [--unseal] [--update-baseline]
npm run eval -- --task NAME --data FILE|FOLDER [--queries FILE] [--predictions OUT.jsonl] [--misses]
npm run eval -- --review | --review-answers DIR
What each does, and the form of a dossier: docs/evaluation.md, eval/corpus/README.md
`;

/** Ends with what to write instead: a stack tells an evaluator nothing. */
function refuse(message: string): never {
  process.stderr.write(`${message}\n\n${USAGE}`);
  process.exit(2);
}

/** The options, or the end of the process where they are none. */
function optionsOf<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

const { values } = optionsOf(() =>
  parseArgs({
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      corpus: { type: 'string' },
      only: { type: 'string' },
      fast: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      'update-baseline': { type: 'boolean', default: false },
      unseal: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      twice: { type: 'boolean', default: false },
      review: { type: 'boolean', default: false },
      'review-answers': { type: 'string' },
      task: { type: 'string' },
      data: { type: 'string' },
      queries: { type: 'string' },
      predictions: { type: 'string' },
      misses: { type: 'boolean', default: false },
    },
  }),
);
if (values.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}
if (values.corpus !== undefined && !existsSync(values.corpus)) refuse(`--corpus: there is no folder ${values.corpus}`);

if (values.task !== undefined) {
  const { task, data, queries, predictions, misses, only } = values;
  if (data === undefined) refuse('--task needs --data FILE|FOLDER');
  const out = predictions === undefined ? {} : { predictions };
  if (task === 'retrieval')
    process.stdout.write(`${await retrievalTask({ data, ...(queries === undefined ? {} : { queries }), ...out })}\n`);
  else await runTask({ task, data, misses, ...out, ...(only === undefined ? {} : { only }) });
} else if (values['review-answers'] !== undefined) {
  process.stdout.write(`${aggregateAnswers(values['review-answers'])}\n`);
} else {
  const baselineFile = join(PACKAGE_ROOT, 'eval', 'baseline.json');
  const baseline = existsSync(baselineFile)
    ? (JSON.parse(readFileSync(baselineFile, 'utf8')) as Record<string, Record<string, number | null>>)
    : {};
  const fell = await runCorpus({
    corpus: resolve(values.corpus ?? join(PACKAGE_ROOT, 'eval', 'corpus')),
    only: values.only?.split(',') ?? [],
    withoutMetadata: !values.fast,
    unseal: values.unseal,
    fresh: values.fresh,
    review: values.review,
    out: OUT,
    baseline,
    ...(values['update-baseline'] ? { baselineFile, docsFile: join(PACKAGE_ROOT, 'docs', 'evaluation.md') } : {}),
  });
  if (values.check && fell.length > 0) {
    process.stderr.write(`Fallen beyond noise: ${fell.join(', ')}\n`);
    process.exitCode = 1;
  }
  if (values.twice) again();
}

/** The same run in another process: nothing but time may differ. */
function again(): void {
  const figures = (): unknown => JSON.parse(readFileSync(join(OUT, 'figures.json'), 'utf8'));
  const first = figures();
  const rest = process.argv
    .slice(1)
    .filter((argument) => argument !== '--twice' && argument !== '--update-baseline' && argument !== '--check');
  const { status } = spawnSync(process.execPath, [...process.execArgv, ...rest], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`the second run failed (status ${status ?? 'none'})`);
  const differing = differences(first, figures());
  process.stdout.write(differing.length === 0 ? 'Second run: the same but for time\n' : `Second run differs:\n${differing.join('\n')}\n`);
  if (differing.length > 0) process.exitCode = 1;
}
