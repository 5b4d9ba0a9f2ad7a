import type { NextFunction, Request, Response } from 'express';
import { Gauge, Histogram } from 'prom-client';

const duration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time from a request to the end of its answer, by route template.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10, 30, 60],
});

const inFlight = new Gauge({ name: 'http_requests_in_flight', help: 'Requests whose answer has not ended.' });

const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Express middleware. Labels hold nothing that a client can make up: no path, no method of its own invention. */
export function measureRequest(request: Request, response: Response, next: NextFunction): void {
  const stop = duration.startTimer();
  inFlight.inc();
  // Log, metrics, trace and the stages of a streamed body all wait for its end.
  response.setMaxListeners(20);
  response.once('close', () => {
    inFlight.dec();
    const method = KNOWN_METHODS.has(request.method) ? request.method : 'other';
    // A client that went away first sees no status; 499 is what proxies call it.
    const status = response.writableFinished ? response.statusCode : 499;
    stop({ method, route: routeOf(request), status });
  });
  next();
}

function routeOf(request: Request): string {
  const route = request.route as { path?: unknown } | undefined;
  return typeof route?.path === 'string' ? route.path : 'unmatched';
}
