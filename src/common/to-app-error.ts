import { HttpException } from '@nestjs/common';
import { AppError, type ErrorCode } from './app-error.js';

/** What body parsers (http-errors) and multipart readers attach to what they throw. */
interface ForeignError {
  readonly status?: number;
  readonly statusCode?: number;
}

const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'MALFORMED_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  409: 'CONFLICT',
  413: 'BODY_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'VALIDATION_FAILED',
  429: 'TOO_MANY_REQUESTS',
  503: 'SHUTTING_DOWN',
};

const DETAIL_OF_CODE: Partial<Record<ErrorCode, string>> = {
  MALFORMED_REQUEST:
    'The request could not be read: its body is not valid JSON, or its address is not validly encoded.',
  NOT_FOUND: 'There is nothing at this address.',
  BODY_TOO_LARGE: 'The request body is too large.',
  UNSUPPORTED_MEDIA_TYPE: 'The request body has an encoding or media type that is not supported.',
  TOO_MANY_REQUESTS: 'Too many requests. Wait before you try again.',
  SHUTTING_DOWN: 'The service is shutting down. Try again shortly.',
};

/** Turns what frameworks and libraries throw into an AppError; what is unknown becomes INTERNAL, its message kept inside. */
export function toAppError(thrown: unknown): AppError {
  const foreign = (thrown ?? {}) as ForeignError;
  const status = thrown instanceof HttpException ? thrown.getStatus() : (foreign.status ?? foreign.statusCode);
  const code = status === undefined ? undefined : CODE_OF_STATUS[status];
  if (code === undefined) {
    return new AppError('INTERNAL', 'Something went wrong on our side. Quote the request id when you report it.', {
      cause: thrown,
    });
  }
  return new AppError(code, DETAIL_OF_CODE[code] ?? (thrown as Error).message, {
    cause: thrown,
    ...(code === 'SHUTTING_DOWN' ? { retryAfterSeconds: 5 } : {}),
  });
}
