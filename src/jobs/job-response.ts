import type { Job, JobAttempt } from './job.js';
import type { JobCountsResponse, JobResponse } from './jobs.schemas.js';
import type { QueueCounts } from './queue-counts.js';

export function toJobResponse(job: Job, queuePosition?: number): JobResponse {
  const { claim, attempts, createdAt, queuedAt, startedAt, finishedAt, result, timings, ...facts } = job;
  return {
    ...facts,
    payload: { ...job.payload },
    ...(result === undefined ? {} : { result: { ...result } }),
    timings: { ...timings },
    attempts: [
      ...attempts.map(toAttemptResponse),
      ...(claim
        ? [{ attemptId: claim.attemptId, worker: claim.worker, startedAt: claim.startedAt.toISOString(), timings: {} }]
        : []),
    ],
    ...(queuePosition === undefined ? {} : { queuePosition }),
    createdAt: createdAt.toISOString(),
    queuedAt: queuedAt.toISOString(),
    ...(startedAt ? { startedAt: startedAt.toISOString() } : {}),
    ...(finishedAt ? { finishedAt: finishedAt.toISOString() } : {}),
  };
}

function toAttemptResponse(attempt: JobAttempt): JobResponse['attempts'][number] {
  return {
    ...attempt,
    timings: { ...attempt.timings },
    startedAt: attempt.startedAt.toISOString(),
    finishedAt: attempt.finishedAt.toISOString(),
  };
}

export function toCountsResponse({ byStatus, oldestQueuedAt, paused, workers }: QueueCounts): JobCountsResponse {
  return {
    counts: { ...byStatus },
    paused,
    ...(oldestQueuedAt ? { oldestQueuedAt: oldestQueuedAt.toISOString() } : {}),
    workers: workers.map((worker) => ({
      ...worker,
      startedAt: worker.startedAt.toISOString(),
      heartbeatAt: worker.heartbeatAt.toISOString(),
    })),
  };
}
