import { Injectable } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import { hasEnded } from '../jobs/job.js';
import { JobsService } from '../jobs/jobs.service.js';
import type { BaseImage } from './base-image.js';
import { PaperLifecycleRepository } from './paper-lifecycle.repository.js';
import { PaperStore } from './paper-store.js';

/** Removes papers: the record first, so that nobody takes one that is going, then its job, its objects, the record's rest. */
@Injectable()
export class PaperRemovalService {
  constructor(
    private readonly lifecycle: PaperLifecycleRepository,
    private readonly store: PaperStore,
    private readonly jobs: JobsService,
  ) {}

  /** What cannot be removed at once, because a worker still has it in hand, is removed by the keeper. */
  async remove(id: string): Promise<void> {
    const removed = await this.lifecycle.markRemoved(id);
    if (removed) await this.finish(removed);
  }

  async finish({ id, jobId }: BaseImage): Promise<void> {
    const nobodyWorks = await this.jobs.cancel(jobId).then(hasEnded, isNoWork);
    if (!nobodyWorks) return;
    await this.store.removeAll(id);
    await this.lifecycle.purge(id);
  }
}

/** A job that has ended or never was cannot be cancelled. */
function isNoWork(error: unknown): true {
  if (error instanceof AppError && (error.code === 'STATE_CONFLICT' || error.code === 'NOT_FOUND')) return true;
  throw error;
}
