import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import type { SignInTransaction } from '../../security/identity-provider.js';
import { professionalOf } from '../../security/pro-sante-connect.js';
import type { AccessDeps } from '../access/access-deps.js';
import { openSession } from '../access/sessions.js';
import { record } from './session.js';

const COOKIE = 'frise-oidc';
/** Seconds given to a person to sign in at the provider. */
const TRANSACTION_S = 600;
const CALLBACK = '/api/v1/session/oidc/callback';
const Transaction = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
const tags = ['accès'];

/** Signing in through the site's identity provider (Pro Santé Connect): a way there, and a way back. */
export const oidcRoutes =
  (access: AccessDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { oidc, publicUrl } = access;
    if (oidc === undefined || publicUrl === undefined) return;
    // Lax, unlike the session's: the browser comes back from another site.
    const options = { httpOnly: true, secure: publicUrl.protocol === 'https:', sameSite: 'lax', path: '/', signed: true } as const;

    app.get(
      '/session/oidc',
      {
        config: { tagged: false },
        schema: { operationId: 'beginOidc', summary: 'Se connecter par le fournisseur d’identité du site', tags },
      },
      async (_request, reply) => {
        const { url, transaction } = await oidc.provider.begin(new URL(CALLBACK, publicUrl));
        return reply.setCookie(COOKIE, JSON.stringify(transaction), { ...options, maxAge: TRANSACTION_S }).redirect(url.href, 303);
      },
    );

    app.get(
      '/session/oidc/callback',
      { config: { tagged: false }, schema: { operationId: 'finishOidc', summary: 'Retour du fournisseur d’identité', tags } },
      async (request, reply) => {
        const transaction = readTransaction(request.unsignCookie(request.cookies[COOKIE] ?? ''));
        reply.clearCookie(COOKIE, { path: '/' });
        try {
          if (transaction === undefined) throw new AppError('FRS-AC-001', { detail: 'connexion trop longue' });
          const answered = new URL(CALLBACK, publicUrl);
          answered.search = new URL(request.url, publicUrl).search;
          const person = professionalOf(await oidc.provider.finish(answered, transaction), oidc.structures);
          await openSession(request, access, { way: 'oidc', person });
          await record(access, 'sign-in', person.id, 'done');
        } catch (error) {
          await record(access, 'sign-in', 'inconnu', 'refused');
          if (!(error instanceof AppError) || error.status >= 500) throw error;
          return landing(reply, error.status, `${error.message} ${error.remedy}`);
        }
        return landing(reply, 200);
      },
    );
  };

function readTransaction({ valid, value }: { readonly valid: boolean; readonly value: string | null }): SignInTransaction | undefined {
  if (!valid || value === null) return undefined;
  return Transaction.safeParse(JSON.parse(value)).data;
}

/**
 * A page of this site that leads to the next one: the session's cookie is for this site alone, and a redirection from the provider
 * would not bear it.
 */
function landing(reply: FastifyReply, status: number, refusal?: string): FastifyReply {
  const onward = refusal === undefined ? '<meta http-equiv="refresh" content="0;url=/" />' : '';
  const said = refusal === undefined ? 'Connexion en cours…' : refusal;
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="fr"><head><meta charset="utf-8" /><title>Frise</title>${onward}</head><body><p>${said}</p><p><a href="/">Continuer</a></p></body></html>`,
    );
}
