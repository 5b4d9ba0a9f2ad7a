import type { Document } from '../bson.js';
import type { CollectionIndex } from '../collection/collection-index.js';
import type { Interval } from '../collection/interval.js';
import { sameValue } from '../documents/value-order.js';
import { compileFilter } from '../query/filter.js';
import { isSorted, type SortPattern } from '../query/sort.js';
import { admitsNull, type FieldBounds, type FilterBounds } from './filter-bounds.js';

/** One way to answer a query from one index. */
export interface IndexAccess {
  readonly kind: 'index';
  readonly index: CollectionIndex;
  /** In the order in which they are to be read. */
  readonly intervals: readonly Interval[];
  readonly reverse: boolean;
  /** Whether the records come in the order of the sort pattern. */
  readonly ordered: boolean;
  /** Whether the intervals hold matching documents only, each once. */
  readonly exact: boolean;
  /** How many fields of the filter bound the intervals. */
  readonly boundFields: number;
}

/** More equal-value combinations than this are left to the filter. */
const MAX_INTERVALS = 1000;

/** The access through an index, or undefined where the index may lack matching documents. */
export function planIndex(
  index: CollectionIndex,
  filter: Document,
  bounds: FilterBounds,
  sort: SortPattern,
): IndexAccess | undefined {
  if (!mayServe(index, filter, bounds)) return undefined;
  const { intervals, used } = intervalsOf(index, bounds.fields);
  const direction = intervals.length === 1 && !index.multikey ? sortDirection(index, bounds.fields, sort) : undefined;
  return {
    kind: 'index',
    index,
    intervals,
    reverse: direction === -1,
    ordered: isSorted(sort) && direction !== undefined,
    exact: bounds.exact && !index.multikey && used === bounds.fields.size,
    boundFields: used,
  };
}

/** A sparse or partial index has every matching document only where the filter says so. */
function mayServe(index: CollectionIndex, filter: Document, { fields }: FilterBounds): boolean {
  const { sparse, partialFilterExpression } = index.specification;
  if (partialFilterExpression) return implies(filter, fields, partialFilterExpression);
  if (!sparse) return true;
  const first = fields.get(index.paths[0]!);
  return first !== undefined && !admitsNull(first);
}

/** Each condition of the partial index is in the filter as it is, or holds for all values that the filter allows. */
function implies(filter: Document, fields: ReadonlyMap<string, FieldBounds>, expression: Document): boolean {
  return Object.entries(expression).every(([path, condition]) => {
    if (Object.hasOwn(filter, path) && sameValue(filter[path], condition)) return true;
    const points = fields.get(path)?.points;
    if (!points || path.includes('.') || path.startsWith('$')) return false;
    const holds = compileFilter({ [path]: condition });
    return points.every((point) => holds({ [path]: point }));
  });
}

/** Follows the index's fields as long as the filter bounds them: equal values, then at most one range. */
function intervalsOf(
  index: CollectionIndex,
  fields: ReadonlyMap<string, FieldBounds>,
): { intervals: Interval[]; used: number } {
  let prefixes: unknown[][] = [[]];
  for (const [used, path] of index.paths.entries()) {
    const { points, range } = fields.get(path) ?? {};
    if (points && prefixes.length * points.length <= MAX_INTERVALS) {
      prefixes = prefixes.flatMap((prefix) => points.map((point) => [...prefix, point]));
    } else {
      const ranged = range !== undefined && !index.multikey;
      return {
        intervals: prefixes.map((prefix) => ({ prefix, ...(ranged && { range }) })),
        used: used + Number(ranged),
      };
    }
  }
  return { intervals: prefixes.map((prefix) => ({ prefix })), used: index.paths.length };
}

/** 1 or -1 where reading the index forwards or backwards gives the sort order; fields of one value do not matter. */
function sortDirection(
  index: CollectionIndex,
  fields: ReadonlyMap<string, FieldBounds>,
  sort: SortPattern,
): 1 | -1 | undefined {
  const constant = (path: string) => fields.get(path)?.points?.length === 1;
  const wanted = Object.entries(sort).filter(([path]) => !constant(path));
  let direction: 1 | -1 | undefined;
  let at = 0;
  for (const [path, order] of wanted) {
    while (at < index.paths.length && index.paths[at] !== path && constant(index.paths[at]!)) at++;
    if (index.paths[at] !== path) return undefined;
    const needed = order === index.directions[at] ? 1 : -1;
    direction ??= needed;
    if (direction !== needed) return undefined;
    at++;
  }
  return direction ?? 1;
}
