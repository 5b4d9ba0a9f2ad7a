import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { AppError } from './app-error.js';
import { PROBLEM_MEDIA_TYPE, toProblem } from './problem.js';
import { toAppError } from './to-app-error.js';

const logger = new Logger('Problem');

/** Answers every failure with a problem document; what is not meant for clients goes to the log alone. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerProblem(thrown, http.getRequest<Request>(), http.getResponse<Response>());
  }
}

/** For requests that no route takes. */
export function answerNotFound(request: Request, response: Response): void {
  answerProblem(new AppError('NOT_FOUND', 'There is nothing at this address.'), request, response);
}

/** For failures before a route is reached, in a body parser for one. Express tells error handlers by their four parameters. */
export function answerEarlyFailure(thrown: unknown, request: Request, response: Response, _next: NextFunction): void {
  answerProblem(thrown, request, response);
}

/** Answers with a problem document, or breaks an answer off that has begun. */
export function answerProblem(thrown: unknown, request: Request, response: Response): void {
  const error = thrown instanceof AppError ? thrown : toAppError(thrown);
  if (error.status >= 500) logger.error({ code: error.code, err: error.cause ?? error }, error.message);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (error.retryAfterSeconds !== undefined) response.setHeader('Retry-After', Math.ceil(error.retryAfterSeconds));
  if (error.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  const requestId = typeof request.id === 'string' ? request.id : '';
  response
    .status(error.status)
    .type(PROBLEM_MEDIA_TYPE)
    .setHeader('Cache-Control', 'no-store')
    .send(JSON.stringify(toProblem(error, request.originalUrl.split('?')[0] ?? '/', requestId)));
}
