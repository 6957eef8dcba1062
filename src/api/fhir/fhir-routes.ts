import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { BundleLink, FhirResource } from 'fhir/r4.js';
import { z } from 'zod';
import type { Document } from '../../domain/document.js';
import type { DocumentSummary } from '../../domain/synthesis.js';
import { AppError } from '../../errors.js';
import { isInsOid } from '../../extract/coded/ins.js';
import type { PersonalPipeline } from '../../pipeline/personal-pipeline.js';
import { spokenFacts } from '../../pipeline/dossier-state.js';
import { dayOf } from '../contract-of.js';
import type { Processing } from '../processing.js';
import { FullDate } from '../schemas.js';
import { neverRun } from '../security-headers.js';
import { capabilityStatement } from './capability-statement.js';
import { documentReference, isReferable, mimeOf } from './document-reference.js';
import { addressOf, DocumentSearch, dossierIn, isWanted, nextPage } from './document-search.js';
import { answerOutcomes, FHIR_JSON } from './operation-outcome.js';
import { patientResource } from './patient-resource.js';
import { carriedBy } from './provide.js';
import { summaryBundle } from './summary-bundle.js';
import { fhirWriteRoutes } from './write-routes.js';

/** FHIR identifiers have no underscore and 64 characters at most; a document's is its dossier's, a dot, and its own. */
const FhirDossier = z.string().regex(/^[A-Za-z0-9-]{1,47}$/);
const PatientParams = z.object({ id: FhirDossier });
const DocumentParams = z.object({ id: z.string().regex(/^[A-Za-z0-9-]{1,47}\.[0-9a-f]{16}$/) });
const PatientSearch = z.object({ identifier: z.string().regex(/^urn:oid:[\d.]{5,60}\|\w{5,30}$/) });
const tags = ['fhir'];

