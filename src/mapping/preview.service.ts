import { Inject, Injectable } from '@nestjs/common';
import type { Artwork } from '../artwork/artwork.js';
import { ArtworkService } from '../artwork/artwork.service.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import type { ReadyBaseImage } from '../base-images/base-image.js';
import { BaseImageService } from '../base-images/base-image.service.js';
import { PaperAnalyses } from '../base-images/paper-analyses.js';
import { PaperChoiceService } from '../base-images/paper-choice.service.js';
import { paperWantedBy } from '../base-images/paper-wanted.js';
import type { PresetName } from '../engine/core/presets/index.js';
import { AppError } from '../common/app-error.js';
import { AppConfig } from '../config/app-config.js';
import type { Engine, RenderedMapping } from '../engine/node/engine.js';
import { ENGINE } from '../imaging/engine.provider.js';
import { throwRefusal } from '../imaging/engine-refusal.js';
import { MappingInputs, placedOn } from './mapping-inputs.js';
import type { PreviewRequestBody } from './mappings.schemas.js';
import { resolveParameters } from './resolve-parameters.js';

/** Previews in hand for each thread of the engine: one at work, one with its pictures fetched. */
const PREVIEWS_A_THREAD = 2;
const RETRY_AFTER_SECONDS = 1;

/** Small pictures made at once and kept nowhere: what a slider shows. */
@Injectable()
export class PreviewService {
  private readonly most: number;
  private inHand = 0;

  constructor(
    config: AppConfig,
    private readonly artworks: ArtworkService,
    private readonly baseImages: BaseImageService,
    private readonly papers: PaperChoiceService,
    private readonly inputs: MappingInputs,
    private readonly analyses: PaperAnalyses,
    @Inject(ENGINE) private readonly engine: Engine,
  ) {
    this.most = config.engine.threads * PREVIEWS_A_THREAD;
  }

  /** @throws AppError NOT_FOUND, STATE_CONFLICT while the paper is being made, OVERLOADED */
  async render(user: SignedInUser, request: PreviewRequestBody, signal: AbortSignal): Promise<RenderedMapping> {
    const { artworkId, baseImageId, preset, parameters, width, format, view } = request;
    const artwork = await this.artworks.find(user.id, artworkId);
    const image = await this.paperOf(user, artwork, baseImageId, preset);
    return this.admitted(async () => {
      const pictures = await this.inputs.pictures(artwork, image, signal);
      const analysis = await this.analyses.current(image, pictures.paper, signal);
      const placed = placedOn(image, resolveParameters(preset, parameters));
      return this.engine.renderPreview({ ...pictures, analysis, parameters: placed, width, format, view }, signal);
    });
  }

  private async paperOf(
    user: SignedInUser,
    artwork: Artwork,
    wanted: string,
    preset: PresetName,
  ): Promise<ReadyBaseImage> {
    if (wanted !== 'auto') {
      await this.baseImages.findUsable(user, wanted);
      return this.baseImages.findReady(user, wanted);
    }
    const choice = await this.papers.choose(user, artwork, paperWantedBy(preset));
    return this.baseImages.findReady(user, choice.baseImageId);
  }

  /** Before the pictures are in memory, not after. */
  private async admitted<T>(work: () => Promise<T>): Promise<T> {
    if (this.inHand >= this.most) {
      throw new AppError('OVERLOADED', 'Too many previews are in work. Try again shortly.', {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
    }
    this.inHand += 1;
    try {
      return await work();
    } catch (error) {
      return throwRefusal(error);
    } finally {
      this.inHand -= 1;
    }
  }
}
