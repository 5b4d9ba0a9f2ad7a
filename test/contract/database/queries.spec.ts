import type { Model, Types } from 'mongoose';
import { type Item, itemModel, keys, objectId } from './models.js';
import { describeOnEveryServer } from './server.js';

describeOnEveryServer('queries', (server) => {
  let items: Model<Item>;
  let owner: Types.ObjectId;

  beforeAll(async () => {
    items = await itemModel(server().connection, 'queries');
    owner = objectId();
    await items.insertMany(
      Array.from({ length: 20 }, (_, i) => ({
        key: `k${String(i).padStart(2, '0')}`,
        ownerId: i % 2 === 0 ? owner : objectId(),
        status: ['queued', 'running', 'done'][i % 3],
        priority: i % 4,
        amount: i,
        tags: i % 5 === 0 ? ['five', `t${i}`] : ['other'],
        parts: [
          { sku: 'a', quantity: i },
          { sku: 'b', quantity: 20 - i },
        ],
        runAfter: new Date(1000 * i),
        nested: { depth: { value: i % 7 } },
      })),
    );
    await items.collection.insertMany([{ key: 'null', amount: null }, { key: 'missing' }]);
  });

  const found = async (filter: object): Promise<string[]> => keys(await items.find(filter).sort({ key: 1 }).lean());
  const numbered = (...numbers: number[]): string[] => numbers.map((i) => `k${String(i).padStart(2, '0')}`);

  it.each([
    ['an equal value', { amount: 7 }, numbered(7)],
    ['a range', { amount: { $gte: 3, $lt: 6 } }, numbered(3, 4, 5)],
    ['an open range', { amount: { $gt: 17 } }, numbered(18, 19)],
    ['a list', { amount: { $in: [1, 19, 99] } }, numbered(1, 19)],
    ['an empty list', { amount: { $in: [] } }, []],
    ['what is not in a list', { amount: { $nin: [...Array(18).keys()], $exists: true, $ne: null } }, numbered(18, 19)],
    ['null or missing', { amount: null }, ['missing', 'null']],
    ['a field that exists', { amount: { $exists: true }, key: { $regex: '^n' } }, ['null']],
    ['a field that is missing', { amount: { $exists: false } }, ['missing']],
    [
      'everything but null and missing',
      { amount: { $ne: null }, key: { $in: ['null', 'missing', 'k00'] } },
      numbered(0),
    ],
    ['a date range', { runAfter: { $lte: new Date(2000) } }, numbered(0, 1, 2)],
    ['a nested field', { 'nested.depth.value': 6 }, numbered(6, 13)],
    ['an element of an array', { tags: 't10' }, numbered(10)],
    ['a whole array', { tags: ['five', 't15'] }, numbered(15)],
    ['all elements', { tags: { $all: ['five', 't5'] } }, numbered(5)],
    ['an array by its size', { tags: { $size: 2 } }, numbered(0, 5, 10, 15)],
    ['a field in an array', { 'parts.quantity': 19 }, numbered(1, 19)],
    ['one element with two conditions', { parts: { $elemMatch: { sku: 'b', quantity: { $gt: 18 } } } }, numbered(0, 1)],
    ['a position in an array', { 'parts.1.quantity': 1 }, numbered(19)],
    ['either of two', { $or: [{ amount: 1 }, { key: 'k02' }] }, numbered(1, 2)],
    ['both of two', { $and: [{ amount: { $gt: 1 } }, { amount: { $lt: 3 } }] }, numbered(2)],
    ['neither of two', { $nor: [{ amount: { $gt: 1 } }, { amount: null }] }, numbered(0, 1)],
    ['what is not so', { amount: { $not: { $lt: 19 } }, status: 'running' }, numbered(19)],
    ['a pattern', { key: { $regex: '^k1[0-2]$' } }, numbered(10, 11, 12)],
    ['a pattern without regard to case', { key: { $regex: '^K19', $options: 'i' } }, numbered(19)],
    [
      'a literal prefix with a quantifier after it',
      { key: { $regex: '^k19?' } },
      numbered(10, 11, 12, 13, 14, 15, 16, 17, 18, 19),
    ],
    ['text that looks like a number', { amount: '7' as unknown as number }, numbered(7)],
  ])('finds %s', async (_case, filter, expected) => {
    expect(await found(filter)).toEqual(expected);
  });

  it('casts ids given as text', async () => {
    expect(await items.countDocuments({ ownerId: owner.toString() })).toBe(10);
  });

  it('compares within one type only', async () => {
    const mixed = server().connection.collection('mixed');
    await mixed.insertMany([{ v: 'x' }, { v: 5 }, { v: null }, { v: new Date(5) }, { v: true }, {}]);
    expect(await mixed.countDocuments({ v: { $gt: 1 } })).toBe(1);
    expect(await mixed.countDocuments({ v: { $lt: 'zz' } })).toBe(1);
    expect(await mixed.countDocuments({ v: { $gte: null } })).toBe(2);
    expect(await mixed.countDocuments({ v: 1 })).toBe(0);
  });

  it('compares embedded documents field by field in their order', async () => {
    const embedded = server().connection.collection('embedded');
    await embedded.insertOne({ v: { x: 1, y: 2 } });
    expect(await embedded.countDocuments({ v: { x: 1, y: 2 } })).toBe(1);
    expect(await embedded.countDocuments({ v: { y: 2, x: 1 } })).toBe(0);
    expect(await embedded.countDocuments({ v: { x: 1 } })).toBe(0);
  });

  it('sorts by several fields, with skip and limit', async () => {
    const page = await items
      .find({ amount: { $ne: null } })
      .sort({ priority: -1, amount: 1 })
      .skip(1)
      .limit(3)
      .lean();
    expect(keys(page)).toEqual(numbered(7, 11, 15));
  });

  it('sorts missing and null before all else, and types in their order', async () => {
    const mixed = server().connection.collection('mixed_order');
    const oid = objectId();
    await mixed.insertMany([true, oid, { a: 1 }, 's', 1, null].map((v) => ({ v })));
    const values = (await mixed.find({}, { sort: { v: 1 } }).toArray()).map(({ v }) => v as unknown);
    expect(values).toEqual([null, 1, 's', { a: 1 }, oid, true]);
  });

  it('pages by key without gaps or repeats', async () => {
    const sort = { status: 1, _id: 1 } as const;
    const first = await items.find({ ownerId: owner }).sort(sort).limit(6).lean();
    const last = first.at(-1)!;
    const after = { $or: [{ status: { $gt: last.status! } }, { status: last.status, _id: { $gt: last._id } }] };
    const second = await items
      .find({ ownerId: owner, ...after })
      .sort(sort)
      .lean();
    expect(new Set(keys([...first, ...second])).size).toBe(10);
  });

  it('keeps the order of insertion where none is asked for', async () => {
    const list = server().connection.collection<{ _id: string }>('inserted');
    await list.insertMany([{ _id: 'c' }, { _id: 'a' }, { _id: 'b' }]);
    await list.updateOne({ _id: 'c' }, { $set: { x: 1 } });
    expect((await list.find().toArray()).map(({ _id }) => _id)).toEqual(['c', 'a', 'b']);
  });

  it('counts, tells whether one exists, and gives distinct values', async () => {
    expect(await items.countDocuments({ status: 'done' })).toBe(6);
    expect(await items.countDocuments()).toBe(22);
    expect(await items.estimatedDocumentCount()).toBe(22);
    expect(await items.countDocuments({ status: 'done' }, { skip: 1, limit: 3 })).toBe(3);
    expect(await items.exists({ key: 'k03' })).not.toBeNull();
    expect(await items.exists({ key: 'nobody' })).toBeNull();
    expect((await items.distinct('status')).toSorted()).toEqual(['done', 'queued', 'running']);
    expect((await items.distinct('tags', { amount: { $lte: 5 } })).toSorted()).toEqual(['five', 'other', 't0', 't5']);
  });

  it('projects fields in and out', async () => {
    const one = (projection: object) => items.findOne({ key: 'k05' }, projection).lean();
    expect(Object.keys((await one({ key: 1, amount: 1 }))!).toSorted()).toEqual(['_id', 'amount', 'key']);
    expect(await one({ _id: 0, key: 1 })).toEqual({ key: 'k05' });
    expect(await one({ _id: 0, 'parts.sku': 1 })).toEqual({ parts: [{ sku: 'a' }, { sku: 'b' }] });
    const without = await one({ parts: 0, 'nested.depth': 0 });
    expect(without).toMatchObject({ key: 'k05', nested: {} });
    expect(without).not.toHaveProperty('parts');
    expect(await one({ _id: 0, parts: { $slice: -1 }, key: 1 })).toMatchObject({ parts: [{ sku: 'b', quantity: 15 }] });
    expect(await one({ _id: 0, parts: { $elemMatch: { sku: 'b' } } })).toEqual({ parts: [{ sku: 'b', quantity: 15 }] });
    expect(await items.findOne({ key: 'k05' }).select('-parts -tags').lean()).not.toHaveProperty('tags');
  });

  it('streams more documents than fit into one reply', async () => {
    const many = server().connection.collection<{ _id: number }>('many');
    await many.insertMany(Array.from({ length: 2500 }, (_, _id) => ({ _id })));
    let next = 0;
    for await (const { _id } of many.find({}, { sort: { _id: 1 }, batchSize: 100 })) expect(_id).toBe(next++);
    expect(next).toBe(2500);
    expect(await many.find({ _id: { $gte: 2000 } }).toArray()).toHaveLength(500);
  });

  it('forgets a cursor that is closed', async () => {
    const many = server().connection.collection('many');
    const cursor = many.find({}, { batchSize: 2 });
    await cursor.next();
    await server().connection.db!.command({ killCursors: 'many', cursors: [cursor.id] });
    await cursor.next();
    await expect(cursor.next()).rejects.toMatchObject({ code: 43 });
  });

  it('refuses an unknown operator', async () => {
    await expect(items.collection.find({ amount: { $foo: 1 } }).toArray()).rejects.toMatchObject({
      name: 'MongoServerError',
    });
    await expect(items.collection.find({ $and: [] }).toArray()).rejects.toMatchObject({ name: 'MongoServerError' });
  });
});
