/**
 * Every view of the page, to be looked at: `npx tsx eval/screenshots.ts OUT [--only v01,demo] [--shots frise,source] [--from DIR] [--keep DIR]`.
 * The demonstration and the written dossiers of `eval/corpus`, or those of `--from` (a folder of folders `ID/sources` beside `dossier.json`
 * and `gold.json`, which say the date and the reason; `ID/` alone is a folder of files). Writes `OUT/ID-SHOT.png` and says what overflows
 * sideways or speaks in the console. `--keep` keeps the store there, for the next run to find it read. The page must be built
 * (`npx vite build`).
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { PACKAGE_ROOT } from '../src/config.js';
import { viewDossier } from '../src/pipeline/view-dossier.js';
import { OUT, readFolder } from './frise-for-eval.js';
import { scratch, servePage } from './served-page.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: 'string' },
    only: { type: 'string' },
    shots: { type: 'string' },
    keep: { type: 'string' },
  },
});
const out = positionals[0];
if (out === undefined) throw new RangeError('say the folder that takes the images');

/** Adults; a confinement, a child, a pregnancy that begins. */
const OF_THE_CORPUS = ['demo', 'v01', 'v02', 'v03', 'v04', 'x04', 'x06', 'y02'];
const LAPTOP = { width: 1366, height: 768 };

interface Shot {
  readonly name: string;
  readonly tab: string;
  /** What must stand there. */
  readonly until: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly scale?: number;
  readonly dark?: boolean;
  /** What is brought into the window; without it there is nothing to show. */
  readonly where?: string;
  /** The view that the dossier must call for. */
  readonly needs?: 'child' | 'pregnancy' | 'diabetes';
  /** The whole height of the view, not the window alone. */
  readonly whole?: boolean;
  readonly act?: (page: Page) => Promise<void>;
}

const openSource = async (page: Page): Promise<void> => {
  await page.locator('.synthesis .sources').first().click();
  await page.locator('.sheet rect, .sheet mark').first().waitFor();
  for (let waited = 0; waited < 60_000 && !(await page.evaluate<boolean>(PAGE_DRAWN)); waited += 200) await page.waitForTimeout(200);
};
const print = async (page: Page): Promise<void> => {
  const href = await page.getByRole('link', { name: 'Imprimer' }).getAttribute('href');
  await page.goto(new URL(href ?? '', page.url()).href);
};
const SYNTHESIS = { tab: 'synthese', until: '.synthesis' } as const;
const TIMELINE = { tab: 'frise', until: '.timeline' } as const;
const SHOTS: readonly Shot[] = [
  { name: 'synthese', ...SYNTHESIS, whole: true },
  { name: 'synthese-fenetre', ...SYNTHESIS },
  { name: 'synthese-sombre', ...SYNTHESIS, dark: true },
  { name: 'synthese-200', ...SYNTHESIS, size: { width: 683, height: 384 }, scale: 2 },
  { name: 'synthese-tablette', ...SYNTHESIS, size: { width: 1024, height: 768 }, whole: true },
  { name: 'synthese-tablette-debout', ...SYNTHESIS, size: { width: 768, height: 1024 }, whole: true },
  {
    name: 'synthese-depliee',
    ...SYNTHESIS,
    whole: true,
    act: async (page) => {
      for (const fold of await page.locator('.card > details > summary').all()) await fold.click();
    },
  },
  {
    name: 'question',
    ...SYNTHESIS,
    act: async (page) => {
      await page.locator('#question').fill('allergie');
      await page.keyboard.press('Enter');
      await page.locator('.answer').waitFor();
    },
  },
  { name: 'source', ...SYNTHESIS, act: openSource },
  { name: 'source-tablette', ...SYNTHESIS, size: { width: 1024, height: 768 }, act: openSource },
  {
    name: 'pourquoi',
    ...SYNTHESIS,
    act: async (page) => {
      await openSource(page);
      await page.locator('.source summary', { hasText: 'Pourquoi' }).click();
    },
  },
  { name: 'frise', ...TIMELINE, whole: true },
  { name: 'frise-fenetre', ...TIMELINE },
  { name: 'frise-sombre', ...TIMELINE, dark: true },
  {
    name: 'frise-filtree',
    ...TIMELINE,
    act: async (page) => {
      await page.locator('.timeline input[type=checkbox]').first().click();
      await page.getByRole('button', { name: 'Tout', exact: true }).click();
    },
  },
  { name: 'courbes', tab: 'courbes', until: '.plots', whole: true },
  { name: 'courbes-fenetre', tab: 'courbes', until: '.plots' },
  { name: 'croissance', needs: 'child', tab: 'croissance', until: '.special', whole: true },
  { name: 'grossesse', needs: 'pregnancy', tab: 'grossesse', until: '.special', whole: true },
  { name: 'diabete', needs: 'diabetes', tab: 'diabete', until: '.special', whole: true },
  { name: 'documents', tab: 'documents', until: '.documents', whole: true },
  { name: 'impression', tab: 'synthese', until: '.synthesis', whole: true, act: print },
  {
    name: 'quarantaine',
    tab: 'documents',
    until: '.documents',
    where: '.documents .identity',
  },
];

