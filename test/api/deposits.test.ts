import { zipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixture } from '../extract/coded/support.js';
import { call, deposit, FOREIGN, multipart, startServer, type TestServer } from './support.js';

interface Deposited {
  readonly job: string;
  readonly documents: readonly { readonly file: string; readonly accepted: boolean; readonly sha256?: string }[];
}

const NOTE = { name: 'note.txt', bytes: FOREIGN };
const OTHER = { name: 'autre.txt', bytes: FOREIGN.replace('apixaban', 'rivaroxaban') };

let server: TestServer;
const get = <T = Record<string, unknown>>(url: string, headers: Record<string, string> = {}) =>
  call<T>(server.app, 'GET', url, { headers });
const documentsOf = async (dossier: string) =>
  (
    await get<{ total: number; documents: readonly { file: string; title: string; status: string }[] }>(
      `/api/v1/dossiers/${dossier}/documents`,
    )
  ).body;
const post = (dossier: string, key: string | undefined, ...files: Parameters<typeof multipart>[0]) => {
  const { payload, headers } = multipart(files);
  return call<Deposited>(server.app, 'POST', `/api/v1/dossiers/${dossier}/documents`, {
    payload,
    headers: { ...headers, ...(key === undefined ? {} : { 'idempotency-key': key }) },
  });
};

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

