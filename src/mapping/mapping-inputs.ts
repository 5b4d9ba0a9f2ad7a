import { Inject, Injectable } from '@nestjs/common';
import type { Artwork } from '../artwork/artwork.js';
import type { ReadyBaseImage } from '../base-images/base-image.js';
import { AppConfig } from '../config/app-config.js';
import type { MappingParameters } from '../engine/core/presets/index.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';

/** An incompressible picture, re-encoded. */
const MOST_BYTES_A_PIXEL = 4;

/** Encoded pictures. */
interface MappingPictures {
  readonly art: Uint8Array;
  readonly paper: Uint8Array;
}

/** Fetches what a rendering is made of. */
@Injectable()
export class MappingInputs {
  private readonly pictureMaxBytes: number;

  constructor(
    config: AppConfig,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {
    this.pictureMaxBytes = Math.max(config.limits.uploadBytes, config.limits.pixels * MOST_BYTES_A_PIXEL);
  }

  async pictures(artwork: Artwork, image: ReadyBaseImage, signal: AbortSignal): Promise<MappingPictures> {
    const [art, paper] = await Promise.all([
      this.storage.readAll(artwork.originalKey, this.pictureMaxBytes, signal),
      this.storage.readAll(image.contentKey, this.pictureMaxBytes, signal),
    ]);
    return { art, paper };
  }
}

/**
 * The art goes where the parameters say or, where they do not, where the base image's sheet lies: as its owner says or as
 * it was found. What is multiplied, as by `classic`, covers the whole picture unless somebody says otherwise.
 */
export function placedOn(image: ReadyBaseImage, parameters: MappingParameters): MappingParameters {
  if (parameters.quad || parameters.mesh) return parameters;
  const found = parameters.blend === 'ink' ? image.analysis.quad : undefined;
  return {
    ...parameters,
    mesh: image.placement?.mesh ?? null,
    quad: image.placement ? (image.placement.quad ?? null) : (found ?? null),
  };
}
