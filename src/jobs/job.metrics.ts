import { Counter, Gauge, Histogram } from 'prom-client';
import type { ClaimedJob, JobStatus, StepTimings } from './job.js';
import { JOB_STATUSES } from './job.js';
import type { QueueCounts } from './queue-counts.js';

const SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300];

const attempts = new Counter({
  name: 'artwork_mapping_job_attempts_total',
  help: 'Attempts at jobs that ended in this process, by what they came to.',
  labelNames: ['kind', 'outcome'],
});

const attemptSeconds = new Histogram({
  name: 'artwork_mapping_job_attempt_seconds',
  help: 'How long attempts at jobs took.',
  labelNames: ['kind', 'outcome'],
  buckets: SECONDS,
});

const stepSeconds = new Histogram({
  name: 'artwork_mapping_job_step_seconds',
  help: 'How long the steps of attempts took.',
  labelNames: ['kind', 'step'],
  buckets: [0.005, 0.01, 0.025, ...SECONDS],
});

const waitSeconds = new Histogram({
  name: 'artwork_mapping_job_wait_seconds',
  help: 'How long jobs were queued before the attempt that ended them began.',
  labelNames: ['kind'],
  buckets: SECONDS,
});

const jobs = new Gauge({ name: 'artwork_mapping_jobs', help: 'Jobs of all processes.', labelNames: ['state'] });

const oldestQueued = new Gauge({
  name: 'artwork_mapping_job_oldest_queued_seconds',
  help: 'Age of the job that has waited longest; 0 where none waits.',
});

const paused = new Gauge({ name: 'artwork_mapping_queue_paused', help: '1 while workers begin no more jobs.' });

const workers = new Gauge({
  name: 'artwork_mapping_job_workers',
  help: 'Processes that run jobs, heard of within the last hour; silent ones have missed their heartbeats.',
  labelNames: ['state'],
});

export function attemptEnded(job: ClaimedJob, outcome: string, milliseconds: number, timings: StepTimings): void {
  const { kind, claim, queuedAt } = job;
  // A job that was put off waits on.
  if (outcome !== 'requeued') {
    waitSeconds.observe({ kind }, Math.max(0, claim.startedAt.getTime() - queuedAt.getTime()) / 1000);
  }
  attempts.inc({ kind, outcome });
  attemptSeconds.observe({ kind, outcome }, milliseconds / 1000);
  for (const [step, taken] of Object.entries(timings)) stepSeconds.observe({ kind, step }, taken / 1000);
}

export function queueSeen({ byStatus, oldestQueuedAt, paused: isPaused, workers: known }: QueueCounts): void {
  for (const state of JOB_STATUSES) jobs.set({ state } satisfies { state: JobStatus }, byStatus[state]);
  oldestQueued.set(oldestQueuedAt ? Math.max(0, Date.now() - oldestQueuedAt.getTime()) / 1000 : 0);
  paused.set(isPaused ? 1 : 0);
  const alive = known.filter((worker) => worker.alive).length;
  workers.set({ state: 'alive' }, alive);
  workers.set({ state: 'silent' }, known.length - alive);
}
