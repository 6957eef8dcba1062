import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SynthesisContract } from '../../src/summarise/contract.js';
import { call, deposit, FOREIGN, startServer, type TestServer } from './support.js';

const URL = '/api/v1/dossiers/r1/synthesis?on=2026-11-16';
let server: TestServer;
const ask = (encoding?: string, headers: Record<string, string> = {}) =>
  server.app.inject({
    url: URL,
    headers: { host: '127.0.0.1', ...(encoding === undefined ? {} : { 'accept-encoding': encoding }), ...headers },
  });

beforeAll(async () => {
  server = await startServer();
  await deposit(server.app, 'r1', [{ name: 'note.txt', bytes: FOREIGN }]);
});
afterAll(() => server.close());

describe('a synthesis that several ask for', () => {
  it('is the same whatever way it is packed, under one tag', async () => {
    const plain = await ask();
    expect([plain.headers['content-encoding'], plain.headers['vary']]).toEqual([undefined, 'accept-encoding']);
    for (const [header, name, unpack] of [
      ['gzip, deflate, br', 'br', brotliDecompressSync],
      ['gzip', 'gzip', gunzipSync],
      ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
      ['*', 'gzip', gunzipSync],
    ] as const) {
      const packed = await ask(header);
      expect([packed.headers['content-encoding'], packed.headers['etag']]).toEqual([name, plain.headers['etag']]);
      expect(unpack(packed.rawPayload).toString()).toBe(plain.payload);
      expect(packed.headers['content-type']).toBe('application/json; charset=utf-8');
    }
    expect((await ask('identity')).payload).toBe(plain.payload);
    expect((await ask('br', { 'if-none-match': String(plain.headers['etag']) })).statusCode).toBe(304);
  });

  it('follows what a person decides, and what is deposited', async () => {
    const before = (await ask()).json<SynthesisContract>();
    const line = before.sections.flatMap(({ statements }) => statements)[0]!;
    const judge = (method: 'PUT' | 'DELETE', payload?: object) =>
      call(server.app, method, `/api/v1/dossiers/r1/statements/${line.id}/validation`, payload === undefined ? {} : { payload });
    await judge('PUT', { verdict: 'accepted', seen: line.text, on: '2026-11-16' });
    const verdict = async () =>
      (await ask())
        .json<SynthesisContract>()
        .sections.flatMap(({ statements }) => statements)
        .find(({ id }) => id === line.id)?.validation?.verdict;
    expect([await verdict(), await verdict()]).toEqual(['accepted', 'accepted']);
    await judge('PUT', { verdict: 'rejected', reason: 'guéri', seen: line.text, on: '2026-11-16' });
    expect(await verdict()).toBe('rejected');
    await judge('DELETE');
    expect(await verdict()).toBeUndefined();
    await deposit(server.app, 'r1', [
      { name: 'autre.txt', bytes: FOREIGN.replace('12/03/2025', '14/04/2025').replace('amoxicilline', 'aspirine') },
    ]);
    expect((await ask()).json<SynthesisContract>().documents.length).toBe(before.documents.length + 1);
  });
});
