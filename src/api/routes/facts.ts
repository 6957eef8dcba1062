import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { basename } from 'node:path';
import type { Fact } from '../../domain/fact.js';
import { spokenFacts, type DossierState } from '../../pipeline/dossier-state.js';
import { contractOf, dayOf } from '../contract-of.js';
import {
  DossierParams,
  FactList,
  FactsQuery,
  PreventionView,
  RelevanceQuery,
  RelevanceView,
  SeriesQuery,
  SeriesView,
  SynthesisQuery,
} from '../schemas.js';

/** What the synthesis is made of, for software that makes something else of it. */
export const factRoutes =
  (now: () => Date): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/dossiers/:dossierId/facts',
      {
        schema: {
          operationId: 'listFacts',
          summary: 'Faits extraits des documents lus, chacun avec sa source, la règle qui l’a dit et ses indices',
          tags: ['synthèse'],
          params: DossierParams,
          querystring: FactsQuery,
          response: { 200: FactList },
        },
      },
      async (request) => {
        const { kind, document, from, to, limit, offset } = request.query;
        const state = await request.pipeline.openDossier(request.params.dossierId);
        const facts = spokenFacts(state).filter(
          (fact) =>
            (kind === undefined || fact.kind === kind) &&
            (document === undefined || fact.documentId === document) &&
            // A partial date is in the period where any of its days may be.
            (from === undefined || (fact.date !== undefined && fact.date >= from.slice(0, fact.date.length))) &&
            (to === undefined || (fact.date !== undefined && fact.date.slice(0, to.length) <= to)),
        );
        return { total: facts.length, facts: facts.slice(offset, offset + limit).map((fact) => factView(state, fact)) };
      },
    );

    app.get(
      '/dossiers/:dossierId/series',
      {
        schema: {
          operationId: 'listSeries',
          summary: 'Résultats et mesures dans le temps',
          tags: ['synthèse'],
          params: DossierParams,
          querystring: SeriesQuery,
          response: { 200: SeriesView },
        },
      },
      async (request) => {
        const { on, analyte } = request.query;
        const { series } = await contractOf(request.pipeline, request.params.dossierId, { on: on ?? dayOf(now()) });
        const wanted = analyte?.toLocaleLowerCase('fr');
        return { series: wanted === undefined ? series : series.filter((one) => one.analyte.toLocaleLowerCase('fr').includes(wanted)) };
      },
    );

    app.get(
      '/dossiers/:dossierId/prevention',
      {
        schema: {
          operationId: 'listPrevention',
          summary: 'Vaccinations et dépistages dus à cet âge, avec ce que le dossier prouve',
          tags: ['synthèse'],
          params: DossierParams,
          querystring: SynthesisQuery.pick({ on: true }),
          response: { 200: PreventionView },
        },
      },
      async (request) => ({
        prevention: (await contractOf(request.pipeline, request.params.dossierId, { on: request.query.on ?? dayOf(now()) })).prevention,
      }),
    );

    app.get(
      '/dossiers/:dossierId/relevance',
      {
        schema: {
          operationId: 'rankDocuments',
          summary: 'Documents par pertinence pour un motif, avec pourquoi',
          tags: ['recherche'],
          params: DossierParams,
          querystring: RelevanceQuery,
          response: { 200: RelevanceView },
        },
      },
      async (request) => {
        const { reason, on, limit, offset } = request.query;
        const state = await request.pipeline.openDossier(request.params.dossierId);
        const { relevance } = await request.pipeline.synthesise(state, { referenceDate: on ?? dayOf(now()), reason });
        const summaries = new Map(state.summaries.map((summary) => [summary.id, summary]));
        const documents = relevance.flatMap(({ documentId, score, why }) => {
          const summary = summaries.get(documentId);
          return summary === undefined
            ? []
            : [
                {
                  documentId,
                  file: basename(summary.file),
                  title: summary.title,
                  ...(summary.date === undefined ? {} : { date: summary.date }),
                  score,
                  why,
                },
              ];
        });
        return { reason, total: documents.length, documents: documents.slice(offset, offset + limit) };
      },
    );
  };

function factView(
  state: DossierState,
  {
    id,
    documentId,
    kind,
    label,
    code,
    status,
    qualifiers,
    cues,
    date,
    endDate,
    value,
    medication,
    familyMember,
    section,
    importance,
    origin,
    confidence,
    citations,
  }: Fact,
) {
  const file = basename(state.documents.get(documentId)?.fileName ?? '');
  return {
    id,
    kind,
    label,
    status,
    qualifiers,
    importance,
    origin,
    confidence,
    ...(code === undefined ? {} : { code }),
    ...(date === undefined ? {} : { date }),
    ...(endDate === undefined ? {} : { endDate }),
    ...(value === undefined ? {} : { value }),
    ...(medication === undefined ? {} : { medication }),
    ...(familyMember === undefined ? {} : { familyMember }),
    ...(section === undefined ? {} : { section }),
    cues: cues.map(({ qualifier, rule, span }) => ({ qualifier, rule, page: span.page, start: span.start, end: span.end })),
    citations: citations.map(({ span, quote }) => ({ document: file, ...span, quote })),
  };
}
