import { Inject, Injectable } from '@nestjs/common';
import { ArtworkService } from '../artwork/artwork.service.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { BaseImageService } from '../base-images/base-image.service.js';
import { PaperAnalyses } from '../base-images/paper-analyses.js';
import { PaperModels } from '../base-images/paper-models.js';
import { MODEL_TEXTURE_SIDE, MODEL_VERSION } from '../engine/core/model/index.js';
import type { OutputOptions } from '../engine/core/presets/index.js';
import type { Engine } from '../engine/node/engine.js';
import { ENGINE } from '../imaging/engine.provider.js';
import { throwRefusal } from '../imaging/engine-refusal.js';
import { storageKeys } from '../storage/storage-keys.js';
import { MappingInputs, placedOn } from './mapping-inputs.js';
import { resultOf } from './mapping-job.js';
import type { Mapping } from './mapping.js';
import { MappingService } from './mapping.service.js';

/** What glTF holds: JPEG in sRGB. */
const TEXTURE = { format: 'jpeg', quality: 90, colorSpace: 'srgb', dpi: null } as const;

/** Mapped sheets as 3D models. The whole picture of the paper is shown, whatever part of it the result shows. */
@Injectable()
export class MappingModels {
  constructor(
    private readonly mappings: MappingService,
    private readonly artworks: ArtworkService,
    private readonly baseImages: BaseImageService,
    private readonly inputs: MappingInputs,
    private readonly analyses: PaperAnalyses,
    private readonly models: PaperModels,
    @Inject(ENGINE) private readonly engine: Engine,
  ) {}

  /**
   * @returns key of the model
   * @throws AppError NOT_FOUND, also where artwork or base image were deleted since; STATE_CONFLICT unless it has succeeded
   */
  async of(viewer: SignedInUser, id: string, signal: AbortSignal): Promise<string> {
    const followed = await this.mappings.find(viewer, id);
    const { mapping } = followed;
    const { key: resultKey } = resultOf(followed);
    const key = storageKeys.mappingModel(resultKey, MODEL_VERSION);
    return this.models.kept(key, signal, () => this.paint(mapping, signal));
  }

  private async paint(mapping: Mapping, signal: AbortSignal): Promise<{ picture: Uint8Array; analysis: Uint8Array }> {
    const { ownerId, artworkId, baseImageId } = mapping;
    const artwork = await this.artworks.find(ownerId, artworkId);
    // Whether the owner may use it was asked when the mapping was; here it is only found.
    const image = await this.baseImages.findReady({ id: ownerId, role: 'operator' }, baseImageId!);
    const pictures = await this.inputs.pictures(artwork, image, signal);
    const analysis = await this.analyses.current(image, pictures.paper, signal);
    const parameters = placedOn(image, mapping.parameters);
    const request = { ...pictures, analysis, parameters, output: { ...TEXTURE, ...sizeWithin(image) } };
    const { content } = await this.engine.renderMapping(request, { signal }).catch(throwRefusal);
    return { picture: content, analysis };
  }
}

/** The paper's own size or, where that is too large for a texture, the largest of its shape that is not. */
function sizeWithin({ width, height }: { width: number; height: number }): Pick<OutputOptions, 'width' | 'height'> {
  if (Math.max(width, height) <= MODEL_TEXTURE_SIDE) return { width: null, height: null };
  return width >= height ? { width: MODEL_TEXTURE_SIDE, height: null } : { width: null, height: MODEL_TEXTURE_SIDE };
}
