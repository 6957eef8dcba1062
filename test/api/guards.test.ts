import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERRORS } from '../../src/errors.js';
import { call, deposit, FOREIGN, startServer, type TestServer } from './support.js';

const D = '/api/v1/dossiers/d1';
let server: TestServer;
const get = (url: string, headers: Record<string, string> = {}) => call(server.app, 'GET', url, { headers });

beforeAll(async () => {
  server = await startServer();
  await deposit(server.app, 'd1', [{ name: 'note.txt', bytes: FOREIGN }]);
});
afterAll(() => server.close());

describe('a refusal', () => {
  it.each([
    ['GET', '/api/v1/nothing', 404, 'FRS-IN-012'],
    ['GET', '/api/v1/dossiers/unknown', 404, 'FRS-IN-012'],
    ['GET', '/api/v1/dossiers/unknown/synthesis', 404, 'FRS-IN-012'],
    ['GET', '/api/v1/dossiers/unknown/events', 404, 'FRS-IN-012'],
    ['GET', '/api/v1/dossiers/a%20b', 400, 'FRS-IN-011'],
    ['GET', `${D}/synthesis?on=2026-02-30`, 400, 'FRS-IN-011'],
    ['GET', `${D}/synthesis?since=hier`, 400, 'FRS-IN-011'],
    ['GET', `${D}/relevance`, 400, 'FRS-IN-011'],
    ['GET', `${D}/facts?kind=humeur`, 400, 'FRS-IN-011'],
    ['GET', `${D}/facts?limit=501`, 400, 'FRS-IN-011'],
    ['GET', `${D}/documents/0123456789abcdef/pages/1`, 404, 'FRS-IN-012'],
    ['GET', `${D}/documents/0123456789abcdef/pages/1/image`, 404, 'FRS-IN-012'],
    ['GET', `${D}/documents/0123456789abcdef/content`, 404, 'FRS-IN-012'],
    ['DELETE', '/api/v1/dossiers/unknown/statements/s-1/validation', 404, 'FRS-IN-012'],
    ['PUT', `${D}/documents/0123456789abcdef/identity`, 400, 'FRS-IN-011'],
  ] as const)('%s %s is %i %s, in French, with what to do', async (method, url, status, code) => {
    const answer = await call(server.app, method, url, method === 'PUT' ? { payload: {} } : {});
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({
      type: `urn:frise:error:${code}`,
      title: ERRORS[code].message,
      remedy: ERRORS[code].remedy,
      status,
      code,
    });
    expect(answer.body['requestId']).toBe(answer.headers['x-request-id']);
    expect(answer.text).not.toMatch(/\bat .*\.(ts|js):\d+/);
  });

  it.each([
    [`${D}/synthesis?on=16/11/2026`, 'on : date AAAA-MM-JJ attendue'],
    [`${D}/synthesis?since=hier`, 'since : date AAAA, AAAA-MM ou AAAA-MM-JJ attendue'],
    [`${D}/facts?limit=501&offset=-1`, 'limit : au plus 500 ; offset : au moins 0'],
    [`${D}/facts?limit=beaucoup`, 'limit : nombre attendu'],
    [`${D}/ask`, 'q : manque'],
    [`${D}/documents?status=humeur`, expect.stringMatching(/^status : l’un de read, ocr, .*quarantined/)],
    [`${D}/documents/zz/content`, expect.stringMatching(/^documentId : forme attendue /)],
    ['/api/v1/dossierz', 'adresse ou méthode inconnue, voir /api/docs'],
  ])('of %s says what is expected', async (url, detail) => {
    expect((await get(url)).body['detail']).toEqual(detail);
  });

  it.each([
    ['{"seen": "VIH', 'application/json', 'corps : JSON illisible'],
    ['', 'application/json', 'corps : manque'],
    ['verdict', 'application/xml', 'content-type : application/json attendu'],
    ['{"verdict": "VIH", "seen": "x"}', 'application/json', 'verdict : l’un de accepted, corrected, rejected'],
    ['{"verdict": "accepted"}', 'application/json', 'seen : manque'],
    [JSON.stringify({ verdict: 'accepted', seen: 'x'.repeat(2_000_000) }), 'application/json', 'corps de la demande : 1 Mo au plus'],
  ])('of the body %.20j says what is expected', async (payload, type, detail) => {
    const answer = await call(server.app, 'PUT', `${D}/statements/s-1/validation`, { payload, headers: { 'content-type': type } });
    expect(answer.body['detail']).toBe(detail);
  });

  it('of a FHIR address that is none is an OperationOutcome', async () => {
    const answer = await get('/fhir/Organization/1');
    expect([answer.status, answer.body['resourceType']]).toEqual([404, 'OperationOutcome']);
  });

  it('never repeats what was sent', async () => {
    const answer = await call(server.app, 'PUT', `${D}/statements/s-1/validation`, {
      payload: { verdict: 'TRAVERSIER Anatole', seen: 'VIH positif' },
    });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toMatch(/TRAVERSIER|VIH/);
    const broken = await call(server.app, 'PUT', `${D}/statements/s-1/validation`, {
      payload: '{"seen": "VIH',
      headers: { 'content-type': 'application/json' },
    });
    expect([broken.status, broken.text.includes('VIH')]).toEqual([400, false]);
  });

  it('of a body too large is 413', async () => {
    const answer = await call(server.app, 'PUT', `${D}/statements/s-1/validation`, {
      payload: { verdict: 'accepted', seen: 'x'.repeat(2_000_000) },
    });
    expect([answer.status, answer.body['code']]).toEqual([413, 'FRS-IN-005']);
  });
});

