import { Inject, Injectable } from '@nestjs/common';
import { ANALYSIS_VERSION } from '../engine/core/analysis/index.js';
import { MODEL_VERSION } from '../engine/core/model/index.js';
import type { Engine } from '../engine/node/engine.js';
import { ENGINE } from '../imaging/engine.provider.js';
import { throwRefusal } from '../imaging/engine-refusal.js';
import { keptObject } from '../storage/kept-object.js';
import { folderOf, storageKeys } from '../storage/storage-keys.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import type { ReadyBaseImage } from './base-image.js';
import { PaperAnalyses } from './paper-analyses.js';
import { PaperStore } from './paper-store.js';

/** Media type of binary glTF. */
const MODEL_MEDIA_TYPE = 'model/gltf-binary';

/** Sheets as 3D models: made when they are first asked for, and kept. */
@Injectable()
export class PaperModels {
  constructor(
    private readonly store: PaperStore,
    private readonly analyses: PaperAnalyses,
    @Inject(STORAGE) private readonly storage: StoragePort,
    @Inject(ENGINE) private readonly engine: Engine,
  ) {}

  /** @returns key of the bare sheet's model */
  async ofPaper(image: ReadyBaseImage, signal: AbortSignal): Promise<string> {
    const key = storageKeys.paperModel(folderOf(image.contentKey), ANALYSIS_VERSION, MODEL_VERSION);
    return this.kept(key, signal, async () => {
      const picture = await this.store.readPicture(image, signal);
      return { picture, analysis: await this.analyses.current(image, picture, signal) };
    });
  }

  /**
   * @param make gives what the model is made of where it is not kept under the key yet
   * @returns the key
   */
  kept(
    key: string,
    signal: AbortSignal,
    make: () => Promise<{ readonly picture: Uint8Array; readonly analysis: Uint8Array }>,
  ): Promise<string> {
    return keptObject(this.storage, key, signal, async () => {
      const { content } = await this.engine.modelSheet(await make(), signal).catch(throwRefusal);
      return { content, mediaType: MODEL_MEDIA_TYPE };
    });
  }
}
