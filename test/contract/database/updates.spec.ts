import type { Model } from 'mongoose';
import { isDuplicateKey } from '../../../src/common/duplicate-key.js';
import { type Item, itemModel } from './models.js';
import { describeOnEveryServer } from './server.js';

describeOnEveryServer('updates', (server) => {
  let items: Model<Item>;

  beforeAll(async () => {
    items = await itemModel(server().connection, 'updates');
  });
  beforeEach(async () => {
    await items.deleteMany({});
    await items.create({
      key: 'a',
      amount: 1,
      status: 'queued',
      tags: ['x', 'y'],
      parts: [
        { sku: 's1', quantity: 1 },
        { sku: 's2', quantity: 5 },
      ],
    });
  });

  const stored = async (key = 'a') => (await items.findOne({ key }).lean())!;
  const raw = (update: object, options: object = {}, filter: object = { key: 'a' }) =>
    items.collection.updateOne(filter, update, options);

  it('sets, unsets, increments, multiplies, and keeps extremes', async () => {
    await raw({
      $set: { status: 'done', 'nested.depth.value': 3 },
      $inc: { amount: 2, priority: 1 },
      $unset: { tags: '' },
    });
    expect(await stored()).toMatchObject({ status: 'done', amount: 3, priority: 1, nested: { depth: { value: 3 } } });
    expect(await stored()).not.toHaveProperty('tags');
    await raw({ $mul: { amount: 4 }, $max: { priority: 9 }, $min: { 'nested.depth.value': 1 } });
    expect(await stored()).toMatchObject({ amount: 12, priority: 9, nested: { depth: { value: 1 } } });
    await raw({ $max: { priority: 2 }, $min: { 'nested.depth.value': 5 } });
    expect(await stored()).toMatchObject({ priority: 9, nested: { depth: { value: 1 } } });
  });

  it('renames a field and sets the date', async () => {
    const before = Date.now() - 1;
    await raw({ $rename: { status: 'state' }, $currentDate: { runAfter: true } });
    expect(await stored()).toMatchObject({ state: 'queued' });
    expect((await stored()).runAfter!.getTime()).toBeGreaterThan(before);
  });

  it('tells what matched from what changed', async () => {
    const nothing = { timestamps: false };
    expect(await items.updateOne({ key: 'a' }, { $set: { amount: 1 } }, nothing)).toMatchObject({
      matchedCount: 1,
      modifiedCount: 0,
    });
    expect(await items.updateOne({ key: 'a' }, { $set: { amount: 2 } }, nothing)).toMatchObject({ modifiedCount: 1 });
    expect(await items.updateOne({ key: 'no' }, { $set: { amount: 2 } }, nothing)).toMatchObject({ matchedCount: 0 });
  });

  it('updates many at once', async () => {
    await items.create(
      [
        { key: 'b', status: 'queued' },
        { key: 'c', status: 'done' },
      ],
      { ordered: true },
    );
    const result = await items.updateMany({ status: 'queued' }, { $set: { status: 'running' }, $inc: { priority: 1 } });
    expect(result).toMatchObject({ matchedCount: 2, modifiedCount: 2 });
    expect(await items.countDocuments({ status: 'running', priority: 1 })).toBe(2);
  });

  it('pushes with each, position, sort and slice', async () => {
    await raw({ $push: { tags: 'z' } });
    expect((await stored()).tags).toEqual(['x', 'y', 'z']);
    await raw({ $push: { tags: { $each: ['p', 'q'], $slice: -3 } } });
    expect((await stored()).tags).toEqual(['z', 'p', 'q']);
    await raw({ $push: { tags: { $each: ['0'], $position: 0 } } });
    expect((await stored()).tags).toEqual(['0', 'z', 'p', 'q']);
    await raw({ $push: { tags: { $each: ['m'], $sort: 1, $slice: 3 } } });
    expect((await stored()).tags).toEqual(['0', 'm', 'p']);
    await raw({ $push: { parts: { $each: [{ sku: 's0', quantity: 3 }], $sort: { quantity: -1 } } } });
    expect((await stored()).parts!.map(({ quantity }) => quantity)).toEqual([5, 3, 1]);
    await raw({ $push: { fresh: 1 } });
    expect(await stored()).toMatchObject({ fresh: [1] });
  });

  it('adds to a set, pulls and pops', async () => {
    await raw({ $addToSet: { tags: 'x' } });
    await raw({ $addToSet: { tags: { $each: ['y', 'z'] } } });
    expect((await stored()).tags).toEqual(['x', 'y', 'z']);
    await raw({ $pull: { tags: 'y', parts: { sku: 's1' } } });
    expect(await stored()).toMatchObject({ tags: ['x', 'z'], parts: [{ sku: 's2' }] });
    await raw({ $pull: { parts: { quantity: { $gte: 5 } }, tags: { $in: ['z'] } } });
    expect(await stored()).toMatchObject({ tags: ['x'], parts: [] });
    await raw({ $push: { tags: { $each: ['1', '2'] } } });
    await raw({ $pop: { tags: 1 } });
    await raw({ $pop: { tags: -1 } });
    expect((await stored()).tags).toEqual(['1']);
    await raw({ $pullAll: { tags: ['1'] } });
    expect((await stored()).tags).toEqual([]);
  });

  it('updates array elements by position', async () => {
    const quantities = async () => (await stored()).parts!.map(({ quantity }) => quantity);
    await raw({ $set: { 'parts.$.quantity': 50 } }, {}, { key: 'a', 'parts.sku': 's2' });
    expect(await quantities()).toEqual([1, 50]);
    await raw({ $inc: { 'parts.$[].quantity': 1 } });
    expect(await quantities()).toEqual([2, 51]);
    await raw({ $set: { 'parts.$[part].quantity': 0 } }, { arrayFilters: [{ 'part.sku': 's1' }] });
    expect(await quantities()).toEqual([0, 51]);
    await raw({ $set: { 'parts.0.quantity': 9 }, $unset: { 'parts.1.sku': '' } });
    expect((await stored()).parts).toEqual([{ sku: 's1', quantity: 9 }, { quantity: 51 }]);
  });

  it('finds and updates, giving the document before or after', async () => {
    const before = await items.findOneAndUpdate({ key: 'a' }, { $inc: { amount: 1 } }, { returnDocument: 'before' });
    expect(before!.amount).toBe(1);
    const after = await items.findOneAndUpdate({ key: 'a' }, { $inc: { amount: 1 } }, { returnDocument: 'after' });
    expect(after!.amount).toBe(3);
    expect(await items.findOneAndUpdate({ key: 'no' }, { $inc: { amount: 1 } })).toBeNull();
    const returned = { returnDocument: 'after', projection: { amount: 1 } } as const;
    const projected = await items.findOneAndUpdate({ key: 'a' }, { $inc: { amount: 1 } }, returned).lean();
    expect(projected).toEqual({ _id: after!._id, amount: 4 });
  });

  it('finds the first in order to update or to delete', async () => {
    await items.create(
      [
        { key: 'b', priority: 2, status: 'queued' },
        { key: 'c', priority: 5, status: 'queued' },
      ],
      { ordered: true },
    );
    const first = await items.findOneAndUpdate(
      { status: 'queued' },
      { $set: { status: 'running' } },
      { sort: { priority: -1 } },
    );
    expect(first!.key).toBe('c');
    expect((await items.findOneAndDelete({ status: 'queued' }, { sort: { key: -1 } }))!.key).toBe('b');
    expect(
      (await items.findOneAndReplace({ key: 'a' }, { key: 'a', amount: 8 }, { returnDocument: 'after' }))!.amount,
    ).toBe(8);
    expect(await stored()).not.toHaveProperty('status');
  });

  it('upserts once from filter, update and what is set on insertion', async () => {
    const upsert = { upsert: true, returnDocument: 'after' } as const;
    const update = { $set: { status: 'new' }, $setOnInsert: { amount: 7 } };
    const made = await items.findOneAndUpdate({ key: 'up', priority: { $in: [3] } }, update, upsert);
    expect(made).toMatchObject({ key: 'up', priority: 3, amount: 7, status: 'new', createdAt: expect.any(Date) });
    const again = await items.findOneAndUpdate({ key: 'up' }, { $setOnInsert: { amount: 8 } }, upsert);
    expect(again.amount).toBe(7);
    const result = await items.updateOne({ key: 'up2' }, { $set: { amount: 1 } }, { upsert: true });
    expect(result).toMatchObject({ matchedCount: 0, upsertedCount: 1 });
    expect((await items.findById(result.upsertedId).lean())!.key).toBe('up2');
    const metadata = await items.findOneAndUpdate(
      { key: 'a' },
      { $set: { amount: 9 } },
      { includeResultMetadata: true },
    );
    expect(metadata.lastErrorObject).toMatchObject({ n: 1, updatedExisting: true });
  });

  it('lets one of many win a compare-and-set', async () => {
    const claims = Array.from({ length: 20 }, () =>
      items.findOneAndUpdate({ key: 'a', status: 'queued' }, { $set: { status: 'running' } }),
    );
    expect((await Promise.all(claims)).filter((claimed) => claimed !== null)).toHaveLength(1);
  });

  it('loses no increment of many at the same time', async () => {
    await Promise.all(Array.from({ length: 50 }, () => items.updateOne({ key: 'a' }, { $inc: { amount: 1 } })));
    expect((await stored()).amount).toBe(51);
  });

  it('makes one document of upserts at the same time', async () => {
    const upsert = () => items.updateOne({ key: 'race' }, { $inc: { amount: 1 } }, { upsert: true });
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, upsert));
    const failures = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as unknown);
    expect(failures.every((failure) => isDuplicateKey(failure))).toBe(true);
    expect(await items.countDocuments({ key: 'race' })).toBe(1);
  });

  it('changes nothing when the result would break a unique index', async () => {
    await items.create({ key: 'b', amount: 1 });
    const clash = items.updateOne({ key: 'b' }, { $set: { key: 'a' }, $inc: { amount: 1 } });
    await expect(clash).rejects.toMatchObject({ code: 11000, keyValue: { key: 'a' } });
    expect((await stored('b')).amount).toBe(1);
  });

  it.each([
    ['an increment of text', { $inc: { key: 1 } }, 14],
    ['an increment by text', { $inc: { amount: 'x' } }, 14],
    ['a push to what is no array', { $push: { key: 1 } }, 2],
    ['another _id', { $set: { _id: 1 } }, 66],
    ['an unknown operator', { $nope: { a: 1 } }, 9],
    ['two operators on one field', { $set: { amount: 1 }, $inc: { amount: 1 } }, 40],
    ['a field inside a number', { $set: { 'amount.inner': 1 } }, 28],
  ])('refuses %s', async (_case, update, code) => {
    const before = await stored();
    await expect(raw(update)).rejects.toMatchObject({ name: 'MongoServerError', code });
    expect(await stored()).toEqual(before);
  });
});
