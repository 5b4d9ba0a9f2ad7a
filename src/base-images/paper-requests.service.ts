import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AiPapers } from '../ai/ai-papers.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { AppError } from '../common/app-error.js';
import { validationError } from '../common/schema-validation.pipe.js';
import { AppConfig } from '../config/app-config.js';
import type { PaperPreference } from '../engine/core/presets/index.js';
import { JOB_PRIORITY } from '../jobs/job.js';
import { JobsService } from '../jobs/jobs.service.js';
import { UploadQuota } from '../uploads/upload-quota.js';
import { type AiTrial, type BaseImage, isFromCatalogue } from './base-image.js';
import { BaseImageRepository } from './base-image.repository.js';
import type { Shape } from './fitting-paper.js';
import type { LibraryEntry } from './library-catalogue.js';
import { newId } from './new-id.js';
import { type NewBaseImage, PaperLifecycleRepository } from './paper-lifecycle.repository.js';
import { PaperSettlement } from './paper-settlement.js';
import {
  DEFAULT_PAPER_SIZE,
  DEFAULT_STYLE,
  type PaperSettings,
  paperSizeFor,
  toProvenance,
} from './paper-specification.js';

/** What a person may say about a paper to be made. */
export interface PaperWish extends Partial<Shape>, Partial<PaperSettings> {
  readonly name?: string;
  readonly prompt?: string;
}

const SEEDS = 2 ** 32;
/** Papers that one account may have in the making. */
const MAX_PREPARING = 10;
const RETRY_AFTER_SECONDS = 10;
/** A request may meet one that fails at that moment. */
const AUTOMATIC_ROUNDS = 3;

/** Papers to be made: the record first, its job second; what a crash leaves between the two is taken up by the keeper. */
@Injectable()
export class PaperRequestsService {
  constructor(
    private readonly config: AppConfig,
    private readonly images: BaseImageRepository,
    private readonly lifecycle: PaperLifecycleRepository,
    private readonly settlement: PaperSettlement,
    private readonly jobs: JobsService,
    private readonly quota: UploadQuota,
    private readonly ai: AiPapers,
  ) {}

  /**
   * A paper somebody asks for: by AI, or by the engine where there is no AI. An operator's becomes the library's.
   * @throws AppError VALIDATION_FAILED beyond the limit of pixels, TOO_MANY_REQUESTS, QUOTA_EXCEEDED
   */
  async request(user: SignedInUser, wish: PaperWish): Promise<BaseImage> {
    const { style = DEFAULT_STYLE, prompt, seed = randomInt(SEEDS) } = wish;
    const settings = toProvenance({ ...wish, style, seed });
    const { width, height } = this.checkedSize(wish);
    const ownerId = user.role === 'operator' ? null : user.id;
    await this.admit(ownerId);
    const ai: AiTrial = this.ai.available ? { tried: true } : { tried: false, reason: 'not-configured' };
    const image = await this.lifecycle.insert({
      ...newPaper(ownerId, this.ai.available ? 'ai' : 'procedural', { width, height }),
      ...(wish.name === undefined ? {} : { name: wish.name }),
      provenance: { requestedBy: user.id, ...settings, ...(prompt === undefined ? {} : { prompt }), ai },
    });
    return this.enqueue(image);
  }

  /**
   * A paper for an artist who has none, asked for by the service itself. While it is being made, asking again gives the same.
   * @param source what makes it
   */
  requestAutomatic(ownerId: string, source: 'ai' | 'procedural', artwork: Shape): Promise<BaseImage> {
    const provenance = { requestedBy: ownerId, style: DEFAULT_STYLE, seed: randomInt(SEEDS) };
    return this.requestOnce(ownerId, { ...newPaper(ownerId, source, paperSizeFor(artwork)), provenance });
  }

  /** A paper of a style that the library lacks; it becomes the library's. */
  requestForLibrary(preference: PaperPreference, artwork: Shape): Promise<BaseImage> {
    const size = paperSizeFor(artwork);
    const provenance = toProvenance({ ...preference, seed: randomInt(SEEDS) });
    const key = `library/${preference.style}/${size.width}x${size.height}`;
    return this.requestOnce(key, { ...newPaper(null, 'procedural', size), provenance });
  }

  private async requestOnce(automaticFor: string, paper: NewBaseImage): Promise<BaseImage> {
    for (let round = 1; round <= AUTOMATIC_ROUNDS; round += 1) {
      const attempt = { ...paper, id: newId(), jobId: newId(), automatic: true };
      const asked = await this.lifecycle.insertOnce({ automaticFor }, attempt);
      if (!asked) continue;
      const image = asked.id === attempt.id ? await this.enqueue(asked) : await this.settlement.settle(asked);
      if (image.state !== 'failed') return image;
    }
    throw new AppError('OVERLOADED', 'No paper could be asked for. Try again shortly.', {
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    });
  }

  async requestEntry({ key, name, specification }: LibraryEntry): Promise<void> {
    const paper = newPaper(null, 'procedural', specification);
    const provenance = toProvenance(specification);
    const image = await this.lifecycle.insertOnce({ catalogueKey: key }, { ...paper, name, provenance });
    if (image?.id === paper.id) await this.enqueue(image);
  }

  /** Asking again for the same paper's job changes nothing. */
  async enqueue(image: BaseImage): Promise<BaseImage> {
    const { id, jobId, ownerId } = image;
    const priority = isFromCatalogue(image) ? JOB_PRIORITY.batch : JOB_PRIORITY.single;
    await this.jobs.enqueue({ id: jobId, kind: 'paper', ownerId, payload: { baseImageId: id }, priority });
    await this.lifecycle.jobCreated(id);
    return image;
  }

  private checkedSize({ width, height }: PaperWish): Shape {
    const size = { ...DEFAULT_PAPER_SIZE, ...(width && { width }), ...(height && { height }) };
    const pixels = size.width * size.height;
    if (pixels <= this.config.limits.pixels) return size;
    const detail = `Expected at most ${this.config.limits.pixels} pixels, received ${size.width} × ${size.height}.`;
    throw validationError([{ pointer: width === undefined ? '/height' : '/width', detail }]);
  }

  private async admit(ownerId: string | null): Promise<void> {
    if (ownerId === null) return;
    if ((await this.images.countPreparing(ownerId)) >= MAX_PREPARING) {
      throw new AppError('TOO_MANY_REQUESTS', `${MAX_PREPARING} of your papers are being made. Wait for one of them.`, {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
    }
    const giveBack = await this.quota.hold(ownerId, 0);
    giveBack();
  }
}

function newPaper(ownerId: string | null, source: 'ai' | 'procedural', { width, height }: Shape): NewBaseImage {
  const name = source === 'ai' ? 'Paper made by AI' : 'Generated paper';
  const ids = { id: newId(), jobId: newId() };
  return { ...ids, ownerId, name, source, automatic: false, width, height, provenance: {} };
}
