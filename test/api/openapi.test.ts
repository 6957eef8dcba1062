import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describedApi } from '../../src/api/openapi.js';
import { ERRORS } from '../../src/errors.js';
import { call, demoFiles, deposit, FOREIGN, ROOT, startServer, type TestServer } from './support.js';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
}
interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: unknown;
}
interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
}

let server: TestServer;
let api: OpenApi;
let known: Record<string, string>;

beforeAll(async () => {
  server = await startServer();
  await deposit(server.app, 'd1', [...demoFiles('doc-011.txt'), { name: 'autre.txt', bytes: FOREIGN }]);
  api = describedApi(server.app) as unknown as OpenApi;
  const { body } = await call<{ documents: readonly { id: string }[] }>(server.app, 'GET', '/api/v1/dossiers/d1/documents');
  known = { dossierId: 'd1', documentId: body.documents[0]!.id, page: '1', statementId: 's-1', id: `d1.${body.documents[0]!.id}` };
});
afterAll(() => server.close());

describe('the OpenAPI document', () => {
  it('is the one that is published: a change is announced by « npm run openapi »', () => {
    const file = join(ROOT, 'docs', 'openapi.json');
    if (process.env['FRISE_WRITE_OPENAPI'] === '1') writeFileSync(file, `${JSON.stringify(api, null, 2)}\n`);
    const published = readFileSync(file, 'utf8');
    // The version of the package is no change of the interface.
    const withoutVersion = (text: string): unknown => {
      return { ...(JSON.parse(text) as object), info: undefined };
    };
    expect(withoutVersion(JSON.stringify(api))).toEqual(withoutVersion(published));
  });

  it('names each operation once, and shows each route once', () => {
    const ids = Object.values(api.paths).flatMap((item) => Object.values(item).map(({ operationId }) => operationId));
    expect(ids.every((id) => id !== undefined)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(api.paths).every((path) => /^\/(api\/v1|fhir)\//.test(path))).toBe(true);
  });
});

/** Hostile and merely wrong: long, empty, other scripts, control characters, other types. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '1e309',
    'NaN',
    '2026-13-45',
    '../../etc/passwd',
    '%00',
    "' OR 1=1 --",
    '<script>',
    '$summary',
    '__proto__',
    'é'.repeat(2000),
  ),
  fc.integer().map(String),
);

describe('whatever is asked', () => {
  it('never ends in a failure of ours, a stack or a patient’s words', async () => {
    const operations = Object.entries(api.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
    );
    const asked = fc.record({
      at: fc.nat(operations.length - 1),
      // Mostly a route that exists, so that what comes after the path is tried too.
      known: fc.boolean(),
      values: fc.array(text, { minLength: 8, maxLength: 8 }),
      body: fc.oneof(fc.json(), text, fc.constant(JSON.stringify({ verdict: 'accepted', seen: 'x' }))),
      type: fc.constantFrom('application/json', 'multipart/form-data; boundary=x', 'multipart/form-data', 'text/plain'),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ at, known: existing, values, body, type }) => {
        const { path, method, operation } = operations[at]!;
        // Erasing the dossier that the others ask for would leave nothing to ask.
        const erases = method === 'delete' && path.endsWith('{dossierId}');
        let next = 0;
        const take = (): string => encodeURIComponent(values[next++ % values.length] ?? '');
        const url = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
          existing && !erases ? (path.startsWith('/fhir/Patient') ? 'd1' : (known[name] ?? take())) : take(),
        );
        const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query').map(({ name }) => `${name}=${take()}`);
        const response = await server.app.inject({
          method: method.toUpperCase() as 'GET',
          url: query.length > 0 ? `${url}?${query.join('&')}` : url,
          headers: {
            host: 'localhost',
            ...(operation.requestBody === undefined && !path.endsWith('/documents') ? {} : { 'content-type': type }),
          },
          ...(method === 'get' || method === 'delete' ? {} : { payload: body }),
        });
        const failed = response.statusCode >= 400;
        if (response.statusCode >= 500) throw new Error(`${response.statusCode} ${response.payload}`);
        if (!failed) return;
        expect(response.payload).not.toMatch(/\bat .*\.(ts|js):\d+|TRAVERSIER|VASSERINE/);
        const problem = response.json<{ code?: string; resourceType?: string }>();
        expect(problem.code !== undefined ? problem.code in ERRORS : problem.resourceType === 'OperationOutcome').toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
