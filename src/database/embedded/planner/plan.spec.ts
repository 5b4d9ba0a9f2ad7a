import * as fc from 'fast-check';
import { breadth } from '../../../../test/support/breadth.js';
import type { Document } from '../bson.js';
import { Collection } from '../collection/collection.js';
import type { IndexSpecification } from '../collection/index-specification.js';
import type { SortPattern } from '../query/sort.js';
import { plan, type Plan } from './plan.js';
import { count, select, selectNow } from './scan.js';

const INDEXES: IndexSpecification[] = [
  { name: 'a', key: { a: 1 } },
  { name: 'a_b', key: { a: 1, b: -1 } },
  { name: 'b_c', key: { b: -1, c: 1 } },
  { name: 'tags', key: { tags: 1 } },
  { name: 'tags_a', key: { tags: 1, a: -1 } },
  { name: 'sparse', key: { c: 1 }, sparse: true },
  { name: 'partial', key: { c: -1, a: 1 }, partialFilterExpression: { b: { $gte: 2 } } },
  { name: 'nested', key: { 'n.x': 1 } },
];

function collectionOf(documents: readonly Document[], indexes: readonly IndexSpecification[]): Collection {
  const collection = new Collection('test.documents', 1);
  for (const specification of indexes) collection.buildIndex(specification);
  for (const [_id, document] of documents.entries()) collection.insert({ _id, ...document });
  return collection;
}

const small = fc.integer({ min: 0, max: 4 });
const scalar = fc.oneof(small, fc.constantFrom('x', 'xy', 'y'), fc.constant(null));
const maybeArray = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }));
const document = fc.record(
  {
    a: scalar,
    b: scalar,
    c: scalar,
    tags: maybeArray,
    n: fc.oneof(scalar, fc.record({ x: maybeArray }), fc.array(fc.record({ x: scalar }), { maxLength: 2 })),
  },
  { requiredKeys: [] },
);
const condition = fc.oneof(
  scalar,
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $gte: small, $lt: small }, { requiredKeys: ['$gte'] }),
  fc.record({ $gt: fc.constantFrom('x', 'xa', 1), $lte: fc.constantFrom('xy', 3) }),
  fc.record({ $lte: scalar }),
  fc.record({ $ne: scalar }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $regex: fc.constantFrom('^x', '^xy?', 'y', '^x|y') }),
  fc.record({ $eq: scalar, $gte: small }),
);
const field = fc.constantFrom('a', 'b', 'c', 'tags', 'n.x', '_id');
const clause = fc.dictionary(field, condition, { maxKeys: 3 });
const filter = fc.oneof(
  clause,
  fc.tuple(clause, clause).map((clauses) => ({ $and: clauses })),
  fc.tuple(clause, clause, clause).map(([rest, ...branches]) => ({ ...rest, $or: branches })),
);
const sort = fc
  .uniqueArray(fc.tuple(field, fc.constantFrom<1 | -1>(1, -1)), { maxLength: 2, selector: ([path]) => path })
  .map((entries): SortPattern => ({ ...Object.fromEntries(entries), _id: 1 }));

const ids = (found: readonly { document: Document }[]): unknown[] => found.map((record) => record.document._id);

describe('plan', () => {
  it('finds the same in the same order with indexes as without', async () => {
    const property = fc.asyncProperty(
      fc.array(document, { maxLength: 40 }),
      filter,
      sort,
      fc.integer({ min: 0, max: 5 }),
      async (documents, query, pattern, limit) => {
        const indexed = collectionOf(documents, INDEXES);
        const plain = collectionOf(documents, []);
        const chosen = plan(indexed, { filter: query, sort: pattern, limit });
        const scanned: Plan = {
          ...plan(plain, { filter: query, sort: pattern }),
          access: { kind: 'collection', ordered: false },
        };
        const expected = ids(selectNow(plain, scanned, { limit }));
        expect(ids(selectNow(indexed, chosen, { limit }))).toEqual(expected);
        expect(ids(await select(indexed, chosen, { limit }))).toEqual(expected);
        expect(await count(indexed, chosen)).toBe(selectNow(plain, scanned, {}).length);
      },
    );
    await fc.assert(property, { numRuns: breadth(120, 400), seed: 7 });
  });

  it('keeps indexes right under updates and removals', () => {
    const change = fc.tuple(fc.integer({ min: 0, max: 19 }), fc.option(document, { nil: undefined }));
    const property = fc.property(
      fc.array(document, { minLength: 20, maxLength: 20 }),
      fc.array(change, { maxLength: 30 }),
      filter,
      (documents, changes, query) => {
        const indexed = collectionOf(documents, INDEXES);
        const model = new Map<number, Document>(documents.map((given, _id) => [_id, { _id, ...given }]));
        for (const [_id, replacement] of changes) {
          const record = [...indexed.records.values()].find((candidate) => candidate.document._id === _id);
          if (!record) continue;
          if (replacement) {
            indexed.replace(record, { _id, ...replacement });
            model.set(_id, { _id, ...replacement });
          } else {
            indexed.remove(record);
            model.delete(_id);
          }
        }
        const fresh = new Collection('test.fresh', 2);
        for (const kept of model.values()) fresh.insert(kept);
        const by = { filter: query, sort: { _id: 1 } as const };
        const scanned: Plan = { ...plan(fresh, by), access: { kind: 'collection', ordered: false } };
        expect(ids(selectNow(indexed, plan(indexed, by), {}))).toEqual(ids(selectNow(fresh, scanned, {})));
      },
    );
    fc.assert(property, { numRuns: breadth(40, 100), seed: 11 });
  });

  it('trusts no range and no order of an index that holds arrays', () => {
    const collection = collectionOf([{ tags: [0, 4] }, { tags: [2] }, { tags: { x: 1 } }], INDEXES);
    const found = (query: Document, pattern: SortPattern) =>
      ids(selectNow(collection, plan(collection, { filter: query, sort: pattern }), {}));
    expect(found({ tags: { $gte: 1, $lt: 3 } }, { _id: 1 })).toEqual([0, 1]);
    expect(found({}, { tags: 1 })).toEqual([0, 1, 2]);
    expect(found({}, { tags: -1 })).toEqual([2, 0, 1]);
  });

  it('prefers the index that bounds more and gives the order', () => {
    const documents = Array.from({ length: 200 }, (_, i) => ({ a: i % 4, b: i, c: i % 10 }));
    const collection = collectionOf(documents, INDEXES);
    const accessOf = (query: Document, pattern: SortPattern = {}) =>
      plan(collection, { filter: query, sort: pattern }).access;
    expect(accessOf({ a: 1 }, { b: -1 })).toMatchObject({
      kind: 'index',
      index: { specification: { name: 'a_b' } },
      ordered: true,
      reverse: false,
    });
    expect(accessOf({ a: 1 }, { b: 1 })).toMatchObject({
      index: { specification: { name: 'a_b' } },
      ordered: true,
      reverse: true,
    });
    expect(accessOf({ a: 1, b: { $gt: 100 } })).toMatchObject({
      index: { specification: { name: 'a_b' } },
      boundFields: 2,
      exact: true,
    });
    expect(accessOf({ a: { $in: [1, 2] } }, { b: -1 })).toMatchObject({ kind: 'index', ordered: false });
    expect(accessOf({}, { b: -1 })).toMatchObject({
      kind: 'index',
      index: { specification: { name: 'b_c' } },
      ordered: true,
    });
    expect(accessOf({ missing: 1 })).toMatchObject({ kind: 'collection' });
  });
});
