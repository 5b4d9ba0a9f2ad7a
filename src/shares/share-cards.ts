import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import { AppConfig } from '../config/app-config.js';
import { fitWithin } from '../engine/core/size.js';
import type { Engine } from '../engine/node/engine.js';
import { ENGINE } from '../imaging/engine.provider.js';
import { throwRefusal } from '../imaging/engine-refusal.js';
import type { MappingResult } from '../mapping/mapping-job.js';
import { keptObject } from '../storage/kept-object.js';
import { storageKeys } from '../storage/storage-keys.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';

/** What sites that show links ask for at the most (https://ogp.me). */
const LONGEST = 1200;
/** Of a thumbnail: what there is of a picture that the engine writes but does not read. */
const LONGEST_THUMBNAIL = 480;

export interface ShareCard {
  /** Of the picture that it is made of. */
  readonly sourceKey: string;
  readonly width: number;
  readonly height: number;
}

/** Results as other sites and small screens show them: JPEG, not too large; made when they are first asked for, and kept. */
@Injectable()
export class ShareCards {
  constructor(
    private readonly config: AppConfig,
    @Inject(STORAGE) private readonly storage: StoragePort,
    @Inject(ENGINE) private readonly engine: Engine,
  ) {}

  /** @returns undefined of an AVIF of before there were thumbnails */
  of({ key, thumbnailKey, mediaType, width, height }: MappingResult): ShareCard | undefined {
    const readable = mediaType !== 'image/avif';
    const sourceKey = readable ? key : thumbnailKey;
    if (sourceKey === undefined) return undefined;
    return { sourceKey, ...fitWithin({ width, height }, readable ? LONGEST : LONGEST_THUMBNAIL) };
  }

  /**
   * @returns key of the card's picture
   * @throws AppError NOT_FOUND, OVERLOADED
   */
  async kept(result: MappingResult, signal: AbortSignal): Promise<string> {
    const card = this.of(result);
    if (!card) throw new AppError('NOT_FOUND', 'There is no smaller picture of this print.');
    return keptObject(this.storage, storageKeys.mappingCard(result.key), signal, async () => {
      const picture = await this.storage.readAll(card.sourceKey, result.bytes + this.config.limits.uploadBytes, signal);
      return this.engine.reducePicture(picture, LONGEST, signal).catch(throwRefusal);
    });
  }
}
