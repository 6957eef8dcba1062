import compress from '@fastify/compress';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:https';
import type { Pipeline } from '../pipeline.js';
import type { WorkQueue } from '../store/work-queue.js';
import type { AccessDeps } from './access/access-deps.js';
import { identify } from './access/identify.js';
import { addSessions } from './access/sessions.js';
import type { WebhookReceiver } from '../config/webhook-settings.js';
import { answerConditionally } from './conditional.js';
import { fhirRoutes } from './fhir/fhir-routes.js';
import { guardLoopback } from './loopback-guard.js';
import { measure } from './metrics.js';
import { describeApi } from './openapi.js';
import { answerProblems, sendProblem } from './problem.js';
import { eachNewDay } from './new-day.js';
import { LocalProcessing, type DossierReader, type Processing } from './processing.js';
import { QueuedProcessing } from './queued-processing.js';
import { auditRoutes } from './routes/audit.js';
import { careTeamRoutes } from './routes/care-team.js';
import { depositRoutes } from './routes/deposits.js';
import { documentRoutes } from './routes/documents.js';
import { dossierRoutes } from './routes/dossiers.js';
import { draftRoutes } from './routes/drafts.js';
import { factRoutes } from './routes/facts.js';
import { oidcRoutes } from './routes/oidc.js';
import { launchRoutes } from './routes/launch.js';
import { operationRoutes } from './routes/operations.js';
import { sessionRoutes } from './routes/session.js';
import { statementRoutes } from './routes/statements.js';
import { synthesisRoutes } from './routes/synthesis.js';
import { viewRoutes } from './routes/views.js';
import { addSecurityHeaders } from './security-headers.js';
import { announceEnds } from './webhooks/announced-processing.js';

export interface AppDeps {
  readonly pipeline: Pipeline;
  /** Where other processes do the reading; absent where this one does. */
  readonly queue?: WorkQueue | undefined;
  readonly version: string;
  /** The built page; without it the API answers alone. */
  readonly pageDirectory: string;
  readonly now: () => Date;
  /** Where log lines go; they hold ids and codes, never patient text. Absent: no log. */
  readonly logStream?: { write(line: string): void };
  /** Of one address; 1200 if absent. */
  readonly requestsPerMinute?: number;
  /** Reads what is deposited, out of the way of whoever asks; this process itself if absent. */
  readonly reader?: DossierReader;
  /** Who is told when a dossier has been read; nobody if absent. */
  readonly webhooks?: readonly WebhookReceiver[];
  /** How people are known; absent, the server serves its own machine alone. */
  readonly access?: AccessDeps;
  /** PEM: the server speaks TLS itself. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

const FILE_BYTES = 100 * 1024 * 1024;
const FILES = 200;
/** Plain fields of a form: none is read. */
const FIELDS = 20;
const FIELD_BYTES = 64 * 1024;
const REQUESTS_PER_MINUTE = 1200;

/** Fastify's handler is the same for both; its types tell the two servers apart. */
const tlsServer =
  ({ cert, key }: { readonly cert: string; readonly key: string }) =>
  (handler: RequestListener): Server =>
    createServer({ cert, key, minVersion: 'TLSv1.2' }, handler) as unknown as Server;

/** The HTTP server, not yet listening. Closing it waits for the reading in progress. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const { pipeline, version, now } = deps;
  const app = Fastify({
    logger: deps.logStream === undefined ? false : { level: 'warn', stream: deps.logStream, serializers: { req: () => ({}) } },
    // A URL may hold a question: nothing of a request is logged but its id.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1024 * 1024,
    trustProxy: deps.access?.proxies === undefined ? false : [...deps.access.proxies],
    ...(deps.tls === undefined ? {} : { serverFactory: tlsServer(deps.tls) }),
    // A caller's own identifier is kept, provided that it is one: it goes into the log.
    genReqId: ({ headers }) => {
      const [given] = [headers['x-request-id']].flat();
      return given !== undefined && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
    },
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
    // Longer than a dossier's identifier may be: what is too long is then told from what does not exist.
    routerOptions: { maxParamLength: 200 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);

  const onFailure = (dossierId: string, error: unknown): void =>
    app.log.error({ dossierId, code: (error as { code?: string }).code ?? 'FRS-SY-001' }, 'processing failed');
  const reading: Processing =
    deps.queue === undefined ? new LocalProcessing(pipeline, onFailure, deps.reader) : new QueuedProcessing(deps.queue, onFailure);
  const processing = announceEnds(reading, deps, (url, status) => app.log.warn({ url, status }, 'webhook given up'));
  const metrics = measure(app, () => processing.pending);
  answerProblems(app);
  guardLoopback(app, deps.access?.publicUrl);
  answerConditionally(app);
  if (deps.access !== undefined) await addSessions(app, deps.access);
  identify(app, deps);
  await addSecurityHeaders(app, deps.access?.publicUrl?.protocol === 'https:');
  await app.register(rateLimit, { max: deps.requestsPerMinute ?? REQUESTS_PER_MINUTE, timeWindow: '1 minute', enableDraftSpec: true });
  await app.register(compress, { global: true });
  await app.register(multipart, { limits: { fileSize: FILE_BYTES, files: FILES, fields: FIELDS, fieldSize: FIELD_BYTES } });
  await describeApi(app, version);

  // What a stop cut short, or a new version reads otherwise, is read now; what was read before answers meanwhile. A server that waited for
  // it would not start: going through the dossiers may take longer than Fastify gives a hook.
  let resumed: Promise<void> = Promise.resolve();
  app.addHook('onReady', (done) => {
    resumed = processing.resume().catch((error: unknown) => onFailure('', error));
    done();
  });
  // A view speaks of its day: those of the new one are prepared before the first patient.
  const daily = deps.reader && eachNewDay(now, () => void processing.resume().catch((error: unknown) => onFailure('', error)));
  app.addHook('onClose', async () => {
    clearInterval(daily);
    // A stop that comes at once finds it queued; a reader of its own takes it up at the next start.
    if (deps.reader === undefined) await resumed;
    await processing.idle();
  });
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    // What is a patient's stays in no cache of a browser; a caller may keep an ETag.
    if (/^\/(api|fhir)\b/.test(request.url) && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });

  const resources = async (api: FastifyInstance): Promise<void> => {
    await api.register(operationRoutes(pipeline, processing, metrics, version));
    await api.register(dossierRoutes(processing));
    await api.register(depositRoutes(processing, now));
    await api.register(synthesisRoutes(now));
    await api.register(viewRoutes(now));
    await api.register(factRoutes(now));
    await api.register(statementRoutes(now));
    await api.register(documentRoutes());
    await api.register(careTeamRoutes);
    await api.register(sessionRoutes(deps.access, deps.pipeline.canTellProse));
    await api.register(launchRoutes(deps.access));
    await api.register(auditRoutes(deps.access));
    if (deps.access !== undefined) await api.register(oidcRoutes(deps.access));
    await api.register(draftRoutes(version, now));
  };
  await app.register(resources, { prefix: '/api/v1' });
  await app.register(
    async (api) => {
      api.addHook('onRoute', (route) => {
        route.schema = { ...route.schema, hide: true };
      });
      await resources(api);
    },
    { prefix: '/api' },
  );
  await app.register(fhirRoutes(processing, version, now), { prefix: '/fhir' });
  if (existsSync(deps.pageDirectory)) await app.register(fastifyStatic, { root: deps.pageDirectory, prefix: '/' });
  return app;
}
