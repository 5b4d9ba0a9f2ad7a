import type { Request } from 'express';
import { AppError } from './app-error.js';

/** Slowest upload that is waited for: this many bytes in each interval. */
const PROGRESS_BYTES = 16_384;

export const PROGRESS_MILLISECONDS = 15_000;

/** Calls `stalled` at the end of each interval in which too little of the request's body came; cleared by the caller. */
export function watchProgress(request: Request, milliseconds: number, stalled: () => void): NodeJS.Timeout {
  let before = request.socket.bytesRead;
  return setInterval(() => {
    const now = request.socket.bytesRead;
    if (now - before < PROGRESS_BYTES) stalled();
    before = now;
  }, milliseconds);
}

export function uploadTooSlow(): AppError {
  return new AppError('REQUEST_TIMEOUT', 'The upload was too slow and was given up.');
}