describe('a form', () => {
  it('whose part has no name keeps the others, and the dossier opens', async () => {
    const { payload, headers } = multipart([NOTE]);
    const nameless = Buffer.from(payload.toString('latin1').replace(/; filename="[^"]*"/, ''), 'latin1');
    const both = Buffer.concat([nameless.subarray(0, nameless.lastIndexOf('--frise-test-boundary--')), payload]);
    const url = '/api/v1/dossiers/nameless/documents';
    const answer = await call<Deposited>(server.app, 'POST', url, { payload: both, headers });
    expect(answer.status).toBe(202);
    expect(answer.body.documents.map(({ accepted }) => accepted)).toEqual([false, true]);
    expect((await call(server.app, 'GET', '/api/v1/dossiers/nameless')).status).toBe(200);
  });
});

describe('a deposit with an idempotency key', () => {
  it('sent again is answered again and not done again', async () => {
    const first = await post('i1', 'k-1', NOTE);
    expect([first.status, first.headers['idempotency-replayed']]).toEqual([202, undefined]);
    const again = await post('i1', 'k-1', NOTE);
    expect([again.status, again.headers['idempotency-replayed'], again.body]).toEqual([202, 'true', first.body]);
  });

  it('refuses the key for something else, and takes the other under another key or in another dossier', async () => {
    const other = await post('i1', 'k-1', OTHER);
    expect([other.status, (other.body as unknown as { code: string }).code]).toEqual([422, 'FRS-IN-016']);
    expect((await post('i1', 'k-2', OTHER)).status).toBe(202);
    expect((await post('i2', 'k-1', OTHER)).status).toBe(202);
  });

  it('refuses a key that is none', async () => {
    expect((await post('i1', 'deux mots', NOTE)).status).toBe(400);
    expect((await post('i1', 'x'.repeat(256), NOTE)).status).toBe(400);
  });

  it('done at once by two is done by one', async () => {
    const answers = await Promise.all([post('i3', 'k', NOTE), post('i3', 'k', NOTE)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409]);
  });

  it('that failed may be tried again under the same key', async () => {
    expect((await post('i4', 'k', { name: 'metadata.json', bytes: 'no' })).status).toBe(422);
    expect((await post('i4', 'k', NOTE)).status).toBe(202);
  });
});

describe('a batch in JSON', () => {
  const content = Buffer.from(FOREIGN).toString('base64');
  const batch = (dossier: string, documents: readonly object[], extra: object = {}) =>
    call<Deposited>(server.app, 'POST', `/api/v1/dossiers/${dossier}/documents/batch`, { payload: { documents, ...extra } });

  it('keeps each document with what the software says of it, and says where the reading stands', async () => {
    const patient = { birthName: 'TRAVERSIER', firstNames: ['Anatole'], birthDate: '1931-02-04' };
    const answer = await batch('b1', [{ file: 'note.txt', content, title: 'Avis de cardiologie', date: '2025-03-12' }], { patient });
    expect(answer.status).toBe(202);
    expect(answer.body.documents.at(-1)?.sha256).toBe(createHash('sha256').update(FOREIGN).digest('hex'));
    expect(answer.headers['location']).toBe(`/api/v1/${answer.body.job}`);
    await server.app.inject({ url: '/api/v1/dossiers/b1/events', headers: { host: '127.0.0.1' } });
    expect((await get(`/api/v1/${answer.body.job}`)).body).toEqual({ dossierId: 'b1', state: 'done' });
    expect((await documentsOf('b1')).documents).toMatchObject([{ file: 'note.txt', title: 'Avis de cardiologie', status: 'read' }]);
  });

  it.each([
    ['no document', []],
    ['no base64', [{ file: 'a.txt', content: 'été' }]],
    ['the name of the metadata', [{ file: 'metadata.json', content }]],
    ['twenty-one documents', Array.from({ length: 21 }, () => ({ file: 'a.txt', content }))],
  ])('of %s is refused', async (_what, documents) => {
    expect((await batch('b2', documents)).status).toBe(400);
  });
});

describe('an XDM archive', () => {
  it('gives the documents that it holds', async () => {
    const metadata = `<SubmitObjectsRequest xmlns:rim="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><rim:RegistryObjectList>
<rim:ExtrinsicObject id="d1" status="urn:oasis:names:tc:ebxml-regrep:StatusType:Approved"><rim:Slot name="URI"><rim:ValueList><rim:Value>DOC01.XML</rim:Value></rim:ValueList></rim:Slot>
<rim:Name><rim:LocalizedString value="Lettre de liaison"/></rim:Name></rim:ExtrinsicObject></rim:RegistryObjectList></SubmitObjectsRequest>`;
    const bytes = zipSync({
      'IHE_XDM/SUBSET01/METADATA.XML': Buffer.from(metadata),
      'IHE_XDM/SUBSET01/DOC01.XML': fixture('level-3.xml'),
    });
    expect((await deposit(server.app, 'x1', [{ name: 'envoi.zip', bytes }])).status).toBe(202);
    const { documents } = await documentsOf('x1');
    expect(documents.filter(({ status }) => status === 'read').length).toBeGreaterThan(0);
    expect((await get<{ total: number }>('/api/v1/dossiers/x1/facts')).body.total).toBeGreaterThan(0);
  });
});

describe('what is read', () => {
  it('bears a tag and is not sent twice, bytes and images included', async () => {
    await deposit(server.app, 't1', [NOTE]);
    const { documents } = (await get<{ documents: readonly { id: string }[] }>('/api/v1/dossiers/t1/documents')).body;
    const id = documents[0]!.id;
    for (const url of [
      '/api/v1/dossiers',
      '/api/v1/dossiers/t1',
      '/api/v1/dossiers/t1/synthesis',
      '/api/v1/dossiers/t1/print',
      '/api/v1/dossiers/t1/timeline',
      '/api/v1/dossiers/t1/search?q=apixaban',
      `/api/v1/dossiers/t1/documents/${id}/content`,
      `/api/v1/dossiers/t1/documents/${id}/pages/1`,
      '/fhir/Patient/t1',
      '/fhir/DocumentReference?patient=t1',
      `/fhir/Binary/t1.${id}`,
    ]) {
      const answer = await get(url);
      expect([url, answer.status, typeof answer.headers['etag']]).toEqual([url, 200, 'string']);
      const again = await get(url, { 'if-none-match': String(answer.headers['etag']) });
      expect([url, again.status, again.text]).toEqual([url, 304, '']);
    }
    for (const url of ['/api/v1/health', '/api/v1/metrics']) expect((await get(url)).headers['etag']).toBeUndefined();
  });

  it('may be some sections, in the order of a profession', async () => {
    type Sections = { sections: readonly { code: string }[] };
    const some = (await get<Sections>('/api/v1/dossiers/t1/synthesis?sections=48765-2,10160-0')).body.sections.map(({ code }) => code);
    // The points to remember, made of these sections alone, come last.
    expect(some).toEqual(['48765-2', '10160-0', '55112-7']);
    const all = (await get<Sections>('/api/v1/dossiers/t1/synthesis')).body.sections;
    const emergency = (await get<Sections>('/api/v1/dossiers/t1/synthesis?specialty=emergency-physician')).body.sections;
    expect([emergency.length, emergency[0]?.code]).toEqual([all.length, '48765-2']);
    expect((await get('/api/v1/dossiers/t1/synthesis?specialty=astrologer')).status).toBe(400);
  });

  it('tells how much more may be asked', async () => {
    const limited = await startServer({ requestsPerMinute: 2 });
    const ask = () => call(limited.app, 'GET', '/api/v1/dossiers');
    const first = await ask();
    expect([first.headers['ratelimit-limit'], first.headers['ratelimit-remaining']]).toEqual(['2', '1']);
    await ask();
    const refused = await ask();
    expect([refused.status, refused.body['code'], Number(refused.headers['retry-after']) > 0]).toEqual([429, 'FRS-IN-013', true]);
    await limited.close();
  });
});
