import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import session from '@fastify/session';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../../security/principal.js';
import type { AccessDeps } from './access-deps.js';
import { ServiceSessionStore } from './session-store.js';

/** Who a session is of: an account by its login, looked up at each request; a professional as the identity provider, or the key of the practice software whose launch link they followed, vouched for them. */
export type SessionPerson =
  { readonly way: 'password'; readonly login: string } | { readonly way: 'oidc' | 'launch'; readonly person: Principal };

declare module 'fastify' {
  interface Session {
    who?: SessionPerson;
    /** ISO 8601. */
    openedAt?: string;
    seenAt?: string;
  }
}

/** A request does not write to the disk each time to say that somebody is there. */
const SEEN_EVERY_MS = 60_000;

/**
 * Cookies, sessions and their proof of origin. The cookie is for this site alone (`SameSite=Strict`), out of reach of scripts, and
 * goes over TLS alone where the site has it; it ends with the browser, and before, when the server says so.
 */
export async function addSessions(app: FastifyInstance, access: AccessDeps): Promise<void> {
  const secure = access.publicUrl?.protocol === 'https:';
  await app.register(cookie, { secret: access.secret });
  await app.register(session, {
    secret: access.secret,
    store: new ServiceSessionStore(access.services),
    cookieName: secure ? '__Host-frise' : 'frise',
    cookie: { secure, httpOnly: true, sameSite: 'strict', path: '/' },
    saveUninitialized: false,
    rolling: false,
  });
  await app.register(csrf, {
    sessionPlugin: '@fastify/session',
    getToken: ({ headers }) => [headers['csrf-token']].flat()[0],
    logLevel: 'debug',
  });
}

/** Who a browser's session is of, now. Ends it where it has lasted, or slept, too long, or where its account is shut. */
export async function personOf(request: FastifyRequest, access: AccessDeps): Promise<Principal | undefined> {
  const { who, openedAt, seenAt } = request.session;
  if (who === undefined || openedAt === undefined || seenAt === undefined) return undefined;
  const now = access.clock().getTime();
  // A clock that was set back keeps no session alive: nobody was seen later than now.
  const [idle, old] = [now - Date.parse(seenAt), now - Date.parse(openedAt)];
  const ended = idle > access.idleMs || old > access.longestMs || idle < -SEEN_EVERY_MS;
  const person = ended ? undefined : await principalIn(who, access);
  if (person === undefined) {
    await request.session.destroy();
    return undefined;
  }
  if (now - Date.parse(seenAt) > SEEN_EVERY_MS) request.session.seenAt = new Date(now).toISOString();
  return person;
}

async function principalIn(who: SessionPerson, { accounts, apiKeys }: AccessDeps): Promise<Principal | undefined> {
  if (who.way === 'password') return accounts.principal(who.login);
  const { via } = who.person;
  // The software's word is worth what its key is worth, and no longer.
  return via === undefined || (await apiKeys.isLive(via)) ? who.person : undefined;
}

/** Opens a session under an identifier of its own: one that was there before the sign-in opens nothing. */
export async function openSession(request: FastifyRequest, access: AccessDeps, who: SessionPerson): Promise<void> {
  const now = access.clock();
  await new ServiceSessionStore(access.services).forget(new Date(now.getTime() - access.longestMs).toISOString());
  await request.session.regenerate();
  Object.assign(request.session, { who, openedAt: now.toISOString(), seenAt: now.toISOString() });
}

/** Ends it here and now, in every process. */
export async function closeSession(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const name = Object.keys(request.cookies).find((each) => /^(__Host-)?frise$/.test(each));
  await request.session.destroy();
  if (name !== undefined) reply.clearCookie(name, { path: '/' });
}
