import { Inject, Injectable } from '@nestjs/common';
import type { AiPaper } from '../ai/ai-papers.js';
import { PAPER_GENERATOR_VERSION } from '../engine/core/papers/index.js';
import type { AnalysedPaper, Engine, ThumbnailedImage } from '../engine/node/engine.js';
import { ENGINE } from '../imaging/engine.provider.js';
import { storageKeys } from '../storage/storage-keys.js';
import type { BaseImage, PaperAnalysisFiles, PaperFiles } from './base-image.js';
import type { MadePaper } from './paper-lifecycle.repository.js';
import { specificationOf } from './paper-specification.js';
import { PaperStore } from './paper-store.js';

/** How the work is followed, and when it is to stop. */
export interface MakingContext {
  readonly signal?: AbortSignal;
  progress(step: 'generate' | 'analyse' | 'store', fraction: number): void;
}

/** Has papers made or analysed by the engine and stores the outcome; the records are not its business. */
@Injectable()
export class PaperMaker {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    private readonly store: PaperStore,
  ) {}

  /** A photograph whose picture is stored already. */
  async analyse(image: BaseImage & PaperFiles, context: MakingContext): Promise<MadePaper> {
    context.progress('analyse', 0.1);
    const picture = await this.store.readPicture(image, context.signal);
    const analysed = await this.engine.analysePaper(picture, context.signal);
    const analysisFiles = await this.storeAnalysis(storageKeys.paperFolder(image.id), analysed, context);
    const { mediaType, bytes, contentKey, thumbnailKey, width, height, source, provenance } = image;
    return { mediaType, bytes, contentKey, thumbnailKey, width, height, source, provenance, ...analysisFiles };
  }

  /** A paper of the engine's own, the same every time it is made. */
  async generate(image: BaseImage, context: MakingContext): Promise<MadePaper> {
    context.progress('generate', 0);
    const started = performance.now();
    const paper = await this.engine.generatePaper(specificationOf(image), context.signal);
    const milliseconds = Math.round(performance.now() - started);
    const files = await this.storePaper(storageKeys.paperFolder(image.id), paper, paper, context);
    const made = { generator: 'procedural', generatorVersion: PAPER_GENERATOR_VERSION, milliseconds };
    return { ...files, source: 'procedural', provenance: { ...image.provenance, ...made } };
  }

  /** An answer of AI. `attemptId` keeps it apart from what another attempt gets for the same request. */
  async adopt(image: BaseImage, attemptId: string, paper: AiPaper, context: MakingContext): Promise<MadePaper> {
    context.progress('analyse', 0.8);
    const analysed = await this.engine.analysePaper(paper.image.content, context.signal);
    const files = await this.storePaper(storageKeys.paperFolder(image.id, attemptId), paper.image, analysed, context);
    const made = { ...paper.origin, milliseconds: paper.milliseconds, ai: { tried: true } };
    return { ...files, source: 'ai', provenance: { ...image.provenance, ...made } };
  }

  private async storePaper(
    folder: string,
    image: ThumbnailedImage,
    analysed: AnalysedPaper,
    context: MakingContext,
  ): Promise<Omit<MadePaper, 'source' | 'provenance'>> {
    const files = await this.store.writePicture(folder, image, context.signal);
    const analysisFiles = await this.storeAnalysis(folder, analysed, context);
    return { ...files, ...analysisFiles, width: image.width, height: image.height };
  }

  private async storeAnalysis(
    folder: string,
    analysed: AnalysedPaper,
    context: MakingContext,
  ): Promise<PaperAnalysisFiles> {
    context.progress('store', 0.9);
    const relief = await this.engine.drawRelief(analysed.analysis, context.signal);
    return this.store.writeAnalysis(folder, analysed, relief, context.signal);
  }
}
