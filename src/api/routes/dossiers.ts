import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { AppError } from '../../errors.js';
import { shownProgress } from '../access/shown-progress.js';
import type { Processing } from '../processing.js';
import { DossierList, DossierParams, DossiersQuery, DossierView, JobView } from '../schemas.js';

/** Dossiers, and where their reading stands. */
export const dossierRoutes =
  (processing: Processing): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/dossiers',
      {
        schema: {
          operationId: 'listDossiers',
          summary: 'Dossiers',
          tags: ['dossiers'],
          querystring: DossiersQuery,
          response: { 200: DossierList },
        },
      },
      async (request) => {
        const { limit, offset } = request.query;
        const all = await request.pipeline.listDossiers();
        return {
          total: all.length,
          dossiers: all.slice(offset, offset + limit).map(({ id, patient, createdAt }) => ({
            id,
            createdAt,
            ...(patient === undefined ? {} : { patient }),
          })),
        };
      },
    );

    app.get(
      '/dossiers/:dossierId',
      {
        schema: {
          operationId: 'getDossier',
          summary: 'Un dossier, ses documents et où en est leur lecture',
          tags: ['dossiers'],
          params: DossierParams,
          response: { 200: DossierView },
        },
      },
      async (request) => {
        const { dossierId } = request.params;
        const state = await request.pipeline.openDossier(dossierId);
        const progress = shownProgress(await processing.progressOf(dossierId), await request.pipeline.access(dossierId));
        const cause = await processing.failureOf(dossierId);
        return {
          id: dossierId,
          patient: state.patient,
          documents: request.pipeline.listed(state.summaries),
          ...(progress === undefined ? {} : { progress }),
          ...(cause === undefined ? {} : { failure: failureView(cause) }),
        };
      },
    );

    app.delete(
      '/dossiers/:dossierId',
      { schema: { operationId: 'eraseDossier', summary: 'Effacer un dossier', tags: ['dossiers'], params: DossierParams } },
      async (request, reply) => {
        await processing.settled(request.params.dossierId);
        await request.pipeline.eraseDossier(request.params.dossierId);
        return reply.code(204).send();
      },
    );

    app.get(
      '/dossiers/:dossierId/job',
      {
        schema: {
          operationId: 'getJob',
          summary: 'Où en est la lecture, pour qui préfère demander',
          tags: ['dossiers'],
          params: DossierParams,
          response: { 200: JobView },
        },
      },
      async (request, reply) => {
        const { dossierId } = request.params;
        if (!(await request.pipeline.hasDossier(dossierId))) throw new AppError('FRS-IN-012', { detail: 'dossier' });
        const progress = shownProgress(await processing.progressOf(dossierId), await request.pipeline.access(dossierId));
        const cause = await processing.failureOf(dossierId);
        if (progress !== undefined) reply.header('retry-after', '1');
        return {
          dossierId,
          state: progress !== undefined ? ('reading' as const) : cause !== undefined ? ('failed' as const) : ('done' as const),
          ...(progress === undefined ? {} : { progress }),
          ...(cause === undefined ? {} : { failure: failureView(cause) }),
        };
      },
    );

    app.get(
      '/dossiers/:dossierId/events',
      {
        schema: {
          operationId: 'watchDossier',
          summary: 'Avancement de la lecture (server-sent events)',
          tags: ['dossiers'],
          params: DossierParams,
          produces: ['text/event-stream'],
        },
      },
      async (request, reply) => {
        const { dossierId } = request.params;
        if (!(await request.pipeline.hasDossier(dossierId))) throw new AppError('FRS-IN-012', { detail: 'dossier' });
        const access = await request.pipeline.access(dossierId);
        reply.hijack();
        reply.raw.writeHead(200, {
          ...(reply.getHeaders() as Record<string, string>),
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
          'x-request-id': request.id,
        });
        const stop = processing.watch(dossierId, (progress) => {
          reply.raw.write(`event: progress\ndata: ${JSON.stringify(shownProgress(progress, access))}\n\n`);
          if (progress.stage === 'done') reply.raw.end();
        });
        request.raw.on('close', stop);
      },
    );
  };

function failureView(cause: unknown): { code: string; message: string; remedy: string } {
  const { code, message, remedy } = cause instanceof AppError ? cause : new AppError('FRS-SY-001');
  return { code, message, remedy };
}
