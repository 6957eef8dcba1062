import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../errors.js';
import type { Pipeline } from '../../pipeline.js';
import { PersonalPipeline } from '../../pipeline/personal-pipeline.js';
import { AccessControl, type AlsoShow } from '../../security/access-control.js';
import { loadHabilitation } from '../../security/habilitation.js';
import { isPermitted, LOCAL_PRINCIPAL, type Requester } from '../../security/principal.js';
import type { AccessDeps } from './access-deps.js';
import { NEEDS, type Needs } from './needs.js';
import { personOf } from './sessions.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set from the table of `needs.ts`. */
    needs?: Needs;
  }
  interface FastifyRequest {
    /** The pipeline in the hands of whoever asks: all that a route is given of it. */
    pipeline: PersonalPipeline;
    /** Came by a browser's session: what changes anything must prove that it comes from the page. */
    bySession: boolean;
  }
  interface FastifyInstance {
    /** Every route with what it needs, in the order of registration. */
    readonly routeTable: RouteEntry[];
  }
}

interface RouteEntry {
  readonly method: string;
  readonly url: string;
  readonly operationId: string | undefined;
  readonly needs: Needs;
}

/** Where a route is answered from a person's dossiers: it must say what it needs. */
const GUARDED = /^\/(api(\/v1)?|fhir)(\/|$)/;
const OPEN = /^\/api\/docs(\/|$)/;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Knows whoever asks, refuses what they may not, and hands each route a pipeline of theirs. To be called before the routes, and
 * after the sessions.
 */
export function identify(
  app: FastifyInstance,
  deps: { readonly pipeline: Pipeline; readonly now: () => Date; readonly access?: AccessDeps | undefined },
): void {
  const { pipeline, now, access } = deps;
  const control = new AccessControl(pipeline.teams, access?.habilitation ?? loadHabilitation(), access?.careTeam ?? 'site');
  const routeTable: RouteEntry[] = [];
  app.decorate('routeTable', routeTable);
  app.decorateRequest('pipeline');
  app.decorateRequest('bySession', false);

  app.addHook('onRoute', (route) => {
    const operationId = (route.schema as { operationId?: string } | undefined)?.operationId;
    const needs = !GUARDED.test(route.url) || OPEN.test(route.url) ? 'nobody' : NEEDS[operationId ?? ''];
    if (needs === undefined) throw new Error(`${route.url}: say in needs.ts what it needs`);
    route.config = { ...route.config, needs };
    for (const method of [route.method].flat()) routeTable.push({ method, url: route.url, operationId, needs });
  });

  app.addHook('onRequest', async (request) => {
    const needs = request.routeOptions.config.needs ?? 'nobody';
    const requester = await requesterOf(request, access, needs);
    if (requester === undefined) {
      if (typeof needs !== 'string') throw new AppError('FRS-AC-001');
      return;
    }
    if (typeof needs !== 'string' && !needs.some((permission) => isPermitted(requester, permission))) throw new AppError('FRS-AC-002');
    request.pipeline = new PersonalPipeline({ pipeline, control, now }, requester, alsoShown(request));
  });

  if (access === undefined) return;
  app.addHook('onSend', async (_request, reply) => {
    if (reply.statusCode === 401) reply.header('www-authenticate', 'Bearer realm="frise"');
  });
  app.addHook('onRequest', (request, reply, done) => {
    // A key is presented on purpose; a cookie goes along by itself.
    if (!request.bySession || SAFE.has(request.method)) done();
    else app.csrfProtection(request, reply, done);
  });
}

/** Throws FRS-AC-001 and -002 for a key that does not hold; undefined where nobody has said who they are. */
async function requesterOf(request: FastifyRequest, access: AccessDeps | undefined, needs: Needs): Promise<Requester | undefined> {
  if (access === undefined || !(await access.gate.isClosed())) return LOCAL_PRINCIPAL;
  if (needs === 'nobody') return undefined;
  const [, key] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (key !== undefined) return access.apiKeys.principal(key, [request.headers['frise-professional']].flat()[0]);
  const person = await personOf(request, access);
  request.bySession = person !== undefined;
  return person;
}

/** `Frise-Also-Show: archived, deprecated`: documents out of the current list, for this request. */
function alsoShown({ headers }: FastifyRequest): AlsoShow {
  const asked = new Set([headers['frise-also-show']].flat().flatMap((value) => value?.split(',').map((each) => each.trim()) ?? []));
  return (['archived', 'deprecated'] as const).filter((state) => asked.has(state));
}
