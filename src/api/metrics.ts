import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly contentType: string;
  render(): Promise<string>;
}

/** Seconds: a page image takes tens of milliseconds, a first synthesis of a large dossier about one second. */
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.3, 1, 3, 10];

/** Counts for Prometheus, one registry an app. Labels hold route patterns and codes, never an identifier. */
export function measure(app: FastifyInstance, queued: () => number): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const labelNames = ['method', 'route', 'status'] as const;
  const requests = new Counter({ name: 'frise_http_requests_total', help: 'HTTP requests answered', labelNames, registers });
  const seconds = new Histogram({
    name: 'frise_http_request_duration_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'route'],
    buckets: BUCKETS,
    registers,
  });
  new Gauge({
    name: 'frise_queue_dossiers',
    help: 'Dossiers being read or waiting',
    registers,
    collect() {
      this.set(queued());
    },
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    requests.inc({ method: request.method, route, status: String(reply.statusCode) });
    seconds.observe({ method: request.method, route }, reply.elapsedTime / 1000);
  });
  app.addHook('onClose', async () => registry.clear());
  return { contentType: registry.contentType, render: () => registry.metrics() };
}
