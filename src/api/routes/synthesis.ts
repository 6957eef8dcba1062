import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { SynthesisContract } from '../../summarise/contract.js';
import { renderPrintHtml } from '../../summarise/exports/print-html.js';
import { contractOf, dayOf, requestOf } from '../contract-of.js';
import {
  AnswerView,
  AskQuery,
  DossierParams,
  SearchQuery,
  SearchView,
  SectionsQuery,
  SynthesisQuery,
  TimelineQuery,
  TimelineView,
} from '../schemas.js';
import { sendRendered } from '../rendered.js';
import { allowOnlyOwnStyle } from '../security-headers.js';

/** What the dossier says: synthesis, timeline, search, answers. */
export const synthesisRoutes =
  (now: () => Date): FastifyPluginAsyncZod =>
  async (app) => {
    const today = (): string => dayOf(now());

    app.get(
      '/dossiers/:dossierId/synthesis',
      {
        schema: {
          operationId: 'getSynthesis',
          summary: 'Synthèse sourcée',
          tags: ['synthèse'],
          params: DossierParams,
          querystring: SectionsQuery,
          response: { 200: SynthesisContract },
        },
      },
      async (request, reply) => {
        const contract = await contractOf(request.pipeline, request.params.dossierId, {
          ...request.query,
          on: request.query.on ?? today(),
        });
        return sendRendered(request, reply, contract);
      },
    );

    app.get(
      '/dossiers/:dossierId/print',
      {
        schema: {
          operationId: 'printSynthesis',
          summary: 'La synthèse sur deux pages A4, à imprimer',
          tags: ['synthèse'],
          params: DossierParams,
          querystring: SynthesisQuery,
          produces: ['text/html'],
        },
      },
      async (request, reply) => {
        const state = await request.pipeline.openDossier(request.params.dossierId);
        const html = renderPrintHtml(
          await request.pipeline.synthesise(state, requestOf({ ...request.query, on: request.query.on ?? today() })),
        );
        allowOnlyOwnStyle(reply, html);
        return reply.type('text/html; charset=utf-8').send(html);
      },
    );

    app.get(
      '/dossiers/:dossierId/timeline',
      {
        schema: {
          operationId: 'getTimeline',
          summary: 'Frise chronologique',
          tags: ['synthèse'],
          params: DossierParams,
          querystring: TimelineQuery,
          response: { 200: TimelineView },
        },
      },
      async (request) => {
        const { on, kind, from, to, all, limit, offset } = request.query;
        const { timeline, otherDates } = await contractOf(request.pipeline, request.params.dossierId, { on: on ?? today() });
        const wanted = [...timeline, ...(all === 'true' ? otherDates : [])].filter(
          (event) =>
            (kind === undefined || event.kind === kind) &&
            (from === undefined || event.date >= from.slice(0, event.date.length)) &&
            (to === undefined || event.date.slice(0, to.length) <= to),
        );
        return { total: wanted.length, timeline: wanted.slice(offset, offset + limit) };
      },
    );

    app.get(
      '/dossiers/:dossierId/ask',
      {
        schema: {
          operationId: 'ask',
          summary: 'Question sur le dossier',
          tags: ['recherche'],
          params: DossierParams,
          querystring: AskQuery,
          response: { 200: AnswerView },
        },
      },
      async (request) => {
        const { q, on } = request.query;
        const [answer] = (await contractOf(request.pipeline, request.params.dossierId, { on: on ?? today(), questions: [q] })).answers;
        return answer!;
      },
    );

    app.get(
      '/dossiers/:dossierId/search',
      {
        schema: {
          operationId: 'search',
          summary: 'Recherche par mots et par sens',
          tags: ['recherche'],
          params: DossierParams,
          querystring: SearchQuery,
          response: { 200: SearchView },
        },
      },
      async (request) => {
        const { q, limit, type, specialty, organisation, source, section, kind, from, to, abnormal } = request.query;
        const state = await request.pipeline.openDossier(request.params.dossierId);
        const summaries = new Map(state.summaries.map((summary) => [summary.id, summary]));
        const hits = await request.pipeline.search(
          state,
          q,
          {
            ...(from === undefined ? {} : { from }),
            ...(to === undefined ? {} : { to }),
            ...(type === undefined ? {} : { types: [type] }),
            ...(specialty === undefined ? {} : { specialties: [specialty] }),
            ...(organisation === undefined ? {} : { organisations: [organisation] }),
            ...(source === undefined ? {} : { sources: [source] }),
            ...(section === undefined ? {} : { sections: [section] }),
            ...(kind === undefined ? {} : { kinds: [kind] }),
            ...(abnormal === undefined ? {} : { abnormal: abnormal === 'true' }),
          },
          limit,
        );
        return {
          query: q,
          results: hits.flatMap((hit) => {
            const summary = summaries.get(hit.documentId);
            if (summary === undefined) return [];
            return [
              {
                documentId: hit.documentId,
                file: summary.file,
                title: summary.title,
                ...(summary.date === undefined ? {} : { date: summary.date }),
                score: hit.score,
                reasons: [...hit.reasons],
                passages: hit.passages.slice(0, 3).map(({ passage, highlights }) => ({
                  page: passage.span.page,
                  start: passage.span.start,
                  end: passage.span.end,
                  text: passage.text,
                  section: passage.context.section,
                  highlights: [...highlights],
                })),
              },
            ];
          }),
        };
      },
    );
  };
