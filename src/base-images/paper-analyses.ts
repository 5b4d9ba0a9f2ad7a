import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import { ANALYSIS_VERSION } from '../engine/core/analysis/index.js';
import type { Engine } from '../engine/node/engine.js';
import { ENGINE } from '../imaging/engine.provider.js';
import { throwRefusal } from '../imaging/engine-refusal.js';
import { folderOf, storageKeys } from '../storage/storage-keys.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import type { ReadyBaseImage } from './base-image.js';

const ANALYSIS_MAX_BYTES = 32_000_000;

/** What the engine renders with, in the version that it has now. */
@Injectable()
export class PaperAnalyses {
  constructor(
    @Inject(STORAGE) private readonly storage: StoragePort,
    @Inject(ENGINE) private readonly engine: Engine,
  ) {}

  /** The stored analysis; where there is none of this version of the analysis, it is made and stored. */
  async current(image: ReadyBaseImage, paper: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
    const current = image.analysis.version === ANALYSIS_VERSION;
    const key = current ? image.analysisKey : storageKeys.paperAnalysis(folderOf(image.contentKey), ANALYSIS_VERSION);
    try {
      return await this.storage.readAll(key, ANALYSIS_MAX_BYTES, signal);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error;
    }
    const { analysis } = await this.engine.analysePaper(paper, signal).catch(throwRefusal);
    await this.storage.write(key, analysis, { mediaType: 'application/octet-stream', signal });
    return analysis;
  }
}
