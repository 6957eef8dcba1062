import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OperationOutcome } from 'fhir/r4.js';
import { AppError } from '../../errors.js';
import { problemFor } from '../problem.js';

export const FHIR_JSON = 'application/fhir+json; charset=utf-8';

/** Answers failures the way FHIR does, with the catalogue's code and remedy. */
export function answerOutcomes(app: FastifyInstance): void {
  const answer = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const problem = problemFor(error, request);
    return reply
      .code(problem.status)
      .type(FHIR_JSON)
      .send(JSON.stringify(outcomeOf(problem)));
  };
  app.setErrorHandler(answer);
  app.setNotFoundHandler((request, reply) =>
    answer(new AppError('FRS-IN-012', { detail: 'ressource ou opération inconnue, voir /fhir/metadata' }), request, reply),
  );
}

type IssueCode = OperationOutcome['issue'][number]['code'];

/** FHIR's issue types for what the catalogue tells more exactly. */
const ISSUES: Partial<Record<AppError['code'], IssueCode>> = {
  'FRS-IN-003': 'structure',
  'FRS-IN-005': 'too-long',
  'FRS-IN-013': 'throttled',
  'FRS-IN-017': 'invariant',
  'FRS-IN-018': 'not-supported',
  'FRS-RD-005': 'structure',
};
const BY_STATUS: Readonly<Record<number, IssueCode>> = { 401: 'login', 403: 'forbidden', 404: 'not-found', 409: 'conflict' };

/** A place in a resource, never its value. */
const ELEMENT = /^[A-Z]\w*(\[\d+\])?(\.\w+(\[\d+\])?)*$/;

function outcomeOf({ status, code, message, remedy, detail }: AppError): OperationOutcome {
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: status >= 500 ? 'fatal' : 'error',
        code: ISSUES[code] ?? BY_STATUS[status] ?? (status >= 500 ? 'exception' : 'invalid'),
        details: { coding: [{ system: 'urn:frise:error', code }], text: message },
        diagnostics: remedy,
        ...(detail !== undefined && ELEMENT.test(detail) ? { expression: [detail] } : {}),
      },
    ],
  };
}
