import type { FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** False: what it answers is of the moment, and bears no ETag. */
    readonly tagged?: boolean;
  }
}

/** When a synthesis was made says nothing of what it says. */
const MADE_AT = /"generatedAt":"[^"]*"/g;

/**
 * ETag and If-None-Match (RFC 9110) for all that is read: the route's own tag, else a weak one of what it answers.
 * To be called before compression is registered.
 */
export function answerConditionally(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (!reads || request.routeOptions.config.tagged === false || reply.statusCode !== 200) return payload;
    const tag = reply.getHeader('etag') ?? tagOf(payload);
    if (typeof tag !== 'string') return payload;
    reply.header('etag', tag);
    if (!matches(request.headers['if-none-match'], tag)) return payload;
    reply.code(304).removeHeader('content-type').removeHeader('content-length');
    return null;
  });
}

/** Streams (the page, its scripts) have tags of their own. */
export function tagOf(payload: unknown): string | undefined {
  const content = typeof payload === 'string' ? payload.replace(MADE_AT, '') : Buffer.isBuffer(payload) ? payload : undefined;
  return content === undefined ? undefined : `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
}

function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  const opaque = (value: string): string => value.trim().replace(/^W\//, '');
  return header.trim() === '*' || header.split(',').some((value) => opaque(value) === opaque(tag));
}
