import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { AppError } from '../../errors.js';
import {
  DocumentPage,
  DocumentParams,
  DocumentsQuery,
  DossierParams,
  IdentityVerdict,
  ImageQuery,
  PageParams,
  PageView,
} from '../schemas.js';
import { neverRun } from '../security-headers.js';

/** Originals and their pages: what a citation opens on. */
export const documentRoutes = (): FastifyPluginAsyncZod => async (app) => {
  app.get(
    '/dossiers/:dossierId/documents',
    {
      schema: {
        operationId: 'listDocuments',
        summary: 'Documents du dossier et leur état',
        tags: ['documents'],
        params: DossierParams,
        querystring: DocumentsQuery,
        response: { 200: DocumentPage },
      },
    },
    async (request) => {
      const { status, limit, offset } = request.query;
      const { summaries } = await request.pipeline.openDossier(request.params.dossierId);
      const documents = request.pipeline.listed(summaries).filter((summary) => status === undefined || summary.status === status);
      return { total: documents.length, documents: documents.slice(offset, offset + limit) };
    },
  );

  app.get(
    '/dossiers/:dossierId/documents/:documentId/pages/:page',
    {
      schema: {
        operationId: 'getPage',
        summary: 'Une page : son texte et la place de chaque mot',
        tags: ['documents'],
        params: PageParams,
        response: { 200: PageView },
      },
    },
    async (request) => {
      const { dossierId, documentId, page: number } = request.params;
      const state = await request.pipeline.openDossier(dossierId);
      const document = state.documents.get(documentId);
      const page = await request.pipeline.page(dossierId, documentId, number);
      if (document === undefined || page === undefined) throw new AppError('FRS-IN-012', { detail: 'page' });
      const hasLayout = page.source === 'text-layer' || page.source === 'ocr' || page.source === 'failed';
      return {
        documentId,
        file: document.fileName,
        title: document.metadata.title.value,
        page: number,
        pages: document.pages.length,
        source: page.source,
        ...(page.confidence === undefined ? {} : { confidence: page.confidence }),
        text: page.text,
        positions: page.positions,
        repairs: page.repairs ?? [],
        image: hasLayout ? `dossiers/${dossierId}/documents/${documentId}/pages/${number}/image` : null,
      };
    },
  );

  app.get(
    '/dossiers/:dossierId/documents/:documentId/pages/:page/image',
    {
      schema: {
        operationId: 'getPageImage',
        summary: "L'image d'une page",
        tags: ['documents'],
        params: PageParams,
        querystring: ImageQuery,
        produces: ['image/png'],
      },
    },
    async (request, reply) => {
      const { dossierId, documentId, page } = request.params;
      const image = await request.pipeline.pageImage(dossierId, documentId, page, request.query.width);
      return reply.header('etag', `"${documentId}-${page}-${request.query.width}"`).type('image/png').send(image);
    },
  );

  app.get(
    '/dossiers/:dossierId/documents/:documentId/content',
    { schema: { operationId: 'getContent', summary: "L'original", tags: ['documents'], params: DocumentParams } },
    async (request, reply) => {
      const { dossierId, documentId } = request.params;
      const original = await request.pipeline.original(dossierId, documentId);
      if (original === undefined) throw new AppError('FRS-IN-012', { detail: 'document' });
      neverRun(reply);
      // A document's identifier is of its bytes: large ones are not hashed again.
      return reply.header('etag', `"${documentId}"`).type('application/octet-stream').send(Buffer.from(original));
    },
  );

  app.put(
    '/dossiers/:dossierId/documents/:documentId/identity',
    {
      schema: {
        operationId: 'decideIdentity',
        summary: 'Dire si un document est bien celui de ce patient',
        tags: ['validation'],
        params: DocumentParams,
        body: IdentityVerdict,
      },
    },
    async (request, reply) => {
      const { dossierId, documentId } = request.params;
      await request.pipeline.decideIdentity(dossierId, documentId, request.body.verdict);
      return reply.code(204).send();
    },
  );
};
