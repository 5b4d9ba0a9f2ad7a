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
const RETRY_AFTER_SECONDS = 3;

/**
 * What the engine refuses, as an AppError.
 * @param pointer JSON pointer to the field that held the refused picture, where it came with a request
 */
export function toRefusal(error: EngineError, pointer?: string): AppError {
  if (error.code === 'ENGINE_OVERLOADED') {
    return new AppError('OVERLOADED', 'Too many pictures are in work. Try again shortly.', {
      cause: error,
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    });
  }
  const detail = error.message + limitAndValue(error);
  return new AppError(CODE_OF_REFUSAL[error.code], detail, {
    cause: error,
    ...(pointer === undefined ? {} : { errors: [{ pointer, detail }] }),
  });
}

/** Rethrows what the engine refuses as an AppError, and anything else as it is. */
export function throwRefusal(error: unknown): never {
  throw error instanceof EngineError ? toRefusal(error) : error;
}

/** What was allowed and what came, as far as the engine says it. */
function limitAndValue({ details }: EngineError): string {
  const [limit, pixels, width, height, received] = ['limit', 'pixels', 'width', 'height', 'received'].map((name) =>
    name in details ? String(details[name]) : undefined,
  );
  if (limit && pixels && width && height) return ` It may have ${limit}, received ${pixels} (${width} × ${height}).`;
  return received ? ` Received ${received}.` : '';
}
