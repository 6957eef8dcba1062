/**
 * Speed and memory of each stage and of the whole: `npm run bench -- [all | NAME…] [--update-docs]`, every `eval/bench-NAME.ts` without arguments.
 * Each prints its figures beside a reference measured in the same run; compare ratios between machines, never seconds. `eval/out/bench.json`
 * receives every table, `eval/out/plots` the curves; `--update-docs` writes both into `docs/` (a whole run on a quiet machine: some ten minutes).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PACKAGE_ROOT } from '../src/config.js';
import { OUT } from './frise-for-eval.js';
import { machineLine } from './machine-line.js';
import { benchPlots } from './report/bench-plots.js';
import { benchMarkdown, collected, collecting } from './report/bench-table.js';
import { writeBlock } from './report/docs-block.js';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'update-docs': { type: 'boolean', default: false } } });
const all = readdirSync(import.meta.dirname)
  .flatMap((name) => /^bench-([a-z-]+)\.ts$/.exec(name)?.[1] ?? [])
  .sort();
const asked = positionals.filter((name) => name !== 'all');
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) throw new RangeError(`unknown bench ${unknown.join(', ')}: ${['all', ...all].join(', ')}`);

const machine = machineLine();
process.stdout.write(`${machine}\n`);
mkdirSync(OUT, { recursive: true });
const tablesFile = join(OUT, 'bench-tables.jsonl');
writeFileSync(tablesFile, '');
for (const name of asked.length === 0 ? all : asked) {
  process.stdout.write(`\n## ${name}\n\n`);
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, `bench-${name}.ts`)], {
    stdio: 'inherit',
    env: collecting(tablesFile),
  });
  if (status !== 0) {
    process.stderr.write(`bench ${name} failed (status ${status ?? 'none'})\n`);
    process.exitCode = 1;
  }
}

const tables = collected(tablesFile);
rmSync(tablesFile);
writeFileSync(join(OUT, 'bench.json'), `${JSON.stringify({ machine, at: new Date().toISOString(), tables }, null, 1)}\n`);
const plots = benchPlots(tables);
const writePlots = (folder: string): void => {
  mkdirSync(folder, { recursive: true });
  for (const [name, svg] of plots) writeFileSync(join(folder, name), `${svg}\n`);
};
writePlots(join(OUT, 'plots'));
process.stderr.write(`Tables: ${join(OUT, 'bench.json')}; plots: ${join(OUT, 'plots')}\n`);
if (values['update-docs'] && process.exitCode === undefined) {
  writePlots(join(PACKAGE_ROOT, 'docs', 'images'));
  const images = [...plots.keys()].map((name) => `![${name.replace(/^bench-|\.svg$/g, '').replaceAll('-', ' ')}](images/${name})`);
  const block = [machine, '', ...tables.flatMap((table) => [benchMarkdown(table), '']), ...images].join('\n');
  writeBlock(join(PACKAGE_ROOT, 'docs', 'evaluation.md'), block, 'bench');
}
