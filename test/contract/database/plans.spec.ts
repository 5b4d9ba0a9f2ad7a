import type { Model, Query } from 'mongoose';
import { type Item, itemModel, keys, objectId } from './models.js';
import { describeOnEveryServer } from './server.js';

interface Stage {
  readonly stage: string;
  readonly indexName?: string;
  readonly inputStage?: Stage;
}

describeOnEveryServer('plans', (server) => {
  let items: Model<Item>;
  const owner = objectId();
  const now = new Date();

  beforeAll(async () => {
    items = await itemModel(server().connection, 'plans');
    await items.insertMany(
      Array.from({ length: 60 }, (_, i) => ({
        key: `k${i}`,
        ownerId: i % 3 === 0 ? owner : objectId(),
        status: i % 2 === 0 ? 'queued' : 'done',
        priority: i % 5,
        runAfter: new Date(now.getTime() + (i - 30) * 1000),
        tags: [`t${i % 4}`],
      })),
    );
  });

  /** Stages from the first one down. */
  async function stages(query: Query<unknown, unknown>): Promise<Stage[]> {
    const explained = (await query.explain('queryPlanner')) as { queryPlanner: { winningPlan: Stage } };
    const list: Stage[] = [];
    for (let stage: Stage | undefined = explained.queryPlanner.winningPlan; stage; stage = stage.inputStage)
      list.push(stage);
    return list;
  }

  it.each([
    ['one by its unique key', () => items.findOne({ key: 'k7' }), 'key'],
    ['one by its id', () => items.findById(owner), '_id_'],
    [
      'an owner’s newest',
      () => items.find({ ownerId: owner }).sort({ createdAt: -1, _id: -1 }).limit(5),
      'owner_newest',
    ],
    ['by an element of an array', () => items.find({ tags: 't1' }), 'tags'],
    ['by a date range', () => items.find({ expiresAt: { $lt: now } }), 'expiry'],
    ['by a list of keys', () => items.find({ key: { $in: ['k1', 'k2'] } }), 'key'],
  ])('find %s by index', async (_case, query, index) => {
    const found = await stages(query() as Query<unknown, unknown>);
    expect(found.map(({ stage }) => stage)).not.toContain('COLLSCAN');
    expect(found.find(({ stage }) => stage === 'IXSCAN')?.indexName).toBe(index);
  });

  it('tell a scan of the collection', async () => {
    expect((await stages(items.find({ amount: 1 }) as never)).at(-1)!.stage).toBe('COLLSCAN');
  });

  it('follow a hint, and refuse one that names no index', async () => {
    const hinted = await stages(items.find({ key: 'k1' }).hint('_id_'));
    expect(hinted.at(-1)!.indexName).toBe('_id_');
    expect(keys(await items.find({ key: 'k1' }).hint({ status: 1, priority: -1, createdAt: 1 }))).toEqual(['k1']);
    await expect(items.find({ key: 'k1' }).hint('nothing')).rejects.toMatchObject({ name: 'MongoServerError' });
  });

  it('read no more than what is asked for', async () => {
    const explained = (await items.find({ key: 'k3' }).explain('executionStats')) as unknown as {
      executionStats: { nReturned: number; totalDocsExamined: number };
    };
    expect(explained.executionStats).toMatchObject({ nReturned: 1, totalDocsExamined: 1 });
  });

  it('give the same with an index as without', async () => {
    const filters = [
      { ownerId: owner, createdAt: { $lte: new Date(now.getTime() + 60_000) } },
      { status: { $in: ['queued', 'done'] }, priority: { $gte: 2, $lt: 4 } },
      { status: 'queued', priority: { $gt: 1 } },
      { tags: { $in: ['t1', 't2'] }, status: 'done' },
      { key: { $regex: '^k1' } },
      { $or: [{ key: 'k1' }, { ownerId: owner, status: 'done' }] },
    ];
    for (const filter of filters) {
      for (const sort of ['_id', '-priority createdAt _id', '-createdAt -_id']) {
        const indexed = await items.find(filter).sort(sort).lean();
        const scanned = await items.find(filter).sort(sort).hint({ $natural: 1 }).lean();
        expect(keys(indexed)).toEqual(keys(scanned));
        expect(indexed.length).toBeGreaterThan(0);
        expect(await items.countDocuments(filter)).toBe(indexed.length);
      }
    }
  });
});
