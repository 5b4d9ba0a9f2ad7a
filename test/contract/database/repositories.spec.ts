import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { ArtworkRepository } from '../../../src/artwork/artwork.repository.js';
import { ARTWORK_MODEL, type ArtworkRow, artworkRowSchema } from '../../../src/artwork/artwork.schema.js';
import { SessionsRepository } from '../../../src/auth/sessions/sessions.repository.js';
import { SESSION_MODEL, type SessionRow, sessionSchema } from '../../../src/auth/sessions/session.schema.js';
import { ensureIndexes } from '../../../src/database/indexes.js';
import { AttemptsRepository } from '../../../src/jobs/attempts.repository.js';
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
import { describeOnEveryServer } from './server.js';

const LISTING = { page: 1, perPage: 10, sort: '-createdAt' };
const LEASE = 60_000;
const FAILURE = { code: 'INTERNAL', detail: 'It broke.', cause: 'the disk is on fire' };

describeOnEveryServer('repositories', (server) => {
  let connection: Connection;
  let jobs: JobsRepository;
  let attempts: AttemptsRepository;
  let state: QueueStateRepository;
  let artworks: ArtworkRepository;
  let sessions: SessionsRepository;
  let queries: Query[] = [];
  let plansByPrefix = true;

  beforeAll(async () => {
    ({ connection } = server());
    const clock = new JobClock(connection);
    const job = connection.model<JobRow>(JOB_MODEL, jobSchema);
    jobs = new JobsRepository(job);
    attempts = new AttemptsRepository(job, clock);
    state = new QueueStateRepository(
      connection.model<QueueStateRow>(QUEUE_STATE_MODEL, queueStateSchema),
      connection.model<WorkerRow>(WORKER_MODEL, workerSchema),
      clock,
    );
    artworks = new ArtworkRepository(connection.model<ArtworkRow>(ARTWORK_MODEL, artworkRowSchema));
    sessions = new SessionsRepository(connection.model<SessionRow>(SESSION_MODEL, sessionSchema));
    await clock.synchronise();
    // MongoDB uses an index whose first fields the filter names; this stand-in only one that has all fields of the filter.
    plansByPrefix = !('secantusVersion' in (await connection.db!.command({ buildInfo: 1 })));
    await ensureIndexes(connection);
    await ensureIndexes(connection);
    connection.set('debug', (collection: string, method: string, filter: object, second: object, third?: object) => {
      queries.push({ collection, method, filter, options: method.startsWith('findOneAnd') ? (third ?? {}) : second });
    });
  });
  beforeEach(async () => {
    await connection.collection('jobs').deleteMany({});
    queries = [];
  });

  const id = () => objectId().toHexString();
  const owner = id();
  const insert = (priority = 20, createdAt = new Date(), jobId = id()): Promise<Job> =>
    jobs.insert({ id: jobId, kind: 'mapping', ownerId: owner, payload: { mappingId: id() }, priority }, 3, createdAt);
  const claim = () => attempts.claim('worker', ['mapping'], LEASE);

  /** Asks the server how it would run what these methods asked for. */
  async function expectIndexed(...methods: string[]): Promise<void> {
    const asked = queries.filter(({ method }) => methods.includes(method));
    expect(asked.length).toBeGreaterThan(0);
    if (!plansByPrefix) return;
    for (const { collection, filter, options } of asked) {
      const { sort, projection, limit, skip } = (options ?? {}) as {
        sort?: object;
        projection?: object;
        limit?: number;
        skip?: number;
      };
      const find = connection.collection(collection).find(filter, {
        ...(sort ? { sort: sort as never } : {}),
        ...(projection ? { projection } : {}),
        ...(limit ? { limit } : {}),
        ...(skip ? { skip } : {}),
      });
      const plan = JSON.stringify((await find.explain('queryPlanner'))['queryPlanner']);
      expect({ collection, filter, plan }).toMatchObject({ plan: expect.not.stringContaining('COLLSCAN') });
    }
  }

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
    await expectIndexed('findOneAndUpdate', 'find', 'countDocuments');
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
    await expectIndexed('findOneAndUpdate', 'updateOne', 'findOne');
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
    await expectIndexed('findOneAndUpdate', 'updateOne', 'countDocuments');
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
    await expectIndexed('find', 'findOne', 'updateMany', 'countDocuments');
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
      queries = [];
      const page = await jobs.page(filter, LISTING);
      expect(page).toMatchObject({ page: 1, perPage: 10 });
      expect(page.total).toBe(page.items.length);
      await expectIndexed('find');
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

  it('keep one artwork of the same bytes, and list by index', async () => {
    const artwork = (title: string, sha256: string) => ({
      id: id(),
      ownerId: owner,
      title,
      mediaType: 'image/png' as const,
      extension: 'png',
      width: 1,
      height: 1,
      bytes: 10,
      sha256,
      storedBytes: 20,
      createdAt: new Date(),
    });
    const storm = artwork('The Storm', 'a');
    await artworks.insert(storm as never);
    expect(await artworks.insert(artwork('Again', 'a') as never)).toBeUndefined();
    await artworks.insert(artwork('Calm', 'b') as never);
    expect((await artworks.page({ ownerId: owner }, LISTING)).total).toBe(2);
    expect((await artworks.page({ ownerId: owner, search: 'STORM' }, LISTING)).items).toHaveLength(1);
    expect(await artworks.storedBytes(owner)).toBe(40);
    expect((await artworks.rename(owner, storm.id, 'The Calm'))?.title).toBe('The Calm');
    expect(await artworks.rename(id(), storm.id, 'Mine')).toBeUndefined();
    expect(await artworks.living([storm.id, id()])).toEqual(new Set([storm.id]));
    await expectIndexed('find', 'findOne', 'findOneAndUpdate');
  });

  it('rotate a session’s token once of many', async () => {
    const soon = new Date(Date.now() + LEASE);
    const fresh = { rotatedAt: new Date(), answeredFrom: new Date(), expiresAt: soon };
    const session = await sessions.insert({
      userId: owner,
      generation: 0,
      familyHash: randomUUID(),
      tokenHash: 'first',
      ...fresh,
    });
    const rotations = await Promise.all(
      Array.from({ length: 8 }, (_, i) => sessions.rotate(session, { tokenHash: `next-${i}`, ...fresh })),
    );
    expect(rotations.filter(Boolean)).toHaveLength(1);
    expect(await sessions.find(session.id)).toMatchObject({ previousHash: 'first' });
    await sessions.removeOthers(owner, session.id);
    expect(await sessions.find(session.id)).toBeDefined();
    await expectIndexed('findOneAndUpdate', 'deleteMany');
  });
});

/** What Mongoose asked the driver for. */
interface Query {
  readonly collection: string;
  readonly method: string;
  readonly filter: object;
  readonly options: object | undefined;
}
