import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { AppError } from '../../errors.js';
import { LOCAL_PRINCIPAL } from '../../security/principal.js';
import type { AccessDeps } from '../access/access-deps.js';
import { Credentials, SessionView } from '../access/access-schemas.js';
import { closeSession, openSession } from '../access/sessions.js';

/** Passwords tried from one address in a minute, whatever the accounts; each account has its own lock beside. */
const ATTEMPTS = { max: 20, timeWindow: '1 minute' };
const tags = ['accès'];

/** Who is there: signing in with a password, and out. */
export const sessionRoutes =
  (access: AccessDeps | undefined, canTellProse: boolean): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/session',
      {
        config: { tagged: false },
        schema: { operationId: 'getSession', summary: 'Qui est connecté, et comment se connecter', tags, response: { 200: SessionView } },
      },
      (request, reply) => viewOf(request, reply, access, canTellProse),
    );

    app.post(
      '/session',
      {
        config: { rateLimit: ATTEMPTS },
        schema: {
          operationId: 'signIn',
          summary: 'Se connecter avec un compte de ce site',
          tags,
          body: Credentials,
          response: { 200: SessionView },
        },
      },
      async (request, reply) => {
        if (access === undefined || !(await access.gate.isClosed())) throw new AppError('FRS-IN-012', { detail: 'comptes' });
        const { login, password } = request.body;
        const account = await access.accounts.authenticate(login, password).catch(async (error: unknown) => {
          // What was typed is not kept where it is no account: it may be a password.
          const known = (await access.accounts.principal(login))?.id;
          await record(access, 'sign-in', known ?? 'inconnu', 'refused');
          throw error;
        });
        const principal = await access.accounts.principal(account.login);
        if (principal === undefined) throw new AppError('FRS-AC-001');
        await openSession(request, access, { way: 'password', login: account.login });
        await record(access, 'sign-in', principal.id, 'done');
        return viewOf(request, reply, access, canTellProse, principal);
      },
    );

    app.delete('/session', { schema: { operationId: 'signOut', summary: 'Se déconnecter', tags } }, async (request, reply) => {
      if (access !== undefined && request.bySession) {
        const { requester } = request.pipeline;
        await record(access, 'sign-out', requester === LOCAL_PRINCIPAL ? requester : requester.id, 'done');
        await closeSession(request, reply);
      }
      return reply.code(204).send();
    });
  };

/** Throws FRS-ST-002 where it cannot be kept: nobody comes in unseen. */
export async function record(
  { audit, clock }: AccessDeps,
  action: 'sign-in' | 'sign-out',
  actor: string,
  outcome: 'done' | 'refused',
): Promise<void> {
  await audit.record({ at: clock().toISOString(), actor, action, outcome, ...(outcome === 'refused' ? { code: 'FRS-AC-001' } : {}) });
}

async function viewOf(
  request: FastifyRequest,
  reply: FastifyReply,
  access: AccessDeps | undefined,
  prose: boolean,
  signedIn = request.pipeline?.requester,
): Promise<z.infer<typeof SessionView>> {
  if (access === undefined || !(await access.gate.isClosed())) return { signInRequired: false, ways: [], prose };
  const ways = [
    ...((await access.accounts.any()) ? (['password'] as const) : []),
    ...(access.oidc === undefined ? [] : (['oidc'] as const)),
  ];
  if (signedIn === undefined || signedIn === LOCAL_PRINCIPAL) return { signInRequired: true, ways, prose };
  const { id, name, profession, onBehalfOf, permissions } = signedIn;
  return {
    signInRequired: true,
    ways,
    prose,
    user: {
      id,
      name: name ?? id,
      permissions: [...permissions],
      ...(profession === undefined ? {} : { profession }),
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    },
    // A browser's session, however it was opened; a key needs no proof of origin.
    ...(request.session.who === undefined ? {} : { csrf: reply.generateCsrf() }),
  };
}
