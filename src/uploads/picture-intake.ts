import { Inject, Injectable } from '@nestjs/common';
import { AppError, type ErrorCode } from '../common/app-error.js';
import { EngineError, type EngineErrorCode, type EngineErrorDetails } from '../engine/node/engine-error.js';
import type { Engine, IngestedImage } from '../engine/node/engine.js';
import { ENGINE } from '../imaging/engine.provider.js';
import { FILE_FIELD } from './multipart-problem.js';

const CODE_OF_REFUSAL: Partial<Record<EngineErrorCode, ErrorCode>> = {
  UNSUPPORTED_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  IMAGE_CORRUPT: 'IMAGE_CORRUPT',
  IMAGE_TOO_LARGE: 'IMAGE_TOO_LARGE',
  IMAGE_EMPTY: 'IMAGE_EMPTY',
};

/** Makes a checked, clean picture of an uploaded file. */
@Injectable()
export class PictureIntake {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  /** @throws AppError UNSUPPORTED_MEDIA_TYPE, IMAGE_CORRUPT, IMAGE_TOO_LARGE, IMAGE_EMPTY, OVERLOADED */
  async ingest(path: string, signal: AbortSignal): Promise<IngestedImage> {
    try {
      return await this.engine.ingestImage(path, signal);
    } catch (error) {
      throw error instanceof EngineError ? toRefusal(error) : error;
    }
  }
}

function toRefusal(error: EngineError): unknown {
  if (error.code === 'ENGINE_OVERLOADED') {
    return new AppError('OVERLOADED', 'Too many pictures are in work. Try again shortly.', {
      cause: error,
      retryAfterSeconds: 5,
    });
  }
  const code = CODE_OF_REFUSAL[error.code];
  if (code === undefined) return error;
  const detail = error.message + limitAndValue(error.details);
  return new AppError(code, detail, { cause: error, errors: [{ pointer: `/${FILE_FIELD}`, detail }] });
}

/** What was allowed and what came, as far as the engine says it. */
function limitAndValue(details: EngineErrorDetails): string {
  const [limit, pixels, width, height, received] = ['limit', 'pixels', 'width', 'height', 'received'].map((name) =>
    name in details ? String(details[name]) : undefined,
  );
  if (limit && pixels && width && height) return ` It may have ${limit}, received ${pixels} (${width} × ${height}).`;
  return received ? ` Received ${received}.` : '';
}
