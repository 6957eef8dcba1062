import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SynthesisContract } from '../../src/summarise/contract.js';
import { call, demoFiles, deposit, FOREIGN } from '../api/support.js';
import { violations } from './accessibility.js';
import { browse, hasBrowser, type Browsing } from './browser.js';

const FILES = demoFiles('doc-001.pdf', 'doc-004.pdf', 'doc-007.xml', 'doc-011.txt', 'doc-018.xml', 'metadata.json');
const HOME = '/?dossier=d1&on=2026-11-16';

interface Position {
  readonly start: number;
  readonly end: number;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

describe.skipIf(!hasBrowser)('the clinician’s page', () => {
  let browsing: Browsing;
  beforeAll(async () => {
    browsing = await browse();
    await deposit(browsing.server.app, 'd1', [...FILES, { name: 'autre.txt', bytes: FOREIGN }]);
  });
  afterAll(() => browsing.close());

  it('opens on a patient from the list, and shows what matters first', async () => {
    const { page, faults } = await browsing.open('/');
    await page.getByRole('button', { name: /VASSERINE/ }).click();
    await page.locator('.points li').first().waitFor();
    expect(await page.locator('h1').textContent()).toContain('VASSERINE');
    expect(await page.locator('.draft').textContent()).toContain('à valider');
    const titles = await page.locator('.synthesis h2').allTextContents();
    expect(titles[0]).toContain('Points à retenir');
    expect(titles[1]).toContain('Allergies');
    expect(titles.findIndex((title) => title.startsWith('Traitements'))).toBeLessThan(3);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('sorts by the reason that is typed, and keeps it in the address', async () => {
    const { page } = await browsing.open(HOME);
    await page.getByLabel('Motif de consultation').fill('diabète');
    await page.getByLabel('Dernière visite').fill('31/02/2025');
    await page.getByRole('button', { name: 'Trier' }).click();
    expect(page.url()).not.toContain('reason');
    await page.getByLabel('Dernière visite').fill('03/2025');
    await page.getByRole('button', { name: 'Trier' }).click();
    await page.getByRole('heading', { name: /Points à retenir : diabète/ }).waitFor();
    expect(new URL(page.url()).searchParams.get('since')).toBe('2025-03');
    await page.reload();
    await page.getByRole('heading', { name: /Points à retenir : diabète/ }).waitFor();
    expect(await page.getByLabel('Dernière visite').inputValue()).toBe('03/2025');
    await page.close();
  });

  it('follows a citation to its words: the marked boxes are those of the quote, on the page’s image', async () => {
    const { page, faults } = await browsing.open(HOME);
    const synthesis = (await call<SynthesisContract>(browsing.server.app, 'GET', '/api/v1/dossiers/d1/synthesis?on=2026-11-16')).body;
    const line = synthesis.sections
      .flatMap(({ statements }) => statements)
      .find(({ citations, importance }) => citations[0]!.document.endsWith('.pdf') && importance >= 2)!;
    const { documentId, page: number, start, end } = line.citations[0]!;
    // The line may be in a folded list.
    await page.locator('.synthesis').waitFor();
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
    await page
      .getByRole('button', { name: `: ${line.text}` })
      .and(page.locator('.sources'))
      .first()
      .click();
    const image = page.locator('.sheet img');
    await image.waitFor();
    await page.waitForFunction(() => (document.querySelector('.sheet img') as HTMLImageElement | null)?.naturalWidth ?? 0);

    const { positions } = (
      await call<{ positions: Position[] }>(browsing.server.app, 'GET', `/api/v1/dossiers/d1/documents/${documentId}/pages/${number}`)
    ).body;
    const words = positions.filter((position) => position.start < end && start < position.end);
    expect(words.length).toBeGreaterThan(0);
    const sheet = (await image.boundingBox())!;
    const marks = await Promise.all((await page.locator('.sheet rect').all()).map((rect) => rect.boundingBox()));
    expect(marks.length).toBe(words.length);
    for (const { box } of words) {
      const [left, top] = [sheet.x + box.x * sheet.width, sheet.y + box.y * sheet.height];
      const [right, bottom] = [left + box.width * sheet.width, top + box.height * sheet.height];
      const covered = marks.some(
        (mark) =>
          mark !== null &&
          mark.x <= left + 1 &&
          mark.y <= top + 1 &&
          mark.x + mark.width >= right - 1 &&
          mark.y + mark.height >= bottom - 1,
      );
      expect(covered).toBe(true);
    }
    // In sight, under a header that nothing covers.
    const view = (await page.locator('.view').boundingBox())!;
    expect(marks[0]!.y).toBeGreaterThanOrEqual(view.y - 1);
    expect(marks[0]!.y).toBeLessThan(view.y + view.height);
    expect(
      await page.locator('.source header strong').evaluate((title) => {
        const { x, y, height } = title.getBoundingClientRect();
        return document.elementFromPoint(x + 2, y + height / 2) === title;
      }),
    ).toBe(true);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('marks the words of a plain text in place', async () => {
    const { page } = await browsing.open(`${HOME}&vue=documents`);
    await page.getByRole('link', { name: 'Aller au contenu' }).waitFor({ state: 'attached' });
    await page.goto(`${browsing.origin}${HOME}`);
    await page.getByPlaceholder(/Une question/).fill('monofilament');
    await page.getByRole('button', { name: 'Chercher' }).click();
    await page.locator('.ask details').evaluate((details) => ((details as HTMLDetailsElement).open = true));
    await page.locator('.ask details .sources').first().click();
    await page.locator('.sheet.text mark').waitFor();
    expect(await page.locator('.sheet.text mark').textContent()).toContain('monofilament');
    await page.close();
  });

  it('is used by keyboard alone: to a source, and back to the line', async () => {
    const { page } = await browsing.open(HOME);
    await page.locator('.points .sources').first().waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Aller au contenu');
    await page.keyboard.press('Enter');
    // The browser goes to the place in its own time: a key pressed before would be taken back.
    await page.waitForFunction(() => document.activeElement?.id === 'contenu');
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.className === 'sources')) break;
    }
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('sources');
    const from = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await page.keyboard.press('Enter');
    await page.locator('.source blockquote').waitFor();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('source');
    await page.keyboard.press('Escape');
    await page.locator('.source').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(from);
    await page.close();
  });

  it('filters the timeline by kind', async () => {
    const { page } = await browsing.open(`${HOME}&vue=frise`);
    await page.getByLabel('détails').check();
    const kinds = page.locator('.timeline ol .kind');
    await kinds.first().waitFor();
    const label = (await kinds.first().textContent())!;
    const before = await kinds.count();
    await page.getByRole('group', { name: 'Filtres de la frise' }).getByRole('button', { name: label, exact: true }).click();
    expect(await kinds.count()).toBeLessThan(before);
    expect(await kinds.allTextContents()).not.toContain(label);
    await page.close();
  });

  it('lets a person judge a line, and shows it', async () => {
    const { page } = await browsing.open(HOME);
    const line = page.locator('#s-11450-4 > ul > li').first();
    await line.locator('.judge').click();
    await line.getByRole('button', { name: 'Rejeter', exact: true }).click();
    await line.getByLabel('Pourquoi la rejeter').fill('guéri depuis');
    await line.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await page.locator('#s-11450-4 li.rejected').waitFor();
    await line.locator('.judge').click();
    expect(await line.locator('.verdicts small').textContent()).toContain('guéri depuis');
    await line.getByRole('button', { name: 'Reprendre', exact: true }).click();
    await page.locator('#s-11450-4 li.rejected').waitFor({ state: 'detached' });
    await page.close();
  });

  it('copies as text, prints on its own page, exports JSON and FHIR', async () => {
    const { page, faults } = await browsing.open(HOME);
    await page.getByRole('button', { name: 'Copier' }).click();
    await page.getByText('Copié').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^VASSERINE Martine[\s\S]*TRAITEMENTS\n- /);
    for (const [name, type] of [
      ['JSON', 'synthese-d1.json'],
      ['FHIR', 'synthese-d1.fhir.json'],
    ] as const) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
      expect(download.suggestedFilename()).toBe(type);
    }
    const [printed] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: 'Imprimer' }).click()]);
    await printed.locator('h1').waitFor();
    expect(await printed.locator('h1').evaluate((title) => getComputedStyle(title).color)).toBe('rgb(26, 58, 92)');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('settles whose a document is, and takes a new one', async () => {
    const { page, faults } = await browsing.open(`${HOME}&vue=documents`);
    const first = page.locator('tbody tr').first();
    await page.locator('tr.quarantined').waitFor();
    expect(await first.getAttribute('class')).toBe('quarantined');
    await first.getByRole('button', { name: 'C’est bien ce patient' }).click();
    await page.locator('tr.quarantined').waitFor({ state: 'detached' });
    await page.getByLabel('Déposer des documents').setInputFiles({
      name: 'nouveau.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(
        'Consultation du 02/11/2026\nPatiente : Mme VASSERINE Martine, née le 09/06/1958\n\nAsthme léger sous salbutamol.\n',
      ),
    });
    await page.getByLabel('Filtrer').fill('lu');
    await expect.poll(() => page.locator('tbody tr').count(), { timeout: 60_000 }).toBe(7);
    await page.goto(`${browsing.origin}${HOME}`);
    await page
      .getByText(/Asthme/)
      .first()
      .waitFor({ state: 'attached' });
    expect(faults).toEqual([]);
    await page.close();
  });

  it.each(['light', 'dark'] as const)('has no serious fault of accessibility, %s', async (colorScheme) => {
    const { page } = await browsing.open(`${HOME}&reason=diab%C3%A8te`, { colorScheme });
    await page.locator('.points .sources').first().click();
    await page.locator('.source blockquote').waitFor();
    await page.locator('.points .judge').first().click();
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
    expect(await violations(page)).toEqual([]);
    for (const view of ['Frise', 'Courbes', 'Documents']) {
      await page.getByRole('button', { name: view, exact: true }).click();
      await page.locator('main .timeline, main .plots, main .empty, main .documents').first().waitFor();
      expect(await violations(page)).toEqual([]);
    }
    if (colorScheme === 'dark')
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe('rgb(16, 25, 28)');
    await page.close();
  });

  it.each([
    [683, 384, 'a laptop at 200 %'],
    [768, 1024, 'a tablet'],
  ])('at %i × %i (%s) needs no sideways scrolling', async (width, height) => {
    const { page } = await browsing.open(HOME, { width, height });
    await page.locator('.points').waitFor();
    await page.locator('.points .sources').first().click();
    await page.locator('.source blockquote').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    await page.close();
  });
});
