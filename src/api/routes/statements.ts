import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { AppError } from '../../errors.js';
import { dayOf } from '../contract-of.js';
import { StatementParams, ValidationRequest } from '../schemas.js';

/** A person accepts, corrects or rejects a line; who and when are kept, and the synthesis shows it. */
export const statementRoutes =
  (now: () => Date): FastifyPluginAsyncZod =>
  async (app) => {
    app.put(
      '/dossiers/:dossierId/statements/:statementId/validation',
      {
        schema: {
          operationId: 'validateStatement',
          summary: 'Accepter, corriger ou rejeter une ligne',
          description: '« seen » est le texte affiché à la personne : si la ligne a changé depuis, rien n’est gardé (409).',
          tags: ['validation'],
          params: StatementParams,
          body: ValidationRequest,
        },
      },
      async (request, reply) => {
        const { dossierId, statementId } = request.params;
        const { on, seen, ...verdict } = request.body;
        const state = await request.pipeline.openDossier(dossierId);
        const { sections } = await request.pipeline.synthesise(state, { referenceDate: on ?? dayOf(now()) });
        const statement = sections.flatMap(({ statements }) => statements).find(({ id }) => id === statementId);
        if (statement === undefined) throw new AppError('FRS-IN-012', { detail: 'ligne' });
        if (statement.text !== seen) throw new AppError('FRS-IN-014');
        const documents = [...new Set(statement.citations.map(({ span }) => span.documentId))];
        await request.pipeline.decideStatement(dossierId, statementId, { ...verdict, seen, documents });
        return reply.code(204).send();
      },
    );

    app.delete(
      '/dossiers/:dossierId/statements/:statementId/validation',
      { schema: { operationId: 'withdrawValidation', summary: 'Reprendre une validation', tags: ['validation'], params: StatementParams } },
      async (request, reply) => {
        const { dossierId, statementId } = request.params;
        await request.pipeline.openDossier(dossierId);
        await request.pipeline.decideStatement(dossierId, statementId, undefined);
        return reply.code(204).send();
      },
    );
  };
