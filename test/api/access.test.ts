import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieOf, PASSWORD, signIn, startGuarded, type GuardedServer } from './access-support.js';
import { call, deposit, FOREIGN, multipart, startServer } from './support.js';

const D = '/api/v1/dossiers/d1';
const SESSION = '/api/v1/session';
const doctor = { login: 'martin', name: 'Dr Martin', profession: '10', professionalId: '810000000001' };

let server: GuardedServer;
beforeAll(async () => {
  server = await startGuarded();
  const { accounts, pipeline } = server;
  await accounts.set(doctor, PASSWORD);
  await accounts.set({ login: 'accueil', name: 'Accueil', role: 'secretary', delegateOf: 'martin' }, PASSWORD);
  await accounts.set({ login: 'controle', name: 'Contrôle', role: 'auditor' }, PASSWORD);
  await pipeline.deposit('d1', [{ fileName: 'note.txt', bytes: Buffer.from(FOREIGN) }]);
  await pipeline.process('d1');
});
afterAll(() => server.close());

describe('a machine without accounts', () => {
  it('serves whoever sits at it, and closes with the first account or key', async () => {
    const open = await startGuarded({}, false);
    await deposit(open.app, 'd1', [{ name: 'note.txt', bytes: FOREIGN }]);
    expect((await call(open.app, 'GET', D)).status).toBe(200);
    expect((await call(open.app, 'GET', SESSION)).body).toEqual({ signInRequired: false, ways: [], prose: false });
    expect((await call(open.app, 'POST', SESSION, { payload: { login: 'a', password: 'b' } })).status).toBe(404);
    await open.accounts.set(doctor, PASSWORD);
    const refused = await call(open.app, 'GET', D);
    expect([refused.status, refused.headers['www-authenticate']]).toEqual([401, 'Bearer realm="frise"']);
    expect((await call(open.app, 'GET', SESSION)).body).toEqual({ signInRequired: true, ways: ['password'], prose: false });
    await open.accounts.remove('martin');
    expect((await call(open.app, 'GET', D)).status).toBe(401);
    await open.close();
  });

  it('is the default, and signs « poste local »', async () => {
    const local = await startServer();
    await deposit(local.app, 'd1', [{ name: 'note.txt', bytes: FOREIGN }]);
    expect((await call(local.app, 'GET', D)).status).toBe(200);
    expect((await call(local.app, 'GET', SESSION)).body).toMatchObject({ signInRequired: false });
    await local.close();
  });
});

