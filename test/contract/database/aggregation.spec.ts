import type { Model, Types } from 'mongoose';
import { type Item, itemModel, objectId } from './models.js';
import { describeOnEveryServer } from './server.js';

describeOnEveryServer('aggregation', (server) => {
  let items: Model<Item>;
  let owner: Types.ObjectId;

  beforeAll(async () => {
    items = await itemModel(server().connection, 'aggregation');
    owner = objectId();
    await items.insertMany(
      Array.from({ length: 12 }, (_, i) => ({
        key: `k${i}`,
        ownerId: i < 4 ? owner : objectId(),
        status: i % 3 === 0 ? 'done' : 'queued',
        amount: i,
        tags: i < 4 ? ['a', `t${i}`] : [],
        runAfter: new Date(Date.UTC(2026, 0, 1 + i)),
      })),
    );
  });

  it('groups with sums, averages and extremes', async () => {
    const groups = await items.aggregate([
      {
        $group: {
          _id: '$status',
          n: { $sum: 1 },
          total: { $sum: '$amount' },
          mean: { $avg: '$amount' },
          max: { $max: '$amount' },
        },
      },
      { $sort: { _id: 1 } },
    ]);
    expect(groups).toEqual([
      { _id: 'done', n: 4, total: 18, mean: 4.5, max: 9 },
      { _id: 'queued', n: 8, total: 48, mean: 6, max: 11 },
    ]);
  });

  it('groups what an index selects, by id and by date', async () => {
    const byOwner = await items.aggregate<{ _id: Types.ObjectId; n: number }>([
      { $match: { ownerId: owner } },
      { $group: { _id: '$ownerId', n: { $sum: 1 }, first: { $min: '$runAfter' } } },
    ]);
    expect(byOwner).toEqual([{ _id: owner, n: 4, first: new Date(Date.UTC(2026, 0, 1)) }]);
    const byDay = await items.aggregate([
      { $match: { amount: { $lt: 2 } } },
      { $group: { _id: { $dateToString: { format: '%Y-%m-%d', date: '$runAfter' } }, n: { $sum: 1 } } },
      { $sort: { _id: 1 } },
    ]);
    expect(byDay).toEqual([
      { _id: '2026-01-01', n: 1 },
      { _id: '2026-01-02', n: 1 },
    ]);
  });

  it('sums conditionally', async () => {
    const [sums] = await items.aggregate([
      { $group: { _id: null, done: { $sum: { $cond: [{ $eq: ['$status', 'done'] }, 1, 0] } }, all: { $sum: 1 } } },
    ]);
    expect(sums).toEqual({ _id: null, done: 4, all: 12 });
  });

  it('unwinds, counts and sorts', async () => {
    const tags = await items.aggregate([
      { $match: { ownerId: owner } },
      { $unwind: '$tags' },
      { $group: { _id: '$tags', n: { $sum: 1 } } },
      { $sort: { n: -1, _id: 1 } },
      { $limit: 2 },
    ]);
    expect(tags).toEqual([
      { _id: 'a', n: 4 },
      { _id: 't0', n: 1 },
    ]);
    expect(await items.aggregate([{ $match: { status: 'done' } }, { $count: 'n' }])).toEqual([{ n: 4 }]);
  });

  it('sorts, skips, limits and projects', async () => {
    const page = await items.aggregate([
      { $match: { status: 'queued' } },
      { $sort: { amount: -1 } },
      { $skip: 1 },
      { $limit: 2 },
      { $project: { _id: 0, amount: 1, double: { $multiply: ['$amount', 2] } } },
    ]);
    expect(page).toEqual([
      { amount: 10, double: 20 },
      { amount: 8, double: 16 },
    ]);
  });

  it('facets a page and a total', async () => {
    const [facets] = await items.aggregate([
      { $match: { status: 'queued' } },
      {
        $facet: {
          total: [{ $count: 'n' }],
          page: [{ $sort: { amount: 1 } }, { $limit: 1 }, { $project: { _id: 0, amount: 1 } }],
        },
      },
    ]);
    expect(facets).toEqual({ total: [{ n: 8 }], page: [{ amount: 1 }] });
  });

  it('looks documents up in another collection', async () => {
    const owners = server().connection.collection('owners');
    await owners.insertOne({ _id: owner, name: 'Ann' });
    const joined = await items.aggregate([
      { $match: { key: { $in: ['k0', 'k11'] } } },
      { $sort: { amount: 1 } },
      { $lookup: { from: 'owners', localField: 'ownerId', foreignField: '_id', as: 'owner' } },
      { $project: { _id: 0, key: 1, owner: 1 } },
    ]);
    expect(joined).toEqual([
      { key: 'k0', owner: [{ _id: owner, name: 'Ann' }] },
      { key: 'k11', owner: [] },
    ]);
  });

  it('adds and removes fields without touching what is stored', async () => {
    const [changed] = await items.aggregate([
      { $match: { key: 'k1' } },
      { $set: { 'nested.depth.value': 5, tags: ['z'] } },
      { $unset: ['amount'] },
    ]);
    expect(changed).toMatchObject({ nested: { depth: { value: 5 } }, tags: ['z'] });
    expect(changed).not.toHaveProperty('amount');
    expect(await items.findOne({ key: 'k1' }).lean()).toMatchObject({ amount: 1, tags: ['a', 't1'] });
    expect(await items.findOne({ key: 'k1' }).lean()).not.toHaveProperty('nested');
  });

  it('gives more than one batch', async () => {
    const many = server().connection.collection('aggregated');
    await many.insertMany(Array.from({ length: 300 }, (_, i) => ({ i })));
    const pipeline = [{ $group: { _id: '$i', n: { $sum: 1 } } }];
    expect(await many.aggregate(pipeline, { cursor: { batchSize: 50 } }).toArray()).toHaveLength(300);
  });
});
