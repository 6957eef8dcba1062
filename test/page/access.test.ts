import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, startGuarded, type GuardedServer } from '../api/access-support.js';
import { demoFiles } from '../api/support.js';
import { browse, hasBrowser, type Browsing } from './browser.js';

const FILES = demoFiles('doc-007.xml', 'doc-018.xml', 'metadata.json');
const HOME = '/?dossier=d1&on=2026-11-16';

async function signIn(page: Page, login: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('Identifiant').fill(login);
  await page.getByLabel('Mot de passe').fill(password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return found.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id);
}

describe.skipIf(!hasBrowser)('the page where people sign in', () => {
  let browsing: Browsing;
  let server: GuardedServer;
  beforeAll(async () => {
    browsing = await browse(async (deps) => (server = await startGuarded({ careTeam: 'dossier' }, true, deps)));
    const doctor = { profession: '10', role: 'clinician' as const };
    await server.accounts.set({ ...doctor, login: 'martin', name: 'Dr Martin', professionalId: '810000000001' }, PASSWORD);
    await server.accounts.set({ ...doctor, login: 'petit', name: 'Dr Petit', professionalId: '810000000002' }, PASSWORD);
    const [first, second] = FILES;
    await server.pipeline.deposit(
      'd1',
      [first!, second!].map(({ name, bytes }) => ({ fileName: name, bytes: Buffer.from(bytes) })),
    );
    await server.pipeline.process('d1');
    await server.pipeline.teams.set('d1', { id: '810000000001', standing: 'attending', by: 'test', at: '2026-11-16' });
  });
  afterAll(() => browsing.close());

  it('shows nothing before the password, signs what a person validates, and nothing after', async () => {
    const { page } = await browsing.open(HOME);
    await page.getByRole('heading', { name: 'Frise' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await signIn(page, 'martin', 'un autre mot de passe');
    expect(await page.getByRole('alert').textContent()).toMatch(/incorrect/);
    await signIn(page, 'martin');
    await page.locator('.synthesis').waitFor();
    expect(await page.locator('.account').textContent()).toContain('Dr Martin');
    expect(await violations(page)).toEqual([]);
    // What changes something bears the proof that it comes from here.
    const kept = page.waitForResponse((response) => response.url().includes('/validation') && response.request().method() === 'PUT');
    await page.locator('.synthesis .judge').first().click();
    await page.getByRole('button', { name: 'Accepter', exact: true }).click();
    expect((await kept).status()).toBe(204);
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.getByLabel('Mot de passe').waitFor();
    expect(await page.locator('.synthesis').count()).toBe(0);
    await page.close();
  });

  it('opens in an emergency the dossier of others, says so throughout, and tells its team', async () => {
    const { page } = await browsing.open(HOME);
    await signIn(page, 'petit');
    await page.getByLabel('Motif', { exact: true }).fill('patient inconscient');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ouvrir en urgence' }).click();
    await page.locator('.synthesis').waitFor();
    expect(await page.locator('.emergency-banner').textContent()).toMatch(/Accès en urgence jusqu’à .* patient inconscient/);
    await page.getByRole('button', { name: 'Documents', exact: true }).click();
    expect(await page.locator('.emergency-banner').count()).toBe(1);
    await page.close();

    const { page: other } = await browsing.open(HOME);
    await signIn(other, 'martin');
    await other.locator('.emergency-banner').waitFor();
    expect(await other.locator('.emergency-banner').textContent()).toMatch(/par Dr Petit\. Motif : patient inconscient/);
    await other.close();
  });
});
