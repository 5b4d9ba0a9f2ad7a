import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Logger, pino } from 'pino';
import { type HttpLogger, pinoHttp } from 'pino-http';
import { trace } from '@opentelemetry/api';
import { inLogContext, logContext } from './log-context.js';
import type { AppConfig } from '../config/app-config.js';

const REQUEST_ID = /^[\w.-]{1,64}$/;

/** Whatever holds a secret is masked wherever it is logged. */
const REDACTED = [
  'password',
  'currentPassword',
  'newPassword',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'secret',
];

/** API keys and webhooks' secrets are masked wherever they stand, in a path too: clients put them in the wrong places. */
const SHOWN_ONCE = /amk_[\w-]{43}|whsec_[\w+/]{43}=/g;

/** JSON lines; readable text where the output is a terminal. */
export function createLogger(config: AppConfig): Logger {
  return pino({
    level: config.logLevel,
    mixin: belonging,
    redact: { paths: REDACTED.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    hooks: { streamWrite: (line) => line.replaceAll(SHOWN_ONCE, '[redacted]') },
    ...(process.stdout.isTTY ? { transport: { target: 'pino-pretty', options: { singleLine: true } } } : {}),
  });
}

/** A request's own logger names the request already. */
function belonging(): object {
  const { jobId, requestId } = logContext();
  const span = trace.getActiveSpan()?.spanContext();
  return {
    ...(jobId ? { jobId, ...(requestId ? { requestId } : {}) } : {}),
    ...(span ? { traceId: span.traceId } : {}),
  };
}

/** Express middleware: what the request's work logs and starts names the request. */
export function keepRequestId(request: IncomingMessage, _response: ServerResponse, next: () => void): void {
  inLogContext({ requestId: request.id as string }, next);
}

/** Gives every request an id and one line in the log. */
export function createRequestLogger(logger: Logger): HttpLogger {
  return pinoHttp({
    logger,
    genReqId: identify,
    quietReqLogger: true,
    customAttributeKeys: { reqId: 'requestId' },
    serializers: { req: requestLine, res: (response: { statusCode: number }) => ({ status: response.statusCode }) },
    customSuccessMessage: (request, response) => `${request.method} ${pathOf(request)} ${response.statusCode}`,
    customErrorMessage: (request, response) => `${request.method} ${pathOf(request)} ${response.statusCode}`,
    customLogLevel: (request, response, error) => {
      if (error || response.statusCode >= 500) return 'error';
      return /^\/(health|metrics)/.test(pathOf(request)) ? 'trace' : 'info';
    },
  });
}

function identify(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
  response.setHeader('X-Request-Id', id);
  return id;
}

/** The query is left out: signed URLs carry their signature there. */
function requestLine(request: { method: string; url: string }): object {
  return { method: request.method, path: request.url.split('?')[0] };
}

function pathOf(request: IncomingMessage): string {
  return ((request as { originalUrl?: string }).originalUrl ?? request.url ?? '').split('?')[0] ?? '';
}
