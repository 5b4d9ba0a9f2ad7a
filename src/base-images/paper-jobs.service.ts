import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type AiPaper, AiPapers } from '../ai/ai-papers.js';
import { GenerationError } from '../ai/generation-error.js';
import { AppError } from '../common/app-error.js';
import { EngineError } from '../engine/node/engine-error.js';
import { type JobContext, JobHandlers } from '../jobs/job-handlers.js';
import { folderOf, storageKeys } from '../storage/storage-keys.js';
import { type BaseImage, hasPicture, isFromCatalogue } from './base-image.js';
import { BaseImageRepository } from './base-image.repository.js';
import { newId } from './new-id.js';
import type { PaperJobPayload } from './paper-job.js';
import { type MadePaper, PaperLifecycleRepository } from './paper-lifecycle.repository.js';
import { PaperMaker } from './paper-maker.js';
import { PaperSettlement } from './paper-settlement.js';
import { PaperStore } from './paper-store.js';

/** Whoever must wait for others looks again after this. */
const TURN_MILLISECONDS = 700;

/** The background work on papers: objects first, then the record, under a condition; so any attempt may be repeated. */
@Injectable()
export class PaperJobsService implements OnModuleInit {
  private readonly logger = new Logger('PaperJobs');

  constructor(
    private readonly handlers: JobHandlers,
    private readonly images: BaseImageRepository,
    private readonly lifecycle: PaperLifecycleRepository,
    private readonly settlement: PaperSettlement,
    private readonly maker: PaperMaker,
    private readonly store: PaperStore,
    private readonly ai: AiPapers,
  ) {}

  onModuleInit(): void {
    this.handlers.register('paper', (payload, context) => this.prepare(payload, context));
  }

  private async prepare({ baseImageId }: PaperJobPayload, context: JobContext): Promise<PaperJobPayload> {
    const image = await this.images.find(baseImageId);
    if (!image || image.state === 'ready') return { baseImageId };
    if (isFromCatalogue(image)) await this.prepareInTurn(image, context);
    else await this.prepareOne(image, context);
    return { baseImageId };
  }

  /**
   * The library's papers are made one after the other in the order of the catalogue: so they take one thread at most from
   * those who wait for an answer, and the first are ready soonest.
   */
  private async prepareInTurn(image: BaseImage, context: JobContext): Promise<void> {
    const next = await this.lifecycle.nextOfCatalogue();
    const isBefore = next && next.id !== image.id && (await this.settlement.settle(next)).state === 'preparing';
    if (isBefore) context.defer(TURN_MILLISECONDS, 'wait');
    await this.prepareOne(image, context);
  }

  private async prepareOne(image: BaseImage, context: JobContext): Promise<void> {
    try {
      await this.keep(image.id, await this.make(image, context));
    } catch (error) {
      if (error instanceof EngineError && error.code === 'ENGINE_OVERLOADED') context.defer(TURN_MILLISECONDS, 'wait');
      if (error instanceof AppError && error.status < 500) await this.fail(image, error);
      throw error;
    }
  }

  private make(image: BaseImage, context: JobContext): Promise<MadePaper> {
    if (image.source === 'ai') return this.askAi(image, context);
    if (image.source === 'procedural') return this.maker.generate(image, context);
    if (hasPicture(image)) return this.maker.analyse(image, context);
    throw new AppError('NOT_FOUND', 'The picture was never stored.');
  }

  private async askAi(image: BaseImage, context: JobContext): Promise<MadePaper> {
    const { attemptId, signal } = context;
    const { style = 'crumpled', seed = 0, prompt } = image.provenance;
    const wish = { style, seed, width: image.width, height: image.height, ...(prompt === undefined ? {} : { prompt }) };
    context.progress('generate', 0);
    try {
      const paper = await this.ai.generate(wish, {
        signal,
        onLate: (late) => this.keepLate(image.id, attemptId, late),
      });
      context.onDiscard(() => this.store.removeUnused(image.id, storageKeys.paperFolder(image.id, attemptId)));
      return await this.maker.adopt(image, attemptId, paper, context);
    } catch (error) {
      if (!(error instanceof GenerationError)) throw error;
      this.logger.warn({ err: error, reason: error.reason, baseImageId: image.id }, 'AI made no paper');
      if (image.automatic) throw aiFailure(error);
      const ai = { tried: true, reason: error.reason };
      return this.maker.generate({ ...image, provenance: { ...image.provenance, ai } }, context);
    }
  }

  private async fail(image: BaseImage, error: AppError): Promise<void> {
    const code = error.cause instanceof GenerationError ? error.cause.reason : error.code;
    await this.lifecycle.markFailed(image, { code, detail: error.message });
  }

  private async keep(id: string, made: MadePaper): Promise<void> {
    if (!(await this.lifecycle.markReady(id, made))) await this.store.removeUnused(id, folderOf(made.contentKey));
  }

  /** Becomes the paper it was asked for or, where another was made meanwhile, one beside it. */
  private async keepLate(id: string, attemptId: string, paper: AiPaper): Promise<void> {
    const asked = await this.images.find(id);
    if (!asked) return;
    const image = asked.state === 'ready' ? await this.insertBeside(asked) : asked;
    await this.keep(image.id, await this.maker.adopt(image, attemptId, paper, { progress: () => undefined }));
    await this.lifecycle.jobCreated(image.id);
    this.logger.log({ baseImageId: image.id }, 'a late AI answer was kept');
  }

  private insertBeside({ ownerId, name, width, height, provenance }: BaseImage): Promise<BaseImage> {
    const { requestedBy, style } = provenance;
    const ids = { id: newId(), jobId: newId() };
    const origin = { ...(requestedBy ? { requestedBy } : {}), ...(style ? { style } : {}) };
    return this.lifecycle.insert({
      ...ids,
      ownerId,
      name,
      source: 'ai',
      automatic: false,
      width,
      height,
      provenance: origin,
    });
  }
}

function aiFailure(cause: GenerationError): AppError {
  return new AppError('GENERATION_FAILED', `AI made no paper (${cause.reason}); another was chosen instead.`, {
    cause,
  });
}
