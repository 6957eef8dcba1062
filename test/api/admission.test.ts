import Fastify, { type FastifyInstance } from 'fastify';
import { request, type ClientRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { admitFew } from '../../src/api/admission.js';

let app: FastifyInstance;
afterEach(() => app.close());

/** A caller that says it will send ten bytes and sends one. */
function begin(address: string): ClientRequest {
  const started = request(address, { method: 'POST', headers: { 'content-type': 'text/plain', 'content-length': '10' } });
  started.on('error', () => undefined);
  started.write('x');
  return started;
}

describe('deposits received at once', () => {
  it('are so many and no more; one that ends, or breaks off, makes room for another', async () => {
    app = Fastify({ forceCloseConnections: true });
    admitFew(app, 2);
    app.post('/', async () => 'kept');
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const post = async (): Promise<number> =>
      (await fetch(address, { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } })).status;
    expect([await post(), await post(), await post()]).toEqual([200, 200, 200]);
    const held = [begin(address), begin(address)];
    await expect.poll(post, { timeout: 60_000 }).toBe(429);
    held[0]!.destroy();
    await expect.poll(post, { timeout: 60_000 }).toBe(200);
    held[1]!.destroy();
  });
});
