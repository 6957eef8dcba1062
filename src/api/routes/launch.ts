import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { PartialDate } from '../../domain/citation.js';
import { AppError } from '../../errors.js';
import { LOCAL_PRINCIPAL } from '../../security/principal.js';
import type { AccessDeps } from '../access/access-deps.js';
import { Launches, pageOf } from '../access/launches.js';
import { openSession } from '../access/sessions.js';
import { DossierParams } from '../schemas.js';
import { record } from './session.js';

const LaunchRequest = z.object({
  dossier: DossierParams.shape.dossierId,
  reason: z.string().trim().min(1).max(300).optional(),
  since: PartialDate.optional(),
  vue: z
    .string()
    .regex(/^[a-z]{1,20}$/)
    .optional(),
});
const LaunchView = z.object({ url: z.string(), expiresAt: z.string().optional().describe('Absent : le lien ne porte aucune identité') });
const tags = ['accès'];
/** Links tried from one address in a minute. */
const ATTEMPTS = { max: 60, timeWindow: '1 minute' };

/** Launch in context: practice software asks for a link, and its user's browser opens the page on the patient, signed in. */
export const launchRoutes =
  (access: AccessDeps | undefined): FastifyPluginAsyncZod =>
  async (app) => {
    const launches = access === undefined ? undefined : new Launches(access);

    app.post(
      '/session/launch',
      {
        schema: {
          operationId: 'createLaunch',
          summary: 'Un lien qui ouvre la page sur un patient et un motif, sous l’identité de qui le demande',
          description: 'Valable une minute et une seule fois. Le lien ne porte ni identité ni donnée du patient.',
          tags,
          body: LaunchRequest,
          response: { 201: LaunchView },
        },
      },
      async (request, reply) => {
        const { dossier, reason, since, vue } = request.body;
        if (!(await request.pipeline.hasDossier(dossier))) throw new AppError('FRS-IN-012', { detail: 'dossier' });
        const context = {
          dossier,
          ...(reason === undefined ? {} : { reason }),
          ...(since === undefined ? {} : { since }),
          ...(vue === undefined ? {} : { vue }),
        };
        const base = access?.publicUrl?.origin ?? `${request.protocol}://${request.host}`;
        const { requester } = request.pipeline;
        // Where nobody signs in, the page opens by its address alone.
        if (launches === undefined || requester === LOCAL_PRINCIPAL) return reply.code(201).send({ url: `${base}${pageOf(context)}` });
        // A session's link is worth what the session is worth: it ends with its account.
        const who = (request.bySession ? request.session.who : undefined) ?? { way: 'launch' as const, person: requester };
        const { token, expiresAt } = await launches.make(who, context);
        return reply.code(201).send({ url: `${base}/api/v1/session/launch?${new URLSearchParams({ token })}`, expiresAt });
      },
    );

    app.get(
      '/session/launch',
      {
        config: { tagged: false, rateLimit: ATTEMPTS },
        schema: {
          operationId: 'openLaunch',
          summary: 'Ouvre la page par un lien de lancement',
          tags,
          querystring: z.object({ token: z.string().min(1).max(200) }),
          produces: ['text/html'],
        },
      },
      async (request, reply) => {
        const launch = await launches?.use(request.query.token);
        if (access === undefined || launch === undefined) {
          if (access !== undefined) await record(access, 'sign-in', 'inconnu', 'refused');
          throw new AppError('FRS-AC-001', { detail: 'lien de lancement' });
        }
        const { who } = launch;
        await openSession(request, access, who);
        await record(
          access,
          'sign-in',
          who.way === 'password' ? ((await access.accounts.principal(who.login))?.id ?? who.login) : who.person.id,
          'done',
        );
        return onward(reply, pageOf(launch.context));
      },
    );
  };

/** A page of this site that leads on: a redirection would still come from the practice software, and bear no cookie of this site. */
function onward(reply: FastifyReply, to: string): FastifyReply {
  const address = to.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
  return reply
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="fr"><head><meta charset="utf-8" /><title>Frise</title><meta http-equiv="refresh" content="0;url=${address}" /></head><body><p><a href="${address}">Continuer</a></p></body></html>`,
    );
}
