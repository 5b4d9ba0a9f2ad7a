import type { Collection } from 'mongoose';
import { useEmbeddedServer } from './server.js';

/** What MongoDB does and the real server of the tests does not, so that the shared suites cannot ask for it. */
describe('the embedded server keeps to MongoDB where others depart', () => {
  const server = useEmbeddedServer();
  const collection = (name: string): Collection => server().connection.collection(name);

  it.each([
    ['changed', { $set: { k: 2 } }, {}],
    ['removed', { $unset: { k: '' } }, { sparse: true }],
    ['outside the partial index', { $set: { active: false } }, { partialFilterExpression: { active: true } }],
  ])('frees a unique key when the field is %s', async (name, update, options) => {
    const freed = collection(`freed ${name}`);
    await freed.createIndex({ k: 1 }, { name: 'k', unique: true, ...options });
    await freed.insertOne({ k: 1, active: true });
    await freed.updateOne({ k: 1 }, update);
    await freed.insertOne({ k: 1, active: true });
    expect(await freed.countDocuments()).toBe(2);
  });

  it('updates the element that $elemMatch found', async () => {
    const parts = collection('parts');
    await parts.insertOne({
      parts: [
        { sku: 'a', n: 5 },
        { sku: 'b', n: 1 },
        { sku: 'b', n: 5 },
      ],
    });
    await parts.updateOne({ parts: { $elemMatch: { sku: 'b', n: { $gt: 1 } } } }, { $set: { 'parts.$.n': 0 } });
    expect((await parts.findOne())!.parts.map(({ n }: { n: number }) => n)).toEqual([5, 1, 0]);
  });

  it('refuses one index under two names', async () => {
    await collection('twice').createIndex({ a: 1 }, { name: 'a' });
    await expect(collection('twice').createIndex({ a: 1 }, { name: 'b' })).rejects.toMatchObject({ code: 85 });
  });

  it('counts nothing as no document', async () => {
    expect(
      await collection('empty')
        .aggregate([{ $match: { a: 1 } }, { $count: 'n' }])
        .toArray(),
    ).toEqual([]);
  });

  it('answers an $or from the index of each branch', async () => {
    const either = collection('either');
    await either.createIndex({ a: 1 }, { name: 'a' });
    await either.createIndex({ b: 1 }, { name: 'b' });
    await either.insertMany(Array.from({ length: 30 }, (_, i) => ({ a: i % 10, b: i % 7 })));
    const filter = { $or: [{ a: 1 }, { b: 1 }] };
    const explained = await either.find(filter).explain('executionStats');
    expect(JSON.stringify(explained.queryPlanner)).not.toContain('COLLSCAN');
    expect(explained.executionStats).toMatchObject({ nReturned: 7, totalDocsExamined: 7 });
  });

  it('explains writes by the query that finds their documents', async () => {
    const explained = collection('explained');
    await explained.createIndex({ a: 1 }, { name: 'a' });
    await explained.insertOne({ a: 1, b: 1 });
    const planOf = async (command: object): Promise<string> =>
      JSON.stringify(await server().connection.db!.command({ explain: command, verbosity: 'queryPlanner' }));
    const update = (q: object) => ({ update: 'explained', updates: [{ q, u: { $set: { b: 2 } } }] });
    expect(await planOf(update({ a: 1 }))).toContain('IXSCAN');
    expect(await planOf(update({ b: 1 }))).toContain('COLLSCAN');
    expect(await planOf({ findAndModify: 'explained', query: { a: 1 }, remove: true })).toContain('IXSCAN');
    expect(await planOf({ delete: 'explained', deletes: [{ q: { a: 1 }, limit: 1 }] })).toContain('IXSCAN');
    expect(await explained.countDocuments({ b: 1 })).toBe(1);
  });

  it('reads the job to claim in order and stops at the first', async () => {
    const jobs = collection('jobs');
    await jobs.createIndex({ status: 1, priority: -1, createdAt: 1 }, { name: 'claim' });
    await jobs.createIndex({ status: 1, leaseUntil: 1 }, { name: 'lease' });
    await jobs.insertMany(
      Array.from({ length: 50 }, (_, i) => ({
        status: 'queued',
        priority: i % 3,
        createdAt: new Date(i),
        runAfter: new Date(i),
      })),
    );
    const due = jobs.find(
      { status: 'queued', runAfter: { $lte: new Date(9) } },
      { sort: { priority: -1, createdAt: 1 }, limit: 1 },
    );
    const { queryPlanner, executionStats } = await due.explain('executionStats');
    const { stage, inputStage } = queryPlanner.winningPlan;
    expect([stage, inputStage.stage, inputStage.inputStage.indexName]).toEqual(['LIMIT', 'FETCH', 'claim']);
    expect(executionStats.totalDocsExamined).toBe(1);
  });

  /** A pattern that takes long over each of these documents. */
  const SLOW = { text: { $regex: '(1|2|3|4)+x' } };
  const slowDocuments = Array.from({ length: 5000 }, () => ({ text: '1234'.repeat(30) }));

  it('gives up a long command at maxTimeMS', async () => {
    await collection('long').insertMany(slowDocuments);
    await expect(collection('long').find(SLOW, { maxTimeMS: 1 }).toArray()).rejects.toMatchObject({ code: 50 });
  });

  it('lets other work run while it scans', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const began = performance.now();
    expect(await collection('long').countDocuments(SLOW)).toBe(0);
    clearInterval(timer);
    expect(performance.now() - began).toBeGreaterThan(50);
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  it('removes what a TTL index says has expired', async () => {
    const sessions = collection('sessions');
    await sessions.createIndex({ at: 1 }, { name: 'at', expireAfterSeconds: 60 });
    const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));
    await sessions.insertMany([
      { n: 1, at: at(0) },
      { n: 2, at: at(30) },
      { n: 3, at: [at(0), at(90)] },
      { n: 4 },
      { n: 5, at: 'soon' },
    ]);
    await server().embedded.expire(at(61));
    expect((await sessions.find().sort({ n: 1 }).toArray()).map(({ n }) => n as number)).toEqual([2, 4, 5]);
  });
});
