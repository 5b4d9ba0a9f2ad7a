import { compareValues, typeRank } from '../documents/value-order.js';

interface Bound {
  readonly value: unknown;
  readonly inclusive: boolean;
}

/** Values of one type between two bounds; at least one bound is given. */
export interface ValueRange {
  readonly lower?: Bound;
  readonly upper?: Bound;
}

/** A stretch of an index: equal values of its first fields, then perhaps a range of the next one. */
export interface Interval {
  readonly prefix: readonly unknown[];
  readonly range?: ValueRange;
}

/** Where an index key lies: before (< 0), inside (0) or after (> 0) the interval, in the order of the index. */
export function positionOf(key: readonly unknown[], interval: Interval, directions: readonly (1 | -1)[]): number {
  const { prefix, range } = interval;
  for (let i = 0; i < prefix.length; i++) {
    const order = compareValues(key[i], prefix[i]);
    if (order !== 0) return order * directions[i]!;
  }
  return range ? compareToRange(key[prefix.length], range) * directions[prefix.length]! : 0;
}

function compareToRange(value: unknown, { lower, upper }: ValueRange): number {
  const otherType = typeRank(value) - typeRank((lower ?? upper)!.value);
  if (otherType !== 0) return otherType;
  if (lower) {
    const order = compareValues(value, lower.value);
    if (order < 0 || (order === 0 && !lower.inclusive)) return -1;
  }
  if (upper) {
    const order = compareValues(value, upper.value);
    if (order > 0 || (order === 0 && !upper.inclusive)) return 1;
  }
  return 0;
}