/** FHIR R4: the summary as a document, and the documents that it comes from. */
export const fhirRoutes =
  (processing: Processing, version: string, now: () => Date): FastifyPluginAsyncZod =>
  async (app) => {
    answerOutcomes(app);
    await app.register(fhirWriteRoutes(processing));
    const answer = (reply: FastifyReply, resource: FhirResource): FastifyReply => reply.type(FHIR_JSON).send(JSON.stringify(resource));

    app.get('/metadata', { schema: { operationId: 'fhirMetadata', summary: 'CapabilityStatement', tags } }, async (request, reply) =>
      answer(reply, capabilityStatement(version, now().toISOString(), baseOf(request))),
    );

    app.get(
      '/Patient/:id',
      { schema: { operationId: 'fhirPatient', summary: 'Patient', tags, params: PatientParams } },
      async (request, reply) => {
        const { id } = request.params;
        return answer(reply, patientResource(id, (await request.pipeline.openDossier(id)).patient));
      },
    );

    app.get(
      '/Patient',
      { schema: { operationId: 'fhirPatients', summary: 'Le patient qui a cet INS', tags, querystring: PatientSearch } },
      async (request, reply) => {
        const [system = '', value = ''] = request.query.identifier.split('|');
        const id = isInsOid(system.replace('urn:oid:', '')) ? await request.pipeline.dossierOfIns(value) : undefined;
        const url = `${baseOf(request)}/Patient?${new URLSearchParams({ identifier: request.query.identifier })}`;
        const found =
          id === undefined
            ? []
            : [
                {
                  fullUrl: `${baseOf(request)}/Patient/${id}`,
                  resource: patientResource(id, (await request.pipeline.openDossier(id)).patient),
                },
              ];
        return answer(reply, searchset([{ relation: 'self', url }], found.length, found));
      },
    );

    app.get(
      '/Patient/:id/$summary',
      {
        schema: {
          operationId: 'fhirSummary',
          summary: 'Synthèse en document FHIR (sections de l’IPS-FR)',
          tags,
          params: PatientParams,
          querystring: z.object({ on: FullDate.optional() }),
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const state = await request.pipeline.openDossier(id);
        const synthesis = await request.pipeline.synthesise(state, { referenceDate: request.query.on ?? dayOf(now()) });
        const urlOf = (documentId: string): string => `${baseOf(request)}/Binary/${id}.${documentId}`;
        return answer(reply, summaryBundle({ dossierId: id, synthesis, facts: spokenFacts(state), documents: state.documents, urlOf }));
      },
    );

    const find = async (
      pipeline: PersonalPipeline,
      id: string,
    ): Promise<{ dossierId: string; summary: DocumentSummary; document: Document }> => {
      const [dossierId = '', documentId = ''] = id.split('.');
      const state = await pipeline.openDossier(dossierId);
      const summary = state.summaries.find((each) => each.id === documentId);
      const document = state.documents.get(documentId);
      if (summary === undefined || document === undefined || !isReferable(summary))
        throw new AppError('FRS-IN-012', { detail: 'document' });
      return { dossierId, summary, document };
    };
    const reference = (request: FastifyRequest, dossierId: string, summary: DocumentSummary, document: Document) =>
      documentReference(summary, document, {
        id: `${dossierId}.${summary.id}`,
        subject: `Patient/${dossierId}`,
        url: `${baseOf(request)}/Binary/${dossierId}.${summary.id}`,
      });

    app.get(
      '/DocumentReference/:id',
      { schema: { operationId: 'fhirDocumentReference', summary: 'Un document', tags, params: DocumentParams } },
      async (request, reply) => {
        const { dossierId, summary, document } = await find(request.pipeline, request.params.id);
        return answer(reply, reference(request, dossierId, summary, document));
      },
    );

    app.get(
      '/DocumentReference',
      { schema: { operationId: 'fhirDocuments', summary: 'Les documents d’un patient', tags, querystring: DocumentSearch } },
      async (request, reply) => {
        const { query } = request;
        const dossierId = dossierIn(query);
        const state = await request.pipeline.openDossier(dossierId);
        const found = state.summaries.filter(isReferable).flatMap((summary) => {
          const document = state.documents.get(summary.id);
          if (document === undefined) return [];
          const each = reference(request, dossierId, summary, document);
          return isWanted(each, query) ? [each] : [];
        });
        const next = nextPage(baseOf(request), query, found.length);
        return answer(
          reply,
          searchset(
            [
              { relation: 'self', url: addressOf(baseOf(request), query) },
              ...(next === undefined ? [] : [{ relation: 'next', url: next }]),
            ],
            found.length,
            found.slice(query._offset, query._offset + query._count).map((resource) => ({
              fullUrl: `${baseOf(request)}/DocumentReference/${resource.id}`,
              resource,
            })),
          ),
        );
      },
    );

    app.get(
      '/Observation/:id',
      { schema: { operationId: 'fhirObservation', summary: 'Une mesure déposée', tags, params: DocumentParams } },
      async (request, reply) => {
        const { dossierId, summary, document } = await find(request.pipeline, request.params.id);
        const bytes = document.mediaType === 'application/fhir+json' ? await request.pipeline.original(dossierId, summary.id) : undefined;
        const resource = bytes && (JSON.parse(Buffer.from(bytes).toString()) as FhirResource);
        if (resource?.resourceType !== 'Observation') throw new AppError('FRS-IN-012', { detail: 'mesure' });
        return answer(reply, { ...resource, id: request.params.id });
      },
    );

    app.get(
      '/Binary/:id',
      {
        schema: {
          operationId: 'fhirBinary',
          summary: 'Les octets d’un document ; en ressource Binary si « Accept » demande application/fhir+json',
          tags,
          params: DocumentParams,
        },
      },
      async (request, reply) => {
        const { dossierId, summary, document } = await find(request.pipeline, request.params.id);
        const bytes = await request.pipeline.original(dossierId, summary.id);
        if (bytes === undefined) throw new AppError('FRS-IN-012', { detail: 'document' });
        // What came in a DocumentReference is given back as the document that it carried.
        const carried = document.mediaType === 'application/fhir+json' ? carriedBy(bytes) : undefined;
        const [contentType, content] = [carried?.contentType ?? mimeOf(document), carried?.bytes ?? Buffer.from(bytes)];
        if ((request.headers.accept ?? '').includes('fhir+json'))
          return answer(reply, {
            resourceType: 'Binary',
            id: request.params.id,
            contentType,
            data: content.toString('base64'),
          });
        neverRun(reply);
        return reply.header('etag', `"${summary.id}"`).type(contentType).send(content);
      },
    );
  };

function searchset(link: BundleLink[], total: number, entries: readonly { fullUrl: string; resource: FhirResource }[]): FhirResource {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total,
    link,
    ...(entries.length === 0 ? {} : { entry: entries.map((each) => ({ ...each, search: { mode: 'match' as const } })) }),
  };
}

const baseOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}/fhir`;
