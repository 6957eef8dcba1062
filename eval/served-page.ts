import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { buildApp } from '../src/api/app.js';
import { PACKAGE_ROOT } from '../src/config.js';
import { closeReadWorkers } from '../src/extract/read/worker-pool.js';
import type { Pipeline } from '../src/pipeline.js';
import { openPipeline } from './frise-for-eval.js';

export const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const PAGE = join(PACKAGE_ROOT, 'dist', 'page');
const SOURCES = join(PACKAGE_ROOT, 'src', 'api', 'page');

/** A figure or a picture of an older page would be told of today's. */
function isStale(): boolean {
  const built = statSync(join(PAGE, 'index.html')).mtimeMs;
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).some((file) => statSync(join(SOURCES, file)).mtimeMs > built);
}

export interface ServedPage {
  readonly origin: string;
  readonly browser: Browser;
  readonly pipeline: Pipeline;
  /** Closes the server and opens another over the same store: nothing is warm any more. */
  readonly restart: () => Promise<ServedPage>;
  readonly close: () => Promise<void>;
}

/**
 * The built page on the real server, over a store in `home`, in a real browser. Throws where there is no browser or no built page, and says
 * what to do.
 */
export async function servePage(home: string, cache?: string): Promise<ServedPage> {
  if (!existsSync(CHROMIUM)) throw new Error(`no browser at ${CHROMIUM}: install Chromium, or say where it is in CHROMIUM_PATH`);
  if (!existsSync(join(PAGE, 'index.html'))) throw new Error('the page is not built: npx vite build');
  if (isStale()) throw new Error('the page was built before its sources changed: npx vite build');
  const pipeline = await openPipeline({ home, keep: true, ...(cache === undefined ? {} : { cache }) });
  const app = await buildApp({ pipeline, version: 'eval', pageDirectory: PAGE, now: () => new Date(), requestsPerMinute: 1e6 });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const stop = async (): Promise<void> => {
    await browser.close();
    await app.close();
    await pipeline.close();
  };
  return {
    origin,
    browser,
    pipeline,
    restart: async () => {
      await stop();
      return servePage(home, cache);
    },
    close: async () => {
      await stop();
      await closeReadWorkers();
    },
  };
}

/** A folder that goes with the process. */
export function scratch(name: string): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), name));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
