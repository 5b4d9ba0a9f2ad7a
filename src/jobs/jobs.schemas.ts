import { z } from 'zod';
import { identifier } from '../common/identifier.js';
import { listingQuery, pageOf } from '../common/listing.js';
import { JOB_STATUSES } from './job.js';
import { JOB_KINDS, type JobKind } from './job-kinds.js';

const time = z.iso.datetime().meta({ example: '2026-01-31T12:00:00.000Z' });
const kind = z.enum(JOB_KINDS as [JobKind, ...JobKind[]]).meta({ description: 'What the job does.' });
export const timingsSchema = z
  .record(z.string(), z.number())
  .meta({ description: 'Milliseconds by step.', example: { fetch: 12, 'follow-folds': 340 } });

const failureSchema = z.object({
  code: z.string().meta({ example: 'WORKER_LOST' }),
  detail: z.string().meta({ description: 'Written for the job’s owner.' }),
  cause: z.string().optional().meta({ description: 'What really happened, for operators.' }),
});

const attemptSchema = z
  .object({
    attemptId: z.string(),
    worker: z.string().meta({ description: 'Host, process id and a random part.', example: 'host-1:4711:9f86d081' }),
    startedAt: time,
    finishedAt: time.optional().meta({ description: 'Absent while the attempt runs.' }),
    timings: timingsSchema,
    error: failureSchema.optional(),
  })
  .meta({ id: 'JobAttempt' });

export const jobStatus = z.enum(JOB_STATUSES).meta({ id: 'JobStatus' });

export const progressSchema = z
  .object({
    step: z.string().meta({ example: 'follow-folds' }),
    fraction: z.number().min(0).max(1).meta({ description: 'Of the whole job.', example: 0.6 }),
  })
  .meta({ id: 'JobProgress' });

export const jobSchema = z
  .object({
    id: identifier,
    kind,
    payload: z.record(z.string(), z.unknown()).meta({ description: 'Ids of what the job works on.' }),
    ownerId: identifier.nullable().meta({ description: 'Null for the service’s own work.' }),
    priority: z.int().meta({ description: 'Higher runs first.' }),
    status: jobStatus,
    progress: progressSchema.optional(),
    queuePosition: z.int().optional().meta({ description: 'From 1, while the job is queued; left out far back.' }),
    attempts: z.array(attemptSchema).meta({ description: 'Oldest first, the one in progress last.' }),
    attemptsUsed: z.int().meta({ description: 'Attempts begun since the job was last started over.' }),
    attemptsLost: z.int().meta({ description: 'Of these, how many ended with their process; each counts half.' }),
    maxAttempts: z.int(),
    cancelRequested: z.boolean(),
    timings: timingsSchema.meta({ description: 'Milliseconds by step of the last attempt.' }),
    error: failureSchema.optional(),
    result: z.record(z.string(), z.unknown()).optional(),
    createdAt: time,
    queuedAt: time.meta({
      description: 'Decides its place in the line; later than its creation after a loss or a new start.',
    }),
    startedAt: time.optional().meta({ description: 'Start of the last attempt.' }),
    finishedAt: time.optional(),
  })
  .meta({ id: 'Job' });

export const jobPageSchema = pageOf(jobSchema, 'JobPage');

export const jobListQuery = listingQuery(
  ['createdAt', 'startedAt', 'finishedAt', 'priority', 'kind', 'status'],
  '-createdAt',
).extend({
  status: jobStatus.optional(),
  kind: kind.optional(),
  ownerId: identifier.optional().meta({ description: 'Jobs of one account.' }),
  error: z.string().min(1).max(100).optional().meta({ description: 'Text within the error, in any case.' }),
  createdFrom: time.optional(),
  createdBefore: time.optional().meta({ description: 'Not included.' }),
});

export const retryFailedSchema = z
  .strictObject({ kind: kind.optional().meta({ description: 'Only jobs of this kind.' }) })
  .meta({ id: 'RetryFailedJobs' });

export const retriedSchema = z
  .object({ count: z.int().meta({ description: 'Jobs that went back to the queue.' }) })
  .meta({ id: 'RetriedJobs' });

const workerSchema = z
  .object({
    id: z.string(),
    alive: z.boolean().meta({ description: 'Whether it was heard of lately.' }),
    concurrency: z.int().meta({ description: 'Jobs that it runs at the same time.' }),
    running: z.int().meta({ description: 'Jobs in hand at its last heartbeat.' }),
    startedAt: time,
    heartbeatAt: time,
  })
  .meta({ id: 'JobWorker' });

export const jobCountsSchema = z
  .object({
    counts: z.object({
      queued: z.int(),
      running: z.int(),
      succeeded: z.int(),
      failed: z.int(),
      cancelled: z.int(),
    }),
    oldestQueuedAt: time.optional().meta({ description: 'Creation of the job that has waited longest.' }),
    paused: z.boolean().meta({ description: 'Whether workers begin no more jobs.' }),
    workers: z.array(workerSchema).meta({ description: 'Heard of within the last hour.' }),
  })
  .meta({ id: 'JobCounts' });

export type JobListQuery = z.infer<typeof jobListQuery>;
export type JobResponse = z.infer<typeof jobSchema>;
export type JobCountsResponse = z.infer<typeof jobCountsSchema>;
