import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { existsSync } from 'node:fs';
import type { Pipeline } from '../pipeline.js';
import { guardLoopback } from './loopback-guard.js';
import { answerProblems } from './problem.js';
import { Processing } from './processing.js';
import { documentRoutes } from './routes/documents.js';
import { dossierRoutes } from './routes/dossiers.js';
import { synthesisRoutes } from './routes/synthesis.js';

export interface AppDeps {
  readonly pipeline: Pipeline;
  readonly version: string;
  /** The built page; without it the API answers alone. */
  readonly pageDirectory: string;
  readonly now: () => Date;
  /** Where log lines go; they hold ids and codes, never patient text. Absent: no log. */
  readonly logStream?: { write(line: string): void };
}

const FILE_BYTES = 100 * 1024 * 1024;

/** The HTTP server, not yet listening. Closing it waits for the reading in progress. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = Fastify({
    logger: deps.logStream === undefined ? false : { level: 'warn', stream: deps.logStream, serializers: { req: () => ({}) } },
    // A URL may hold a question: nothing of a request is logged but its id.
    disableRequestLogging: true,
    bodyLimit: 1024 * 1024,
    requestIdHeader: 'x-request-id',
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerProblems(app);
  guardLoopback(app);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  });
  await app.register(rateLimit, { max: 1200, timeWindow: '1 minute' });
  await app.register(compress, { global: true });
  await app.register(multipart, { limits: { fileSize: FILE_BYTES, files: 200 } });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Frise', version: deps.version, description: 'Synthèses sourcées d’un dossier patient, sur place.' },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs' });

  const processing = new Processing(deps.pipeline, (dossierId, error) =>
    app.log.error({ dossierId, code: (error as { code?: string }).code ?? 'FRS-SY-001' }, 'processing failed'),
  );
  app.addHook('onReady', async () => {
    // What a stop cut short, or a new version reads otherwise, is read now; what was read before answers meanwhile.
    for (const { id } of await deps.pipeline.listDossiers()) if (await deps.pipeline.isBehind(id)) processing.start(id);
  });
  app.addHook('onClose', () => processing.idle());
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  await app.register(
    async (api) => {
      api.get('/health', { schema: { summary: 'Le service répond', tags: ['exploitation'] } }, async () => ({
        status: 'ok',
        version: deps.version,
      }));
      await api.register(dossierRoutes(deps.pipeline, processing));
      await api.register(synthesisRoutes(deps.pipeline, () => deps.now().toISOString().slice(0, 10)));
      await api.register(documentRoutes(deps.pipeline, deps.now));
    },
    { prefix: '/api' },
  );
  if (existsSync(deps.pageDirectory)) await app.register(fastifyStatic, { root: deps.pageDirectory, prefix: '/' });
  return app;
}
