import type { JobStatus } from './job.js';
import type { Worker } from './queue-state.repository.js';

/** The queue at one moment. */
export interface QueueCounts {
  readonly byStatus: Readonly<Record<JobStatus, number>>;
  /** Creation of the job that has waited longest; undefined where none waits. */
  readonly oldestQueuedAt: Date | undefined;
  readonly paused: boolean;
  readonly workers: readonly Worker[];
}
