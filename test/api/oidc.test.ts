import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OpenIdClientIdentityProvider } from '../../src/security/openid-client-identity-provider.js';
import { professionalOf } from '../../src/security/pro-sante-connect.js';
import { cookieOf, startGuarded, type GuardedServer } from './access-support.js';
import { call, FOREIGN } from './support.js';
import { TestIssuer, type Fault } from './test-issuer.js';

/** As Pro Santé Connect gives them, with invented persons and numbers. */
const DOCTOR = {
  SubjectNameID: '899700000001',
  SubjectRole: ['10^1.2.250.1.213.1.1.5.5'],
  given_name: 'Anne',
  family_name: 'ESSAI',
  SubjectRefPro: {
    codeCivilite: 'MME',
    exercices: [
      {
        codeProfession: '10',
        codeCategorieProfessionnelle: 'C',
        nomDexercice: 'ESSAI',
        prenomDexercice: 'Anne',
        codeTypeSavoirFaire: 'S',
        codeSavoirFaire: 'SM54',
        activities: [{ codeModeExercice: 'L', numeroSiretSite: '', numeroFinessSite: '990000001' }],
      },
    ],
  },
};
const PATIENT = { SubjectNameID: '899700000002', given_name: 'Paul' };

let issuer: TestIssuer;
let server: GuardedServer;
beforeAll(async () => {
  issuer = await TestIssuer.start();
  const settings = { issuer: issuer.url, clientId: 'frise', clientSecret: 'secret', scope: 'openid scope_all', acrValues: 'eidas1' };
  server = await startGuarded({
    oidc: { provider: new OpenIdClientIdentityProvider(settings), structures: ['990000001'] },
    publicUrl: new URL('http://127.0.0.1:3210'),
  });
  await server.pipeline.deposit('d1', [{ fileName: 'note.txt', bytes: Buffer.from(FOREIGN) }]);
  await server.pipeline.process('d1');
});
afterAll(async () => {
  await server.close();
  await issuer.stop();
});

/** Goes the way of a browser: to the provider, and back with what it was given. */
async function signInThere(claims: Record<string, unknown>, fault: Fault = 'none', change: (url: URL) => void = () => undefined) {
  Object.assign(issuer, { claims, fault });
  const there = await call(server.app, 'GET', '/api/v1/session/oidc');
  expect(there.status).toBe(303);
  const redirected = await fetch(String(there.headers['location']), { redirect: 'manual' });
  const back = new URL(redirected.headers.get('location') ?? '');
  change(back);
  return call(server.app, 'GET', `${back.pathname}${back.search}`, { headers: { cookie: cookieOf(there) } });
}

describe('signing in through Pro Santé Connect', () => {
  it('gives a professional their session, by the profession that it vouches for', async () => {
    const there = await call(server.app, 'GET', '/api/v1/session/oidc');
    const asked = new URL(String(there.headers['location'])).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      client_id: 'frise',
      scope: 'openid scope_all',
      acr_values: 'eidas1',
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: 'http://127.0.0.1:3210/api/v1/session/oidc/callback',
    });
    expect(String(there.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/);

    const landed = await signInThere(DOCTOR);
    expect([landed.status, landed.text.includes('url=/"')]).toEqual([200, true]);
    const session = [landed.headers['set-cookie']]
      .flat()
      .map(String)
      .find((each) => each.startsWith('frise='));
    expect(session).toMatch(/HttpOnly; SameSite=Strict/);
    const headers = { cookie: session!.split(';')[0]! };
    expect((await call(server.app, 'GET', '/api/v1/session', { headers })).body).toMatchObject({
      ways: ['oidc'],
      user: { id: '899700000001', name: 'Anne ESSAI', profession: '10' },
    });
    expect((await call(server.app, 'GET', '/api/v1/dossiers/d1', { headers })).status).toBe(200);
    expect((await server.audit.entries({ action: 'sign-in', limit: 1 }))[0]).toMatchObject({ actor: '899700000001', outcome: 'done' });
  });

  it.each<Fault>(['nonce', 'signature', 'audience', 'issuer', 'expired', 'other-subject'])('refuses a wrong %s', async (fault) => {
    const landed = await signInThere(DOCTOR, fault);
    expect(landed.status).toBe(401);
    expect(String(landed.headers['set-cookie'])).not.toMatch(/frise=[^;]/);
  });

  it('refuses another state, a code used twice, and whoever did not set out from here', async () => {
    expect((await signInThere(DOCTOR, 'none', (url) => url.searchParams.set('state', 'x'))).status).toBe(401);
    expect((await signInThere(DOCTOR, 'none', (url) => url.searchParams.set('code', 'x'))).status).toBe(401);
    expect((await call(server.app, 'GET', '/api/v1/session/oidc/callback?code=a&state=b')).status).toBe(401);
    const forged = { cookie: `frise-oidc=${encodeURIComponent('{"state":"b","nonce":"n","verifier":"v"}.forged')}` };
    expect((await call(server.app, 'GET', '/api/v1/session/oidc/callback?code=a&state=b', { headers: forged })).status).toBe(401);
  });

  it('refuses who has no professional identity, or does not practise here, in words', async () => {
    for (const claims of [PATIENT, { ...DOCTOR, SubjectRefPro: { exercices: [] } }, elsewhere()]) {
      const landed = await signInThere(claims);
      expect([landed.status, landed.text.includes('Accès refusé')]).toEqual([403, true]);
    }
  });

  it('says when the provider does not answer', async () => {
    const nobody = new OpenIdClientIdentityProvider({
      issuer: new URL('http://127.0.0.1:1'),
      clientId: 'f',
      clientSecret: 's',
      scope: 'openid',
    });
    await expect(nobody.begin(new URL('http://127.0.0.1/'))).rejects.toMatchObject({ code: 'FRS-AC-004', status: 502 });
  });
});

function elsewhere(): typeof DOCTOR {
  const [practice] = DOCTOR.SubjectRefPro.exercices;
  return {
    ...DOCTOR,
    SubjectRefPro: {
      ...DOCTOR.SubjectRefPro,
      exercices: [{ ...practice!, activities: [{ codeModeExercice: 'L', numeroSiretSite: '', numeroFinessSite: '990000009' }] }],
    },
  };
}

describe('the claims', () => {
  it('say the practice of the role in which the person came, and without structures give no place on the site', () => {
    const two = {
      ...DOCTOR,
      SubjectRole: ['60^1.2.250.1.213.1.1.5.5'],
      SubjectRefPro: { exercices: [...DOCTOR.SubjectRefPro.exercices, { codeProfession: '60', activities: [] }] },
    };
    expect(professionalOf(two, [])).toMatchObject({ profession: '60', ofSite: false, reader: 'professional' });
    expect(professionalOf(two, ['990000001'])).toMatchObject({ profession: '10', ofSite: true, specialty: 'SM54' });
  });
});
