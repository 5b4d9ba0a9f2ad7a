import type { Connection } from 'mongoose';
import { AttemptsRepository } from '../../../src/jobs/attempts.repository.js';
import { JobEndingsRepository } from '../../../src/jobs/job-endings.repository.js';
import { JobClock } from '../../../src/jobs/job-clock.js';
import { JOB_MODEL, type JobRow, jobSchema } from '../../../src/jobs/job.schema.js';
import type { Job } from '../../../src/jobs/job.js';
import { JobsRepository } from '../../../src/jobs/jobs.repository.js';
import { QueueStateRepository } from '../../../src/jobs/queue-state.repository.js';
import {
  QUEUE_STATE_MODEL,
  type QueueStateRow,
  queueStateSchema,
  WORKER_MODEL,
  type WorkerRow,
  workerSchema,
} from '../../../src/jobs/queue-state.schema.js';
import { objectId } from './models.js';
import { RecordedQueries } from './recorded-queries.js';
import { describeOnEveryServer } from './server.js';

const LISTING = { page: 1, perPage: 10, sort: '-createdAt' };
const LEASE = 60_000;
const FAILURE = { code: 'INTERNAL', detail: 'It broke.', cause: 'the disk is on fire' };

describeOnEveryServer('repositories of jobs', (server) => {
  let connection: Connection;
  let jobs: JobsRepository;
  let attempts: AttemptsRepository;
  let endings: JobEndingsRepository;
  let state: QueueStateRepository;
  let queries: RecordedQueries;

  beforeAll(async () => {
    ({ connection } = server());
    const clock = new JobClock(connection);
    const job = connection.model<JobRow>(JOB_MODEL, jobSchema);
    jobs = new JobsRepository(job);
    attempts = new AttemptsRepository(job, clock);
    endings = new JobEndingsRepository(job);
    state = new QueueStateRepository(
      connection.model<QueueStateRow>(QUEUE_STATE_MODEL, queueStateSchema),
      connection.model<WorkerRow>(WORKER_MODEL, workerSchema),
      clock,
    );
    queries = await RecordedQueries.of(connection);
    [jobs, attempts, state] = [queries.watch(jobs), queries.watch(attempts), queries.watch(state)];
    endings = queries.watch(endings);
    await clock.synchronise();
  });
  beforeEach(async () => {
    await connection.collection('jobs').deleteMany({});
    queries.clear();
  });

  const id = () => objectId().toHexString();
  const owner = id();
  const insert = (priority = 20, createdAt = new Date(), jobId = id()): Promise<Job> =>
    jobs.insert({ id: jobId, kind: 'mapping', ownerId: owner, payload: { mappingId: id() }, priority }, 3, createdAt);
  const claim = () => attempts.claim('worker', ['mapping'], LEASE);

  it('keep one job of two with the same id', async () => {
    const [first, second] = await Promise.all([
      insert(20, new Date(0), 'a'.repeat(24)),
      insert(30, new Date(1), 'a'.repeat(24)),
    ]);
    expect(first).toEqual(second);
    expect(await jobs.find('b'.repeat(24))).toBeUndefined();
  });

  it('hand each job to one of many claims, in the order of the line, by index', async () => {
    const low = await insert(10, new Date(1));
    const later = await insert(20, new Date(3));
    const sooner = await insert(20, new Date(2));
    expect(await jobs.waiting(10)).toEqual([sooner.id, later.id, low.id]);
    expect(await jobs.due(new Date(), 2)).toEqual([sooner.id, later.id]);
    expect(await jobs.countAhead(low)).toBe(2);
    const claims = await Promise.all(Array.from({ length: 8 }, claim));
    expect(
      claims
        .filter(Boolean)
        .map((job) => job!.id)
        .toSorted(),
    ).toEqual([low.id, later.id, sooner.id].toSorted());
    expect(await queries.scans('findOneAndUpdate', 'find', 'countDocuments')).toEqual([]);
  });

  it('take the outcome of the attempt that holds the job, and of no other', async () => {
    const { id: jobId } = await insert();
    const job = (await claim())!;
    const stranger = { ...job, claim: { ...job.claim, attemptId: 'another' } };
    expect(await attempts.renew(stranger, LEASE)).toBe('lost');
    expect(await attempts.renew(job, LEASE, { step: 'fetch', fraction: 0.5 })).toBe('held');
    expect(await attempts.end(stranger, { status: 'succeeded', result: { key: 'x' } }, {})).toBe('lost');
    expect(await attempts.end(job, { status: 'succeeded', result: { key: 'y' } }, { fetch: 5 })).toBe('recorded');
    expect(await attempts.end(job, { status: 'succeeded', result: { key: 'y' } }, { fetch: 5 })).toBe('recorded');
    expect(await attempts.end(job, { status: 'failed', error: FAILURE }, {})).toBe('lost');
    const ended = (await jobs.find(jobId))!;
    expect(ended).toMatchObject({ status: 'succeeded', result: { key: 'y' }, timings: { fetch: 5 }, attemptsUsed: 1 });
    expect(ended.attempts).toHaveLength(1);
    expect(await queries.scans('findOneAndUpdate', 'updateOne', 'findOne')).toEqual([]);
  });

  it('give back, put off, retry and cancel', async () => {
    await insert();
    const given = (await claim())!;
    expect(await attempts.giveBack(given, new Date(Date.now() + LEASE))).toBe('recorded');
    expect(await claim()).toBeUndefined();
    expect(await jobs.find(given.id)).toMatchObject({ status: 'queued', attemptsUsed: 0 });
    expect(await jobs.requestCancel(given.id)).toBeUndefined();
    expect(await jobs.cancelQueued(given.id, new Date())).toMatchObject({ status: 'cancelled' });
    expect(await jobs.cancelQueued(given.id, new Date())).toBeUndefined();
    expect(await jobs.retry(given.id, new Date())).toMatchObject({ status: 'queued', cancelRequested: false });
    const again = (await claim())!;
    await jobs.requestCancel(again.id);
    expect(await attempts.renew(again, LEASE)).toBe('cancelled');
    expect(await attempts.end(again, { status: 'succeeded', result: {} }, {})).toBe('cancelled');
    expect(await jobs.countByStatus()).toEqual({ queued: 0, running: 0, succeeded: 0, failed: 0, cancelled: 1 });
    expect(await queries.scans('findOneAndUpdate', 'updateOne', 'countDocuments')).toEqual([]);
  });

  it('leave an ending in the record with the write that ends the job, until it is told, by index', async () => {
    const { id: jobId } = await insert();
    const first = (await claim())!;
    expect(await endings.untold(5)).toEqual([]);
    await attempts.end(first, { status: 'queued', error: FAILURE, runAfter: new Date(0) }, {});
    expect(await endings.untold(5)).toEqual([]);
    await attempts.end((await claim())!, { status: 'failed', error: FAILURE }, {});
    const [failed] = await endings.untold(5);
    expect(failed).toMatchObject({
      job: { id: jobId, status: 'failed' },
      endings: [{ status: 'failed', error: FAILURE }],
    });
    await jobs.retry(jobId, new Date());
    await jobs.cancelQueued(jobId, new Date());
    await endings.told([failed!]);
    const [both] = await endings.untold(5);
    expect(both!.endings.map(({ status }) => status)).toEqual(['failed', 'cancelled']);
    expect(both!.endings[0]).toEqual(failed!.endings[0]);
    await endings.told([both!]);
    expect(await endings.untold(5)).toEqual([]);
    await jobs.retry(jobId, new Date());
    const running = (await claim())!;
    await jobs.requestCancel(jobId);
    await attempts.end(running, { status: 'succeeded', result: {} }, {});
    await insert();
    const succeeded = (await claim())!;
    await attempts.end(succeeded, { status: 'succeeded', result: {} }, {});
    await attempts.end(succeeded, { status: 'succeeded', result: {} }, {});
    const ends = await endings.untold(5);
    expect(ends.map((ended) => ended.endings.map(({ status }) => status))).toEqual([['cancelled'], ['succeeded']]);
    expect(await queries.scans('find')).toEqual([]);
  });

  it('find abandoned, failed and oldest jobs by index', async () => {
    const { createdAt } = await insert();
    expect(await jobs.oldestQueued()).toEqual(createdAt);
    const job = (await claim())!;
    expect(await attempts.abandoned(5, new Date())).toEqual([]);
    expect((await attempts.abandoned(5, new Date(Date.now() + 2 * LEASE))).map((found) => found.id)).toEqual([job.id]);
    await attempts.end(job, { status: 'failed', error: FAILURE, lost: true }, {});
    expect(await jobs.retryFailed(new Date(), 'mapping')).toBe(1);
    expect(await jobs.countUnfinished(owner, 'mapping')).toBe(1);
    expect(await queries.scans('find', 'findOne', 'updateMany', 'countDocuments')).toEqual([]);
  });

  it('list jobs in every way the API allows, by index', async () => {
    await insert();
    await attempts.end((await claim())!, { status: 'failed', error: FAILURE }, {});
    await insert(10, new Date(5));
    const filters = [
      { status: 'failed' as const },
      { ownerId: owner },
      { ownerId: owner, status: 'failed' as const },
      { createdFrom: new Date(10) },
    ];
    for (const filter of filters) {
      queries.clear();
      const page = await jobs.page(filter, LISTING);
      expect(page).toMatchObject({ page: 1, perPage: 10 });
      expect(page.total).toBe(page.items.length);
      expect(await queries.scans('find')).toEqual([]);
    }
    expect((await jobs.page({ error: 'DISK is on' }, LISTING)).items).toHaveLength(1);
    expect((await jobs.page({}, { ...LISTING, sort: 'priority' })).items.map(({ priority }) => priority)).toEqual([
      10, 20,
    ]);
    expect((await jobs.page({}, { ...LISTING, page: 2, perPage: 1 })).items).toHaveLength(1);
  });

  it('keep pause and workers for all', async () => {
    expect(await state.isPaused()).toBe(false);
    await Promise.all([state.setPaused(true), state.setPaused(true)]);
    expect(await state.isPaused()).toBe(true);
    await state.heartbeat({ _id: 'w', concurrency: 2, running: 1, startedAt: new Date(0) });
    await state.heartbeat({ _id: 'w', concurrency: 2, running: 0, startedAt: new Date(0) });
    expect(await state.knownWorkers()).toMatchObject([{ id: 'w', running: 0, alive: true }]);
    await state.forgetLongGone();
    await state.dismiss('w');
    expect(await state.knownWorkers()).toEqual([]);
  });

  it('figure what became of jobs, and forget them', async () => {
    const { id: first } = await insert();
    await attempts.end((await claim())!, { status: 'succeeded', result: { bytes: 7 } }, {});
    const { id: second } = await insert();
    expect((await jobs.findMany([first, second, id()])).map((job) => job.id).toSorted()).toEqual(
      [first, second].toSorted(),
    );
    expect((await jobs.history(new Date(Date.now() - LEASE), 10)).map(({ status }) => status)).toEqual([
      'queued',
      'succeeded',
    ]);
    expect(await jobs.resultBytes()).toBe(7);
    expect(await queries.scans('find')).toEqual([]);
    await jobs.remove(first);
    expect(await jobs.find(first)).toBeUndefined();
    await jobs.removeOfOwner(id());
    expect(await jobs.find(second)).toBeDefined();
    await jobs.removeOfOwner(owner);
    expect(await jobs.find(second)).toBeUndefined();
  });

  it('are asked for everything they can', () => expect(queries.unusedMethods()).toEqual([]));
});
