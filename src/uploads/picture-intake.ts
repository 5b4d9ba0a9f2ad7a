import { Inject, Injectable } from '@nestjs/common';
import { EngineError } from '../engine/node/engine-error.js';
import type { Engine, IngestedImage } from '../engine/node/engine.js';
import { ENGINE } from '../imaging/engine.provider.js';
import { toRefusal } from '../imaging/engine-refusal.js';
import { FILE_FIELD } from './multipart-problem.js';

/** Makes a checked, clean picture of an uploaded file. */
@Injectable()
export class PictureIntake {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  /** @throws AppError UNSUPPORTED_MEDIA_TYPE, IMAGE_CORRUPT, IMAGE_TOO_LARGE, IMAGE_EMPTY, OVERLOADED */
  async ingest(path: string, signal: AbortSignal): Promise<IngestedImage> {
    try {
      return await this.engine.ingestImage(path, signal);
    } catch (error) {
      throw error instanceof EngineError ? toRefusal(error, `/${FILE_FIELD}`) : error;
    }
  }
}
