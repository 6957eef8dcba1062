import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SynthesisContract } from '../../src/summarise/contract.js';
import { call, demoFiles, deposit, FOREIGN, multipart, startServer, type TestServer } from './support.js';

const FILES = [
  ...demoFiles('doc-001.pdf', 'doc-007.xml', 'doc-011.txt', 'doc-013.txt', 'metadata.json'),
  { name: 'autre.txt', bytes: FOREIGN },
];
const D = '/api/v1/dossiers/d1';
const ON = 'on=2026-11-16';

interface Documents {
  readonly total: number;
  readonly documents: readonly { readonly id: string; readonly file: string; readonly status: string; readonly identityDoubt?: string }[];
}
interface Facts {
  readonly total: number;
  readonly facts: readonly {
    readonly kind: string;
    readonly origin: string;
    readonly date?: string;
    readonly citations: readonly {
      readonly document: string;
      readonly documentId: string;
      readonly page: number;
      readonly start: number;
      readonly end: number;
      readonly quote: string;
    }[];
  }[];
}

let server: TestServer;
const get = <T = Record<string, unknown>>(url: string, headers: Record<string, string> = {}) =>
  call<T>(server.app, 'GET', url, { headers });

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

describe('a deposit, over HTTP', () => {
  it('is kept at once, read after, told as events, and then says what it holds', async () => {
    const answer = await call<{ documents: readonly { file: string; accepted: boolean; sha256?: string }[] }>(
      server.app,
      'POST',
      `${D}/documents`,
      multipart(FILES),
    );
    expect(answer.status).toBe(202);
    expect(answer.body.documents.map(({ file, accepted }) => [file, accepted])).toEqual(FILES.map(({ name }) => [name, true]));
    expect(answer.body.documents[0]?.sha256).toBe(createHash('sha256').update(FILES[0]!.bytes).digest('hex'));

    const events = await server.app.inject({ url: `${D}/events`, headers: { host: 'localhost:3210' } });
    expect(events.headers['content-type']).toMatch(/^text\/event-stream/);
    expect(events.headers['content-security-policy']).toContain("default-src 'none'");
    const stages = [...events.payload.matchAll(/^data: (.*)$/gm)].map(([, data]) => (JSON.parse(data!) as { stage: string }).stage);
    expect(stages[0]).toBe('read');
    expect(stages.at(-1)).toBe('done');

    const { status, body } = await get<SynthesisContract>(`${D}/synthesis?${ON}`);
    expect(status).toBe(200);
    expect(body.patient.birthName).toBeDefined();
    expect(body.treatments.current.map(({ label }) => label)).toContain('metformine');
    expect(JSON.stringify(body)).not.toContain('Quincke');
  });

  it('given twice is kept once', async () => {
    const before = (await get<Documents>(`${D}/documents`)).body.total;
    await deposit(server.app, 'd1', demoFiles('doc-011.txt'));
    expect((await get<Documents>(`${D}/documents`)).body.total).toBe(before);
  });

  it('says which file is refused and takes the others', async () => {
    const { status, body } = await deposit(server.app, 'd2', [
      { name: 'metadata.json', bytes: '{"documents": [' },
      { name: 'note.txt', bytes: FOREIGN },
    ]);
    expect(status).toBe(202);
    expect(body['documents']).toMatchObject([
      { file: 'metadata.json', accepted: false, code: 'FRS-IN-003' },
      { file: 'note.txt', accepted: true },
    ]);
  });

  it.each([
    ['nothing', multipart([]), 400, 'FRS-IN-011'],
    ['JSON', { payload: { file: 'x' } }, 400, 'FRS-IN-011'],
    ['bad metadata alone', multipart([{ name: 'metadata.json', bytes: 'no' }]), 422, 'FRS-IN-003'],
    ['a form that breaks off', { payload: multipart(FILES).payload.subarray(0, 300), headers: multipart([]).headers }, 400, 'FRS-IN-011'],
  ])('of %s is refused', async (_what, options, status, code) => {
    const answer = await call(server.app, 'POST', '/api/v1/dossiers/nobody/documents', options);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  it('lists an empty file and one of no known format as not read', async () => {
    await deposit(server.app, 'd3', [
      { name: 'vide.pdf', bytes: '' },
      { name: 'x.bin', bytes: Buffer.from([0, 255, 1, 254, 3, 9]) },
      { name: 'note.txt', bytes: FOREIGN },
    ]);
    const { body } = await get<Documents>('/api/v1/dossiers/d3/documents?status=failed');
    expect(body.documents.map(({ file }) => file).toSorted()).toEqual(['vide.pdf', 'x.bin']);
  });
});

describe('a reading that is cut short', () => {
  it('is told, with what had been read', async () => {
    const scan = { name: 'scan.jpg', bytes: demoFiles('doc-014.jpg')[0]!.bytes };
    await deposit(server.app, 'd4', [{ name: 'note.txt', bytes: FOREIGN }, scan]);
    const { body } = await get<{ failure: { code: string }; documents: readonly { file: string }[] }>('/api/v1/dossiers/d4');
    expect(body.failure.code).toBe('FRS-SY-001');
    expect(body.documents.map(({ file }) => file)).toContain('note.txt');
  });
});

describe('reading', () => {
  it('lists dossiers by pages', async () => {
    const all = (await get<{ total: number; dossiers: readonly { id: string }[] }>('/api/v1/dossiers')).body;
    const second = (await get<{ total: number; dossiers: readonly { id: string }[] }>('/api/v1/dossiers?limit=1&offset=1')).body;
    expect(second).toEqual({ total: all.total, dossiers: [all.dossiers[1]] });
  });

  it('keeps another person’s document apart until somebody says otherwise', async () => {
    const { body } = await get<Documents>(`${D}/documents?status=quarantined`);
    expect(body.documents.map(({ file }) => file)).toEqual(['autre.txt']);
    const { id } = body.documents[0]!;
    const decide = (verdict: string) => call(server.app, 'PUT', `${D}/documents/${id}/identity`, { payload: { verdict } });
    expect((await decide('accepted')).status).toBe(204);
    expect((await get<Documents>(`${D}/documents?status=quarantined`)).body.total).toBe(0);
    expect((await decide('rejected')).status).toBe(204);
    expect((await get<Documents>(`${D}/documents?status=quarantined`)).body.total).toBe(1);
    expect((await decide('perhaps')).status).toBe(400);
  });

  it('gives facts that say where they stand, by kind, document and period', async () => {
    const { body } = await get<Facts>(`${D}/facts?limit=500`);
    expect(body.total).toBeGreaterThan(20);
    const medications = (await get<Facts>(`${D}/facts?kind=medication&limit=5`)).body;
    expect(medications.facts.every(({ kind }) => kind === 'medication')).toBe(true);
    expect(medications.facts.length).toBe(Math.min(5, medications.total));
    const { documentId } = body.facts[0]!.citations[0]!;
    const ofOne = (await get<Facts>(`${D}/facts?document=${documentId}&limit=500`)).body;
    expect(ofOne.facts.every(({ citations }) => citations[0]!.documentId === documentId)).toBe(true);
    const dated = (await get<Facts>(`${D}/facts?from=2025-03&to=2025-03&limit=500`)).body;
    expect(dated.facts.every(({ date }) => date?.startsWith('2025-03') === true || date === '2025')).toBe(true);
  });

  it('quotes what stands on the page', async () => {
    const { facts } = (await get<Facts>(`${D}/facts?limit=40`)).body;
    for (const { citations } of facts) {
      const { documentId, page, start, end, quote } = citations[0]!;
      const { body } = await get<{ text: string }>(`${D}/documents/${documentId}/pages/${page}`);
      expect(body.text.slice(start, end)).toBe(quote);
    }
  });

  it('gives series, prevention, timeline and relevance', async () => {
    const series = (await get<{ series: readonly { analyte: string }[] }>(`${D}/series?analyte=hba1c&${ON}`)).body.series;
    expect(series.length).toBeGreaterThan(0);
    expect(series.every(({ analyte }) => /hba1c/i.test(analyte))).toBe(true);
    expect((await get<{ prevention: readonly unknown[] }>(`${D}/prevention?${ON}`)).body.prevention.length).toBeGreaterThan(0);
    const timeline = (await get<{ total: number; timeline: readonly { date: string }[] }>(`${D}/timeline?${ON}&limit=2&from=2024`)).body;
    expect(timeline.timeline.length).toBe(2);
    const told = (await get<{ total: number }>(`${D}/timeline?${ON}`)).body.total;
    expect((await get<{ total: number }>(`${D}/timeline?${ON}&all=true`)).body.total).toBeGreaterThanOrEqual(told);
    expect(timeline.timeline.every(({ date }) => date >= '2024')).toBe(true);
    const relevance = (await get<{ documents: readonly { score: number; why: string }[] }>(`${D}/relevance?reason=diab%C3%A8te&${ON}`)).body
      .documents;
    expect(relevance.length).toBeGreaterThan(0);
    expect(Math.max(...relevance.map(({ score }) => score))).toBe(relevance[0]!.score);
  });

  it('searches and answers', async () => {
    const found = (await get<{ results: readonly { file: string }[] }>(`${D}/search?q=monofilament`)).body.results;
    expect(found[0]?.file).toBe('doc-011.txt');
    expect(
      (await get<{ results: readonly unknown[] }>(`${D}/search?q=Quincke&limit=50`)).body.results.every(
        (hit) => !JSON.stringify(hit).includes('Quincke'),
      ),
    ).toBe(true);
    const answer = (await get<{ found: boolean; citations: readonly unknown[] }>(`${D}/ask?q=La%20patiente%20fume-t-elle%20%3F&${ON}`))
      .body;
    expect(answer.citations.length > 0).toBe(answer.found);
  });

  it('opens pages, images and originals', async () => {
    const { documents } = (await get<Documents>(`${D}/documents`)).body;
    const pdf = documents.find(({ file }) => file === 'doc-001.pdf')!;
    const page = (await get<{ image: string; positions: readonly unknown[] }>(`${D}/documents/${pdf.id}/pages/1`)).body;
    expect(page.positions.length).toBeGreaterThan(10);
    const image = await server.app.inject({ url: `/api/v1/${page.image}?width=300`, headers: { host: '127.0.0.1' } });
    expect(image.headers['content-type']).toBe('image/png');
    expect(image.headers['cache-control']).toBe('no-store');
    expect(image.rawPayload.subarray(1, 4).toString()).toBe('PNG');
    const original = await server.app.inject({ url: `${D}/documents/${pdf.id}/content`, headers: { host: '127.0.0.1' } });
    expect(Buffer.compare(original.rawPayload, Buffer.from(FILES[0]!.bytes))).toBe(0);
    expect(original.headers['content-disposition']).toBe('attachment');
    const text = documents.find(({ file }) => file === 'doc-011.txt')!;
    expect((await get<{ image: null }>(`${D}/documents/${text.id}/pages/1`)).body.image).toBeNull();
  });

  it('prints with its own style and no script', async () => {
    const { status, headers, text } = await get(`${D}/print?${ON}&reason=diab%C3%A8te`);
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/html/);
    const style = /<style>([\s\S]*?)<\/style>/.exec(text)![1]!;
    expect(headers['content-security-policy']).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(text).not.toContain('<script');
  });

  it('answers under /api as under /api/v1', async () => {
    const [plain, versioned] = [await get(`/api/dossiers/d1/synthesis?${ON}`), await get(`${D}/synthesis?${ON}`)];
    expect(plain.body).toEqual(versioned.body);
  });
});

describe('validation of a line', () => {
  const synthesis = async (): Promise<SynthesisContract> => (await get<SynthesisContract>(`${D}/synthesis?${ON}`)).body;
  const put = (id: string, payload: object) => call(server.app, 'PUT', `${D}/statements/${id}/validation`, { payload });

  it('is kept with who and when, shown, and taken back', async () => {
    const before = await synthesis();
    const line = before.sections.flatMap(({ statements }) => statements)[0]!;
    const body = { seen: line.text, on: '2026-11-16' };
    expect((await put(line.id, { ...body, verdict: 'accepted' })).status).toBe(204);
    const shown = (await synthesis()).sections.flatMap(({ statements }) => statements).find(({ id }) => id === line.id);
    expect(shown?.validation).toEqual({ verdict: 'accepted', by: 'poste local', at: '2026-11-16T08:00:00.000Z', outdated: false });
    expect((await put(line.id, { ...body, verdict: 'corrected', correction: 'Autre texte' })).status).toBe(204);
    expect((await call(server.app, 'DELETE', `${D}/statements/${line.id}/validation`)).status).toBe(204);
    expect(await synthesis()).toEqual(before);
  });

  it('takes a rejected line out of what is to be remembered, and leaves it in its section', async () => {
    const before = await synthesis();
    const [id = ''] =
      before.sections.at(-1)?.statements.flatMap(({ clauses = [] }) => clauses.flatMap(({ statement = [] }) => statement)) ?? [];
    const line = before.sections.flatMap(({ statements }) => statements).find((statement) => statement.id === id)!;
    expect((await put(id, { verdict: 'rejected', seen: line.text, on: '2026-11-16' })).status).toBe(400);
    expect((await put(id, { verdict: 'rejected', reason: 'doublon', seen: line.text, on: '2026-11-16' })).status).toBe(204);
    const after = await synthesis();
    expect(JSON.stringify(after.sections.at(-1))).not.toContain(id);
    expect(after.sections.flatMap(({ statements }) => statements).find((statement) => statement.id === id)?.validation?.reason).toBe(
      'doublon',
    );
    await call(server.app, 'DELETE', `${D}/statements/${id}/validation`);
  });

  it('is refused for a line that has changed, or is not there', async () => {
    const line = (await synthesis()).sections.flatMap(({ statements }) => statements)[0]!;
    const changed = await put(line.id, { verdict: 'accepted', seen: 'autre chose', on: '2026-11-16' });
    expect([changed.status, changed.body['code']]).toEqual([409, 'FRS-IN-014']);
    expect((await put('s-0000', { verdict: 'accepted', seen: 'x' })).status).toBe(404);
  });
});

describe('erasure', () => {
  it('leaves nothing to open', async () => {
    await deposit(server.app, 'gone', [{ name: 'note.txt', bytes: FOREIGN }]);
    expect((await call(server.app, 'DELETE', '/api/v1/dossiers/gone')).status).toBe(204);
    expect((await get('/api/v1/dossiers/gone')).status).toBe(404);
    expect((await get('/api/v1/dossiers/gone/synthesis')).status).toBe(404);
  });
});
