import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { AppError } from '../../errors.js';
import { BrokenGlass } from '../../security/care-team.js';
import {
  EmergencyOfPatient,
  EmergencyRequest,
  MemberParams,
  MemberRequest,
  OpenedInEmergency,
  TeamView,
} from '../access/access-schemas.js';
import { DossierParams } from '../schemas.js';

const tags = ['accès'];
/** Numbers tried from one address in a minute: enough for a mistyped card, few for a list. */
const ATTEMPTS = { max: 20, timeWindow: '1 minute' };

/** Who takes care of a patient, and who came in otherwise. */
export const careTeamRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/dossiers/:dossierId/team',
    {
      schema: {
        operationId: 'getTeam',
        summary: 'Équipe de soins, médecin traitant et accès en urgence',
        tags,
        params: DossierParams,
        response: { 200: TeamView },
      },
    },
    async (request) => {
      const { dossierId } = request.params;
      const { members, broken } = await request.pipeline.team(dossierId);
      const { glass } = await request.pipeline.access(dossierId);
      return { members: [...members], emergencies: [...broken], ...(glass === undefined ? {} : { opened: glass }) };
    },
  );

  app.put(
    '/dossiers/:dossierId/team/:personId',
    {
      schema: {
        operationId: 'setTeamMember',
        summary: 'Dire qu’une personne est de l’équipe de soins, ou médecin traitant',
        tags,
        params: MemberParams,
        body: MemberRequest,
      },
    },
    async (request, reply) => {
      const { name, standing } = request.body;
      const { dossierId, personId } = request.params;
      await request.pipeline.setTeam(dossierId, personId, { standing, ...(name === undefined ? {} : { name }) });
      return reply.code(204).send();
    },
  );

  app.delete(
    '/dossiers/:dossierId/team/:personId',
    { schema: { operationId: 'removeTeamMember', summary: 'Retirer une personne de l’équipe de soins', tags, params: MemberParams } },
    async (request, reply) => {
      await request.pipeline.setTeam(request.params.dossierId, request.params.personId, undefined);
      return reply.code(204).send();
    },
  );

  app.post(
    '/dossiers/:dossierId/emergency',
    {
      schema: {
        operationId: 'breakGlass',
        summary: 'Ouvrir en urgence, pour une heure, le dossier d’un patient que l’on ne suit pas',
        description:
          'Le motif est gardé au journal, et l’équipe de soins le voit. Les documents masqués le restent. La réponse est la même que le dossier existe ou non.',
        tags,
        params: DossierParams,
        body: EmergencyRequest,
        response: { 200: BrokenGlass },
      },
    },
    async (request) => {
      const { dossierId } = request.params;
      if (!(await request.pipeline.mayBreakGlass(dossierId))) throw new AppError('FRS-AC-002', { detail: 'urgence' });
      return request.pipeline.breakGlass(dossierId, request.body.reason);
    },
  );

  app.post(
    '/emergency',
    {
      config: { rateLimit: ATTEMPTS },
      schema: {
        operationId: 'breakGlassOfPatient',
        summary: 'Ouvrir en urgence le dossier d’un patient d’après son matricule INS',
        description:
          'Le motif est gardé au journal, que le matricule soit connu ici ou non. Un dossier que l’on suit déjà est dit, sans accès en urgence.',
        tags,
        body: EmergencyOfPatient,
        response: { 200: OpenedInEmergency },
      },
    },
    async (request) => request.pipeline.breakGlassOfIns(request.body.ins, request.body.reason),
  );
};
