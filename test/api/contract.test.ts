import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { format } from 'prettier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { depositForm, friseClient, FriseProblem } from '../../clients/typescript/src/client.js';
import { contractLines, type ApiDocument } from './contract-lines.js';
import { FOREIGN, ROOT, startServer, type TestServer } from './support.js';

const WRITE = process.env['FRISE_WRITE_OPENAPI'] === '1';
const API = JSON.parse(readFileSync(join(ROOT, 'docs', 'openapi.json'), 'utf8')) as ApiDocument;
const PROMISES = join(ROOT, 'docs', 'api-contract.txt');
const SCHEMA = join(ROOT, 'clients', 'typescript', 'src', 'schema.d.ts');

describe('the contract', () => {
  it('keeps every promise made: a line is taken out of docs/api-contract.txt by hand, and the changelog says why', () => {
    const current = contractLines(API);
    const made = existsSync(PROMISES)
      ? readFileSync(PROMISES, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
      : [];
    // What is new is promised from now on; nothing that was promised goes by itself.
    if (WRITE) writeFileSync(PROMISES, `${[...new Set([...made, ...current])].toSorted().join('\n')}\n`);
    const kept = new Set(current);
    expect(made.filter((line) => !kept.has(line))).toEqual([]);
    expect(readFileSync(PROMISES, 'utf8').split('\n').length).toBeGreaterThan(300);
    const promised = new Set(readFileSync(PROMISES, 'utf8').split('\n'));
    expect(current.filter((line) => !promised.has(line))).toEqual([]);
  });

  const base: ApiDocument = {
    paths: {
      '/a': {
        post: {
          parameters: [{ name: 'q', in: 'query', schema: { type: 'string', enum: ['x', 'y'] } }],
          requestBody: {
            content: {
              'application/json': {
                schema: { type: 'object', required: ['n'], properties: { n: { type: 'number' }, m: { type: 'string' } } },
              },
            },
          },
          responses: {
            200: {
              content: { 'application/json': { schema: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } } },
            },
          },
        },
      },
    },
  };
  const changed = (edit: (text: string) => string): string[] => {
    const after = new Set(contractLines(JSON.parse(edit(JSON.stringify(base))) as ApiDocument));
    return contractLines(base).filter((line) => !after.has(line));
  };

  it.each([
    ['a path goes', (text: string) => text.replace('"/a"', '"/b"')],
    ['a method goes', (text: string) => text.replace('"post"', '"put"')],
    ['a parameter goes', (text: string) => text.replace('"q"', '"r"')],
    ['a parameter becomes required', (text: string) => text.replace('"in":"query"', '"in":"query","required":true')],
    ['a value may no longer be sent', (text: string) => text.replace('"x","y"', '"x"')],
    ['a field becomes required', (text: string) => text.replace('["n"]', '["n","m"]')],
    ['a field is of another type', (text: string) => text.replace('"number"', '"string"')],
    ['an answer’s field goes', (text: string) => text.replace('"id":{', '"uid":{')],
    ['an answer’s field may be missing', (text: string) => text.replace('["id"]', '[]')],
    ['a status goes', (text: string) => text.replace('"200"', '"201"')],
  ])('is broken where %s', (_what, edit) => {
    expect(changed(edit).length).toBeGreaterThan(0);
  });

  it.each([
    ['a path', (text: string) => text.replace('"/a":', '"/b":{"get":{}},"/a":')],
    ['an optional parameter', (text: string) => text.replace('"parameters":[', '"parameters":[{"name":"z","in":"query"},')],
    ['a value that may be sent', (text: string) => text.replace('"x","y"', '"x","y","z"')],
    ['an optional field', (text: string) => text.replace('"m":{', '"k":{"type":"string"},"m":{')],
    ['an answer’s field', (text: string) => text.replace('"id":{', '"also":{"type":"string"},"id":{')],
  ])('is not broken by %s more', (_what, edit) => {
    expect(changed(edit)).toEqual([]);
  });
});

describe('the TypeScript client', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  it('is the one that the OpenAPI document gives: npm run openapi', async () => {
    const made = await format(astToString(await openapiTS(API as unknown as OpenAPI3)), {
      parser: 'typescript',
      printWidth: 140,
      singleQuote: true,
    });
    if (WRITE) writeFileSync(SCHEMA, made);
    expect(readFileSync(SCHEMA, 'utf8') === made).toBe(true);
  });

  it('deposits, reads and tells failures in the server’s words', async () => {
    await server.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = server.app.server.address() as { port: number };
    const frise = friseClient({ baseUrl: `http://127.0.0.1:${port}` });
    const path = { dossierId: 'c1' };
    const deposited = await frise.POST('/api/v1/dossiers/{dossierId}/documents', {
      params: { path, header: { 'idempotency-key': 'k' } },
      body: depositForm([{ name: 'note.txt', content: new Blob([FOREIGN]) }]) as never,
      bodySerializer: (body: unknown) => body as FormData,
    });
    expect(deposited.data?.documents).toMatchObject([{ file: 'note.txt', accepted: true }]);
    await server.app.inject({ url: '/api/v1/dossiers/c1/events', headers: { host: '127.0.0.1' } });
    const { data, response } = await frise.GET('/api/v1/dossiers/{dossierId}/synthesis', {
      params: { path, query: { reason: 'palpitations' } },
    });
    expect(data?.sections.flatMap(({ statements }) => statements).length).toBeGreaterThan(0);
    const again = await frise.GET('/api/v1/dossiers/{dossierId}/synthesis', {
      params: { path, query: { reason: 'palpitations' } },
      headers: { 'if-none-match': response.headers.get('etag') },
    });
    expect(again.response.status).toBe(304);
    const missing = frise.GET('/api/v1/dossiers/{dossierId}', { params: { path: { dossierId: 'nobody' } } });
    await expect(missing).rejects.toThrow(FriseProblem);
    await expect(missing).rejects.toMatchObject({ status: 404, code: 'FRS-IN-012' });
  });
});
