import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Pipeline } from '../../pipeline.js';
import type { Metrics } from '../metrics.js';
import type { Processing } from '../processing.js';
import { HealthView, ReadinessView } from '../schemas.js';

const untagged = { tagged: false } as const;

/** What whoever runs the service asks: is it alive, can it work, how much does it do. */
export const operationRoutes =
  (pipeline: Pipeline, processing: Processing, metrics: Metrics, version: string): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/health',
      {
        config: untagged,
        schema: { operationId: 'health', summary: 'Le service répond', tags: ['exploitation'], response: { 200: HealthView } },
      },
      async () => ({
        status: 'ok' as const,
        version,
      }),
    );

    app.get(
      '/ready',
      {
        config: untagged,
        schema: {
          operationId: 'ready',
          summary: 'Le service peut travailler : base lisible, modèles vérifiés',
          tags: ['exploitation'],
          response: { 200: ReadinessView },
        },
      },
      async () => ({ status: 'ready' as const, version, models: [...(await pipeline.checkReady())], queued: processing.pending }),
    );

    app.get(
      '/metrics',
      {
        config: untagged,
        schema: { operationId: 'metrics', summary: 'Mesures au format Prometheus', tags: ['exploitation'], produces: ['text/plain'] },
      },
      async (_request, reply) => reply.type(metrics.contentType).send(await metrics.render()),
    );
  };
