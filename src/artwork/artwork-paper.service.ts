import { Injectable } from '@nestjs/common';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { BaseImageService } from '../base-images/base-image.service.js';
import type { PaperChoice } from '../base-images/paper-choice.js';
import { PaperChoiceService } from '../base-images/paper-choice.service.js';
import { paperWantedBy, type PaperWanted } from '../base-images/paper-wanted.js';
import type { PresetName } from '../engine/core/presets/index.js';
import { JobsService } from '../jobs/jobs.service.js';
import type { Artwork } from './artwork.js';

/** The paper of an artwork, and waiting for it. */
@Injectable()
export class ArtworkPaperService {
  constructor(
    private readonly papers: PaperChoiceService,
    private readonly baseImages: BaseImageService,
    private readonly jobs: JobsService,
  ) {}

  /**
   * Refuses a paper that cannot be named, before anything is done for its sake.
   * @throws AppError NOT_FOUND, VALIDATION_FAILED
   */
  async check(owner: SignedInUser, wanted: string | undefined): Promise<void> {
    if (wanted !== undefined) await this.baseImages.findUsable(owner, wanted);
  }

  /** What is chosen for an artwork: the paper that is named, one that the preset prefers, or what the rule finds. */
  choose(owner: SignedInUser, artwork: Artwork, named?: string, preset?: PresetName): Promise<PaperChoice> {
    return this.papers.choose(owner, artwork, named === undefined ? wantedBy(preset) : { named });
  }

  /** The choice once its paper is ready, or as it is when the time is up. A paper that fails is followed by another. */
  async whenReady(
    owner: SignedInUser,
    artwork: Artwork,
    choice: PaperChoice,
    milliseconds: number,
    signal: AbortSignal,
    preset?: PresetName,
  ): Promise<PaperChoice> {
    if (choice.state === 'ready' || choice.jobId === undefined || milliseconds <= 0) return choice;
    const started = performance.now();
    await this.jobs.untilEnded(choice.jobId, milliseconds, signal);
    const next = await this.papers.choose(owner, artwork, wantedBy(preset));
    if (next.jobId === choice.jobId) return next;
    return this.whenReady(owner, artwork, next, milliseconds - (performance.now() - started), signal, preset);
  }

  /** Called when the artwork is deleted. */
  forget(artworkId: string): Promise<void> {
    return this.papers.forget(artworkId);
  }
}

function wantedBy(preset: PresetName | undefined): PaperWanted {
  return preset === undefined ? {} : paperWantedBy(preset);
}
