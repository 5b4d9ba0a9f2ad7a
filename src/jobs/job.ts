import type { JobKind, JobPayloads, JobResults } from './job-kinds.js';

export const JOB_STATUSES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** Higher runs first; equals run in the order in which they were queued. */
export const JOB_PRIORITY = { preview: 30, single: 20, batch: 10 } as const;

export interface JobProgress {
  readonly step: string;
  /** 0…1 of the whole job. */
  readonly fraction: number;
}

/** Milliseconds by step. */
export type StepTimings = Readonly<Record<string, number>>;

export interface JobFailure {
  /** Stable name, for programs. */
  readonly code: string;
  /** Written for the job's owner. */
  readonly detail: string;
  /** What really happened; for operators alone. */
  readonly cause?: string;
}

/** The request that asked for a job: what its logs and its trace go on with. */
export interface JobOrigin {
  readonly requestId?: string;
  /** W3C trace context. */
  readonly traceparent?: string;
}

/** An attempt that has ended. */
export interface JobAttempt {
  readonly attemptId: string;
  readonly worker: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly timings: StepTimings;
  readonly error?: JobFailure;
}

/** An end of a job; one that is started over has several. */
export interface JobEnding {
  readonly id: string;
  readonly status: Exclude<JobStatus, 'queued' | 'running'>;
  readonly finishedAt: Date;
  /** Why it did not succeed. */
  readonly error?: JobFailure;
}

/** The attempt in progress: whoever knows `attemptId` may write the outcome until another attempt begins. */
interface JobClaim {
  readonly attemptId: string;
  readonly worker: string;
  readonly startedAt: Date;
  readonly leaseUntil: Date;
}

export interface Job<K extends JobKind = JobKind> {
  readonly id: string;
  readonly kind: K;
  readonly payload: JobPayloads[K];
  /** Null for the service's own work. */
  readonly ownerId: string | null;
  readonly priority: number;
  readonly origin: JobOrigin;
  readonly status: JobStatus;
  readonly progress?: JobProgress;
  readonly attempts: readonly JobAttempt[];
  /** Attempts begun, the one in progress included; those that were put off do not count. */
  readonly attemptsUsed: number;
  /** Of these, how many ended with their process. */
  readonly attemptsLost: number;
  /** Attempts that do not count and are not kept, because what they needed was away or busy. */
  readonly attemptsGivenBack: number;
  readonly maxAttempts: number;
  readonly claim?: JobClaim;
  readonly cancelRequested: boolean;
  /** Of the last attempt. */
  readonly timings: StepTimings;
  /** Why it failed or, while queued again, why the last attempt did. */
  readonly error?: JobFailure;
  readonly result?: JobResults[K];
  readonly createdAt: Date;
  /** Its place in the line: its creation, until it is started over or loses its worker, which puts it at the end again. */
  readonly queuedAt: Date;
  /** When the last attempt began. */
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
}

/** A job in the hands of a worker. */
export type ClaimedJob<K extends JobKind = JobKind> = Job<K> & { readonly claim: JobClaim };

/** How an attempt ends. `queued` is tried again later; `lost` where it ended with its process. */
export type AttemptEnding =
  | { readonly status: 'succeeded'; readonly result: unknown }
  | { readonly status: 'failed'; readonly error: JobFailure; readonly lost?: boolean }
  | { readonly status: 'queued'; readonly error: JobFailure; readonly lost?: boolean; readonly runAfter: Date };

/**
 * Whether a job that has just failed may not be tried again. An attempt that ended with its process counts half: the process
 * may have ended for a reason of its own, or because of another job that ran beside.
 */
export function isExhausted(job: Pick<Job, 'attemptsUsed' | 'attemptsLost' | 'maxAttempts'>, lostNow = 0): boolean {
  return job.attemptsUsed - (job.attemptsLost + lostNow) / 2 >= job.maxAttempts;
}

export function hasEnded(job: Pick<Job, 'status'>): boolean {
  return job.status !== 'queued' && job.status !== 'running';
}
