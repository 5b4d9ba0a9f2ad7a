export const JOB_QUEUE = Symbol('JobQueue');

export interface JobAnnouncement {
  readonly id: string;
  /** From now until the job is due; 0 for at once. */
  readonly delayMilliseconds: number;
}

/**
 * Claims the first job in line that is due and gives the function that runs it; undefined when there is none to run.
 * The function resolves when the job is out of hand, however it ended, and never rejects.
 */
export type ClaimDueJob = () => Promise<(() => Promise<void>) | undefined>;

/**
 * Wakes workers. The job record in the database is the truth, the order of the line included: an announcement may be lost, late
 * or doubled, and nothing is lost or done twice.
 */
export interface JobQueue {
  /** Says that a job is or will be due. Neither rejects nor waits for a server: what is not delivered is found all the same. */
  announce(job: JobAnnouncement): Promise<void>;
  /** Claims and runs announced and overdue jobs, at most `concurrency` at the same time, until {@link stop}. */
  start(claim: ClaimDueJob, concurrency: number): Promise<void>;
  /** Takes no more jobs and waits for those in hand. */
  stop(): Promise<void>;
  /** @throws Error saying in words what is wrong */
  check(signal: AbortSignal): Promise<void>;
}
