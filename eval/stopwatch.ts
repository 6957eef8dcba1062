/**
 * Ten questions of a doctor, timed: `npx tsx eval/stopwatch.ts [--keep DIR]`, table in docs/stopwatch.md. In the browser: the clicks, the
 * machine's time and the words read until the answer's own words stand highlighted on its page. Beside it, opening the documents one by one,
 * newest first. A person is a stated model: 240 words a minute read with care, 3 s to open a page of paper, 1.3 s to point and click, 0.28 s a
 * letter typed (Card, Moran and Newell 1983); documents are also counted at 700 words a minute, skimmed without missing anything.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { format, resolveConfig } from 'prettier';
import { PACKAGE_ROOT } from '../src/config.js';
import { OUT, readFolder } from './frise-for-eval.js';
import { normalised } from './fuzzy.js';
import { loadDossier, type CorpusDossier } from './gold.js';
import { machineLine } from './machine-line.js';
import { scratch, servePage } from './served-page.js';
import { QUESTIONS, type TimedQuestion, type Way } from './stopwatch-questions.js';

const { values } = parseArgs({ options: { keep: { type: 'string' } } });
const ON = '2026-11-16';
const PERSON = { wordsAMinute: 240, skimmed: 700, openPage: 3, click: 1.3, letter: 0.28 };
/** A quote is the answer's when this share of the answer's words is in it: recognition garbles some. */
const SAME = 0.6;

interface Asked {
  readonly id: string;
  readonly dossier: string;
  readonly question: string;
  readonly relevant: readonly { readonly doc: string; readonly quote: string }[];
}

