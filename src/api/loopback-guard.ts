import type { FastifyInstance } from 'fastify';
import { AppError } from '../errors.js';

const LOOPBACK_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * A page of another site must not drive a server that trusts its own machine, or a session: the Host header must name the loopback,
 * or the name by which the site's browsers reach it (DNS rebinding), and a browser must say that the request comes from this very page or from the address bar (CSRF).
 */
export function guardLoopback(app: FastifyInstance, publicUrl?: URL): void {
  app.addHook('onRequest', async (request) => {
    const given = request.headers.host ?? '';
    if (!LOOPBACK_HOSTS.has(given.replace(/:\d+$/, '')) && given !== publicUrl?.host) throw new AppError('FRS-AC-002', { detail: 'hôte' });
    const site = request.headers['sec-fetch-site'];
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (site === 'cross-site' && !(reads && request.headers['sec-fetch-mode'] === 'navigate'))
      throw new AppError('FRS-AC-002', { detail: 'origine' });
    if (!reads && site !== undefined && site !== 'same-origin' && site !== 'none') throw new AppError('FRS-AC-002', { detail: 'origine' });
  });
}
