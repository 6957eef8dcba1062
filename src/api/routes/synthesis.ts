import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Pipeline } from '../../pipeline.js';
import { SynthesisContract, toContract } from '../../summarise/contract.js';
import { AnswerView, AskQuery, DossierParams, SearchQuery, SearchView, SynthesisQuery, TimelineView } from '../schemas.js';

/** What the dossier says: synthesis, timeline, search, answers. */
export const synthesisRoutes =
  (pipeline: Pipeline, today: () => string): FastifyPluginAsyncZod =>
  async (app) => {
    const contractOf = async (
      dossierId: string,
      query: { on?: string | undefined; reason?: string | undefined; since?: string | undefined; questions?: readonly string[] },
    ) => {
      const state = await pipeline.openDossier(dossierId);
      const synthesis = await pipeline.synthesise(state, {
        referenceDate: query.on ?? today(),
        ...(query.reason === undefined ? {} : { reason: query.reason }),
        ...(query.since === undefined ? {} : { since: query.since }),
        ...(query.questions === undefined ? {} : { questions: query.questions }),
      });
      return toContract(synthesis, new Map(state.summaries.map((summary) => [summary.id, summary])));
    };

    app.get(
      '/dossiers/:dossierId/synthesis',
      {
        schema: {
          summary: 'Synthèse sourcée',
          tags: ['synthèse'],
          params: DossierParams,
          querystring: SynthesisQuery,
          response: { 200: SynthesisContract },
        },
      },
      (request) => contractOf(request.params.dossierId, request.query),
    );

    app.get(
      '/dossiers/:dossierId/timeline',
      {
        schema: {
          summary: 'Frise chronologique',
          tags: ['synthèse'],
          params: DossierParams,
          querystring: SynthesisQuery.pick({ on: true }),
          response: { 200: TimelineView },
        },
      },
      async (request) => ({ timeline: (await contractOf(request.params.dossierId, request.query)).timeline }),
    );

    app.get(
      '/dossiers/:dossierId/ask',
      {
        schema: {
          summary: 'Question sur le dossier',
          tags: ['recherche'],
          params: DossierParams,
          querystring: AskQuery,
          response: { 200: AnswerView },
        },
      },
      async (request) => {
        const { q, on } = request.query;
        const [answer] = (await contractOf(request.params.dossierId, { on, questions: [q] })).answers;
        return answer!;
      },
    );

    app.get(
      '/dossiers/:dossierId/search',
      {
        schema: {
          summary: 'Recherche par mots et par sens',
          tags: ['recherche'],
          params: DossierParams,
          querystring: SearchQuery,
          response: { 200: SearchView },
        },
      },
      async (request) => {
        const { q, limit, type, specialty, from, to, abnormal } = request.query;
        const state = await pipeline.openDossier(request.params.dossierId);
        const summaries = new Map(state.summaries.map((summary) => [summary.id, summary]));
        const hits = await pipeline.search(
          state,
          q,
          {
            ...(from === undefined ? {} : { from }),
            ...(to === undefined ? {} : { to }),
            ...(type === undefined ? {} : { types: [type] }),
            ...(specialty === undefined ? {} : { specialties: [specialty] }),
            ...(abnormal === undefined ? {} : { abnormal }),
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
                  highlights: [...highlights],
                })),
              },
            ];
          }),
        };
      },
    );
  };
