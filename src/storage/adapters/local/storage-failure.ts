import { AppError } from '../../../common/app-error.js';

const NO_SPACE = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Turns a failure of the file system into the port's words; whatever is not one comes through. */
export function toStorageFailure(error: unknown): unknown {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  if (error instanceof AppError || code === undefined || syscall === undefined) return error;
  if (NO_SPACE.has(code)) {
    return new AppError('INSUFFICIENT_STORAGE', 'There is no space left to store the file.', { cause: error });
  }
  return new AppError('DEPENDENCY_UNAVAILABLE', `Files cannot be stored or read at the moment (${code}).`, {
    cause: error,
    retryAfterSeconds: 5,
  });
}
