import { Injectable } from '@nestjs/common';
import { AiPapers } from '../ai/ai-papers.js';
import { GENERATION_FAILURES } from '../ai/generation-error.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { AppError } from '../common/app-error.js';
import type { PaperStyle } from '../engine/core/papers/index.js';
import type { AiTrial, BaseImage } from './base-image.js';
import { BaseImageRepository } from './base-image.repository.js';
import { BaseImageService } from './base-image.service.js';
import { fittingPaper } from './fitting-paper.js';
import type { ArtworkShape, PaperChoice, PaperChoiceSource } from './paper-choice.js';
import { PaperChoiceRepository } from './paper-choice.repository.js';
import type { KeptChoice } from './paper-choice.schema.js';
import { PaperRequestsService } from './paper-requests.service.js';
import { PaperSettlement } from './paper-settlement.js';
import { DEFAULT_STYLE } from './paper-specification.js';
import type { PaperWanted } from './paper-wanted.js';

/** Choices made at the same moment, or papers that vanish just then. */
const ROUNDS = 5;
const NOT_TRIED: AiTrial = { tried: false };

/** A paper, and the branch of the rule it comes from. */
interface Decision {
  readonly image: Pick<BaseImage, 'id' | 'jobId'> & { readonly state: BaseImage['state'] };
  readonly source: PaperChoiceSource;
  readonly ai: AiTrial;
}

/**
 * The base image rule: the artist's own paper, the operator's default, AI where it is configured, a pre-generated one of
 * fitting shape. What was decided for an artwork stays, until the paper is deleted, disabled or could not be made.
 */
@Injectable()
export class PaperChoiceService {
  constructor(
    private readonly choices: PaperChoiceRepository,
    private readonly images: BaseImageRepository,
    private readonly baseImages: BaseImageService,
    private readonly requests: PaperRequestsService,
    private readonly settlement: PaperSettlement,
    private readonly ai: AiPapers,
  ) {}

  /**
   * The paper that the artist named, in place of the rule from now on; or one of the style that a preset prefers, which
   * changes nothing for other presets.
   * @throws AppError NOT_FOUND, VALIDATION_FAILED for a named one, with the pointer `/baseImageId`
   */
  async choose(owner: SignedInUser, artwork: ArtworkShape, { named, style }: PaperWanted = {}): Promise<PaperChoice> {
    if (named !== undefined) {
      const image = await this.baseImages.findUsable(owner, named);
      const decision: Decision = { image, source: 'existing', ai: NOT_TRIED };
      await this.choices.put(artwork.id, { ...toKept(decision), named: true });
      return toChoice(decision);
    }
    if (style === undefined || (await this.isNamed(artwork))) return this.current(owner, artwork);
    const image =
      (await this.libraryPaper(artwork, style.style)) ?? (await this.requests.requestForLibrary(style, artwork));
    return toChoice({ image, source: 'pre-generated', ai: NOT_TRIED });
  }

  private async isNamed(artwork: ArtworkShape): Promise<boolean> {
    return (await this.choices.find(artwork.id))?.named ?? false;
  }

  /** What is known now; decides where nothing is decided, or what was decided cannot serve any more. */
  async current(owner: SignedInUser, artwork: ArtworkShape): Promise<PaperChoice> {
    for (let round = 1; round <= ROUNDS; round += 1) {
      const kept = await this.choices.find(artwork.id);
      const image = kept && (await this.images.find(kept.baseImageId));
      const settled = image && (await this.settlement.settle(image));
      if (kept && settled && serves(settled, kept)) return toChoice({ image: settled, ...kept });
      const decision = await this.decide(owner.id, artwork, trialOf(kept, settled));
      if (await this.choices.replace(artwork.id, kept, { ...toKept(decision), named: false }))
        return toChoice(decision);
    }
    throw new AppError('OVERLOADED', 'No paper could be chosen. Try again shortly.', { retryAfterSeconds: 1 });
  }

  /** To be called when an artwork is deleted. */
  async forget(artworkId: string): Promise<void> {
    await this.choices.remove(artworkId);
  }

  /** @param trial what came of AI for this artwork, where it was asked before */
  private async decide(ownerId: string, artwork: ArtworkShape, trial?: AiTrial): Promise<Decision> {
    const own = await this.images.latestOwn(ownerId);
    if (own) return { image: own, source: 'existing', ai: trial ?? NOT_TRIED };
    const byOperator = await this.images.default();
    if (byOperator) return { image: byOperator, source: 'default', ai: trial ?? NOT_TRIED };
    if (!trial && this.ai.available) {
      const image = await this.requests.requestAutomatic(ownerId, 'ai', artwork);
      return { image, source: 'ai', ai: { tried: true } };
    }
    const ai = trial ?? { tried: false, reason: 'not-configured' };
    return { image: await this.preGenerated(ownerId, artwork), source: 'pre-generated', ai };
  }

  /** From the library; one is made where that offers none. */
  private async preGenerated(ownerId: string, artwork: ArtworkShape): Promise<Decision['image']> {
    const fitting = await this.libraryPaper(artwork, DEFAULT_STYLE);
    return fitting ?? this.requests.requestAutomatic(ownerId, 'procedural', artwork);
  }

  private async libraryPaper(artwork: ArtworkShape, style: PaperStyle): Promise<Decision['image'] | undefined> {
    const papers = await this.images.preGenerated();
    return fittingPaper(
      artwork,
      papers.filter(({ provenance }) => provenance.style === style),
    );
  }
}

/** A paper that is still being made may be waited for; one that the service chose by itself must be enabled. */
function serves(image: BaseImage, kept: KeptChoice): boolean {
  return image.state !== 'failed' && (image.enabled || kept.named);
}

/** AI is asked once for an artwork. */
function trialOf(kept: KeptChoice | undefined, image: BaseImage | undefined): AiTrial | undefined {
  if (kept?.source !== 'ai') return kept?.ai.tried ? kept.ai : undefined;
  if (image?.state !== 'failed') return undefined;
  const reason = GENERATION_FAILURES.find((known) => known === image.failure?.code) ?? 'failed';
  return { tried: true, reason };
}

function toKept({ image, source, ai }: Decision): Omit<KeptChoice, 'named'> {
  return { baseImageId: image.id, source, ai };
}

function toChoice({ image, source, ai }: Decision): PaperChoice {
  const known = { baseImageId: image.id, source, ai };
  return image.state === 'ready' ? { ...known, state: 'ready' } : { ...known, state: 'preparing', jobId: image.jobId };
}
