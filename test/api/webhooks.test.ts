import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isGenuine } from '../../examples/webhook-receiver.js';
import { IDLE, type Processing, type ProgressListener } from '../../src/api/processing.js';
import { announceEnds } from '../../src/api/webhooks/announced-processing.js';
import { Webhooks } from '../../src/api/webhooks/webhooks.js';
import { AppError } from '../../src/errors.js';
import { readWebhooks, type WebhookReceiver } from '../../src/config/webhook-settings.js';
import { deposit, FOREIGN, NOW, startServer } from './support.js';

const SECRET = 'un secret de trente-deux caractères';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let receiver: Server | undefined;
afterEach(() => receiver?.close());

/** Answers each call with the next of these statuses, the last one for ever. */
async function listen(...statuses: number[]): Promise<{ readonly url: string; readonly received: Received[] }> {
  const received: Received[] = [];
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(statuses[Math.min(received.length, statuses.length) - 1] ?? 204, { location: 'http://127.0.0.1:1/' }).end();
    });
  });
  await new Promise<void>((resolve) => receiver!.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(receiver.address() as { port: number }).port}/frise`, received };
}

const receiverOf = (url: string): WebhookReceiver => ({ url, secret: SECRET, events: ['dossier.read', 'dossier.failed'] });

describe('a webhook', () => {
  it('says nothing where the database does not tell how a reading ended, and the server goes on', async () => {
    const { url, received } = await listen(204);
    const inner = {
      start: () => undefined,
      watch: (_: string, listener: ProgressListener) => {
        setTimeout(() => listener(IDLE), 1);
        return () => undefined;
      },
      failureOf: () => Promise.reject(new AppError('FRS-ST-008')),
    } as unknown as Processing;
    announceEnds(inner, { webhooks: [receiverOf(url)], now: () => NOW }, () => undefined).start('d');
    // An unhandled rejection would fail the run.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(received).toEqual([]);
  });

  it('says that a dossier was read, signed, and nothing of what it holds', async () => {
    const { url, received } = await listen(204);
    const server = await startServer({ webhooks: [{ ...receiverOf(url), events: ['dossier.read'] }] });
    await deposit(server.app, 'w1', [{ name: 'note TRAVERSIER.txt', bytes: FOREIGN }]);
    await expect.poll(() => received.length).toBe(1);
    await server.close();
    const [{ headers, body }] = received as [Received];
    expect(JSON.parse(body)).toEqual({ id: expect.any(String) as string, at: NOW.toISOString(), type: 'dossier.read', dossierId: 'w1' });
    expect(body).not.toMatch(/TRAVERSIER|apixaban/i);
    const mark = String(headers['frise-signature']);
    expect(isGenuine(mark, body, SECRET, NOW.getTime())).toBe(true);
    expect(isGenuine(mark, `${body} `, SECRET, NOW.getTime())).toBe(false);
    expect(isGenuine(mark, body, `${SECRET}!`, NOW.getTime())).toBe(false);
    expect(isGenuine(mark, body, SECRET, NOW.getTime() + 600_000)).toBe(false);
    expect(isGenuine('', body, SECRET, NOW.getTime())).toBe(false);
  });

  it('says that a reading failed, with its code', async () => {
    const { url, received } = await listen(204);
    const server = await startServer({ webhooks: [receiverOf(url)] });
    // A scan, and nothing here recognises.
    const image = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=', 'base64');
    await deposit(server.app, 'w2', [{ name: 'scan.png', bytes: image }]);
    await expect.poll(() => received.length).toBe(1);
    await server.close();
    expect(JSON.parse(received[0]!.body)).toMatchObject({ dossierId: 'w2', type: expect.stringMatching(/^dossier\./) as string });
  });

  const send = async (url: string, waits: readonly number[]) => {
    const givenUp: (number | undefined)[] = [];
    const webhooks = new Webhooks({
      receivers: [receiverOf(url)],
      now: () => NOW,
      onGivenUp: (_url, status) => givenUp.push(status),
      waits,
    });
    webhooks.announce({ type: 'dossier.read', dossierId: 'd' });
    return { webhooks, givenUp };
  };

  it('is sent again until it is taken, as the same event', async () => {
    const { url, received } = await listen(503, 500, 204);
    const { webhooks, givenUp } = await send(url, [1, 1, 1, 1]);
    await webhooks.settled();
    expect([received.length, givenUp, new Set(received.map(({ body }) => body)).size]).toEqual([3, [], 1]);
  });

  it.each([
    ['after the last try', [500], 3, 500],
    ['at once where the receiver is gone', [410], 1, 410],
    ['where it points elsewhere, which is not followed', [302], 3, 302],
  ] as const)('is given up %s', async (_when, statuses, tries, last) => {
    const { url, received } = await listen(...statuses);
    const { webhooks, givenUp } = await send(url, [1, 1]);
    await webhooks.settled();
    expect([received.length, givenUp]).toEqual([tries, [last]]);
  });

  it('that waits does not keep the server from stopping', async () => {
    const { url } = await listen(500);
    const { webhooks } = await send(url, [60_000]);
    const from = Date.now();
    await webhooks.close();
    expect(Date.now() - from).toBeLessThan(5_000);
  });
});

describe('the list of receivers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'frise-webhooks-'));
  const read = (content: unknown) => {
    writeFileSync(join(folder, 'w.json'), typeof content === 'string' ? content : JSON.stringify(content));
    return readWebhooks({ FRISE_WEBHOOKS: join(folder, 'w.json') });
  };
  const one = (url: string, extra: object = {}) => ({ receivers: [{ url, secret: SECRET, ...extra }] });
  afterEach(() => rmSync(join(folder, 'w.json'), { force: true }));

  it('is a file of local addresses', () => {
    expect(readWebhooks({})).toEqual([]);
    for (const url of [
      'http://127.0.0.1:8088/a',
      'http://localhost:8088',
      'https://10.0.3.7/x',
      'http://192.168.1.4:9',
      'http://[::1]:8088/',
      'http://[fd00::7]/',
    ])
      expect(read(one(url))[0]).toMatchObject({ url, events: ['dossier.read', 'dossier.failed'] });
  });

  it.each([
    ['a public address', one('https://8.8.8.8/x')],
    ['a name', one('https://hooks.example.org/x')],
    ['a name that looks like an address', one('http://127.0.0.1.evil.example/')],
    ['another protocol', one('file:///etc/passwd')],
    ['credentials in the address', one('http://a:b@127.0.0.1/')],
    ['a short secret', { receivers: [{ url: 'http://127.0.0.1/', secret: 'court' }] }],
    ['an unknown event', one('http://127.0.0.1/', { events: ['dossier.opened'] })],
    ['no JSON', 'receivers:'],
  ])('refuses %s at start', (_what, content) => {
    expect(() => read(content)).toThrow(expect.objectContaining({ code: 'FRS-IN-011' }) as Error);
  });
});
