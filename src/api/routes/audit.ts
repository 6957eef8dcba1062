import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { AppError } from '../../errors.js';
import { accessOf } from '../../security/access-control.js';
import type { AccessDeps } from '../access/access-deps.js';
import { AuditPage, AuditQuery } from '../access/access-schemas.js';

/** Who did what to whose dossier, for those who answer for it. Reading the log is itself in the log. */
export const auditRoutes =
  (access: AccessDeps | undefined): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/audit',
      {
        config: { tagged: false },
        schema: {
          operationId: 'listAudit',
          summary: 'Journal des accès, du plus récent au plus ancien',
          tags: ['accès'],
          querystring: AuditQuery,
          response: { 200: AuditPage },
        },
      },
      async (request) => {
        if (access === undefined) throw new AppError('FRS-IN-012', { detail: 'journal' });
        const { actor, via } = accessOf(request.pipeline.requester);
        const { dossier } = request.query;
        await access.audit.record({
          at: access.clock().toISOString(),
          actor,
          action: 'read-audit',
          outcome: 'done',
          ...(via === undefined ? {} : { via }),
          ...(dossier === undefined ? {} : { dossier }),
        });
        return { entries: await access.audit.entries(request.query) };
      },
    );
  };
