import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { viewDossier } from '../../pipeline/view-dossier.js';
import { SpecialViews } from '../../summarise/views/view-contract.js';
import { dayOf } from '../contract-of.js';
import { DossierParams, ViewsQuery } from '../schemas.js';

/** What a child, a pregnancy or a diabetes asks to be shown beside the synthesis. */
export const viewRoutes =
  (now: () => Date): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/dossiers/:dossierId/views',
      {
        config: { tagged: true },
        schema: {
          operationId: 'getViews',
          summary: 'Vues particulières : enfant, grossesse, diabète, là où le dossier les demande',
          tags: ['synthèse'],
          params: DossierParams,
          querystring: ViewsQuery,
          response: { 200: SpecialViews },
        },
      },
      async (request) => viewDossier(await request.pipeline.openDossier(request.params.dossierId), request.query.on ?? dayOf(now())),
    );
  };
