/**
 * Reads 2,000 damaged files of every format and says what came of them: `npx tsx eval/mutations.ts [COUNT] [SEED]`.
 * Passes when each gave a typed result within its time and memory came back.
 */
import { fileURLToPath } from 'node:url';
import { ERRORS } from '../src/errors.js';
import { readSource } from '../src/extract/read/read-source.js';
import { closeReadWorkers } from '../src/extract/read/worker-pool.js';
import { mutate, soundFiles } from './hostile/mutate.js';
import { seeded } from './seeded.js';

const count = Number(process.argv[2] ?? 2000);
const random = seeded(Number(process.argv[3] ?? 1));
const files = await soundFiles(fileURLToPath(new URL('./corpus/demo/sources', import.meta.url)));
const outcomes = new Map<string, number>();
const untyped: string[] = [];
let slowest = 0;
let peak = 0;
const started = performance.now();
let next = 0;
const worker = async (): Promise<void> => {
  for (; next < count;) {
    next += 1;
    const bytes = mutate(files, random);
    const from = performance.now();
    const readings = await readSource({ fileName: 'mutation', bytes });
    slowest = Math.max(slowest, performance.now() - from);
    peak = Math.max(peak, process.memoryUsage().rss);
    const codes = readings.flatMap((reading) => reading.warnings.map((warning) => warning.code));
    if (readings.length === 0 || codes.some((code) => !(code in ERRORS))) untyped.push(codes.join(' '));
    const outcome = codes[0] ?? 'read';
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
};
await Promise.all([worker(), worker()]);
await closeReadWorkers();
const seconds = (performance.now() - started) / 1000;
process.stdout.write(
  `${String(count)} mutated files in ${seconds.toFixed(1)} s; slowest ${slowest.toFixed(0)} ms; peak memory ${(peak / 1048576).toFixed(0)} MB; untyped ${String(untyped.length)}\n`,
);
for (const [outcome, number] of [...outcomes].sort((a, b) => b[1] - a[1])) process.stdout.write(`  ${outcome}: ${String(number)}\n`);
process.exitCode = untyped.length === 0 ? 0 : 1;