describe('a session', () => {
  it('opens with a password, in a cookie out of reach of scripts and of other sites, and says who is there', async () => {
    const answer = await call(server.app, 'POST', SESSION, { payload: { login: 'martin', password: PASSWORD } });
    expect(answer.body).toMatchObject({
      user: { id: '810000000001', name: 'Dr Martin', profession: '10' },
      csrf: expect.any(String) as string,
    });
    expect(String(answer.headers['set-cookie'])).toMatch(/^frise=\S+; Path=\/; HttpOnly; SameSite=Strict$/);
    const cookie = cookieOf(answer);
    expect((await call(server.app, 'GET', SESSION, { headers: { cookie } })).body).toMatchObject({ user: { id: '810000000001' } });
    expect((await call(server.app, 'GET', D, { headers: { cookie } })).status).toBe(200);
  });

  it.each([
    ['martin', 'autre chose du tout'],
    ['personne', PASSWORD],
  ])('refuses %s with a wrong password as it refuses an unknown login', async (login, password) => {
    const { status, body, headers } = await call(server.app, 'POST', SESSION, { payload: { login, password } });
    expect([status, body['code'], headers['set-cookie']]).toEqual([401, 'FRS-AC-001', undefined]);
  });

  it('needs its token for all that changes something, and none to read', async () => {
    const { headers } = await signIn(server, 'martin');
    const { cookie } = headers;
    const decide = (sent: Record<string, string>) =>
      call(server.app, 'PUT', `${D}/documents/0123456789abcdef/identity`, { payload: { verdict: 'rejected' }, headers: sent });
    expect((await decide({ cookie: cookie! })).body).toMatchObject({ status: 403, code: 'FRS-AC-002', detail: 'csrf-token' });
    expect((await decide({ cookie: cookie!, 'csrf-token': 'autre' })).status).toBe(403);
    expect((await decide(headers)).status).toBe(404);
    const other = await signIn(server, 'martin');
    expect((await decide({ cookie: cookie!, 'csrf-token': other.csrf })).status).toBe(403);
  });

  it('is not that of a cookie made up, altered, or known before the sign-in', async () => {
    const { headers } = await signIn(server, 'martin');
    for (const cookie of ['frise=abc', `${headers['cookie']}x`, 'frise=abc.def'])
      expect((await call(server.app, 'GET', D, { headers: { cookie } })).status).toBe(401);
    const before = headers['cookie']!;
    const again = await call(server.app, 'POST', SESSION, {
      payload: { login: 'martin', password: PASSWORD },
      headers: { cookie: before },
    });
    expect(cookieOf(again)).not.toBe(before);
  });

  it('ends when one signs out, sleeps, has lasted, or when the account is shut', async () => {
    const status = async (headers: Record<string, string>) => (await call(server.app, 'GET', D, { headers })).status;
    const out = await signIn(server, 'martin');
    expect((await call(server.app, 'DELETE', SESSION, { headers: out.headers })).status).toBe(204);
    expect(await status(out.headers)).toBe(401);

    const idle = await signIn(server, 'martin');
    server.wait(19 * 60_000);
    expect(await status(idle.headers)).toBe(200);
    server.wait(19 * 60_000);
    expect(await status(idle.headers)).toBe(200);
    server.wait(21 * 60_000);
    expect(await status(idle.headers)).toBe(401);

    const long = await signIn(server, 'martin');
    for (let hour = 0; hour < 49; hour += 1) {
      server.wait(15 * 60_000);
      if (hour < 47) expect(await status(long.headers)).toBe(200);
    }
    expect(await status(long.headers)).toBe(401);

    const shut = await signIn(server, 'accueil');
    await server.accounts.disable('martin');
    expect((await call(server.app, 'GET', '/api/v1/dossiers', { headers: shut.headers })).status).toBe(401);
    await server.accounts.disable('martin', false);
  });

  it('does not live again when the clock is set back', async () => {
    const { headers } = await signIn(server, 'martin');
    server.wait(-30 * 60_000);
    expect((await call(server.app, 'GET', D, { headers })).status).toBe(401);
    server.wait(30 * 60_000);
  });

  it('behind TLS is in a cookie that goes over TLS alone', async () => {
    const tls = await startGuarded({ publicUrl: new URL('https://frise.example'), proxies: ['127.0.0.1'] });
    await tls.accounts.set(doctor, PASSWORD);
    const headers = { host: 'frise.example', 'x-forwarded-proto': 'https' };
    const answer = await call(tls.app, 'POST', SESSION, { payload: { login: 'martin', password: PASSWORD }, headers });
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-frise=\S+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect(answer.headers['strict-transport-security']).toMatch(/max-age/);
    expect((await call(tls.app, 'GET', '/api/v1/health', { headers: { host: 'evil.example' } })).status).toBe(403);
    await tls.close();
  });

  it('leaves on the disk nothing that opens it', async () => {
    const { headers } = await signIn(server, 'martin');
    const [id = ''] = decodeURIComponent(headers['cookie']!.replace(/^frise=/, '')).split('.');
    const kept = (await server.services.list('session')).map(({ key, value }) => `${key} ${Buffer.from(value).toString()}`).join();
    expect(kept).toContain('martin');
    expect(kept).not.toContain(id);
  });
});

