import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { hasPicture } from './base-image.js';
import { LIBRARY_CATALOGUE } from './library-catalogue.js';
import { PaperLifecycleRepository, type UnsettledPaper } from './paper-lifecycle.repository.js';
import { PaperRemovalService } from './paper-removal.service.js';
import { PaperRequestsService } from './paper-requests.service.js';

const INTERVAL_MILLISECONDS = 15_000;
/** While the database is still away at the start. */
const RETRY_MILLISECONDS = 1000;
/** Whoever began it is given this long to end it. */
const PATIENCE_MILLISECONDS = 10_000;
/** An upload's objects take longer to store; one without is abandoned after this. */
const UPLOAD_PATIENCE_MILLISECONDS = 120_000;

/** Asks for the library's papers at the first start, and takes up what a crash left unfinished. Never in the way of the start. */
@Injectable()
export class PaperKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('PaperKeeper');
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private libraryAskedFor = false;
  private stopping = false;

  constructor(
    private readonly config: AppConfig,
    private readonly requests: PaperRequestsService,
    private readonly lifecycle: PaperLifecycleRepository,
    private readonly removal: PaperRemovalService,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.role !== 'api') this.schedule(0);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.round;
  }

  /** What somebody left unfinished for longer than this: jobs not created, removals not finished, uploads not stored. */
  async takeUpUnfinished(patienceMilliseconds: number): Promise<void> {
    const unsettled = await this.lifecycle.unsettled(new Date(Date.now() - patienceMilliseconds));
    for (const paper of unsettled) {
      if (this.stopping) return;
      await this.takeUp(paper).catch((error: unknown) => {
        this.logger.warn({ err: error, baseImageId: paper.image.id }, 'an unfinished paper could not be taken up');
      });
    }
  }

  private schedule(milliseconds: number): void {
    this.timer = setTimeout(() => {
      this.round = this.keepAndSchedule();
    }, milliseconds).unref();
  }

  private async keepAndSchedule(): Promise<void> {
    const next = await this.keep();
    if (!this.stopping) this.schedule(next);
  }

  /** @returns milliseconds until the next round */
  private async keep(): Promise<number> {
    try {
      if (!this.libraryAskedFor) await this.askForLibrary();
      await this.takeUpUnfinished(PATIENCE_MILLISECONDS);
      return INTERVAL_MILLISECONDS;
    } catch (error) {
      this.logger.debug({ err: error }, 'papers could not be looked after; tries again');
      return this.libraryAskedFor ? INTERVAL_MILLISECONDS : RETRY_MILLISECONDS;
    }
  }

  private async askForLibrary(): Promise<void> {
    const known = await this.lifecycle.catalogueKeys();
    for (const entry of LIBRARY_CATALOGUE[this.config.papers.library]) {
      if (this.stopping) return;
      if (!known.has(entry.key)) await this.requests.requestEntry(entry);
    }
    this.libraryAskedFor = true;
  }

  private async takeUp({ image, removed }: UnsettledPaper): Promise<void> {
    if (removed) return this.removal.finish(image);
    if (image.automatic && image.state === 'failed') return this.removal.remove(image.id);
    if (image.source !== 'uploaded' || hasPicture(image)) {
      await this.requests.enqueue(image);
    } else if (image.createdAt.getTime() < Date.now() - UPLOAD_PATIENCE_MILLISECONDS) {
      await this.removal.remove(image.id);
    }
  }
}
