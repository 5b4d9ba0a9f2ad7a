import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Params } from 'nestjs-pino';
import type { AppConfig } from '../config/app-config.js';

const REQUEST_ID = /^[\w.-]{1,64}$/;

/** Whatever holds a secret is masked wherever it is logged. */
const REDACTED = [
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
  '*.password',
  '*.currentPassword',
  '*.newPassword',
  '*.accessToken',
  '*.refreshToken',
];

/** JSON lines with a request id, one a request; readable text where the output is a terminal. */
export function loggingOptions(config: AppConfig): Params {
  return {
    pinoHttp: {
      level: config.logLevel,
      genReqId: requestId,
      redact: { paths: REDACTED, censor: '[redacted]' },
      serializers: { req: requestLine },
      quietReqLogger: true,
      quietResLogger: true,
      customSuccessMessage: (request, response, milliseconds) =>
        `${request.method} ${pathOf(request)} ${response.statusCode} ${Math.round(milliseconds)} ms`,
      customErrorMessage: (request, response) => `${request.method} ${pathOf(request)} ${response.statusCode}`,
      customLogLevel: (request, response, error) => {
        if (error || response.statusCode >= 500) return 'error';
        return request.url?.startsWith('/health') ? 'trace' : 'info';
      },
      ...(process.stdout.isTTY ? { transport: { target: 'pino-pretty', options: { singleLine: true } } } : {}),
    },
  };
}

function requestId(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
  response.setHeader('X-Request-Id', id);
  return id;
}

/** The query is left out: signed URLs carry their signature there. */
function requestLine(request: { id: string; method: string; url: string }): object {
  return { id: request.id, method: request.method, path: request.url.split('?')[0] };
}

function pathOf(request: IncomingMessage): string {
  return ((request as { originalUrl?: string }).originalUrl ?? request.url ?? '').split('?')[0] ?? '';
}