describe('a key', () => {
  const bearer = (key: string, more: Record<string, string> = {}) => ({ authorization: `Bearer ${key}`, ...more });

  it('acts within its scopes under the professional that is named, and the audit says so', async () => {
    const actsFor = [
      { id: '810000000001', name: 'Dr Martin', profession: '10' },
      { id: '810000000002', name: 'Dr Petit', profession: '10' },
    ];
    const { key, view } = await server.apiKeys.issue({ label: 'Logiciel', scopes: ['read', 'deposit'], actsFor, days: 30 });
    expect((await call(server.app, 'GET', D, { headers: bearer(key) })).body).toMatchObject({ status: 403, code: 'FRS-AC-002' });
    const named = bearer(key, { 'frise-professional': '10000000002' });
    expect((await call(server.app, 'GET', D, { headers: named })).status).toBe(200);
    const form = multipart([{ name: 'suite.txt', bytes: `${FOREIGN}\nAsthme.` }]);
    const sent = await call(server.app, 'POST', `${D}/documents`, { ...form, headers: { ...form.headers, ...named } });
    expect(sent.status).toBe(202);
    const decide = await call(server.app, 'PUT', `${D}/documents/0123456789abcdef/identity`, {
      payload: { verdict: 'rejected' },
      headers: named,
    });
    expect([decide.status, decide.body['code']]).toEqual([403, 'FRS-AC-002']);
    expect(await server.audit.entries({ actor: '810000000002', limit: 9 })).toEqual(
      expect.arrayContaining([expect.objectContaining({ action: 'open', dossier: 'd1', via: `api-key:${view.id}` }) as object]),
    );
    await server.apiKeys.revoke(view.id);
    expect((await call(server.app, 'GET', D, { headers: named })).status).toBe(401);
  });

  it('made up opens nothing, on any route', async () => {
    for (const url of ['/api/v1/dossiers', D, SESSION, '/fhir/Patient/d1'])
      expect((await call(server.app, 'GET', url, { headers: bearer('frise_0123456789abcdef_x') })).status).toBe(401);
  });
});

describe('a delegate', () => {
  it('deposits and sees lists under two names, and no word of the documents', async () => {
    const { headers } = await signIn(server, 'accueil');
    expect((await call(server.app, 'GET', '/api/v1/dossiers', { headers })).body).toMatchObject({ total: 1 });
    const list = await call(server.app, 'GET', `${D}/documents`, { headers });
    expect(list.status).toBe(200);
    for (const path of ['synthesis', 'facts', 'search?q=apixaban', 'timeline', 'print', 'team'])
      expect((await call(server.app, 'GET', `${D}/${path}`, { headers })).status).toBe(403);
    const form = multipart([{ name: 'courrier.txt', bytes: FOREIGN }]);
    expect((await call(server.app, 'POST', `${D}/documents`, { ...form, headers: { ...form.headers, ...headers } })).status).toBe(202);
    expect((await server.audit.entries({ actor: 'accueil', action: 'deposit', limit: 1 }))[0]).toMatchObject({
      onBehalfOf: '810000000001',
    });
  });
});

describe('the audit', () => {
  it('is read by whoever answers for it, and that is in it', async () => {
    const { headers } = await signIn(server, 'controle');
    const { body } = await call<{ entries: object[] }>(server.app, 'GET', '/api/v1/audit?dossier=d1&limit=5', { headers });
    expect(body.entries[0]).toMatchObject({ action: 'read-audit', actor: 'controle', dossier: 'd1' });
    expect((await call(server.app, 'GET', D, { headers })).status).toBe(403);
    const martin = await signIn(server, 'martin');
    expect((await call(server.app, 'GET', '/api/v1/audit', { headers: martin.headers })).status).toBe(403);
  });

  it('keeps who came in and who was refused, and nothing of what was typed where it is no account', async () => {
    await call(server.app, 'POST', SESSION, { payload: { login: 'mot de passe par erreur', password: 'x' } });
    const [last] = await server.audit.entries({ action: 'sign-in', limit: 1 });
    expect(last).toMatchObject({ actor: 'inconnu', outcome: 'refused' });
    expect((await server.audit.verify()).faults).toEqual([]);
  });
});

