import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/errors.js';
import { AccessControl } from '../../src/security/access-control.js';
import { signatureOf } from '../../src/security/access.js';
import { CareTeams } from '../../src/security/care-team.js';
import type { Habilitation } from '../../src/security/habilitation.js';
import { LOCAL_PRINCIPAL, principalOf } from '../../src/security/principal.js';
import { SqliteDossierStore } from '../../src/store/sqlite-dossier-store.js';

const TABLE: Habilitation = { version: 'test', grants: { '10': 'every', '21': ['57833-6'] } };
const MASKED = { type: '34112-3', access: ['masked-from-professionals' as const] };
const PLAIN = { type: '34112-3', access: [] };
const doctor = principalOf('clinician', { id: '810000000001', name: 'Dr Martin', profession: '10', ofSite: true });
const stranger = { ...doctor, id: '810000000009', ofSite: false };

let home: string;
let store: SqliteDossierStore;
let teams: CareTeams;
let at: number;
const control = (rule: 'site' | 'dossier') => new AccessControl(teams, TABLE, rule);
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'frise-control-'));
  at = Date.parse('2026-11-25T10:00:00Z');
  store = new SqliteDossierStore(home, Buffer.alloc(32, 7));
  teams = new CareTeams(store, () => new Date(at));
  await store.openDossier('d1');
});
afterEach(async () => {
  await store.close();
  rmSync(home, { recursive: true });
});
const member = (id: string, standing: 'attending' | 'member') => ({ id, standing, by: 'x', at: '2026-11-25T10:00:00Z' });

describe('who is what to a dossier', () => {
  it('is of the team: whom the site names, or whom the dossier names, by either form of a national identifier', async () => {
    expect((await control('site').accessTo(doctor, 'd1')).outside).toBeUndefined();
    expect((await control('site').accessTo(stranger, 'd1')).outside).toBe(true);
    expect(await control('dossier').accessTo(doctor, 'd1')).toMatchObject({ actor: '810000000001', outside: true });
    await teams.set('d1', member('10000000001', 'member'));
    const access = await control('dossier').accessTo(doctor, 'd1');
    expect(access.outside).toBeUndefined();
    expect([access.may!(PLAIN), access.may!(MASKED)]).toEqual([true, false]);
    expect((await control('dossier').accessTo(doctor, 'unknown')).outside).toBe(true);
    await teams.remove('d1', doctor.id);
    expect((await control('dossier').accessTo(doctor, 'd1')).outside).toBe(true);
  });

  it('is nobody to a dossier that does not exist, whether the store says nothing of it or refuses', async () => {
    const refusing = Object.create(store, {
      getRecord: { value: () => Promise.reject(new AppError('FRS-IN-012')) },
      listStamps: { value: () => Promise.reject(new AppError('FRS-IN-012')) },
    }) as SqliteDossierStore;
    const other = new AccessControl(new CareTeams(refusing, () => new Date(at)), TABLE, 'dossier');
    expect((await other.accessTo(doctor, 'unknown')).outside).toBe(true);
  });

  it('is admitted to a list as to the dossier itself', async () => {
    await teams.set('d1', member(doctor.id, 'member'));
    const people = [doctor, stranger, principalOf('patient', { id: 'p', ofSite: true, dossier: 'd1' }), LOCAL_PRINCIPAL] as const;
    for (const rule of ['site', 'dossier'] as const)
      for (const person of people)
        for (const id of ['d1', 'd2'])
          expect(await control(rule).isAdmitted(person, id)).toBe((await control(rule).accessTo(person, id)).outside !== true);
  });

  it('has one médecin traitant, before whom nothing is masked', async () => {
    await teams.set('d1', member(doctor.id, 'attending'));
    expect((await control('dossier').accessTo(doctor, 'd1')).may!(MASKED)).toBe(true);
    await teams.set('d1', member('next', 'attending'));
    expect((await control('dossier').accessTo(doctor, 'd1')).may!(MASKED)).toBe(false);
    expect((await teams.members('d1')).map(({ standing }) => standing).toSorted()).toEqual(['attending', 'member']);
  });

  it('keeps before its author what is masked, and before nobody else of the same trade', async () => {
    const { may } = await control('site').accessTo(doctor, 'd1');
    expect(may!({ ...MASKED, authors: ['10000000001'] })).toBe(true);
    expect(may!({ ...MASKED, authors: ['10000000002'] })).toBe(false);
  });

  it('lets a delegate read with the eyes of who delegates, and decide nothing', async () => {
    const secretary = principalOf('secretary', { id: 'accueil', onBehalfOf: '810000000001', profession: '10', ofSite: false });
    expect((await control('dossier').accessTo(secretary, 'd1')).outside).toBe(true);
    await teams.set('d1', member(doctor.id, 'member'));
    const access = await control('dossier').accessTo(secretary, 'd1');
    expect(access).toMatchObject({ actor: 'accueil', onBehalfOf: '810000000001' });
    expect([access.may!(PLAIN), access.may!(MASKED), access.may!({ ...PLAIN, quarantined: true })]).toEqual([true, false, false]);
  });

  it('shows a patient their own dossier and no other, without what is hidden from them or somebody else’s', async () => {
    const patient = principalOf('patient', { id: 'p', ofSite: true, dossier: 'd1' });
    expect((await control('site').accessTo(patient, 'd2')).outside).toBe(true);
    const { may } = await control('site').accessTo(patient, 'd1');
    expect(may!(MASKED)).toBe(true);
    expect(may!({ access: ['invisible-to-patient'] })).toBe(false);
    expect(may!({ access: [], quarantined: true })).toBe(false);
  });

  it('is everything at the machine itself, and nothing for whoever runs the site', async () => {
    expect((await control('site').accessTo(LOCAL_PRINCIPAL, 'd1')).may).toBeUndefined();
    const administrator = principalOf('administrator', { id: 'a', ofSite: true });
    expect((await control('site').accessTo(administrator, 'd1')).may!(PLAIN)).toBe(false);
  });

  it('signs with a name and the identifier that tells namesakes apart', async () => {
    expect(signatureOf(await control('site').accessTo(doctor, 'd1'))).toBe('Dr Martin (810000000001)');
    expect(signatureOf(await control('site').accessTo(LOCAL_PRINCIPAL, 'd1'))).toBe('poste local');
  });
});

