import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Accounts } from '../../src/security/accounts.js';
import { ApiKeys } from '../../src/security/api-keys.js';
import { HashWasmPasswordHasher } from '../../src/security/hash-wasm-password-hasher.js';
import { SqliteDossierStore } from '../../src/store/sqlite-dossier-store.js';

const DAY = 86_400_000;
const PASSWORD = 'Une phrase assez longue';

let home: string;
let store: SqliteDossierStore;
let at: number;
const now = (): Date => new Date(at);
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'frise-accounts-'));
  at = Date.parse('2026-11-25T10:00:00Z');
  store = new SqliteDossierStore(home, Buffer.alloc(32, 7), now);
});
afterEach(async () => {
  await store.close();
  rmSync(home, { recursive: true });
});

describe('API keys', () => {
  const asked = { label: 'Logiciel', scopes: ['read' as const], actsFor: [{ id: '810000000001', profession: '10' }], days: 30 };

  it('open what they were made for, under a name, until they end', async () => {
    const keys = new ApiKeys(store.services, now);
    const { key, view } = await keys.issue(asked);
    expect(await keys.verify(key)).toEqual(view);
    expect(await keys.principal(key, undefined)).toMatchObject({
      id: '810000000001',
      profession: '10',
      permissions: ['read'],
      via: `api-key:${view.id}`,
    });
    at += 30 * DAY;
    await expect(keys.verify(key)).rejects.toMatchObject({ code: 'FRS-AC-001' });
  });

  it('are refused when altered, made up, withdrawn, or borrowed from another', async () => {
    const keys = new ApiKeys(store.services, now);
    const [first, second] = [await keys.issue(asked), await keys.issue(asked)];
    const mixed = `${first.key.slice(0, 23)}${second.key.slice(23)}`;
    const altered = first.key.slice(0, -2) + (first.key.endsWith('AA') ? 'BB' : 'AA');
    for (const wrong of [mixed, altered, '', 'frise_', `frise_${'0'.repeat(16)}_${'A'.repeat(43)}`, first.key.toUpperCase()])
      await expect(keys.verify(wrong)).rejects.toMatchObject({ code: 'FRS-AC-001' });
    await keys.revoke(first.view.id);
    await expect(keys.verify(first.key)).rejects.toMatchObject({ code: 'FRS-AC-001' });
    expect((await keys.list()).map(({ id }) => id)).toEqual([second.view.id]);
  });

  it('do not come back when the clock is set back', async () => {
    const keys = new ApiKeys(store.services, now);
    const { key } = await keys.issue({ ...asked, days: 1 });
    at += 2 * DAY;
    await store.openDossier('d1');
    at -= 2 * DAY;
    await expect(keys.verify(key)).rejects.toMatchObject({ code: 'FRS-AC-001' });
  });

  it('act under the professional that the request names, among those of the key and no other', async () => {
    const keys = new ApiKeys(store.services, now);
    const two = [
      { id: '810000000001', profession: '10' },
      { id: '810000000002', profession: '21' },
    ];
    const { key } = await keys.issue({ ...asked, actsFor: two });
    expect(await keys.principal(key, '10000000002')).toMatchObject({ id: '810000000002', profession: '21' });
    for (const named of [undefined, '810000000003', ''])
      await expect(keys.principal(key, named)).rejects.toMatchObject({ code: 'FRS-AC-002' });
  });

  it('are kept as a hash: neither the list nor the disk holds the secret', async () => {
    const keys = new ApiKeys(store.services, now);
    const { key } = await keys.issue(asked);
    const secret = key.slice(24);
    expect(JSON.stringify([await keys.list(), Buffer.from((await store.services.list('api-key'))[0]!.value).toString()])).not.toContain(
      secret,
    );
    const bytes = Buffer.concat(
      readdirSync(home, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => readFileSync(join(home, name))),
    );
    expect(bytes.includes(secret)).toBe(false);
  });

  it('must end within a year and act for somebody', async () => {
    const keys = new ApiKeys(store.services, now);
    for (const wrong of [{ days: 0 }, { days: Number.NaN }, { days: 4000 }, { scopes: [] }, { actsFor: [] }, { actsFor: [{ id: '' }] }])
      await expect(keys.issue({ ...asked, ...wrong })).rejects.toMatchObject({ code: 'FRS-IN-011' });
  });
});

