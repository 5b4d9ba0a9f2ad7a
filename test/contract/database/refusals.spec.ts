import { mongo, type Collection, Schema } from 'mongoose';
import { useEmbeddedServer } from './server.js';

describe('the embedded server refuses clearly', () => {
  const server = useEmbeddedServer();
  const collection = (): Collection => server().connection.collection('refused');
  const command = (given: object): Promise<unknown> => server().connection.db!.command(given);

  beforeAll(() => collection().insertOne({ a: 1, text: 'x' }));

  const refused: [string, () => Promise<unknown>, string][] = [
    [
      'collation',
      () =>
        collection()
          .find({ text: 'X' }, { collation: { locale: 'en', strength: 2 } })
          .toArray(),
      "option 'collation'",
    ],
    ['regular expression literals', () => collection().find({ text: /x/ }).toArray(), 'regular expression literal'],
    [
      'regular expressions in lists',
      () =>
        collection()
          .find({ text: { $in: [/x/] } })
          .toArray(),
      'regular expression literal',
    ],
    ['$where', () => collection().find({ $where: 'this.a > 0' }).toArray(), '$where'],
    [
      '$text',
      () =>
        collection()
          .find({ $text: { $search: 'x' } })
          .toArray(),
      '$text',
    ],
    [
      '$expr',
      () =>
        collection()
          .find({ $expr: { $gt: ['$a', 0] } })
          .toArray(),
      '$expr',
    ],
    ['updates by pipeline', () => collection().updateOne({}, [{ $set: { a: 2 } }]), 'aggregation pipeline'],
    [
      'positional projections',
      () => collection().findOne({ a: 1 }, { projection: { 'a.$': 1 } }),
      'positional projection',
    ],
    [
      'computed projections',
      () => collection().findOne({ a: 1 }, { projection: { b: '$a' } }),
      'projection expression',
    ],
    ['change streams', () => collection().watch().next(), '$changeStream'],
    [
      '$out',
      () =>
        collection()
          .aggregate([{ $out: 'copy' }])
          .toArray(),
      '$out',
    ],
    [
      '$merge',
      () =>
        collection()
          .aggregate([{ $merge: { into: 'copy' } }])
          .toArray(),
      '$merge',
    ],
    [
      'text indexes',
      () => collection().createIndex({ text: 'text' }, { name: 't' }),
      'not supported by the embedded store',
    ],
    [
      'collated indexes',
      () => collection().createIndex({ text: 1 }, { name: 'c', collation: { locale: 'en' } }),
      "option 'collation'",
    ],
    ['capped collections', () => command({ create: 'capped', capped: true, size: 1000 }), "option 'capped'"],
    ['Decimal128', () => collection().insertOne({ a: mongo.Decimal128.fromString('1.5') }), 'Decimal128'],
    [
      'integers that JavaScript cannot hold',
      () => collection().insertOne({ a: mongo.Long.fromString('9007199254740993') }),
      'Long',
    ],
    [
      'other databases',
      () => server().connection.getClient().db('other').collection('x').findOne(),
      'database "other"',
    ],
    [
      'retryable writes',
      () => command({ insert: 'refused', documents: [{}], txnNumber: mongo.Long.ONE }),
      'transactions',
    ],
  ];

  it.each(refused)('%s', async (_feature, run, words) => {
    await expect(run()).rejects.toMatchObject({
      name: 'MongoServerError',
      message: expect.stringMatching(/not supported by the embedded store/),
    });
    await expect(run()).rejects.toThrow(words);
  });

  it('transactions', async () => {
    const model = server().connection.model('Refused', new Schema({ a: Number }), 'refused');
    const transaction = server().connection.transaction((session) => model.create([{ a: 7 }], { session }));
    await expect(transaction).rejects.toThrow(/sessions/);
    expect(await model.countDocuments({ a: 7 })).toBe(0);
  });

  it('unknown commands', async () => {
    await expect(command({ shutdown: 1 })).rejects.toMatchObject({ code: 59 });
  });

  it.each([
    ['dollars', { $bad: 1 }],
    ['dots', { 'a.b': 1 }],
    ['the prototype', JSON.parse('{"__proto__": {"x": 1}}') as object],
  ])('field names with %s', async (_case, document) => {
    await expect(collection().insertOne({ inner: document })).rejects.toThrow(/field/);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it('documents nested too deeply', async () => {
    let document: object = {};
    for (let i = 0; i < 120; i++) document = { inner: document };
    await expect(collection().insertOne(document)).rejects.toMatchObject({ code: 15 });
  });
});
