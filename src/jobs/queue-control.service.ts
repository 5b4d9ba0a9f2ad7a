import { Injectable } from '@nestjs/common';
import type { JobStatus } from './job.js';
import { JobsRepository } from './jobs.repository.js';
import { JobsService } from './jobs.service.js';
import { QueueStateRepository, type Worker } from './queue-state.repository.js';

export interface QueueCounts {
  readonly byStatus: Readonly<Record<JobStatus, number>>;
  /** Creation of the job that has waited longest; undefined where none waits. */
  readonly oldestQueuedAt: Date | undefined;
  readonly paused: boolean;
  readonly workers: readonly Worker[];
}

/** The queue as a whole, for operators. */
@Injectable()
export class QueueControlService {
  constructor(
    private readonly jobs: JobsRepository,
    private readonly state: QueueStateRepository,
    private readonly service: JobsService,
  ) {}

  /** No worker of any process begins another job until {@link resume}; running ones go on. */
  async pause(): Promise<void> {
    await this.state.setPaused(true);
  }

  async resume(): Promise<void> {
    await this.state.setPaused(false);
    await this.service.announceDue();
  }

  async counts(): Promise<QueueCounts> {
    const [byStatus, oldestQueuedAt, paused, workers] = await Promise.all([
      this.jobs.countByStatus(),
      this.jobs.oldestQueued(),
      this.state.isPaused(),
      this.state.knownWorkers(),
    ]);
    return { byStatus, oldestQueuedAt, paused, workers };
  }
}