describe('an emergency', () => {
  it('opens to a professional of the site what is none of theirs, said to the team, whether there is such a dossier or not', async () => {
    const site = await startGuarded({ careTeam: 'dossier' });
    await site.accounts.set(doctor, PASSWORD);
    await site.accounts.set({ ...doctor, login: 'petit', name: 'Dr Petit', professionalId: '810000000002' }, PASSWORD);
    const [martin, petit] = [await signIn(site, 'martin'), await signIn(site, 'petit')];
    const form = multipart([{ name: 'note.txt', bytes: FOREIGN }]);
    await call(site.app, 'POST', `${D}/documents`, { ...form, headers: { ...form.headers, ...martin.headers } });
    await site.app.inject({ url: `${D}/events`, headers: { host: '127.0.0.1', ...martin.headers } });
    const get = (url: string) => call(site.app, 'GET', url, { headers: petit.headers });
    const emergency = (id: string, reason: string) =>
      call(site.app, 'POST', `/api/v1/dossiers/${id}/emergency`, { payload: { reason }, headers: petit.headers });

    expect((await get('/api/v1/dossiers')).body).toMatchObject({ total: 0 });
    expect((await get(D)).status).toBe(404);
    expect((await emergency('d1', 'urgence')).status).toBe(400);
    const [there, nowhere] = [await emergency('d1', 'patient inconscient'), await emergency('d9', 'patient inconscient')];
    expect([there.status, nowhere.status]).toEqual([200, 200]);
    expect(Object.keys(there.body)).toEqual(Object.keys(nowhere.body));
    expect((await get(D)).status).toBe(200);
    expect((await get('/api/v1/dossiers/d9')).status).toBe(404);
    expect((await get(`${D}/team`)).body).toMatchObject({ opened: { reason: 'patient inconscient' } });
    const team = await call(site.app, 'GET', `${D}/team`, { headers: martin.headers });
    expect(team.body).toMatchObject({
      members: [{ id: '810000000001' }],
      emergencies: [{ name: 'Dr Petit', reason: 'patient inconscient' }],
    });
    // An emergency gives no place in the team.
    const join = await call(site.app, 'PUT', `${D}/team/810000000002`, { payload: { standing: 'member' }, headers: petit.headers });
    expect(join.status).toBe(404);
    expect((await site.audit.entries({ actor: '810000000002', action: 'open', dossier: 'd1', limit: 1 }))[0]).toMatchObject({
      reason: 'patient inconscient',
    });
    site.wait(3_600_001);
    expect((await call(site.app, 'GET', D, { headers: (await signIn(site, 'petit')).headers })).status).toBe(404);
    await site.close();
  });

  it('finds the patient by the number on the card; one that nobody bears is in the audit as tried, and is not written there', async () => {
    const site = await startGuarded({ careTeam: 'dossier' });
    await site.accounts.set(doctor, PASSWORD);
    const { headers } = await signIn(site, 'martin');
    const patient = { usedName: 'ESSAI', firstNames: ['Camille'], birthDate: '1958-06-09', sex: 'F' as const };
    const note = { fileName: 'note.txt', bytes: Buffer.from(FOREIGN) };
    await site.pipeline.deposit('d1', [note], { patient: { ...patient, insMatricule: '258063818521464' }, documents: [] });
    const open = (ins: string) =>
      call<{ opened?: { reason: string } }>(site.app, 'POST', '/api/v1/emergency', {
        payload: { ins, reason: 'patient inconscient' },
        headers,
      });
    expect((await open('258 0638')).status).toBe(400);
    expect((await open('1 55 06 38 185 214 17')).status).toBe(404);
    const [tried] = await site.audit.entries({ action: 'break-glass', limit: 1 });
    expect(tried).toMatchObject({ actor: '810000000001', reason: 'patient inconscient', code: 'FRS-IN-012' });
    expect(JSON.stringify(tried)).not.toContain('1550638');
    expect((await open('2 58 06 38 185 214 64')).body).toMatchObject({ dossierId: 'd1', opened: { reason: 'patient inconscient' } });
    expect((await call(site.app, 'GET', D, { headers })).status).toBe(200);
    // Known already: nothing more is opened.
    expect((await open('258063818521464')).body).toEqual({ dossierId: 'd1' });
    await site.close();
  });
});
