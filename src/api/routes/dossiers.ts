import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Pipeline } from '../../pipeline.js';
import { AppError } from '../../errors.js';
import { readDeposit } from '../../extract/metadata/deposit.js';
import type { Processing } from '../processing.js';
import { Deposited, DossierList, DossierParams, DossierView } from '../schemas.js';

/** Dossiers and what is deposited in them. */
export const dossierRoutes =
  (pipeline: Pipeline, processing: Processing): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/dossiers', { schema: { summary: 'Dossiers', tags: ['dossiers'], response: { 200: DossierList } } }, async () => ({
      dossiers: [...(await pipeline.listDossiers())].map(({ id, patient, createdAt }) => ({
        id,
        createdAt,
        ...(patient === undefined ? {} : { patient }),
      })),
    }));

    app.get(
      '/dossiers/:dossierId',
      { schema: { summary: 'Un dossier et ses documents', tags: ['dossiers'], params: DossierParams, response: { 200: DossierView } } },
      async (request) => {
        const { dossierId } = request.params;
        const state = await pipeline.openDossier(dossierId);
        const progress = processing.progressOf(dossierId);
        return { id: dossierId, patient: state.patient, documents: [...state.summaries], ...(progress === undefined ? {} : { progress }) };
      },
    );

    app.delete(
      '/dossiers/:dossierId',
      { schema: { summary: 'Effacer un dossier', tags: ['dossiers'], params: DossierParams } },
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
          summary: 'Déposer des documents',
          description:
            'Formulaire multipart : un ou plusieurs fichiers, et au besoin metadata.json. Répond dès que les octets sont conservés ; la lecture se poursuit.',
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
        const files: { fileName: string; bytes: Uint8Array }[] = [];
        let deposit: ReturnType<typeof readDeposit> | undefined;
        for await (const part of request.files()) {
          const bytes = await part.toBuffer();
          if (part.filename === 'metadata.json') deposit = readDeposit(bytes.toString('utf8'));
          else files.push({ fileName: part.filename, bytes });
        }
        if (files.length === 0) throw new AppError('FRS-IN-001');
        for (const stored of await pipeline.deposit(dossierId, files, deposit))
          documents.push({ file: stored.fileName, sha256: stored.sha256, accepted: true });
        processing.start(dossierId);
        return reply.code(202).send({ dossierId, documents });
      },
    );

    app.get(
      '/dossiers/:dossierId/events',
      { schema: { summary: 'Avancement de la lecture (server-sent events)', tags: ['dossiers'], params: DossierParams } },
      (request, reply) => {
        reply.hijack();
        reply.raw.writeHead(200, {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        });
        const stop = processing.watch(request.params.dossierId, (progress) => {
          reply.raw.write(`event: progress\ndata: ${JSON.stringify(progress)}\n\n`);
          if (progress.stage === 'done') reply.raw.end();
        });
        request.raw.on('close', stop);
      },
    );
  };
