/**
 * The page on a dossier of 900 documents: `npx tsx eval/page-timing.ts [--count 900] [--dossier v03] [--keep DIR]`.
 * First useful view: from the request to the painting of the first point to remember, on a server that has just started with nothing prepared,
 * on one whose reader has prepared the day, and on one that has the dossier open. Interactions: from the click to the painting of what it asked for, medians and worst of seven. Milliseconds; targets are
 * 1,000 and 100 on two cores. `--keep` keeps the store there, for the next run to find it read.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { PACKAGE_ROOT } from '../src/config.js';
import { writeMultiplied } from './generate/multiply-dossier.js';
import { readFolder } from './frise-for-eval.js';
import { loadDossier } from './gold.js';
import { machineLine } from './machine-line.js';
import { scratch, servePage, type ServedPage } from './served-page.js';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '900' }, dossier: { type: 'string', default: 'v03' }, keep: { type: 'string' } },
});
const ON = '2026-11-16';
const NEXT_DAY = '2026-11-17';
const ID = 'multiplied';
const REPEATS = 7;
const VIEWS = 5;
const TARGETS = { view: 1000, interaction: 100 };

interface Interaction {
  readonly name: string;
  /** A selector to click, or a script of the page. */
  readonly act: string;
  /** What must be there once it is done. */
  readonly until: string;
  /** Brings the page back to where it was. */
  readonly before?: (page: Page) => Promise<void>;
}

const tab = (label: string): string => `[...document.querySelectorAll('.tabs button')].find((b) => b.textContent === '${label}').click()`;
const to =
  (label: string, until: string) =>
  async (page: Page): Promise<void> => {
    await page.evaluate(tab(label));
    await page.locator(until).first().waitFor();
  };
const type = (selector: string, text: string): string =>
  `(() => { const i = document.querySelector('${selector}'); i.value = '${text}'; i.dispatchEvent(new Event('input', { bubbles: true })); })()`;
const ROWS = '.documents tbody tr';

const INTERACTIONS: readonly Interaction[] = [
  { name: 'synthesis → timeline', act: tab('Frise'), until: '.axis-box .mark', before: to('Synthèse', '.points li') },
  { name: 'timeline → plots', act: tab('Courbes'), until: '.plots circle', before: to('Frise', '.axis-box .mark') },
  { name: 'plots → documents', act: tab('Documents'), until: ROWS, before: to('Courbes', '.plots circle') },
  { name: 'documents → synthesis', act: tab('Synthèse'), until: '.points li', before: to('Documents', ROWS) },
  {
    name: 'timeline: hide a kind',
    act: `document.querySelector('.timeline .kind').click()`,
    until: '.axis-box .mark',
    before: to('Frise', '.axis-box .mark'),
  },
  {
    name: 'timeline: zoom',
    act: `document.querySelector('.zoom button:nth-child(3)').click()`,
    until: '.axis-box .mark',
    before: to('Frise', '.axis-box .mark'),
  },
  {
    name: 'timeline: every year',
    act: `[...document.querySelectorAll('.zoom button')].at(-1).click()`,
    until: '.axis-box .mark',
    before: to('Frise', '.axis-box .mark'),
  },
  {
    name: 'timeline: details',
    act: `[...document.querySelectorAll('.timeline input[type=checkbox]')].at(-1).click()`,
    until: '.axis-box .mark',
    before: to('Frise', '.axis-box .mark'),
  },
  {
    name: 'documents: a letter typed in the filter',
    act: type('.documents input[type=search]', 'c'),
    until: ROWS,
    before: to('Documents', ROWS),
  },
  {
    name: 'plots: a letter typed in the filter',
    act: type('.tools input[type=search]', 'h'),
    until: '.plots circle',
    before: to('Courbes', '.plots circle'),
  },
  {
    name: 'synthesis: unfold a section',
    act: `document.querySelector('.card details:not(.quoted) > summary').click()`,
    until: '.card details[open] li',
    before: to('Synthèse', '.points li'),
  },
  {
    name: 'synthesis: open a source (panel)',
    act: `document.querySelector('.points .sources').click()`,
    until: 'aside.source blockquote',
    before: async (page) => {
      await page.keyboard.press('Escape');
      await to('Synthèse', '.points li')(page);
    },
  },
];