const asked = new Map(
  readFileSync(join(PACKAGE_ROOT, 'eval', 'corpus', 'questions', 'written-dossiers.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Asked)
    .map((question) => [question.id, question]),
);

const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;
const reading = (words: number, pace = PERSON.wordsAMinute): number => (words / pace) * 60;
const contentWords = (text: string): string[] => normalised(text).match(/[a-z0-9,]{2,}/g) ?? [];

/** Documents opened newest first, each read through, the answering one up to its words. */
function onPaper({ listing, texts, gold }: CorpusDossier, { relevant }: Asked, pace: number): { seconds: number; documents: number } {
  const left = new Set(gold.misfiled);
  const newestFirst = listing.documents.filter(({ id }) => !left.has(id)).toSorted((a, b) => (a.date < b.date ? 1 : -1));
  let seconds = 0;
  for (const [i, { id }] of newestFirst.entries()) {
    const text = texts.get(id) ?? '';
    const ends = relevant.filter(({ doc }) => doc === id).map(({ quote }) => text.indexOf(quote) + quote.length);
    const pages = Math.max(1, text.split('\f').length);
    const end = ends.length === 0 ? undefined : Math.min(...ends);
    const read = end === undefined ? text : text.slice(0, end);
    seconds += PERSON.openPage * (end === undefined ? pages : read.split('\f').length) + reading(wordsIn(read), pace);
    if (end !== undefined) return { seconds, documents: i + 1 };
  }
  return { seconds, documents: newestFirst.length };
}

interface Told {
  clicks: number;
  seconds: number;
  verified: boolean;
}

/** What a person has read when the eye meets a line: the headings of the cards before, and its card down to it. */
const READ_UNTIL = (card: string, index: number): string => `(() => {
  const own = document.querySelector(${JSON.stringify(card)});
  const cards = [...document.querySelectorAll('main .card')];
  const heads = cards.slice(0, cards.indexOf(own)).map((one) => one.querySelector('h2, strong')?.textContent ?? '');
  const lines = [...own.querySelectorAll('li')].slice(0, ${index} + 1).map((line) => line.querySelector('span')?.textContent ?? '');
  return [...heads, own.querySelector('h2')?.textContent ?? '', ...lines].join(' ');
})()`;

/** Goes to the line and opens its source; false where the line is not there. */
async function openLine(page: Page, way: Exclude<Way, { by: 'question' }>, told: Told): Promise<boolean> {
  const { card, line } = way;
  await page.locator(card).waitFor();
  const find = async (): Promise<number> => (await page.locator(`${card} li`).allTextContents()).findIndex((text) => line.test(text));
  let index = await find();
  const fold = page.locator(`${card} details:not(.quoted) > summary`);
  if (index < 0 && (await fold.count()) > 0) {
    await fold.first().click();
    await page.locator(`${card} details[open] li`).first().waitFor();
    told.clicks += 1;
    index = await find();
  }
  if (index < 0) return false;
  told.seconds += reading(wordsIn(await page.evaluate<string>(READ_UNTIL(card, index))));
  await page.locator(`${card} li`).nth(index).locator('.sources').first().click();
  told.clicks += 1;
  return true;
}

/** Types the question, reads the answer, opens its source; false where nothing is found. */
async function ask(page: Page, question: string, told: Told): Promise<boolean> {
  await page.locator('#question').fill(question);
  told.seconds += question.length * PERSON.letter;
  await page.getByRole('button', { name: 'Chercher' }).click();
  told.clicks += 2;
  await page.locator('.answer').waitFor();
  told.seconds += reading(wordsIn((await page.locator('.answer').textContent()) ?? ''));
  const source = page.locator('.answer .sources');
  if ((await source.count()) === 0) return false;
  await source.first().click();
  told.clicks += 1;
  return true;
}

/** Whether the words highlighted are those of the answer, on its document; the other sources of the line are tried in turn. */
async function verify(page: Page, { relevant }: Asked, told: Told): Promise<void> {
  await page.locator('.source blockquote').waitFor();
  const sources = Math.max(1, await page.locator('.source nav:not(.chain) > button').count());
  for (let at = 0; at < sources; at += 1) {
    if (at > 0) {
      await page.locator('.source nav:not(.chain) > button').nth(at).click();
      told.clicks += 1;
    }
    await page.locator('.sheet rect, .sheet mark').first().waitFor();
    const quote = (await page.locator('.source blockquote').textContent()) ?? '';
    const file = (await page.locator('.source header').getAttribute('data-file')) ?? '';
    told.seconds += reading(wordsIn(quote));
    const said = new Set(contentWords(quote));
    told.verified = relevant.some((answer) => {
      const words = contentWords(answer.quote);
      return parse(file).name === answer.doc && words.filter((word) => said.has(word)).length >= SAME * words.length;
    });
    if (told.verified) return;
  }
}

async function timeOne(page: Page, origin: string, question: Asked, { way }: TimedQuestion): Promise<Told> {
  const told: Told = { clicks: 0, seconds: 0, verified: false };
  await page.goto(`${origin}/?dossier=${question.dossier}&on=${ON}`);
  await page.locator('.points li').first().waitFor();
  // The stopwatch starts on the open synthesis; the page's own parts have arrived.
  await page.waitForTimeout(800);
  const start = performance.now();
  if (way.by === 'view') {
    await page.getByRole('button', { name: way.tab, exact: true }).click();
    told.clicks += 1;
  }
  const opened = way.by === 'question' ? await ask(page, question.question, told) : await openLine(page, way, told);
  if (opened) await verify(page, question, told);
  told.seconds += (performance.now() - start) / 1000 + told.clicks * PERSON.click;
  return told;
}

const { folder, remove } = scratch('frise-stopwatch-');
const served = await servePage(values.keep ?? join(folder, 'home'), join(OUT, 'recognised'));
try {
  const dossiers = new Map<string, CorpusDossier>();
  for (const id of new Set(QUESTIONS.map(({ id }) => id.slice(0, 3)))) {
    const at = join(PACKAGE_ROOT, 'eval', 'corpus', id);
    dossiers.set(id, loadDossier(at));
    await readFolder(served.pipeline, join(at, 'sources'), id, { metadata: true });
  }
  const page = await (await served.browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'fr-FR' })).newPage();
  const rows: string[] = [];
  const sums = { page: 0, paper: 0, skim: 0, clicks: 0, verified: 0 };
  for (const timed of QUESTIONS) {
    const question = asked.get(timed.id);
    const dossier = dossiers.get(timed.id.slice(0, 3));
    if (question === undefined || dossier === undefined) throw new RangeError(timed.id);
    const told = await timeOne(page, served.origin, question, timed);
    const paper = onPaper(dossier, question, PERSON.wordsAMinute);
    const skim = onPaper(dossier, question, PERSON.skimmed);
    const way =
      timed.way.by === 'question' ? 'question asked' : timed.way.by === 'view' ? `view ${timed.way.tab}` : 'line of the synthesis';
    rows.push(
      `| ${question.dossier} | ${question.question} | ${way} | ${told.clicks} | ${told.seconds.toFixed(0)} | ${told.verified ? 'yes' : '**no**'} | ${paper.documents} | ${paper.seconds.toFixed(0)} | ${skim.seconds.toFixed(0)} |`,
    );
    sums.page += told.seconds;
    sums.paper += paper.seconds;
    sums.skim += skim.seconds;
    sums.clicks += told.clicks;
    sums.verified += told.verified ? 1 : 0;
  }
  const table = [
    '| dossier | question | way | clicks | seconds | verified | documents opened | seconds, read | seconds, skimmed |',
    '| --- | --- | --- | --: | --: | --- | --: | --: | --: |',
    ...rows,
    `| | **all ten** | | ${sums.clicks} | ${sums.page.toFixed(0)} | ${sums.verified} of ${QUESTIONS.length} | | ${sums.paper.toFixed(0)} | ${sums.skim.toFixed(0)} |`,
  ].join('\n');
  console.log(`${machineLine()}\n\n${table}`);
  const doc = join(PACKAGE_ROOT, 'docs', 'stopwatch.md');
  const [before, , after] = readFileSync(doc, 'utf8').split(/<!-- table -->/);
  const text = `${before}<!-- table -->\n\n${table}\n\n<!-- table -->${after}`;
  writeFileSync(doc, await format(text, { ...(await resolveConfig(doc)), parser: 'markdown' }));
} finally {
  await served.close();
  remove();
}
