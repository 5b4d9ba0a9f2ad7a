import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Response } from 'express';
import { AppError } from './app-error.js';

const signals = new WeakMap<Response, AbortSignal>();

/** Aborts when the client goes away before it has its whole answer, so that no work is done for nobody. */
export function requestSignal(response: Response): AbortSignal {
  const known = signals.get(response);
  if (known) return known;
  const controller = new AbortController();
  response.once('close', () => {
    if (response.writableFinished) return;
    controller.abort(new AppError('REQUEST_ABORTED', 'The client closed the connection before it had its answer.'));
  });
  signals.set(response, controller.signal);
  return controller.signal;
}

/** Injects the {@link requestSignal} of the request. */
export const RequestSignal = createParamDecorator((_data: unknown, context: ExecutionContext): AbortSignal =>
  requestSignal(context.switchToHttp().getResponse<Response>()),
);
