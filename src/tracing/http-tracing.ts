import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { NextFunction, Request, Response } from 'express';

const tracer = trace.getTracer('artwork-mapping');

/** Express middleware: a span for each request, part of the caller's trace where it names one. Probes are left out. */
export function traceRequest(request: Request, response: Response, next: NextFunction): void {
  if (/^\/(health|metrics)/.test(request.path)) return next();
  const from = propagation.extract(context.active(), request.headers);
  const { method } = request;
  const span = tracer.startSpan(method, { kind: SpanKind.SERVER, attributes: { 'http.request.method': method } }, from);
  response.once('close', () => {
    const { path } = (request.route ?? {}) as { path?: unknown };
    if (typeof path === 'string') span.updateName(`${method} ${path}`).setAttribute('http.route', path);
    span.setAttribute('http.response.status_code', response.statusCode);
    if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  context.with(trace.setSpan(from, span), next);
}
