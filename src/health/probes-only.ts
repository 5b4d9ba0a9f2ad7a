import type { NextFunction, Request, Response } from 'express';
import { answerNotFound } from '../common/problem.filter.js';

/** Where a process that runs jobs answers probes and tells its metrics: everything else is not there. */
export function answerProbesOnly(request: Request, response: Response, next: NextFunction): void {
  if (request.path.startsWith('/health/') || request.path === '/metrics') next();
  else answerNotFound(request, response);
}