describe('accounts', () => {
  const doctor = { login: 'Dr.Martin', name: 'Dr Martin', profession: '10' };
  let accounts: Accounts;
  beforeEach(async () => {
    accounts = new Accounts(store.services, new HashWasmPasswordHasher(), now);
    await accounts.set(doctor, PASSWORD);
  });

  it('open with their password alone, kept as argon2id', async () => {
    expect(await accounts.authenticate('dr.martin ', PASSWORD)).toMatchObject({ name: 'Dr Martin', profession: '10' });
    for (const [login, password] of [
      ['dr.martin', 'autre'],
      ['inconnu', PASSWORD],
      ['', ''],
    ] as const)
      await expect(accounts.authenticate(login, password)).rejects.toMatchObject({ code: 'FRS-AC-001' });
    const kept = Buffer.from((await store.services.list('account'))[0]!.value).toString();
    expect(kept).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(JSON.stringify(await accounts.list())).not.toContain('argon2');
    await expect(accounts.set(doctor, 'court')).rejects.toMatchObject({ code: 'FRS-IN-011' });
  });

  it('shut after five wrong passwords, sent at once or not, and open again later', { timeout: 300_000 }, async () => {
    const attempts = await Promise.allSettled(Array.from({ length: 5 }, (_, i) => accounts.authenticate('dr.martin', `faux ${i}`)));
    expect(attempts.every(({ status }) => status === 'rejected')).toBe(true);
    await expect(accounts.authenticate('dr.martin', PASSWORD)).rejects.toMatchObject({ code: 'FRS-AC-001' });
    at += 14 * 60_000;
    await expect(accounts.authenticate('dr.martin', PASSWORD)).rejects.toMatchObject({ code: 'FRS-AC-001' });
    at += 2 * 60_000;
    expect(await accounts.authenticate('dr.martin', PASSWORD)).toMatchObject({ login: 'dr.martin' });
    expect((await accounts.list())[0]).not.toHaveProperty('lockedUntil');
  });

  it('are nobody once shut, nor is who stood for them', async () => {
    await accounts.set({ login: 'accueil', name: 'Accueil', role: 'secretary', delegateOf: 'Dr.Martin' }, PASSWORD);
    expect(await accounts.principal('accueil')).toMatchObject({
      id: 'accueil',
      onBehalfOf: 'dr.martin',
      profession: '10',
      reader: 'delegate',
      permissions: ['list', 'deposit'],
    });
    await accounts.disable('dr.martin');
    expect([await accounts.principal('dr.martin'), await accounts.principal('accueil')]).toEqual([undefined, undefined]);
    await expect(accounts.authenticate('dr.martin', PASSWORD)).rejects.toMatchObject({ code: 'FRS-AC-001' });
    await accounts.disable('dr.martin', false);
    expect(await accounts.authenticate('dr.martin', PASSWORD)).toMatchObject({ login: 'dr.martin' });
    expect(await accounts.any()).toBe(true);
  });

  it.each([
    [{ role: 'secretary' as const }],
    [{ role: 'secretary' as const, delegateOf: 'personne' }],
    [{ role: 'patient' as const }],
    [{ role: 'clinician' as const, dossier: 'd1' }],
    [{ profession: 'médecin' }],
    [{ name: '' }],
  ])('are refused where they make no sense: %j', async (wrong) => {
    await expect(accounts.set({ login: 'x', name: 'X', ...wrong }, PASSWORD)).rejects.toMatchObject({ code: 'FRS-IN-011' });
  });
});
