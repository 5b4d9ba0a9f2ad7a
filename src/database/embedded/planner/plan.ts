import { type Document, isDocument } from '../bson.js';
import type { Collection } from '../collection/collection.js';
import { badValue } from '../command-error.js';
import { sameValue } from '../documents/value-order.js';
import { compileFilter, type Predicate } from '../query/filter.js';
import { isSorted, type SortPattern } from '../query/sort.js';
import { boundsOf, orBranches } from './filter-bounds.js';
import { type IndexAccess, planIndex } from './index-plan.js';

interface CollectionAccess {
  readonly kind: 'collection';
  readonly ordered: false;
}

/** Every branch of an `$or` from its own index. */
interface UnionAccess {
  readonly kind: 'union';
  readonly branches: readonly IndexAccess[];
  readonly ordered: false;
}

export type Access = CollectionAccess | IndexAccess | UnionAccess;

export interface Query {
  readonly filter: Document;
  readonly sort: SortPattern;
  readonly limit?: number;
  /** Name or key pattern of an index, or `{ $natural: 1 }`. */
  readonly hint?: unknown;
}

export interface Plan extends Query {
  readonly access: Access;
  readonly matches: Predicate;
}

const COLLECTION_ACCESS: CollectionAccess = { kind: 'collection', ordered: false };

/**
 * Chooses how to read: an index that the filter bounds or the sort follows, a union of indexes for an `$or`, else all
 * documents.
 * @throws CommandError for a malformed filter or a hint that names no index
 */
export function plan(collection: Collection, query: Query): Plan {
  const matches = compileFilter(query.filter);
  const access = query.hint === undefined ? choose(collection, query) : hinted(collection, query);
  return { ...query, access, matches };
}

function choose(collection: Collection, query: Query): Access {
  const access = bestIndex(collection, query.filter, query.sort, query.limit);
  if (access && access.boundFields > 0) return access;
  return union(collection, query.filter) ?? access ?? COLLECTION_ACCESS;
}

function bestIndex(
  collection: Collection,
  filter: Document,
  sort: SortPattern,
  limit = Infinity,
): IndexAccess | undefined {
  const bounds = boundsOf(filter);
  let best: IndexAccess | undefined;
  let lowest = Infinity;
  for (const index of collection.indexes.values()) {
    const access = planIndex(index, filter, bounds, sort);
    if (!access || (access.boundFields === 0 && !access.ordered)) continue;
    const cost = costOf(access, isSorted(sort), limit);
    const better = cost < lowest || (cost === lowest && access.boundFields > best!.boundFields);
    if (better) [best, lowest] = [access, cost];
  }
  return best;
}

/** Expected work in records read, more where they must be sorted and less where reading stops at the limit. */
function costOf(access: IndexAccess, sorted: boolean, limit: number): number {
  const entries = entriesOf(access);
  if (sorted && !access.ordered) return entries * 1.5 + 1;
  return access.exact ? Math.min(entries, limit) : entries;
}

/** Index entries within the intervals. */
export function entriesOf({ index, intervals }: IndexAccess): number {
  return intervals.reduce((sum, interval) => sum + index.count(interval), 0);
}

function union(collection: Collection, filter: Document): UnionAccess | undefined {
  const branches = orBranches(filter)?.map((branch) => bestIndex(collection, branch, {}));
  if (!branches?.every((branch) => branch !== undefined && branch.boundFields > 0)) return undefined;
  return { kind: 'union', branches: branches as IndexAccess[], ordered: false };
}

function hinted(collection: Collection, { filter, sort, hint }: Query): Access {
  if (isDocument(hint) && Object.hasOwn(hint, '$natural')) return COLLECTION_ACCESS;
  const index = [...collection.indexes.values()].find(({ specification }) =>
    typeof hint === 'string' ? specification.name === hint : sameValue(specification.key, hint),
  );
  if (!index) throw badValue('hint provided does not correspond to an existing index');
  return planIndex(index, filter, boundsOf(filter), sort) ?? COLLECTION_ACCESS;
}