describe('an emergency', () => {
  it('opens the dossier for an hour, says why, and leaves masked what is masked', async () => {
    await teams.breakGlass('d1', { id: doctor.id, reason: 'patient inconscient' });
    const access = await control('dossier').accessTo(doctor, 'd1');
    expect(access).toMatchObject({ reason: 'patient inconscient', glass: { until: '2026-11-25T11:00:00.000Z' } });
    expect([access.may!(PLAIN), access.may!(MASKED)]).toEqual([true, false]);
    expect((await control('dossier').accessTo({ ...doctor, id: 'another' }, 'd1')).outside).toBe(true);
    at -= 60_000;
    expect((await control('dossier').accessTo(doctor, 'd1')).outside).toBe(true);
    at += 3_660_000;
    expect((await control('dossier').accessTo(doctor, 'd1')).outside).toBe(true);
    expect(await teams.broken('d1')).toMatchObject([{ id: doctor.id, reason: 'patient inconscient' }]);
    at += 31 * 86_400_000;
    expect(await teams.broken('d1')).toEqual([]);
  });

  it('says nothing of a dossier that does not exist, and is for whom the site knows', async () => {
    expect(await teams.breakGlass('unknown', { id: doctor.id, reason: 'urgence' })).toMatchObject({ reason: 'urgence' });
    expect((await control('dossier').accessTo(doctor, 'unknown')).outside).toBe(true);
    expect(
      [doctor, stranger, principalOf('secretary', { id: 's', ofSite: true })].map((one) => control('dossier').mayBreakGlass(one)),
    ).toEqual([true, false, false]);
  });

  it('goes with the dossier', async () => {
    await teams.breakGlass('d1', { id: doctor.id, reason: 'urgence' });
    await store.eraseDossier('d1');
    await store.openDossier('d1');
    expect(await teams.broken('d1')).toEqual([]);
  });
});
