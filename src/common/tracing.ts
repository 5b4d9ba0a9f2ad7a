import { type Attributes, context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('artwork-mapping');

interface SpanOptions {
  readonly attributes?: Attributes;
  readonly kind?: SpanKind;
  /** A W3C `traceparent` that the work continues; the work in progress otherwise. */
  readonly parent?: string | undefined;
}

/** Runs `work` as a span of a trace; what it starts becomes part of it. Costs next to nothing while tracing is off. */
export function traced<T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
  const { attributes = {}, kind = SpanKind.INTERNAL, parent } = options;
  const from = parent === undefined ? context.active() : propagation.extract(context.active(), { traceparent: parent });
  return tracer.startActiveSpan(name, { attributes, kind }, from, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      fail(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The trace in progress as a W3C `traceparent`, for those who go on with it elsewhere or later. */
export function currentTrace(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/** Marks the span as failed. The message stays out of it: it may hold what a client sent. */
export function fail(span: Span, error: unknown): void {
  const type = error instanceof Error ? error.name : typeof error;
  span.setAttribute('error.type', type).setStatus({ code: SpanStatusCode.ERROR, message: type });
}
