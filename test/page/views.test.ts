import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LanguageModel } from '../../src/summarise/prose/language-model.js';
import { demoFiles, deposit, ROOT, startServer } from '../api/support.js';
import { violations } from './accessibility.js';
import { browse, hasBrowser, type Browsing } from './browser.js';

const metadata = (patient: object, documents: readonly object[]) => ({
  name: 'metadata.json',
  bytes: JSON.stringify({ patient: { usedName: 'ESSAI', firstNames: ['Camille'], ...patient }, documents }),
});

/** Restates every line but the first, to which it adds. */
const LIAR: LanguageModel = {
  modelId: 'petit-modele',
  sha256: 'a'.repeat(64),
  write: ({ facts }) =>
    Promise.resolve(
      JSON.stringify({ sentences: facts.map(({ id, line }, i) => ({ text: i === 0 ? `${line}, guéri` : line, ids: [id] })) }),
    ),
  close: () => Promise.resolve(),
};

describe.skipIf(!hasBrowser)('the special views, the timeline and the source panel', () => {
  let browsing: Browsing;
  beforeAll(async () => {
    browsing = await browse((deps) => startServer(deps, { languageModel: LIAR }));
    const { app } = browsing.server;
    await deposit(app, 'd1', demoFiles('doc-001.pdf', 'doc-004.pdf', 'doc-007.xml', 'doc-011.txt', 'doc-018.xml', 'metadata.json'));
    await deposit(app, 'enfant', [
      metadata({ birthDate: '2022-03-10', sex: 'F' }, [{ file: 'a.txt', title: 'Certificat du 8e jour', date: '2022-03-17' }]),
      {
        name: 'a.txt',
        bytes: 'CERTIFICAT DE SANTÉ DU 8e JOUR\nCamille ESSAI, née le 10/03/2022\n\nPoids de naissance : 3 410 g    Taille : 50 cm\n',
      },
    ]);
    await deposit(app, 'grossesse', [
      metadata({ birthDate: '1994-05-20', sex: 'F' }, [{ file: 'a.txt', title: 'Consultation de suivi de grossesse', date: '2026-09-16' }]),
      {
        name: 'a.txt',
        bytes: 'Mme ESSAI Camille, née le 20/05/1994\nLe 16/09/2026\n\nGrossesse à 24 SA. Poids 66 kg, TA 118/74. Anémie ferriprive.\n',
      },
    ]);
  });
  afterAll(() => browsing.close());

  it('draws a child’s growth on named curves, each point with its source', async () => {
    const { page, faults } = await browsing.open('/?dossier=enfant&on=2026-11-16');
    await page.getByRole('button', { name: 'Enfant', exact: true }).click();
    await page.locator('.growth .curve').first().waitFor();
    expect(await page.locator('.special').textContent()).toContain('OMS');
    await page.locator('.growth circle').first().click();
    expect(await page.locator('.source blockquote').textContent()).toContain('3 410 g');
    // What is proved, then what is not and what is to come, a line each.
    expect(await page.locator('#examens li').allTextContents()).toEqual([
      expect.stringMatching(/^8 premiers jours certificat/),
      expect.stringMatching(/^non documenté 2e semaine, /),
      expect.stringMatching(/^à venir /),
    ]);
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('places a pregnancy on its weeks', async () => {
    const { page, faults } = await browsing.open('/?dossier=grossesse&on=2026-10-07&vue=grossesse');
    expect(await page.locator('.special .lead').textContent()).toContain('27 SA');
    await page.locator('.ruler .mark').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.source').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('shows the diabetes where the dossier has one, and no other view', async () => {
    const { page } = await browsing.open('/?dossier=d1&on=2026-11-16');
    await page.getByRole('button', { name: 'Diabète', exact: true }).click();
    await page.locator('#diabete-suivi li').first().waitFor();
    expect(await page.getByRole('button', { name: /^(Enfant|Grossesse)$/ }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  it('moves along the timeline by keyboard, zooms, and opens a source', async () => {
    const { page, faults } = await browsing.open('/?dossier=d1&on=2026-11-16&vue=frise');
    const axis = page.locator('.axis-box svg.axis');
    await axis.waitFor();
    await page.getByRole('button', { name: 'Tout', exact: true }).click();
    const marks = page.locator('.axis-box .mark');
    const wide = await marks.count();
    expect(wide).toBeGreaterThan(2);
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    // The axis takes its width once it is drawn: its marks may still move.
    await expect
      .poll(async () => {
        await page.locator('.axis-box .mark[tabindex="0"]').focus();
        return focused();
      })
      .toMatch(/^\d|événements/);
    const first = await focused();
    expect(first).toMatch(/^\d|événements|Frise/);
    await page.keyboard.press('ArrowRight');
    await expect.poll(focused).not.toBe(first);
    expect(await focused()).toMatch(/^\d|événements|Frise/);
    for (let i = 0; i < 6; i++) await page.keyboard.press('+');
    await expect.poll(() => marks.count()).toBeLessThan(wide);
    expect(await focused()).toMatch(/^\d|événements|Frise/);
    await page.getByRole('button', { name: 'Tout', exact: true }).click();
    await page.getByLabel('Lignes par').selectOption('specialty');
    await page.locator('.timeline ol .sources').first().click();
    await page.locator('.source').waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });

  it('says why a line is there, and leads to the neighbours of its source', async () => {
    const { page, faults } = await browsing.open('/?dossier=d1&on=2026-11-16');
    await page.locator('#s-11450-4 .sources').first().click();
    await page.getByText('Pourquoi cette ligne').click();
    const why = page.locator('.why-line');
    await why.locator('li').first().waitFor();
    expect(await why.textContent()).toMatch(/(seule source|même chose|affirme|écrit).*lu par : .*confiance \d+ %/s);
    const before = await page.locator('.source header strong').textContent();
    await page.locator('.chain .link').first().click();
    await expect.poll(() => page.locator('.source header strong').textContent()).not.toBe(before);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('tells the points as sentences for whoever asks, says whose words they are, and comes back to the list', async () => {
    const { page, faults } = await browsing.open('/?dossier=d1&on=2026-11-16');
    const points = page.locator('.points');
    await points.locator('.clause').first().waitFor();
    const lines = await points.locator('.clause').allTextContents();
    const told = await points.locator('li').count();
    await points.getByRole('button', { name: 'Mettre en phrases' }).click();
    await points.locator('.prose').waitFor();
    // The lie at least; the checker may refuse more, and says how many.
    const refused = await points.locator('.template').count();
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(told);
    expect(await points.locator('.model').count()).toBe(told - refused);
    expect(await points.textContent()).toMatch(
      new RegExp(`phrases écrites par un modèle de langue \\(petit-modele\\), contrôlées .* ${refused} refusée`),
    );
    expect(await points.textContent()).not.toContain('guéri');
    expect(await violations(page)).toEqual([]);
    await points.locator('.prose .sources').first().click();
    await page.locator('.source blockquote').waitFor();
    await points.getByRole('button', { name: 'Revenir à la liste' }).click();
    await expect.poll(() => points.locator('.clause').allTextContents()).toEqual(lines);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('shows the words of a scan that are not sure, and those that a rule corrected, as they are on the image', async () => {
    const { page, faults } = await browsing.open('/?dossier=d1&on=2026-11-16&vue=courbes');
    // The page as if it had been recognised: its words unsure, one of them corrected.
    await page.route(/\/pages\/\d+$/, async (route) => {
      const response = await route.fetch();
      const read = (await response.json()) as { text: string; image: string | null; positions: { start: number; end: number }[] };
      const words = read.positions.filter(({ start, end }) => /\d/.test(read.text.slice(start, end)));
      const json = {
        ...read,
        source: 'ocr',
        confidence: 0.71,
        positions: read.positions.map((position) => ({ ...position, confidence: 0.6 })),
        repairs: words.map(({ start, end }) => ({ start, end, read: 'umol', rule: 'x' })).slice(0, 400),
      };
      await route.fulfill({ response, json });
    });
    await page
      .getByText(/^\d+ valeurs/)
      .first()
      .click();
    await page.locator('.values .sources').first().click();
    await page.locator('.crops .unsure').first().waitFor();
    expect(await page.locator('.crops').textContent()).toMatch(/lu « .+ », corrigé de « umol »/);
    expect(await page.locator('.source header').textContent()).toContain('lue sur l’image, peu lisible (71 %)');
    expect(await page.locator('.crops image').first().getAttribute('href')).toContain('/image?width=');
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });

  it('prints a full dossier on two pages', async () => {
    const folder = join(ROOT, 'eval', 'corpus', 'v03');
    const listing = JSON.parse(readFileSync(join(folder, 'dossier.json'), 'utf8')) as { patient: object; documents: { id: string }[] };
    await deposit(browsing.server.app, 'plein', [
      metadata(
        listing.patient,
        listing.documents.map((document) => ({ ...document, file: `${document.id}.txt` })),
      ),
      ...listing.documents.map(({ id }) => ({ name: `${id}.txt`, bytes: readFileSync(join(folder, 'texts', `${id}.txt`)) })),
    ]);
    const { page } = await browsing.open('/api/v1/dossiers/plein/print?on=2026-11-16');
    for (const asked of ['', '&since=2026-06-01&reason=chute']) {
      await page.goto(`${browsing.origin}/api/v1/dossiers/plein/print?on=2026-11-16${asked}`);
      expect((await page.locator('li').count()) > 60).toBe(true);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type \/Page\b/g)?.length).toBe(2);
    }
    await page.close();
  });

  it('marks what only documents after the last visit say', async () => {
    const { page } = await browsing.open('/?dossier=d1&on=2026-11-16&since=2026-01-01');
    await page.locator('#nouveau li').first().waitFor();
    expect(await page.locator('.synthesis .new').count()).toBeGreaterThan(0);
    await page.goto(`${browsing.origin}/?dossier=d1&on=2026-11-16&since=2026-11-10`);
    await page.getByText('aucun document depuis').waitFor();
    expect(await page.locator('.synthesis .new').count()).toBe(0);
    await page.close();
  });
});
