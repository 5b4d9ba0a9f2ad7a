import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Response } from 'express';
import { AppError } from './app-error.js';

const controllers = new WeakMap<Response, AbortController>();

/** Aborts when the client goes away before it has its whole answer, so that no work is done for nobody. */
export function requestSignal(response: Response): AbortSignal {
  const known = controllers.get(response);
  if (known) return known.signal;
  const controller = new AbortController();
  response.once('close', () => {
    if (response.writableFinished) return;
    controller.abort(new AppError('REQUEST_ABORTED', 'The client closed the connection before it had its answer.'));
  });
  controllers.set(response, controller);
  return controller.signal;
}

/** Aborts the {@link requestSignal}, if anything listens to it. */
export function abortRequest(response: Response, reason: AppError): void {
  controllers.get(response)?.abort(reason);
}

/** Injects the {@link requestSignal} of the request. */
export const RequestSignal = createParamDecorator((_data: unknown, context: ExecutionContext): AbortSignal =>
  requestSignal(context.switchToHttp().getResponse<Response>()),
);
