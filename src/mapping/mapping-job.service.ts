import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Artwork } from '../artwork/artwork.js';
import { ArtworkService } from '../artwork/artwork.service.js';
import type { ReadyBaseImage } from '../base-images/base-image.js';
import { BaseImageService } from '../base-images/base-image.service.js';
import { PaperAnalyses } from '../base-images/paper-analyses.js';
import { PaperChoiceService } from '../base-images/paper-choice.service.js';
import { paperWantedBy } from '../base-images/paper-wanted.js';
import { AppError } from '../common/app-error.js';
import type { Engine, RenderedMapping } from '../engine/node/engine.js';
import { ENGINE } from '../imaging/engine.provider.js';
import { type JobContext, JobHandlers } from '../jobs/job-handlers.js';
import { storageKeys } from '../storage/storage-keys.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { UsersService } from '../users/users.service.js';
import { throwRefusal } from '../imaging/engine-refusal.js';
import type { MappingResult } from './mapping-job.js';
import { MappingInputs, placedOn } from './mapping-inputs.js';
import type { Mapping } from './mapping.js';
import { MappingsRepository } from './mappings.repository.js';

/** Share of the whole that is done when a step begins; the rendering takes the most of it. */
const BEGINS = { fetch: 0, analyse: 0.05, render: 0.1, store: 0.95 };
/** A paper that is being made is looked for again after a fifth of the time waited so far, within these bounds. */
const PAPER_PAUSE = { least: 300, most: 5000 };
const ENGINE_PAUSE_MILLISECONDS = 2000;

/** Does the work of a mapping: fetch, analyse, render, store; the object first, the record of it by the job. */
@Injectable()
export class MappingJobService implements OnModuleInit {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly mappings: MappingsRepository,
    private readonly users: UsersService,
    private readonly artworks: ArtworkService,
    private readonly baseImages: BaseImageService,
    private readonly papers: PaperChoiceService,
    private readonly inputs: MappingInputs,
    private readonly analyses: PaperAnalyses,
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  onModuleInit(): void {
    this.handlers.register('mapping', ({ mappingId }, context) => this.run(mappingId, context));
  }

  private async run(mappingId: string, context: JobContext): Promise<MappingResult> {
    context.progress('fetch', BEGINS.fetch);
    const mapping = await this.mappings.find(mappingId);
    if (!mapping) throw new AppError('NOT_FOUND', 'The mapping was deleted.');
    // Whatever this attempt leaves is cleared up after it, also when the job was started over by an operator.
    if (mapping.pending === 'nothing') await this.mappings.setPending(mapping.id, 'nothing', 'settlement');
    await this.requireActive(mapping.ownerId);
    const artwork = await this.artworkOf(mapping);
    const image = await this.paperOf(mapping, artwork, context);
    const rendered = await this.render(mapping, artwork, image, context);
    context.progress('store', BEGINS.store);
    return this.store(mapping, artwork, rendered, context);
  }

  /** Who is out is served no more, not even with what was asked for before. */
  private async requireActive(ownerId: string): Promise<void> {
    const { status } = await this.users.get(ownerId);
    if (status !== 'active') throw new AppError('ACCOUNT_DISABLED', 'The account was disabled before its turn came.');
  }

  private async artworkOf(mapping: Mapping): Promise<Artwork> {
    return this.artworks.find(mapping.ownerId, mapping.artworkId).catch((error: unknown) => {
      throw isNotFound(error) ? new AppError('NOT_FOUND', 'The artwork of this mapping was deleted.') : error;
    });
  }

  /** Puts the job off while the paper is being made. */
  private async paperOf(mapping: Mapping, artwork: Artwork, context: JobContext): Promise<ReadyBaseImage> {
    // Whether the owner may use it was asked when the mapping was; here it is only found.
    const finder = { id: mapping.ownerId, role: 'operator' } as const;
    let { baseImageId } = mapping;
    if (mapping.wantedBaseImageId === null) {
      const owner = { id: mapping.ownerId, role: 'artist' } as const;
      const choice = await this.papers.choose(owner, artwork, paperWantedBy(mapping.preset));
      if (choice.state === 'preparing') return waitForPaper(context);
      if (choice.baseImageId !== baseImageId) await this.mappings.setBaseImage(mapping.id, choice.baseImageId);
      baseImageId = choice.baseImageId;
    }
    const image = await this.baseImages.find(finder, baseImageId!).catch((error: unknown) => {
      throw isNotFound(error) ? new AppError('NOT_FOUND', 'The base image of this mapping was deleted.') : error;
    });
    if (image.state === 'preparing') return waitForPaper(context);
    return this.baseImages.findReady(finder, image.id);
  }

  private async render(
    mapping: Mapping,
    artwork: Artwork,
    image: ReadyBaseImage,
    context: JobContext,
  ): Promise<RenderedMapping> {
    const { signal } = context;
    try {
      const pictures = await this.inputs.pictures(artwork, image, signal);
      context.progress('analyse', BEGINS.analyse);
      const analysis = await this.analyses.current(image, pictures.paper, signal);
      const request = {
        ...pictures,
        analysis,
        parameters: placedOn(image, mapping.parameters),
        output: mapping.output,
      };
      const rendered = await this.engine.renderMapping(request, {
        signal,
        onProgress: (step, fraction) =>
          context.progress(step, BEGINS.render + fraction * (BEGINS.store - BEGINS.render)),
      });
      context.measured(rendered.timings);
      return rendered;
    } catch (error) {
      return waitForEngine(error, context);
    }
  }

  private async store(
    mapping: Mapping,
    artwork: Artwork,
    rendered: RenderedMapping,
    context: JobContext,
  ): Promise<MappingResult> {
    const { content, thumbnail, extension, mediaType, width, height, sha256, dpi, colour, light } = rendered;
    const key = storageKeys.mappingResult(mapping.ownerId, mapping.id, context.attemptId, extension);
    context.onDiscard(() => this.storage.remove(key));
    await this.storage.write(key, content, { mediaType, signal: context.signal });
    return {
      key,
      ...(thumbnail && { thumbnailKey: await this.storeThumbnail(key, thumbnail, context) }),
      mediaType,
      width,
      height,
      bytes: content.byteLength,
      sha256,
      light,
      ...(dpi === null ? {} : { dpi }),
      color: { ...colour, ...(artwork.colour ? { art: artwork.colour } : {}) },
    };
  }

  private async storeThumbnail(resultKey: string, thumbnail: Uint8Array, context: JobContext): Promise<string> {
    const key = storageKeys.mappingThumbnail(resultKey);
    context.onDiscard(() => this.storage.remove(key));
    await this.storage.write(key, thumbnail, { mediaType: 'image/webp', signal: context.signal });
    return key;
  }
}

function waitForPaper(context: JobContext): never {
  const waited = Date.now() - context.queuedAt.getTime();
  return context.defer(Math.min(PAPER_PAUSE.most, Math.max(PAPER_PAUSE.least, waited / 5)), 'paper');
}

/** A busy engine is no failure of the job. */
function waitForEngine(error: unknown, context: JobContext): never {
  try {
    return throwRefusal(error);
  } catch (refusal) {
    if (!(refusal instanceof AppError) || refusal.code !== 'OVERLOADED') throw refusal;
    return context.defer(ENGINE_PAUSE_MILLISECONDS, 'fit');
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof AppError && error.code === 'NOT_FOUND';
}
