import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError, ERRORS } from '../errors.js';

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
  const known = asAppError(error) ?? new AppError('FRS-SY-001');
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
  app.setNotFoundHandler((request, reply) => sendProblem(new AppError('FRS-IN-012'), request, reply));
}

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

function asAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    // The place of the fault, never the value: it may be patient text.
    return new AppError('FRS-IN-011', {
      detail: error.validation.map((issue) => issue.instancePath.slice(1).replaceAll('/', '.') || 'corps').join(', '),
    });
  }
  const { statusCode: status, code } = error as { statusCode?: number; code?: string };
  if (code?.startsWith('FST_CSRF_') === true) return new AppError('FRS-AC-002', { detail: 'csrf-token' });
  if (status === 413) return new AppError('FRS-IN-005');
  if (status === 429) return new AppError('FRS-IN-013');
  if (status !== undefined && status >= 400 && status < 500) return new AppError('FRS-IN-011');
  return undefined;
}
