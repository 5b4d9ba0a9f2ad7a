import { Injectable } from '@nestjs/common';
import type { StepTimings } from './job.js';
import { JOB_KINDS, type JobKind, type JobPayloads, type JobResults } from './job-kinds.js';

/** What a handler may know and do while it runs. */
export interface JobContext {
  readonly jobId: string;
  /** Unguessable and different for every attempt. */
  readonly attemptId: string;
  /** From 1; attempts that were put off do not count. */
  readonly attempt: number;
  /** When it was queued or, later, started over. */
  readonly queuedAt: Date;
  /** Aborts when the job is cancelled, past its deadline, or no longer this worker's. Work must end soon after. */
  readonly signal: AbortSignal;
  /** @param fraction 0…1 of the whole job */
  progress(step: string, fraction: number): void;
  /** Times that the work itself measured, in place of the time between two calls of `progress`. */
  measured(timings: StepTimings): void;
  /** Registers what takes back an effect of this attempt; it is called when the attempt does not end as the job's success. */
  onDiscard(takeBack: () => Promise<void>): void;
  /** Gives the job back to the queue for a while; the attempt does not count. */
  defer(milliseconds: number, step: string): never;
}

/**
 * Does the work of one kind of job. An AppError that blames the job itself (status 4xx) fails it at once; anything else is
 * tried again after a pause, up to the job's bound.
 */
export type JobHandler<K extends JobKind = JobKind> = (
  payload: JobPayloads[K],
  context: JobContext,
) => Promise<JobResults[K]>;

/** Which handler serves which kind. Features register theirs in `onModuleInit`. */
@Injectable()
export class JobHandlers {
  private readonly handlers = new Map<JobKind, JobHandler>();

  /** @throws Error for a second handler of the same kind */
  register<K extends JobKind>(kind: K, handler: JobHandler<K>): void {
    if (this.handlers.has(kind)) throw new Error(`Two handlers for jobs of kind ${kind}.`);
    this.handlers.set(kind, handler as unknown as JobHandler);
  }

  /** @throws Error where the kind has none, which {@link requireAll} rules out */
  of(kind: JobKind): JobHandler {
    const handler = this.handlers.get(kind);
    if (!handler) throw new Error(`No handler for jobs of kind ${kind}.`);
    return handler;
  }

  /** @throws Error naming the kinds without a handler */
  requireAll(): void {
    const missing = JOB_KINDS.filter((kind) => !this.handlers.has(kind));
    if (missing.length > 0) throw new Error(`No handler for jobs of kind ${missing.join(', ')}.`);
  }

  get kinds(): JobKind[] {
    return [...this.handlers.keys()];
  }
}
