import { setTimeout as sleep } from 'node:timers/promises';
import { JobsCluster } from '../../test/support/jobs-in-process.js';
import { AppError } from '../common/app-error.js';
import type { JobContext } from './job-handlers.js';
import type { MappingResult } from '../mapping/mapping-job.js';
import { until } from '../../test/support/until.js';

const RESULT = { key: 'a/b.png' } as MappingResult;
const done = () => Promise.resolve(RESULT);

/** Settles as a well-behaved handler does: when its signal aborts. */
function untilAborted({ signal }: JobContext): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

describe('running jobs', () => {
  let cluster: JobsCluster;
  beforeAll(async () => void (cluster = await JobsCluster.open()));
  afterEach(() => cluster.clear());
  afterAll(() => cluster.close());

  it('keeps result, steps and attempt in the record', async () => {
    const jobs = await cluster.start(async (_payload, context) => {
      context.progress('fetch', 0);
      await sleep(30);
      context.progress('store', 0.9);
      return RESULT;
    });
    const { id } = await jobs.enqueue();
    const job = await jobs.ended(id);
    expect(job).toMatchObject({ status: 'succeeded', result: RESULT, attemptsUsed: 1 });
    expect(job.attempts).toHaveLength(1);
    expect(Object.keys(job.timings)).toEqual(['fetch', 'store']);
    expect(job.timings['fetch']).toBeGreaterThanOrEqual(25);
  });

  it('makes one job of two requests with one id', async () => {
    let runs = 0;
    const jobs = await cluster.start(() => {
      runs++;
      return done();
    });
    const { id } = await jobs.enqueue();
    await jobs.enqueue(20, id);
    await jobs.ended(id);
    await jobs.enqueue(20, id);
    await sleep(100);
    expect(runs).toBe(1);
  });

  it('runs the higher priority first, equals in the order of their creation', async () => {
    const order: string[] = [];
    const jobs = await cluster.start(
      (_payload, { jobId }) => {
        order.push(jobId);
        return done();
      },
      { concurrency: 1 },
    );
    await jobs.control.pause();
    const priorities = [10, 20, 30, 20];
    const ids: string[] = [];
    for (const priority of priorities) ids.push((await jobs.enqueue(priority)).id);
    const positions = await Promise.all(ids.map(async (id) => jobs.service.queuePosition(await jobs.service.find(id))));
    expect(positions).toEqual([4, 2, 1, 3]);
    expect([...(await jobs.service.queuePositions([await jobs.service.find(ids[0]!)])).values()]).toEqual([1, 2, 3, 4]);
    await jobs.control.resume();
    await until(() => order.length === 4);
    expect(order).toEqual([ids[2], ids[1], ids[3], ids[0]]);
  });

  it('tries again after failures, up to the bound, and says what went wrong', async () => {
    const jobs = await cluster.start(() => Promise.reject(new Error('the disk is on fire')), { maxAttempts: 2 });
    const { id } = await jobs.enqueue();
    const job = await jobs.ended(id);
    expect(job).toMatchObject({ status: 'failed', attemptsUsed: 2, error: { code: 'INTERNAL' } });
    expect(job.error?.detail).not.toContain('fire');
    expect(job.attempts.map(({ error }) => error?.cause)).toEqual([
      expect.stringContaining('the disk is on fire'),
      expect.stringContaining('the disk is on fire'),
    ]);
    const found = await jobs.service.list({ error: 'DISK is on' }, { page: 1, perPage: 10, sort: '-createdAt' });
    expect(found.items.map((item) => item.id)).toEqual([id]);
  });

  it('waits for a dependency that is away without costing an attempt', async () => {
    let asked = 0;
    const away = new AppError('DEPENDENCY_UNAVAILABLE', 'Files cannot be read at the moment.');
    const jobs = await cluster.start(() => (++asked < 3 ? Promise.reject(away) : done()), { maxAttempts: 1 });
    const { id } = await jobs.enqueue();
    expect(await jobs.ended(id, 60_000)).toMatchObject({ status: 'succeeded', attemptsUsed: 1 });
    expect(asked).toBe(3);
  });

  it('does not try again what is wrong with the job itself', async () => {
    const jobs = await cluster.start(() => Promise.reject(new AppError('NOT_FOUND', 'The artwork was deleted.')));
    const { id } = await jobs.enqueue();
    expect(await jobs.ended(id)).toMatchObject({
      status: 'failed',
      attemptsUsed: 1,
      error: { code: 'NOT_FOUND', detail: 'The artwork was deleted.' },
    });
  });

  it('fails an attempt past its deadline with that reason', async () => {
    const jobs = await cluster.start((_payload, context) => untilAborted(context), { deadlineMilliseconds: 100 });
    const { id } = await jobs.enqueue();
    expect(await jobs.ended(id)).toMatchObject({ status: 'failed', error: { code: 'DEADLINE_EXCEEDED' } });
  });

  it('cancels a running job and takes back what it did', async () => {
    const discarded: string[] = [];
    const jobs = await cluster.start((_payload, context) => {
      context.onDiscard(() => Promise.resolve(void discarded.push(context.jobId)));
      return untilAborted(context);
    });
    const { id } = await jobs.enqueue();
    await until(async () => (await jobs.service.find(id)).status === 'running');
    await jobs.service.cancel(id);
    expect(await jobs.ended(id)).toMatchObject({ status: 'cancelled' });
    await until(() => discarded.includes(id));
    await expect(jobs.service.cancel(id)).resolves.toMatchObject({ status: 'cancelled' });
  });

  it('cancels a job that another process runs', async () => {
    const worker = await cluster.start((_payload, context) => untilAborted(context));
    const api = await cluster.start(done, { role: 'api' });
    const { id } = await api.enqueue();
    await until(async () => (await worker.service.find(id)).status === 'running');
    await api.service.cancel(id);
    expect(await api.ended(id)).toMatchObject({ status: 'cancelled' });
  });

  it('takes back a result whose job was removed meanwhile', async () => {
    let discarded = false;
    let finish: () => void = () => undefined;
    const jobs = await cluster.start(async (_payload, context) => {
      context.onDiscard(() => Promise.resolve(void (discarded = true)));
      await new Promise<void>((resolve) => (finish = resolve));
      return RESULT;
    });
    const { id } = await jobs.enqueue();
    await until(async () => (await jobs.service.find(id)).status === 'running');
    await jobs.records.deleteOne({ _id: id });
    finish();
    await until(() => discarded);
    await expect(jobs.service.find(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('hands a silent worker’s job to another and ignores what the first one brings', async () => {
    let finish: () => void = () => undefined;
    let discarded = '';
    const resultOf = (attemptId: string) => ({ ...RESULT, key: `${attemptId}.png` });
    const silent = await cluster.start(
      async (_payload, context) => {
        const { attemptId } = context;
        context.onDiscard(() => Promise.resolve(void (discarded = attemptId)));
        await new Promise<void>((resolve) => (finish = resolve));
        return resultOf(attemptId);
      },
      { concurrency: 1 },
    );
    const { id } = await silent.enqueue();
    await until(async () => (await silent.service.find(id)).status === 'running');
    await silent.records.updateOne({ _id: id }, { $set: { leaseUntil: new Date(0) } });
    const other = await cluster.start((_payload, { attemptId }) => Promise.resolve(resultOf(attemptId)));
    const job = await other.ended(id);
    finish();
    await until(() => discarded !== '');
    const [first, second] = job.attempts;
    expect(job.status).toBe('succeeded');
    expect(first).toMatchObject({ attemptId: discarded, error: { code: 'WORKER_LOST' } });
    expect(job.result).toMatchObject({ key: `${second?.attemptId}.png` });
    expect(await other.service.find(id)).toEqual(job);
  });

  it('puts a job whose worker ended behind those that wait, so that one that ends workers holds nobody up', async () => {
    const jobs = await cluster.start(done, { leaseMilliseconds: 500 });
    await jobs.control.pause();
    const lost = await jobs.enqueue();
    const other = await jobs.enqueue();
    const claim = { attemptId: 'gone', worker: 'gone', startedAt: new Date(), leaseUntil: new Date(0) };
    await jobs.records.updateOne(
      { _id: lost.id },
      { $set: { status: 'running', ...claim }, $inc: { attemptsUsed: 1 } },
    );
    await until(async () => (await jobs.service.find(lost.id)).status === 'queued');
    expect(await jobs.service.queuePosition(await jobs.service.find(lost.id))).toBe(2);
    expect(await jobs.service.queuePosition(await jobs.service.find(other.id))).toBe(1);
  });

  it('fails a job whose workers end again and again', async () => {
    const jobs = await cluster.start(done, { maxAttempts: 1, leaseMilliseconds: 500 });
    await jobs.control.pause();
    const { id } = await jobs.enqueue();
    for (const attemptsLost of [1, 2]) {
      const claim = {
        attemptId: `gone-${attemptsLost}`,
        worker: 'gone',
        startedAt: new Date(),
        leaseUntil: new Date(0),
      };
      await jobs.records.updateOne({ _id: id }, { $set: { status: 'running', ...claim }, $inc: { attemptsUsed: 1 } });
      await until(async () => (await jobs.service.find(id)).attemptsLost === attemptsLost);
    }
    expect(await jobs.service.find(id)).toMatchObject({ status: 'failed', error: { code: 'WORKER_LOST' } });
  });

  it('puts a job off without costing an attempt', async () => {
    let asked = 0;
    const jobs = await cluster.start((_payload, context) => (++asked < 4 ? context.defer(20, 'paper') : done()), {
      maxAttempts: 1,
    });
    const { id } = await jobs.enqueue();
    expect(await jobs.ended(id)).toMatchObject({ status: 'succeeded', attemptsUsed: 1 });
    expect(asked).toBe(4);
  });

  it('gives jobs back when the process stops, without costing an attempt', async () => {
    let discarded = false;
    const stopping = await cluster.start(
      (_payload, context) => {
        context.onDiscard(() => Promise.resolve(void (discarded = true)));
        return untilAborted(context);
      },
      { shutdownMilliseconds: 50 },
    );
    const { id } = await stopping.enqueue();
    await until(async () => (await stopping.service.find(id)).status === 'running');
    const waiting = stopping.ended(id, 30_000);
    await stopping.stop();
    expect(await waiting).toMatchObject({ status: 'running' });
    expect(discarded).toBe(true);
    const next = await cluster.start(done);
    expect(await next.ended(id)).toMatchObject({ status: 'succeeded', attemptsUsed: 1 });
  });

  it('lets jobs in hand finish when the process stops', async () => {
    const stopping = await cluster.start(async () => {
      await sleep(200);
      return RESULT;
    });
    const { id } = await stopping.enqueue();
    await until(async () => (await stopping.service.find(id)).status === 'running');
    await stopping.stop();
    const next = await cluster.start(done, { role: 'api' });
    expect(await next.service.find(id)).toMatchObject({ status: 'succeeded', attemptsUsed: 1 });
  });

  it('pauses and resumes every process', async () => {
    const api = await cluster.start(done, { role: 'api' });
    const worker = await cluster.start(done);
    await api.control.pause();
    const { id } = await worker.enqueue();
    await sleep(300);
    expect(await api.control.counts()).toMatchObject({ paused: true, byStatus: { queued: 1 } });
    await api.control.resume();
    expect(await api.ended(id)).toMatchObject({ status: 'succeeded' });
    const { workers } = await api.control.counts();
    expect(workers.filter((known) => known.alive)).toHaveLength(1);
  });

  it('finds a job whose announcement was lost', async () => {
    const api = await cluster.start(done, { role: 'api' });
    const worker = await cluster.start(done);
    await sleep(200);
    const { id } = await api.enqueue();
    expect(await worker.ended(id)).toMatchObject({ status: 'succeeded' });
  });

  it('starts failed jobs over, one or all', async () => {
    let broken = true;
    const jobs = await cluster.start(() =>
      broken ? Promise.reject(new AppError('IMAGE_CORRUPT', 'Cut short.')) : done(),
    );
    const ids = [(await jobs.enqueue()).id, (await jobs.enqueue()).id];
    for (const id of ids) await jobs.ended(id);
    broken = false;
    await jobs.service.retry(ids[0]!);
    expect(await jobs.ended(ids[0]!)).toMatchObject({ status: 'succeeded', attemptsUsed: 1 });
    expect((await jobs.service.find(ids[0]!)).error).toBeUndefined();
    expect(await jobs.service.retryFailed()).toBe(1);
    expect(await jobs.ended(ids[1]!)).toMatchObject({ status: 'succeeded' });
    await expect(jobs.service.retry(ids[1]!)).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
  });
});
