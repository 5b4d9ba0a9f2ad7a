import { writeFile } from 'node:fs/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { TemporaryFiles } from '../common/temporary-files.js';
import { AppConfig } from '../config/app-config.js';
import { EngineError } from '../engine/node/engine-error.js';
import type { Engine, IngestedImage } from '../engine/node/engine.js';
import { ENGINE } from '../imaging/engine.provider.js';
import { generationEnded } from './ai.metrics.js';
import { AiCircuit } from './ai-circuit.js';
import { BudgetExceeded, withinBudget } from './budget.js';
import { GenerationError } from './generation-error.js';
import { PAPER_GENERATOR, type PaperGenerator, type PaperOrigin, type PaperRequest } from './paper-generator.port.js';
import { paperPrompt } from './paper-prompts.js';

/** Shortest side of a paper worth mapping on, pixels. */
const LEAST_SIDE = 256;

/** A paper made by AI, checked as an upload is. */
export interface AiPaper {
  readonly image: IngestedImage;
  readonly origin: PaperOrigin;
  /** From the request to the checked picture. */
  readonly milliseconds: number;
}

export interface AiPaperWish extends Pick<PaperRequest, 'style' | 'seed' | 'width' | 'height'> {
  /** In words; the style's own prompt where there is none. */
  readonly prompt?: string;
}

export interface AiPaperOptions {
  readonly signal: AbortSignal;
  /** Takes a good answer that came after the budget. */
  readonly onLate: (paper: AiPaper) => Promise<void>;
}

/** Papers by AI, within one budget, each checked by the decoder that uploads pass and each failure by name. */
@Injectable()
export class AiPapers implements BeforeApplicationShutdown {
  private readonly logger = new Logger(AiPapers.name);
  private readonly closing = new AbortController();
  private readonly late = new Set<Promise<void>>();

  constructor(
    private readonly config: AppConfig,
    @Inject(PAPER_GENERATOR) private readonly generator: PaperGenerator,
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly temporaryFiles: TemporaryFiles,
    private readonly circuit: AiCircuit,
  ) {}

  get available(): boolean {
    return this.generator.available;
  }

  /**
   * @throws GenerationError with the reason, `timed-out` when the budget is used up, `circuit-open` while AI rests
   * @throws the signal's reason when the caller aborts
   */
  async generate(wish: AiPaperWish, options: AiPaperOptions): Promise<AiPaper> {
    const started = performance.now();
    try {
      const paper = await this.circuit.run(() => this.generateInTime(wish, options));
      generationEnded('made', performance.now() - started);
      return paper;
    } catch (error) {
      const outcome = error instanceof GenerationError ? error.reason : 'aborted';
      generationEnded(outcome, performance.now() - started);
      throw error;
    }
  }

  private async generateInTime(wish: AiPaperWish, { signal, onLate }: AiPaperOptions): Promise<AiPaper> {
    const { budgetMilliseconds, lateMilliseconds } = this.config.ai;
    try {
      return await withinBudget((stop) => this.make(wish, AbortSignal.any([stop, this.closing.signal])), {
        milliseconds: budgetMilliseconds,
        lateMilliseconds,
        signal,
        late: (answer) => this.await(answer, onLate),
      });
    } catch (error) {
      signal.throwIfAborted();
      throw toGenerationError(error);
    }
  }

  /** Ends generations that nobody waits for, before the stores that take their answers are closed. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing.abort(new GenerationError('failed', 'the service is shutting down'));
    await Promise.all(this.late);
    this.generator.close();
  }

  private async make(wish: AiPaperWish, signal: AbortSignal): Promise<AiPaper> {
    const started = performance.now();
    const request = { ...paperPrompt(wish.style, this.config.ai.prompts), ...wish };
    const maxBytes = this.config.limits.uploadBytes;
    const { content, origin } = await this.generator.generate(request, { maxBytes, signal });
    const image = await this.check(content, signal);
    return { image, origin, milliseconds: Math.round(performance.now() - started) };
  }

  private async check(content: Uint8Array, signal: AbortSignal): Promise<IngestedImage> {
    const { uploadBytes } = this.config.limits;
    if (content.byteLength > uploadBytes)
      throw unusable(`${content.byteLength} bytes, at most ${uploadBytes} are taken`);
    const path = await this.temporaryFiles.path();
    try {
      await writeFile(path, content);
      const image = await this.engine.ingestImage(path, signal);
      if (Math.min(image.width, image.height) >= LEAST_SIDE) return image;
      throw unusable(`${image.width} × ${image.height} pixels, at least ${LEAST_SIDE} a side are needed`);
    } finally {
      await this.temporaryFiles.remove(path);
    }
  }

  private await(answer: Promise<AiPaper>, onLate: AiPaperOptions['onLate']): void {
    const kept = async (paper: AiPaper) => {
      generationEnded('made-late');
      await onLate(paper);
    };
    const handedOver = answer.then(kept).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'a late AI answer was of no use');
    });
    this.late.add(handedOver);
    void handedOver.finally(() => this.late.delete(handedOver));
  }
}

function toGenerationError(error: unknown): GenerationError {
  if (error instanceof GenerationError) return error;
  if (error instanceof BudgetExceeded) return new GenerationError('timed-out', error.message, { cause: error });
  if (error instanceof EngineError && error.code !== 'ENGINE_OVERLOADED') return unusable(error.message, error);
  return new GenerationError('failed', error instanceof Error ? error.message : String(error), { cause: error });
}

function unusable(why: string, cause?: unknown): GenerationError {
  return new GenerationError('image-unusable', `the picture is not usable: ${why}`, { cause });
}
