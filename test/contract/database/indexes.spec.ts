import type { Collection, Model } from 'mongoose';
import { type Item, itemModel } from './models.js';
import { describeOnEveryServer } from './server.js';

describeOnEveryServer('indexes', (server) => {
  const collection = (name: string): Collection => server().connection.collection(name);

  it('are built from a schema, by name, and building them again changes nothing', async () => {
    const items: Model<Item> = await itemModel(server().connection, 'built');
    await items.createIndexes();
    const listed = await items.listIndexes();
    expect(listed.map(({ name }) => name as string).toSorted()).toEqual([
      '_id_',
      'claim',
      'expiry',
      'key',
      'owner_newest',
      'tags',
    ]);
    expect(listed.find(({ name }) => name === 'key')).toMatchObject({ key: { key: 1 }, unique: true });
    expect(listed.find(({ name }) => name === 'expiry')).toMatchObject({ expireAfterSeconds: 60 });
    expect(await items.syncIndexes()).toEqual([]);
  });

  it('keep a sparse unique field unique where it exists', async () => {
    const sparse = collection('sparse');
    await sparse.createIndex({ x: 1 }, { name: 'x', unique: true, sparse: true });
    await sparse.insertMany([{ y: 1 }, { y: 2 }, { x: 'a' }]);
    await expect(sparse.insertOne({ x: 'a' })).rejects.toMatchObject({ code: 11000, keyPattern: { x: 1 } });
    expect(await sparse.countDocuments({ x: { $exists: false } })).toBe(2);
    expect(await sparse.find({}, { sort: { x: 1 } }).toArray()).toHaveLength(3);
  });

  it('keep a field unique among the documents of a partial index', async () => {
    const partial = collection('partial');
    const options = { name: 'active_y', unique: true, partialFilterExpression: { active: true } };
    await partial.createIndex({ y: 1 }, options);
    await partial.insertMany([
      { y: 1, active: false },
      { y: 1, active: false },
      { y: 1, active: true },
    ]);
    await expect(partial.insertOne({ y: 1, active: true })).rejects.toMatchObject({ code: 11000 });
    await expect(partial.updateOne({ active: false }, { $set: { active: true } })).rejects.toMatchObject({
      code: 11000,
    });
    expect(await partial.countDocuments({ y: 1 })).toBe(3);
    expect(await partial.countDocuments({ y: 1, active: true })).toBe(1);
  });

  it('keep a combination of fields unique', async () => {
    const compound = collection('compound');
    await compound.createIndex({ a: 1, b: -1 }, { name: 'a_b', unique: true });
    await compound.insertMany([
      { a: 1, b: 1 },
      { a: 1, b: 2 },
      { a: 2, b: 1 },
    ]);
    await expect(compound.insertOne({ a: 1, b: 2 })).rejects.toMatchObject({ code: 11000, keyValue: { a: 1, b: 2 } });
  });

  it('treat a missing field as null in a unique index', async () => {
    const unique = collection('unique_missing');
    await unique.createIndex({ x: 1 }, { name: 'x', unique: true });
    await unique.insertOne({ y: 1 });
    await expect(unique.insertOne({ y: 2 })).rejects.toMatchObject({ code: 11000 });
  });

  it('cannot be made unique over duplicates', async () => {
    const duplicates = collection('duplicates');
    await duplicates.insertMany([{ a: 1 }, { a: 1 }]);
    await expect(duplicates.createIndex({ a: 1 }, { name: 'a', unique: true })).rejects.toMatchObject({ code: 11000 });
    expect((await duplicates.indexes()).map(({ name }) => name)).toEqual(['_id_']);
  });

  it('free a unique key when its document goes', async () => {
    const freed = collection('freed');
    await freed.createIndex({ k: 1 }, { name: 'k', unique: true });
    await freed.insertMany([{ k: 1 }, { k: 2 }]);
    await freed.deleteOne({ k: 1 });
    await freed.insertOne({ k: 1 });
    expect(await freed.countDocuments()).toBe(2);
  });

  it('find an array by its elements, each once', async () => {
    const arrays = collection('arrays');
    await arrays.createIndex({ tags: 1 }, { name: 'tags' });
    await arrays.insertMany([
      { _id: 1, tags: ['a', 'b'] },
      { _id: 2, tags: ['b', 'c'] },
      { _id: 3, tags: [] },
      { _id: 4 },
    ] as never);
    const found = async (filter: object) =>
      (await arrays.find(filter, { sort: { _id: 1 } }).toArray()).map(({ _id }) => _id as unknown);
    expect(await found({ tags: { $in: ['a', 'b'] } })).toEqual([1, 2]);
    expect(await found({ tags: { $gte: 'b' } })).toEqual([1, 2]);
    expect(await found({ tags: null })).toEqual([4]);
    expect(await found({ tags: [] })).toEqual([3]);
    await arrays.updateOne({ _id: 1 } as never, { $pull: { tags: 'b' } } as never);
    expect(await found({ tags: 'b' })).toEqual([2]);
  });

  it('of the same name and another key are refused', async () => {
    const conflict = collection('conflict');
    await conflict.createIndex({ a: 1 }, { name: 'same' });
    await expect(conflict.createIndex({ b: 1 }, { name: 'same' })).rejects.toMatchObject({ code: 86 });
  });

  it('can be dropped', async () => {
    const dropped = collection('dropped');
    await dropped.createIndex({ a: 1 }, { name: 'a', unique: true });
    await dropped.insertOne({ a: 1 });
    await dropped.dropIndex('a');
    await dropped.insertOne({ a: 1 });
    await expect(dropped.dropIndex('a')).rejects.toMatchObject({ code: 27 });
  });

  it('go with their collection', async () => {
    const gone = collection('gone');
    await gone.createIndex({ a: 1 }, { name: 'a', unique: true });
    await gone.insertOne({ a: 1 });
    await gone.drop();
    await gone.insertMany([{ a: 1 }, { a: 1 }]);
    const collections = await server().connection.db!.listCollections({ name: 'gone' }).toArray();
    expect(collections.map(({ name }) => name)).toEqual(['gone']);
  });
});
