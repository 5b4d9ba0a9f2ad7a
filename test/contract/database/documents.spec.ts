import { type Model, Types } from 'mongoose';
import { type Item, itemModel, keys, objectId } from './models.js';
import { describeOnEveryServer } from './server.js';

describeOnEveryServer('documents', (server) => {
  let items: Model<Item>;

  beforeAll(async () => {
    items = await itemModel(server().connection, 'documents');
  });
  beforeEach(() => items.deleteMany({}));

  it('gives back what was created, type by type', async () => {
    const ownerId = objectId();
    const settings = {
      list: [1, 'two', null, { three: true }],
      when: new Date(5),
      fraction: 0.1,
      big: 5e9,
      text: 'ä✓',
    };
    const created = await items.create({
      key: 'all',
      ownerId,
      amount: -1.5,
      tags: ['a', 'b'],
      parts: [{ sku: 's', quantity: 2 }],
      settings,
      nested: { depth: { value: 3 } },
      runAfter: new Date(1_700_000_000_123),
      bytes: Buffer.from([0, 255, 7]),
    });
    const found = await items.findById(created.id).lean();
    expect(found).toMatchObject({
      key: 'all',
      amount: -1.5,
      tags: ['a', 'b'],
      settings,
      nested: { depth: { value: 3 } },
    });
    expect(found!.ownerId!.equals(ownerId)).toBe(true);
    expect(found!.runAfter).toEqual(new Date(1_700_000_000_123));
    expect(found!.parts).toEqual([{ sku: 's', quantity: 2 }]);
    expect(Buffer.from((found!.bytes as unknown as { buffer: Uint8Array }).buffer)).toEqual(Buffer.from([0, 255, 7]));
    expect(found!.createdAt).toEqual(created.createdAt);
  });

  it('keeps what it holds apart from what it gave out', async () => {
    await items.create({ key: 'apart', tags: ['a'], settings: { x: 1 } });
    const first = await items.findOne({ key: 'apart' }).lean();
    first!.tags!.push('b');
    first!.settings!.x = 2;
    expect(await items.findOne({ key: 'apart' }).lean()).toMatchObject({ tags: ['a'], settings: { x: 1 } });
  });

  it('refuses a second document with a unique key, naming the key', async () => {
    await items.create({ key: 'once' });
    await expect(items.create({ key: 'once' })).rejects.toMatchObject({
      name: 'MongoServerError',
      code: 11000,
      keyPattern: { key: 1 },
      keyValue: { key: 'once' },
      message: expect.stringContaining('index: key dup key'),
    });
    const _id = objectId();
    await items.create({ _id, key: 'id' });
    await expect(items.create({ _id, key: 'other' })).rejects.toMatchObject({ code: 11000, keyPattern: { _id: 1 } });
    expect(await items.countDocuments()).toBe(2);
  });

  it('inserts many, and goes on past failures when not ordered', async () => {
    await items.create({ key: 'b' });
    const given = ['a', 'b', 'c'].map((key) => ({ key }));
    await expect(items.insertMany(given, { ordered: false })).rejects.toMatchObject({ code: 11000 });
    expect(keys(await items.find().sort({ key: 1 }))).toEqual(['a', 'b', 'c']);
    await items.deleteMany({ key: { $ne: 'b' } });
    await expect(items.insertMany(given, { ordered: true })).rejects.toMatchObject({ code: 11000 });
    expect(keys(await items.find().sort({ key: 1 }))).toEqual(['a', 'b']);
  });

  it('writes in bulk and counts what it did', async () => {
    const result = await items.bulkWrite([
      { insertOne: { document: { key: 'one' } as Item } },
      { updateOne: { filter: { key: 'one' }, update: { $set: { amount: 4 } } } },
      { updateOne: { filter: { key: 'two' }, update: { $set: { amount: 5 } }, upsert: true } },
      { replaceOne: { filter: { key: 'two' }, replacement: { key: 'two', amount: 6 } as Item } },
      { deleteOne: { filter: { key: 'one' } } },
    ]);
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 2, upsertedCount: 1, deletedCount: 1 });
    expect((await items.findOne({ key: 'two' }).lean())!.amount).toBe(6);
  });

  it('reports each failure of an unordered bulk by its place', async () => {
    const insert = (key: string) => ({ insertOne: { document: { key } as Item } });
    const bulk = items.collection.bulkWrite([insert('a'), insert('a'), insert('b'), insert('b')] as never, {
      ordered: false,
    });
    const failure = (await bulk.catch((error: unknown) => error)) as { code: number; writeErrors: { index: number }[] };
    expect(failure.code).toBe(11000);
    expect(failure.writeErrors.map(({ index }) => index)).toEqual([1, 3]);
    expect(await items.countDocuments()).toBe(2);
  });

  it('saves changed parts of a document and refuses a stale one', async () => {
    await items.create({ key: 'saved', parts: [{ sku: 'a', quantity: 1 }] });
    const [mine, theirs] = await Promise.all([items.findOne({ key: 'saved' }), items.findOne({ key: 'saved' })]);
    mine!.parts!.push({ sku: 'b', quantity: 2 });
    mine!.parts![0]!.quantity = 5;
    await mine!.save();
    theirs!.status = 'stale';
    await expect(theirs!.save()).rejects.toMatchObject({ name: 'VersionError' });
    const found = await items.findOne({ key: 'saved' }).lean();
    expect(found!.parts).toEqual([
      { sku: 'a', quantity: 5 },
      { sku: 'b', quantity: 2 },
    ]);
    expect(found!.status).toBeUndefined();
  });

  it('deletes one, many, and by id', async () => {
    const created = await items.insertMany(['a', 'b', 'c', 'd'].map((key) => ({ key, status: 'x' })));
    expect(await items.deleteOne({ status: 'x' })).toMatchObject({ deletedCount: 1 });
    expect((await items.findByIdAndDelete(created[1]!._id))!.key).toBe('b');
    expect(await items.findByIdAndDelete(created[1]!._id)).toBeNull();
    expect(await items.deleteMany({ status: 'x' })).toMatchObject({ deletedCount: 2 });
    expect(await items.deleteMany({ status: 'x' })).toMatchObject({ deletedCount: 0 });
  });

  it('stores an undefined field as nothing and null as null', async () => {
    await items.create({ key: 'n', amount: null, status: undefined });
    const found = await items.findOne({ key: 'n' }).lean();
    expect(found!.amount).toBeNull();
    expect(found).not.toHaveProperty('status');
  });

  it('resolves references with populate', async () => {
    const { connection } = server();
    const owner = await items.create({ key: 'owner' });
    const notes = connection.model(
      'Note',
      new connection.base.Schema({ by: { type: Types.ObjectId, ref: 'documents' } }),
    );
    await notes.createCollection();
    const note = await notes.create({ by: owner._id });
    const found = await notes.findById(note._id).populate<{ by: Item }>('by');
    expect(found!.by.key).toBe('owner');
  });

  it('refuses to let a document grow beyond 16 MB', async () => {
    const nineMegabytes = 'x'.repeat(9_000_000);
    await items.create({ key: 'big', tags: [nineMegabytes] });
    const growth = items.updateOne({ key: 'big' }, { $push: { tags: nineMegabytes } });
    await expect(growth).rejects.toMatchObject({ name: 'MongoServerError' });
    expect((await items.findOne({ key: 'big' }).lean())!.tags).toHaveLength(1);
  });
});
