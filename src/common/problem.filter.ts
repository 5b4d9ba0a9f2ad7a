import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AppError } from './app-error.js';
import { PROBLEM_MEDIA_TYPE, toProblem } from './problem.js';
import { toAppError } from './to-app-error.js';

/** Answers every failure with a problem document; what is not meant for clients goes to the log alone. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const error = thrown instanceof AppError ? thrown : toAppError(thrown);
    if (error.status >= 500) this.logger.error({ code: error.code, err: error.cause ?? error }, error.message);
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
}
