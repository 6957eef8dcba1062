import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, startGuarded, type GuardedServer } from '../api/access-support.js';
import { demoFiles } from '../api/support.js';
import { violations } from './accessibility.js';
import { browse, hasBrowser, type Browsing } from './browser.js';

const FILES = demoFiles('doc-007.xml', 'doc-018.xml', 'metadata.json');
const HOME = '/?dossier=d1&on=2026-11-16';
const INS = '2 58 06 38 185 214 64';

async function signIn(page: Page, login: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('Identifiant').fill(login);
  await page.getByLabel('Mot de passe').fill(password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
}

describe.skipIf(!hasBrowser)('the page where people sign in', () => {
  let browsing: Browsing;
  let server: GuardedServer;
  beforeAll(async () => {
    browsing = await browse(async (deps) => (server = await startGuarded({ careTeam: 'dossier' }, true, deps)));
    const doctor = { profession: '10', role: 'clinician' as const };
    await server.accounts.set({ ...doctor, login: 'martin', name: 'Dr Martin', professionalId: '810000000001' }, PASSWORD);
    await server.accounts.set({ ...doctor, login: 'durand', name: 'Dr Durand', professionalId: '810000000003' }, PASSWORD);
    await server.accounts.set({ ...doctor, login: 'petit', name: 'Dr Petit', professionalId: '810000000002' }, PASSWORD);
    const [first, second] = FILES;
    await server.pipeline.deposit(
      'd1',
      [first!, second!].map(({ name, bytes }) => ({ fileName: name, bytes: Buffer.from(bytes) })),
      {
        patient: { usedName: 'VASSERINE', firstNames: ['Martine'], birthDate: '1958-06-09', sex: 'F', insMatricule: INS.replace(/ /g, '') },
        documents: [],
      },
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

  it('opens in an emergency from the list, by the number on the patient’s card', async () => {
    const { page } = await browsing.open('/');
    await signIn(page, 'durand');
    await page.getByText('Accès en urgence à un autre patient').click();
    await page.getByLabel('Matricule INS du patient').fill('1 55 06 38 185 214 17');
    await page.getByLabel('Motif', { exact: true }).fill('patient inconscient');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ouvrir en urgence' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Matricule INS du patient').fill(INS);
    await page.getByRole('button', { name: 'Ouvrir en urgence' }).click();
    await page.locator('.synthesis').waitFor();
    // The address names the dossier, never the number.
    expect(new URL(page.url()).searchParams.get('dossier')).toBe('d1');
    expect(await page.locator('.emergency-banner').textContent()).toContain('patient inconscient');
    await page.close();
  });
});
