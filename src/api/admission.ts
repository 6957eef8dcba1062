import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../errors.js';

/** Each may hold one file of a hundred megabytes in memory. */
const RECEIVED_AT_ONCE = 8;

/**
 * Answers 429 to whoever deposits while as many others do: senders wait, and the memory of the server does not grow with their number.
 * Holds for the routes of `app` and those registered in it.
 */
export function admitFew(app: FastifyInstance, limit = RECEIVED_AT_ONCE): void {
  const received = new Set<FastifyRequest>();
  app.addHook('onRequest', async (request, reply) => {
    if (received.size >= limit) {
      reply.header('retry-after', '1');
      throw new AppError('FRS-IN-013');
    }
    received.add(request);
  });
  app.addHook('onResponse', async (request) => void received.delete(request));
  app.addHook('onRequestAbort', async (request) => void received.delete(request));
}