interface Dossier {
  readonly id: string;
  readonly files: string;
  readonly on: string;
  readonly reason: string;
}

const Listing = z.looseObject({ referenceDate: z.string(), sealed: z.boolean().default(false) });
const Reasons = z.looseObject({ relevance: z.array(z.looseObject({ reason: z.string() })).default([]) });

const corpus = values.from ?? join(PACKAGE_ROOT, 'eval', 'corpus');

/** Where its files are, and what its visit is about; undefined for one that is sealed or not there. */
function dossierOf(id: string): Dossier | undefined {
  const at = join(corpus, id);
  if (!existsSync(at)) return undefined;
  const read = (name: string): unknown => (existsSync(join(at, name)) ? JSON.parse(readFileSync(join(at, name), 'utf8')) : undefined);
  const listing = Listing.safeParse(read('dossier.json')).data;
  if (listing?.sealed === true) return undefined;
  return {
    id,
    files: existsSync(join(at, 'sources')) ? join(at, 'sources') : at,
    on: listing?.referenceDate ?? new Date().toISOString().slice(0, 10),
    reason: Reasons.safeParse(read('gold.json')).data?.relevance[0]?.reason ?? '',
  };
}

const ids = values.only?.split(',') ?? (values.from === undefined ? OF_THE_CORPUS : readdirSync(values.from));
const dossiers = ids.map(dossierOf).filter((dossier) => dossier !== undefined);

/** The page's policy takes no style sheet but its own, nor a script that is text; what is set on an element from outside is neither. */
const UNROLL = `for (const [selector, name, value] of [['.layout', 'height', 'auto'], ['main', 'overflow', 'visible']])
  document.querySelector(selector)?.style.setProperty(name, value)`;
const PAGE_DRAWN = `[...document.querySelectorAll('.sheet img')].every((image) => image.naturalWidth > 0)`;

async function take(origin: string, page: Page, { id, on, reason }: Dossier, shot: Shot): Promise<void> {
  const query = new URLSearchParams({ dossier: id, on, ...(reason === '' ? {} : { reason }), vue: shot.tab });
  await page.goto(`${origin}/?${query}`);
  await page.locator(shot.until).first().waitFor();
  await page.waitForTimeout(400);
  if (shot.where !== undefined) {
    if ((await page.locator(shot.where).count()) === 0) return;
    await page.locator(shot.where).first().scrollIntoViewIfNeeded();
  }
  await shot.act?.(page);
  await page.waitForTimeout(300);
  if (shot.whole === true) await page.evaluate(UNROLL);
  const sideways = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  if (sideways > 0) console.log(`${id}-${shot.name}: ${sideways} px sideways`);
  await page.screenshot({ path: join(out as string, `${id}-${shot.name}.png`), fullPage: shot.whole === true });
}

mkdirSync(out, { recursive: true });
const { folder, remove } = scratch('frise-screenshots-');
const served = await servePage(values.keep ?? join(folder, 'home'), join(OUT, 'recognised'));
const chosen = SHOTS.filter(({ name }) => values.shots === undefined || values.shots.split(',').includes(name));
try {
  for (const dossier of dossiers) {
    await readFolder(served.pipeline, dossier.files, dossier.id, { metadata: true });
    const views = viewDossier(await served.pipeline.openDossier(dossier.id), dossier.on);
    for (const shot of chosen.filter(({ needs }) => needs === undefined || views[needs] !== undefined)) {
      const context = await served.browser.newContext({
        viewport: shot.size ?? LAPTOP,
        deviceScaleFactor: shot.scale ?? 1,
        colorScheme: shot.dark === true ? 'dark' : 'light',
        locale: 'fr-FR',
      });
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      page.on('console', (message) => {
        if (message.type() === 'error') console.log(`${dossier.id}-${shot.name}: ${message.text()}`);
      });
      await take(served.origin, page, dossier, shot).catch((error: unknown) =>
        console.log(`${dossier.id}-${shot.name}: not there (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`),
      );
      await context.close();
    }
    console.log(dossier.id);
  }
} finally {
  await served.close();
  remove();
}
