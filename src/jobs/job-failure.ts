import { AppError } from '../common/app-error.js';
import { AttemptStopped, type StopReason } from './attempt-stopped.js';
import type { JobFailure } from './job.js';

const CAUSE_CHARACTERS = 2000;

const STOPPED: Partial<Record<StopReason, JobFailure>> = {
  cancelled: { code: 'CANCELLED', detail: 'The job was cancelled.' },
  deadline: { code: 'DEADLINE_EXCEEDED', detail: 'The work took longer than it may. Try a smaller picture.' },
};

export const WORKER_LOST: JobFailure = {
  code: 'WORKER_LOST',
  detail: 'The process that worked on this job ended or fell silent.',
};

/** Whether trying again could help. */
export function mayPass(thrown: unknown): boolean {
  if (thrown instanceof AttemptStopped) return thrown.reason === 'lost' || thrown.reason === 'stopping';
  return !(thrown instanceof AppError) || thrown.status >= 500 || thrown.code === 'TOO_MANY_REQUESTS';
}

/** Whether something that the work needs is away: no fault of the job's. */
export function isOutage(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'DEPENDENCY_UNAVAILABLE';
}

/** What the record says of a failure: only an AppError's words are meant for the owner. */
export function toJobFailure(thrown: unknown): JobFailure {
  if (thrown instanceof AttemptStopped) return STOPPED[thrown.reason] ?? WORKER_LOST;
  if (thrown instanceof AppError) {
    const cause = thrown.cause === undefined ? {} : { cause: describe(thrown.cause) };
    return { code: thrown.code, detail: thrown.message, ...cause };
  }
  return { code: 'INTERNAL', detail: 'Something went wrong on our side.', cause: describe(thrown) };
}

function describe(thrown: unknown): string {
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return text.slice(0, CAUSE_CHARACTERS);
}