describe('the guard of the loopback', () => {
  it.each(['frise.example', '127.0.0.1.evil.example', 'evil.example:3210'])('refuses the host %j', async (host) => {
    expect((await get('/api/v1/health', { host })).status).toBe(403);
  });

  it.each(['127.0.0.1', '127.0.0.1:3210', 'localhost:80', '[::1]:3210'])('takes the host %j', async (host) => {
    expect((await get('/api/v1/health', { host })).status).toBe(200);
  });

  it('refuses another site, save the navigation that opens the page', async () => {
    const from = (site: string, mode: string) => ({ 'sec-fetch-site': site, 'sec-fetch-mode': mode });
    expect((await get(D, from('cross-site', 'cors'))).status).toBe(403);
    expect((await get(D, from('cross-site', 'no-cors'))).status).toBe(403);
    expect((await get('/api/v1/health', from('cross-site', 'navigate'))).status).toBe(200);
    expect((await get(D, from('same-origin', 'cors'))).status).toBe(200);
    const erase = (site: string) => call(server.app, 'DELETE', '/api/v1/dossiers/none', { headers: from(site, 'cors') });
    expect((await erase('cross-site')).status).toBe(403);
    expect((await erase('same-site')).status).toBe(403);
    expect((await erase('same-origin')).status).toBe(204);
  });

  it('lets no page be framed, and no browser keep what is a patient’s', async () => {
    const { headers } = await get(D);
    expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'/);
    expect(headers['content-security-policy']).not.toMatch(/unsafe/);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('what every answer tells', () => {
  it('a request’s identifier, the caller’s own where it is one', async () => {
    expect((await get('/api/v1/health', { 'x-request-id': 'visite-12' })).headers['x-request-id']).toBe('visite-12');
    expect((await get('/api/v1/health', { 'x-request-id': 'TRAVERSIER Anatole' })).headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('the limit of requests, and when it starts again', async () => {
    const limited = await startServer({ requestsPerMinute: 2 });
    const ask = () => call(limited.app, 'GET', '/api/v1/health');
    const first = await ask();
    expect([first.headers['ratelimit-limit'], first.headers['ratelimit-remaining']]).toEqual(['2', '1']);
    await ask();
    const third = await ask();
    expect([third.status, third.body['code']]).toEqual([429, 'FRS-IN-013']);
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    await limited.close();
  });

  it('a tag of its content: asked again, nothing is sent again', async () => {
    const first = await get(`${D}/synthesis?on=2026-11-16`);
    const etag = String(first.headers['etag']);
    expect(etag).toMatch(/^W\/"/);
    const again = await get(`${D}/synthesis?on=2026-11-16`, { 'if-none-match': etag });
    expect([again.status, again.text]).toEqual([304, '']);
    expect((await get(`${D}/synthesis?on=2026-11-16&reason=asthme`, { 'if-none-match': etag })).status).toBe(200);
    await deposit(server.app, 'd1', [{ name: 'suite.txt', bytes: `${FOREIGN}\nAsthme de l'enfance.` }]);
    expect((await get(`${D}/synthesis?on=2026-11-16`, { 'if-none-match': etag })).status).toBe(200);
  });

  it('compressed where that is asked for', async () => {
    const response = await server.app.inject({ url: `${D}/synthesis`, headers: { host: '127.0.0.1', 'accept-encoding': 'gzip' } });
    expect(response.headers['content-encoding']).toBe('gzip');
  });
});

describe('exploitation', () => {
  it('is ready with its models, and counts without naming', async () => {
    const ready = await get('/api/v1/ready');
    expect(ready.body).toMatchObject({ status: 'ready', queued: 0, models: [{ id: 'hash' }] });
    const metrics = await get('/api/v1/metrics');
    expect(metrics.headers['content-type']).toMatch(/^text\/plain/);
    expect(metrics.text).toMatch(
      /frise_http_requests_total\{method="GET",route="\/api\/v1\/dossiers\/:dossierId\/synthesis",status="200"\} \d+/,
    );
    expect(metrics.text).toMatch(/nodejs_eventloop_lag_p99_seconds/);
    expect(metrics.text).not.toMatch(/dossiers\/d1/);
  });

  it('is not ready when the store does not answer', async () => {
    const broken = await startServer();
    await broken.pipeline.close();
    const answer = await call(broken.app, 'GET', '/api/v1/ready');
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(answer.body['code']).toMatch(/^FRS-(ST|SY)-/);
    expect(answer.text).not.toMatch(/database|sqlite/i);
    await broken.app.close();
  });

  it('logs codes and identifiers, never a word of a dossier', async () => {
    const lines: string[] = [];
    const logged = await startServer({ logStream: { write: (line) => void lines.push(line) } });
    await deposit(logged.app, 'd1', [{ name: 'note.txt', bytes: FOREIGN }]);
    await call(logged.app, 'GET', '/api/v1/dossiers/d1/search?q=TRAVERSIER');
    await logged.pipeline.close();
    await call(logged.app, 'GET', '/api/v1/dossiers/d1/search?q=TRAVERSIER');
    await call(logged.app, 'GET', '/api/v1/dossiers');
    expect(lines.join('')).toMatch(/FRS-(ST|SY)-/);
    expect(lines.join('')).not.toMatch(/TRAVERSIER|Anatole|apixaban/);
    await logged.app.close();
  });
});
