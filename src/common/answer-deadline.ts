import type { RequestHandler } from 'express';
import { AppError } from './app-error.js';
import { answerProblem } from './problem.filter.js';
import { abortRequest } from './request-signal.js';

/** Longer than the longest wait that clients can ask for. */
const ANSWER_MILLISECONDS = 75_000;
const RETRY_AFTER_SECONDS = 5;

/**
 * No client waits for ever, whatever its request waits for: it is told to come back, and the work is given up. Everything that
 * is known to take its time has a shorter limit of its own.
 * @param milliseconds at least, and twice as many at most, from the end of the request to the head of its answer
 */
export function answerInTime(milliseconds = ANSWER_MILLISECONDS): RequestHandler {
  return (request, response, next) => {
    let arrived = false;
    const alarm = setInterval(() => {
      // How long a request may take to arrive is limited elsewhere.
      if (!arrived) {
        arrived = request.complete;
        return;
      }
      clearInterval(alarm);
      if (response.headersSent) return;
      const error = new AppError('OVERLOADED', 'The request took too long and was given up. Try again shortly.', {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
      response.once('close', () => abortRequest(response, error));
      answerProblem(error, request, response);
    }, milliseconds);
    response.once('close', () => clearInterval(alarm));
    next();
  };
}