/** Milliseconds from an act to the painting of what it asked for: two frames after it is in the page. Run in the page, which has no types here. */
async function timed(page: Page, { act, until }: Interaction): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    requestAnimationFrame(() => {
      const from = performance.now();
      ${act};
      const look = () => {
        if (document.querySelector(${JSON.stringify(until)}) === null) requestAnimationFrame(look);
        else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)));
      };
      requestAnimationFrame(look);
    });
  })`);
}

/** Notes when the first point to remember has been painted. */
const WATCH = `(() => {
  const seen = new MutationObserver(() => {
    if (document.querySelector('.points li') === null) return;
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => (globalThis.painted = performance.now())));
  });
  seen.observe(document, { childList: true, subtree: true });
})()`;

/** Milliseconds from the request of the address to the painting of the first point to remember. */
async function firstView({ browser, origin }: ServedPage, on = ON): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'fr-FR', bypassCSP: true });
  const page = await context.newPage();
  await page.addInitScript(WATCH);
  await page.goto(`${origin}/?dossier=${ID}&on=${on}`);
  const handle = await page.waitForFunction('globalThis.painted', undefined, { timeout: 120_000 });
  const painted = Number(await handle.jsonValue());
  await context.close();
  return painted;
}

const sorted = (times: readonly number[]): number[] => times.toSorted((a, b) => a - b);
const median = (times: readonly number[]): number => sorted(times)[Math.floor(times.length / 2)] ?? NaN;
const row = (name: string, times: readonly number[], target: number): string =>
  `${name.padEnd(44)} ${median(times).toFixed(0).padStart(6)} ${Math.max(...times)
    .toFixed(0)
    .padStart(6)} ${String(target).padStart(7)}${median(times) > target ? '  above' : ''}`;

const { folder, remove } = scratch('frise-page-timing-');
const home = values.keep ?? join(folder, 'home');
let served = await servePage(home);
try {
  const sources = join(folder, 'sources');
  writeMultiplied(loadDossier(join(PACKAGE_ROOT, 'eval', 'corpus', values.dossier)), sources, Number(values.count));
  const before = performance.now();
  await readFolder(served.pipeline, sources, ID, { metadata: true });
  console.log(machineLine());
  console.log(`${values.count} documents (${values.dossier} multiplied) read in ${((performance.now() - before) / 1000).toFixed(0)} s`);
  served = await served.restart();
  const unprepared = await firstView(served);
  const from = performance.now();
  await served.pipeline.prepareDay(ID, () => true, NEXT_DAY);
  console.log(`the next day prepared in ${((performance.now() - from) / 1000).toFixed(1)} s, the dossier open`);
  served = await served.restart();
  const cold = await firstView(served, NEXT_DAY);
  const warm: number[] = [];
  for (let i = 0; i < VIEWS; i += 1) warm.push(await firstView(served));
  console.log(`\n${'milliseconds'.padEnd(44)} median  worst  target`);
  console.log(row('first view, just started, nothing prepared', [unprepared], TARGETS.view));
  console.log(row('first view, just started, the day prepared', [cold], TARGETS.view));
  console.log(row('first view', warm, TARGETS.view));
  const context = await served.browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'fr-FR', bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${served.origin}/?dossier=${ID}&on=${ON}`);
  await page.locator('.points li').first().waitFor();
  // The parts that come later are there when a person first asks for them.
  await page.waitForTimeout(1500);
  const times = new Map<string, number[]>();
  for (let i = 0; i < REPEATS; i += 1)
    for (const interaction of INTERACTIONS) {
      await interaction.before?.(page);
      await page.waitForTimeout(80);
      times.set(interaction.name, [...(times.get(interaction.name) ?? []), await timed(page, interaction)]);
    }
  for (const [name, taken] of times) console.log(row(name, taken, TARGETS.interaction));
} finally {
  await served.close();
  remove();
}
