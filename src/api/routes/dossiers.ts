import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { AppError } from '../../errors.js';
import { readDeposit } from '../../extract/metadata/deposit.js';
import type { Pipeline } from '../../pipeline.js';
import type { Processing } from '../processing.js';
import { Deposited, DossierList, DossierParams, DossiersQuery, DossierView } from '../schemas.js';

const METADATA = 'metadata.json';

/** Dossiers and what is deposited in them. */
export const dossierRoutes =
  (pipeline: Pipeline, processing: Processing): FastifyPluginAsyncZod =>
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
        const all = await pipeline.listDossiers();
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
        const state = await pipeline.openDossier(dossierId);
        const progress = processing.progressOf(dossierId);
        const cause = processing.failureOf(dossierId);
        return {
          id: dossierId,
          patient: state.patient,
          documents: [...state.summaries],
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
        await pipeline.eraseDossier(request.params.dossierId);
        return reply.code(204).send();
      },
    );

    app.post(
      '/dossiers/:dossierId/documents',
      {
        schema: {
          operationId: 'deposit',
          summary: 'Déposer des documents',
          description:
            'Formulaire multipart : un ou plusieurs fichiers, et au besoin metadata.json. Répond dès que les octets sont conservés ; la lecture se poursuit. Le même fichier déposé deux fois n’est gardé qu’une fois. Un fichier refusé est dit dans la réponse et n’empêche pas les autres.',
          tags: ['documents'],
          consumes: ['multipart/form-data'],
          params: DossierParams,
          response: { 202: Deposited },
        },
      },
      async (request, reply) => {
        const { dossierId } = request.params;
        if (!request.isMultipart()) throw new AppError('FRS-IN-011', { detail: 'multipart/form-data attendu' });
        const documents: Deposited['documents'] = [];
        let refusal: AppError | undefined;
        try {
          for await (const part of partsOf(request)) {
            try {
              documents.push(await keepFile(pipeline, dossierId, part));
            } catch (error) {
              if (!(error instanceof AppError) || error.status >= 500) throw error;
              refusal ??= error;
              documents.push({ file: part.filename, accepted: false, code: error.code, message: `${error.message} ${error.remedy}` });
            }
          }
        } finally {
          // What was kept before the caller broke off is read all the same.
          if (documents.some(({ accepted }) => accepted)) processing.start(dossierId);
        }
        if (!documents.some(({ accepted }) => accepted)) throw refusal ?? new AppError('FRS-IN-011', { detail: 'aucun fichier' });
        return reply.code(202).send({ dossierId, documents });
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
        if (!(await pipeline.hasDossier(dossierId))) throw new AppError('FRS-IN-012', { detail: 'dossier' });
        reply.hijack();
        reply.raw.writeHead(200, {
          ...(reply.getHeaders() as Record<string, string>),
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
          'x-request-id': request.id,
        });
        const stop = processing.watch(dossierId, (progress) => {
          reply.raw.write(`event: progress\ndata: ${JSON.stringify(progress)}\n\n`);
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

/** The files of a form. Throws FRS-IN-011 where it breaks off, or holds more files than it may. */
async function* partsOf(request: FastifyRequest): AsyncGenerator<MultipartFile> {
  try {
    yield* request.files({ throwFileSizeLimit: false });
  } catch (cause) {
    throw new AppError('FRS-IN-011', { detail: 'formulaire interrompu, ou trop de fichiers', cause });
  }
}

/** Keeps one file before the next is received: two hundred large ones never stand in memory together. */
async function keepFile(pipeline: Pipeline, dossierId: string, part: MultipartFile): Promise<Deposited['documents'][number]> {
  const bytes = await bytesOf(part);
  const file = part.filename;
  if (file === METADATA) {
    await pipeline.deposit(dossierId, [], readDeposit(bytes.toString('utf8')));
    return { file, accepted: true };
  }
  const [stored] = await pipeline.deposit(dossierId, [{ fileName: file, bytes }]);
  if (stored === undefined) throw new AppError('FRS-SY-001');
  return { file, sha256: stored.sha256, accepted: true };
}

/** Throws FRS-IN-005 past the limit, once the rest of the file has gone by, and FRS-IN-011 where it is cut. */
async function bytesOf(part: MultipartFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of part.file) chunks.push(chunk as Buffer);
  } catch (cause) {
    throw new AppError('FRS-IN-011', { detail: 'formulaire interrompu', cause });
  }
  if (part.file.truncated) throw new AppError('FRS-IN-005');
  return Buffer.concat(chunks);
}
