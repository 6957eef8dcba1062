import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { WorkerOptions } from 'node:worker_threads';

/**
 * Starts the worker `name` (without extension) that stands beside the module at `base`. Once built it is JavaScript.
 * From source it is TypeScript, which on Node 20 a worker does not inherit from tsx, nor get from `--import tsx`
 * (ERR_UNKNOWN_FILE_EXTENSION): a line of JavaScript registers tsx in the thread first. Works under tsx and vitest, from any folder.
 */
export function startWorker(name: string, base: string, options: WorkerOptions): Worker {
  if (!base.endsWith('.ts')) return new Worker(new URL(`./${name}.js`, base), options);
  // The file itself: `require.resolve('tsx/esm/api')` gives its CommonJS form, whose register() looks for a file that is not there.
  const tsx = new URL('./dist/esm/api/index.mjs', pathToFileURL(createRequire(base).resolve('tsx/package.json'))).href;
  const url = new URL(`./${name}.ts`, base).href;
  const code = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(url)}); });`;
  return new Worker(code, { ...options, eval: true });
}
