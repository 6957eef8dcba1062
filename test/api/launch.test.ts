import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answered } from './support.js';
import { startGuarded, type GuardedServer } from './access-support.js';
import { call, FOREIGN, multipart, startServer } from './support.js';

let server: GuardedServer;
let key: string;
const ask = <T = Record<string, unknown>>(
  method: 'GET' | 'POST',
  url: string,
  options: { payload?: unknown; headers?: Record<string, string> } = {},
) => call<T>(server.app, method, url, options);
const launch = (payload: object): Promise<Answered<{ url: string; expiresAt?: string }>> =>
  ask('POST', '/api/v1/session/launch', { payload, headers: { authorization: `Bearer ${key}` } });
const open = (url: string) => {
  const { pathname, search } = new URL(url);
  return ask('GET', `${pathname}${search}`);
};
const cookieOf = ({ headers }: Answered): string => String([headers['set-cookie']].flat()[0] ?? '').split(';')[0] ?? '';

beforeAll(async () => {
  server = await startGuarded();
  const issued = await server.apiKeys.issue({
    label: 'Logiciel',
    scopes: ['read', 'deposit'],
    actsFor: [{ id: '810001234567', name: 'Dr Martin', profession: '10' }],
    days: 1,
  });
  key = issued.key;
  const form = multipart([{ name: 'note.txt', bytes: FOREIGN }]);
  await ask('POST', '/api/v1/dossiers/dossier-du-lien/documents', {
    payload: form.payload,
    headers: { ...form.headers, authorization: `Bearer ${key}` },
  });
});
afterAll(() => server.close());

describe('a launch link', () => {
  it('opens the page on a patient and a reason, under the identity of whoever asked', async () => {
    const { status, body } = await launch({ dossier: 'dossier-du-lien', reason: 'douleur "thoracique"', vue: 'frise' });
    expect(status).toBe(201);
    // Neither who nor whom stands in the link.
    expect(body.url).not.toMatch(/dossier-du-lien|douleur|810001234567|Martin/);
    const opened = await open(body.url);
    expect([
      opened.status,
      opened.text.includes('url=/?dossier=dossier-du-lien&amp;reason=douleur+%22thoracique%22&amp;vue=frise'),
    ]).toEqual([200, true]);
    const cookie = cookieOf(opened);
    const session = await ask('GET', '/api/v1/session', { headers: { cookie } });
    expect(JSON.stringify(session.body)).toContain('Dr Martin');
    expect((await ask('GET', '/api/v1/dossiers/dossier-du-lien/synthesis', { headers: { cookie } })).status).toBe(200);
    // The session may what the key may, and no more.
    const judged = await ask('POST', '/api/v1/dossiers/dossier-du-lien/drafts/vsm', { payload: {}, headers: { cookie } });
    expect(judged.status).toBe(403);
  });

  it('serves once, for a minute, and only as it was made', async () => {
    const used = (await launch({ dossier: 'dossier-du-lien' })).body.url;
    expect((await open(used)).status).toBe(200);
    expect((await open(used)).status).toBe(401);
    const altered = (await launch({ dossier: 'dossier-du-lien' })).body.url;
    expect((await open(`${altered.slice(0, -2)}AA`)).status).toBe(401);
    expect((await open('http://127.0.0.1/api/v1/session/launch?token=x.y')).status).toBe(401);
    const late = (await launch({ dossier: 'dossier-du-lien' })).body.url;
    server.wait(61_000);
    expect((await open(late)).status).toBe(401);
    // Nothing of it is left once another is made.
    await launch({ dossier: 'dossier-du-lien' });
    expect(await server.services.list('launch')).toHaveLength(1);
  });

  it('gives the proof of origin that judging a line takes, and is worth what the key is worth', async () => {
    const { key: judge, view } = await server.apiKeys.issue({
      label: 'Logiciel',
      scopes: ['read', 'decide'],
      actsFor: [{ id: '810001234567', profession: '10' }],
      days: 1,
    });
    const made = await ask<{ url: string }>('POST', '/api/v1/session/launch', {
      payload: { dossier: 'dossier-du-lien' },
      headers: { authorization: `Bearer ${judge}` },
    });
    const cookie = cookieOf(await open(made.body.url));
    const { body } = await ask<{ csrf: string }>('GET', '/api/v1/session', { headers: { cookie } });
    const decide = (headers: Record<string, string>) =>
      call(server.app, 'PUT', '/api/v1/dossiers/dossier-du-lien/documents/0123456789abcdef/identity', {
        payload: { verdict: 'accepted' },
        headers,
      });
    expect((await decide({ cookie })).status).toBe(403);
    expect((await decide({ cookie, 'csrf-token': body.csrf })).status).toBe(404);
    await server.apiKeys.revoke(view.id);
    expect((await ask('GET', '/api/v1/dossiers/dossier-du-lien', { headers: { cookie } })).status).toBe(401);
  });

  it('is for whoever signs in, and a dossier that is there', async () => {
    expect((await ask('POST', '/api/v1/session/launch', { payload: { dossier: 'dossier-du-lien' } })).status).toBe(401);
    expect((await launch({ dossier: 'nobody' })).status).toBe(404);
    expect((await launch({ dossier: 'dossier-du-lien', reason: '' })).status).toBe(400);
  });

  it('is the page’s own address where nobody signs in', async () => {
    const local = await startServer();
    const form = multipart([{ name: 'note.txt', bytes: FOREIGN }]);
    await call(local.app, 'POST', '/api/v1/dossiers/l2/documents', form);
    const { body } = await call<{ url: string }>(local.app, 'POST', '/api/v1/session/launch', {
      payload: { dossier: 'l2', since: '2026-03' },
    });
    expect(body).toEqual({ url: 'http://127.0.0.1/?dossier=l2&since=2026-03' });
    await local.close();
  });
});
