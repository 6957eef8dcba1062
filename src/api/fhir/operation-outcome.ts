import type { FastifyInstance } from 'fastify';
import type { OperationOutcome } from 'fhir/r4.js';
import type { AppError } from '../../errors.js';
import { problemFor } from '../problem.js';

export const FHIR_JSON = 'application/fhir+json; charset=utf-8';

/** Answers failures the way FHIR does, with the catalogue's code and remedy. */
export function answerOutcomes(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = problemFor(error, request);
    return reply
      .code(problem.status)
      .type(FHIR_JSON)
      .send(JSON.stringify(outcomeOf(problem)));
  });
}

function outcomeOf({ status, code, message, remedy }: AppError): OperationOutcome {
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: status >= 500 ? 'fatal' : 'error',
        code:
          status === 404
            ? 'not-found'
            : status === 429
              ? 'throttled'
              : status >= 500
                ? 'exception'
                : status === 403
                  ? 'forbidden'
                  : 'invalid',
        details: { coding: [{ system: 'urn:frise:error', code }], text: message },
        diagnostics: remedy,
      },
    ],
  };
}
