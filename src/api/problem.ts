import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError, ERRORS } from '../errors.js';
import { expectations } from './expectation.js';

/** RFC 9457. `code` is the catalogue's; `remedy` says in French what to do. Never holds patient text. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  remedy: z.string(),
  requestId: z.string(),
});
export type Problem = z.infer<typeof Problem>;

const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

/** The catalogue's error for whatever was thrown, FRS-SY-001 for the unforeseen. What is our fault is logged, without a word of what it held. */
export function problemFor(error: unknown, request: FastifyRequest): AppError {
  const known = asAppError(error, request) ?? new AppError('FRS-SY-001');
  if (known.status >= 500) request.log.error({ code: known.code, name: error instanceof Error ? error.name : 'unknown' }, 'failure');
  return known;
}

/** Answers with problem+json. Also what the router itself refuses before any handler: a URL that is none, a part too long. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemFor(error, request);
  return reply
    .code(problem.status)
    .header('content-type', PROBLEM_JSON)
    .send(JSON.stringify(problemOf(problem, request.id)));
}

/** Answers every failure with problem+json. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler((request, reply) =>
    sendProblem(new AppError('FRS-IN-012', { detail: 'adresse ou méthode inconnue, voir /api/docs' }), request, reply),
  );
}

/** What the server itself refuses in a body. */
const BODIES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: 'corps : manque',
  FST_ERR_CTP_INVALID_JSON_BODY: 'corps : JSON illisible',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'content-type : application/json attendu',
};

function problemOf(error: AppError, requestId: string): Problem {
  const { code, status, remedy, detail } = error;
  return {
    type: `urn:frise:error:${code}`,
    title: ERRORS[code].message,
    status,
    code,
    remedy,
    requestId,
    ...(detail === undefined ? {} : { detail }),
  };
}

function asAppError(error: unknown, request: FastifyRequest): AppError | undefined {
  if (error instanceof AppError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    // The place of the fault and what is expected there, never the value: it may be patient text.
    return new AppError('FRS-IN-011', { detail: expectations(error.validation) });
  }
  const { statusCode: status, code } = error as { statusCode?: number; code?: string };
  if (code?.startsWith('FST_CSRF_') === true) return new AppError('FRS-AC-002', { detail: 'csrf-token' });
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new AppError('FRS-IN-005', { detail: `corps de la demande : ${request.routeOptions.bodyLimit / 1024 ** 2} Mo au plus` });
  if (status === 413) return new AppError('FRS-IN-005');
  if (status === 429) return new AppError('FRS-IN-013');
  if (status !== undefined && status >= 400 && status < 500) {
    const detail = error instanceof SyntaxError ? 'corps : JSON illisible' : BODIES[code ?? ''];
    return new AppError('FRS-IN-011', detail === undefined ? {} : { detail });
  }
  return undefined;
}
