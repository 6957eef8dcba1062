import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { FastifyReply } from 'fastify';
import { basename } from 'node:path';
import { AppError } from '../../errors.js';
import { specialtyDisplay } from '../../extract/coded/terminology.js';
import { spokenFacts } from '../../pipeline/dossier-state.js';
import type { PersonalPipeline } from '../../pipeline/personal-pipeline.js';
import { childCertificate, draftChildCertificate } from '../../summarise/exports/cda/child-certificate.js';
import type { Signer } from '../../summarise/exports/cda/cda-document.js';
import type { Completion, Draft, DraftInput } from '../../summarise/exports/cda/draft.js';
import {
  draftVaccinationNote,
  draftVaccinationRecord,
  vaccinationNote,
  vaccinationRecord,
} from '../../summarise/exports/cda/vaccination.js';
import { vsmDocument } from '../../summarise/exports/cda/vsm.js';
import { dayOf } from '../contract-of.js';
import { CompletionRequest, DraftParams, DraftQuery, DraftView, type DraftKind } from '../draft-schemas.js';
import { DossierParams, SynthesisQuery } from '../schemas.js';
import { neverRun } from '../security-headers.js';

/** JDV_J01, as 1.2.250.1.213.1.1.4.5 codes it. */
const SPECIALTIES = '1.2.250.1.213.1.1.4.5';

/** Documents that the dossier fills in and a person completes, validates and deposits. */
export const draftRoutes =
  (version: string, now: () => Date): FastifyPluginAsyncZod =>
  async (app) => {
    const inputOf = async (
      pipeline: PersonalPipeline,
      dossierId: string,
      on: string | undefined,
    ): Promise<DraftInput & { readonly fileOf: (id: string) => string }> => {
      const state = await pipeline.openDossier(dossierId);
      return {
        dossierId,
        patient: state.patient,
        facts: spokenFacts(state),
        on: on ?? dayOf(now()),
        version,
        fileOf: (id) => basename(state.documents.get(id)?.fileName ?? ''),
      };
    };
    const vsm = async (pipeline: PersonalPipeline, dossierId: string, on: string | undefined, signer?: Signer): Promise<string> => {
      const state = await pipeline.openDossier(dossierId);
      const synthesis = await pipeline.synthesise(state, { referenceDate: on ?? dayOf(now()) });
      return vsmDocument({
        dossierId,
        synthesis,
        facts: spokenFacts(state),
        at: now().toISOString(),
        ...(signer === undefined ? {} : { signer }),
      });
    };

    app.get(
      '/dossiers/:dossierId/vsm',
      {
        schema: {
          operationId: 'getVsm',
          summary: 'Volet de synthèse médicale (CDA R2), brouillon que personne n’a validé',
          tags: ['documents à déposer'],
          params: DossierParams,
          querystring: SynthesisQuery.pick({ on: true }),
          produces: ['application/xml'],
        },
      },
      async (request, reply) => send(reply, 'vsm', await vsm(request.pipeline, request.params.dossierId, request.query.on)),
    );

    app.get(
      '/dossiers/:dossierId/drafts/:kind',
      {
        schema: {
          operationId: 'getDraft',
          summary: 'Un document à déposer, prérempli : chaque champ avec sa source',
          tags: ['documents à déposer'],
          params: DraftParams,
          querystring: DraftQuery,
          response: { 200: DraftView },
        },
      },
      async (request) => {
        const { dossierId, kind } = request.params;
        const { on, vaccine } = request.query;
        const input = await inputOf(request.pipeline, dossierId, on);
        const { title, fields, warnings } = draftOf(kind, input, vaccine);
        return {
          kind,
          title,
          on: input.on,
          warnings: [...warnings],
          fields: fields.map(({ citations, ...field }) => ({
            ...field,
            citations: citations.map(({ span, quote }) => ({ document: input.fileOf(span.documentId), ...span, quote })),
          })),
        };
      },
    );

    app.post(
      '/dossiers/:dossierId/drafts/:kind',
      {
        schema: {
          operationId: 'completeDraft',
          summary: 'Le document complété et validé par une personne, en CDA R2 prêt à déposer',
          description: 'Rien n’est envoyé ni conservé ici : le logiciel dépose le document rendu.',
          tags: ['documents à déposer'],
          params: DraftParams,
          body: CompletionRequest,
          produces: ['application/xml'],
        },
      },
      async (request, reply) => {
        const { dossierId, kind } = request.params;
        const { on, vaccine, values, signer: said } = request.body;
        const display = specialtyDisplay(said.specialty);
        if (display === undefined) throw new AppError('FRS-IN-011', { detail: 'signer.specialty' });
        const signer: Signer = { ...said, specialty: { code: said.specialty, system: SPECIALTIES, display } };
        if (kind === 'vsm') return send(reply, kind, await vsm(request.pipeline, dossierId, on, signer));
        const input = await inputOf(request.pipeline, dossierId, on);
        return send(reply, kind, documentOf(kind, input, vaccine, { values, signer, at: now().toISOString() }));
      },
    );
  };

function send(reply: FastifyReply, kind: DraftKind, xml: string): FastifyReply {
  neverRun(reply);
  return reply.type('application/xml; charset=utf-8').header('content-disposition', `attachment; filename="${kind}.xml"`).send(xml);
}

function draftOf(kind: DraftKind, input: DraftInput, vaccine: string | undefined): Draft {
  if (kind === 'vsm') return { title: 'Synthèse médicale', fields: [], warnings: [] };
  if (kind === 'vaccination-note') return draftVaccinationNote(input, vaccine);
  return kind === 'vaccination-record' ? draftVaccinationRecord(input) : draftChildCertificate(kind, input);
}

function documentOf(kind: Exclude<DraftKind, 'vsm'>, input: DraftInput, vaccine: string | undefined, completion: Completion): string {
  if (kind === 'vaccination-note') return vaccinationNote(input, vaccine, completion);
  return kind === 'vaccination-record' ? vaccinationRecord(input, completion) : childCertificate(kind, input, completion);
}
