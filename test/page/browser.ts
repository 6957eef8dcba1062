import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import type { AppDeps } from '../../src/api/app.js';
import { ROOT, startServer, type TestServer } from '../api/support.js';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
export const hasBrowser = existsSync(CHROMIUM);
if (!hasBrowser)
  console.warn(
    `\n!!! The tests of the page are skipped: no browser at ${CHROMIUM}. Install Chromium, or say where it is in CHROMIUM_PATH.\n`,
  );

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Browsing {
  readonly server: TestServer;
  readonly origin: string;
  /** A fresh tab; `faults` gathers what the console or the network should not have said. */
  readonly open: (
    path: string,
    options?: { readonly colorScheme?: 'light' | 'dark'; readonly width?: number; readonly height?: number },
  ) => Promise<{ readonly page: Page; readonly faults: string[] }>;
  readonly close: () => Promise<void>;
}

/** The real page, built now, on the real app, in a real browser with a profile of its own. */
export async function browse(start: (extra: Partial<AppDeps>) => Promise<TestServer> = startServer): Promise<Browsing> {
  const work = mkdtempSync(join(tmpdir(), 'frise-page-'));
  const pageDirectory = join(work, 'page');
  await build({
    configFile: join(ROOT, 'vite.config.ts'),
    root: join(ROOT, 'src', 'api', 'page'),
    build: { outDir: pageDirectory, emptyOutDir: true },
  });
  const server = await start({ pageDirectory });
  const origin = await server.app.listen({ host: '127.0.0.1', port: 0 });
  const contexts: BrowserContext[] = [];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  return {
    server,
    origin,
    open: async (path, { colorScheme = 'light', width = 1366, height = 768 } = {}) => {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme,
        locale: 'fr-FR',
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      contexts.push(context);
      const page = await context.newPage();
      // Other tests share the cores: what is slow is no fault, what never comes is.
      page.setDefaultTimeout(30_000);
      const faults: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(origin) && !url.startsWith('data:')) faults.push(`request: ${url}`);
      });
      await page.goto(`${origin}${path}`);
      return { page, faults };
    },
    close: async () => {
      for (const context of contexts) await context.close();
      await browser.close();
      await server.close();
      rmSync(work, { recursive: true, force: true });
    },
  };
}
