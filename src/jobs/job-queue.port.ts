export const JOB_QUEUE = Symbol('JobQueue');

/** Runs one due job, or none. Resolves true when it ran one, so that the queue asks again. */
export type RunDueJob = (jobId: string | undefined) => Promise<boolean>;

/**
 * Wakes workers. The job record in the database is the truth: an announcement may be lost, late or doubled, and nothing is
 * lost or done twice.
 */
export interface JobQueue {
  /** Says that a job is due. Never throws: what is not delivered is found by the reconciler. */
  announce(job: { readonly id: string; readonly priority: number }): Promise<void>;
  /** Calls `run` for announced and for overdue jobs, at most `concurrency` at the same time. */
  start(run: RunDueJob, concurrency: number): Promise<void>;
  /** Takes no more jobs and waits for those in hand. */
  stop(): Promise<void>;
  /** @throws AppError saying in words what is wrong */
  check(signal: AbortSignal): Promise<void>;
}
