/**
 * Speed and memory of each stage and of the whole: `npm run bench -- [NAME…]`, every `eval/bench-NAME.ts` without arguments. Each prints its
 * figures beside a reference measured in the same run; compare ratios between machines, never seconds.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { machineLine } from './machine-line.js';

const all = readdirSync(import.meta.dirname)
  .flatMap((name) => /^bench-([a-z-]+)\.ts$/.exec(name)?.[1] ?? [])
  .sort();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) throw new RangeError(`unknown bench ${unknown.join(', ')}: ${all.join(', ')}`);

process.stdout.write(`${machineLine()}\n`);
for (const name of asked.length === 0 ? all : asked) {
  process.stdout.write(`\n## ${name}\n\n`);
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, `bench-${name}.ts`)], { stdio: 'inherit' });
  if (status !== 0) {
    process.stderr.write(`bench ${name} failed (status ${status ?? 'none'})\n`);
    process.exitCode = 1;
  }
}
