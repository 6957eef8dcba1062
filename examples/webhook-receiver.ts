/**
 * What a receiver of Frise's webhooks does: checks the signature and its age, answers at once, then asks for what it wants to know.
 *
 *   FRISE_WEBHOOK_SECRET=… npx tsx examples/webhook-receiver.ts [port]
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

/** Older than this, a message may be one that somebody recorded. */
const LATEST_SECONDS = 300;

/** Is it Frise's, unaltered and of now? `header` is `frise-signature`, `body` the bytes as they came. */
export function isGenuine(header: string, body: string, secret: string, now = Date.now()): boolean {
  const [, time = '', mark = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  const expected = createHmac('sha256', secret).update(`${time}.${body}`).digest();
  return (
    timingSafeEqual(expected, Buffer.from(mark.padEnd(64, '0'), 'hex')) &&
    mark !== '' &&
    Math.abs(now / 1000 - Number(time)) <= LATEST_SECONDS
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const secret = process.env['FRISE_WEBHOOK_SECRET'] ?? '';
  // An event may come twice (its answer was lost): its id says so.
  const seen = new Set<string>();
  createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      if (!isGenuine(String(request.headers['frise-signature'] ?? ''), body, secret)) {
        response.writeHead(401).end();
        return;
      }
      response.writeHead(204).end();
      const { id, type, dossierId } = JSON.parse(body) as { id: string; type: string; dossierId: string };
      if (!seen.has(id)) console.log(`${type} ${dossierId}`);
      seen.add(id);
    });
  }).listen(Number(process.argv[2] ?? 8088), '127.0.0.1');
}
