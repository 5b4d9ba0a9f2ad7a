import { AppError, type ErrorCode } from '../common/app-error.js';
import { EngineError, type EngineErrorCode } from '../engine/node/engine-error.js';

const CODE_OF_REFUSAL: Record<EngineErrorCode, ErrorCode> = {
  UNSUPPORTED_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  IMAGE_CORRUPT: 'IMAGE_CORRUPT',
  IMAGE_TOO_LARGE: 'IMAGE_TOO_LARGE',
  IMAGE_EMPTY: 'IMAGE_EMPTY',
  ENGINE_OVERLOADED: 'OVERLOADED',
  PARAMETERS_INVALID: 'VALIDATION_FAILED',
};
const RETRY_AFTER_SECONDS = 2;

/** Rethrows what the engine refuses as an AppError, and anything else as it is. */
export function throwRefusal(error: unknown): never {
  if (!(error instanceof EngineError)) throw error;
  const code = CODE_OF_REFUSAL[error.code];
  throw new AppError(code, error.message, {
    cause: error,
    ...(code === 'OVERLOADED' ? { retryAfterSeconds: RETRY_AFTER_SECONDS } : {}),
  });
}
