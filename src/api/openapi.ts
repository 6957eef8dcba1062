import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Problem } from './problem.js';

const DESCRIPTION = `Synthèses sourcées d’un dossier patient, sur place.

Les mêmes ressources répondent sous /api (version courante, pour la page qui accompagne le serveur) et sous /api/v1 (stable, pour les logiciels).
Les erreurs sont des « problem+json » (RFC 9457) ; leur « code » est celui du catalogue.`;

const SCHEMES = {
  key: {
    type: 'http',
    scheme: 'bearer',
    description:
      'Clé d’un logiciel métier. L’en-tête frise-professional nomme le professionnel au nom de qui il agit ; frise-also-show (archived, deprecated) demande aussi les documents sortis de la liste courante.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'frise',
    description: 'Session d’un navigateur ; ce qui change quelque chose porte aussi l’en-tête csrf-token.',
  },
} as const;

interface Operation {
  responses?: Record<string, unknown>;
}

/** OpenAPI 3.1 made of the zod schemas, and its pages under /api/docs. To be called before the routes. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Frise', version, description: DESCRIPTION, license: { name: 'Apache-2.0' } },
      components: { securitySchemes: SCHEMES },
      // One of them, or none on a machine without accounts.
      security: [{ key: [] }, { session: [] }, {}],
    },
    transform: jsonSchemaTransform,
    transformObject: (input) => ('openapiObject' in input ? withProblems(input.openapiObject) : {}),
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs' });
}

/** Every operation may fail in the one way that the whole interface fails. */
function withProblems<T extends object>(document: T): T {
  const openapi = document as T & {
    paths?: Record<string, Record<string, Operation>>;
    components?: { schemas?: Record<string, unknown>; responses?: unknown };
  };
  const { properties, required, type } = z.toJSONSchema(Problem);
  openapi.components = {
    ...openapi.components,
    schemas: { ...openapi.components?.schemas, Problem: { type, properties, required } },
    responses: {
      Problem: { description: 'Échec', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  };
  for (const [path, item] of Object.entries(openapi.paths ?? {}))
    for (const operation of Object.values(item))
      if (!path.startsWith('/fhir')) operation.responses = { ...operation.responses, default: { $ref: '#/components/responses/Problem' } };
  return openapi;
}

/** The document itself, once the app is ready. */
export function describedApi(app: FastifyInstance): object {
  return app.swagger();
}
