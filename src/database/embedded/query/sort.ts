import { type Document, isDocument } from '../bson.js';
import { badValue, notSupported } from '../command-error.js';
import { leafReader, type LeafReader } from '../documents/field-path.js';
import { compareValues } from '../documents/value-order.js';

/** Field paths with their direction, most significant first. */
export type SortPattern = Readonly<Record<string, 1 | -1>>;

/** @throws CommandError unless the pattern is a document of 1 and -1 */
export function parseSort(sort: unknown): SortPattern {
  if (sort === undefined || sort === null) return {};
  if (!isDocument(sort)) throw badValue('the sort pattern must be an object');
  for (const [path, direction] of Object.entries(sort)) {
    if (isDocument(direction)) throw notSupported(`sort by expression (${path})`);
    if (direction !== 1 && direction !== -1)
      throw badValue('$sort key ordering must be 1 (ascending) or -1 (descending)');
  }
  return sort as SortPattern;
}

export function isSorted(pattern: SortPattern): boolean {
  return Object.keys(pattern).length > 0;
}

interface Keyed<Item> {
  readonly item: Item;
  readonly key: readonly unknown[];
}

/** Collects items in the order of a pattern, keeping no more than twice the first `limit` of them; ties stay in order. */
export class Sorter<Item> {
  private readonly readers: readonly LeafReader[];
  private readonly directions: readonly (1 | -1)[];
  private kept: Keyed<Item>[] = [];

  constructor(
    pattern: SortPattern,
    private readonly documentOf: (item: Item) => Document,
    private readonly limit = Infinity,
  ) {
    this.readers = Object.keys(pattern).map(leafReader);
    this.directions = Object.values(pattern);
  }

  add(item: Item): void {
    const document = this.documentOf(item);
    this.kept.push({ item, key: this.readers.map((read, i) => sortValue(read(document), this.directions[i]!)) });
    if (this.kept.length >= Math.max(1024, 2 * this.limit)) this.cut();
  }

  finish(): Item[] {
    this.cut();
    return this.kept.map(({ item }) => item);
  }

  private cut(): void {
    this.kept.sort((a, b) => {
      for (let i = 0; i < this.directions.length; i++) {
        const order = compareValues(a.key[i], b.key[i]) * this.directions[i]!;
        if (order !== 0) return order;
      }
      return 0;
    });
    if (this.kept.length > this.limit) this.kept.length = this.limit;
  }
}

/** An array sorts by its least element, or by its greatest when descending. */
function sortValue(leaves: readonly unknown[], direction: 1 | -1): unknown {
  if (leaves.length === 1 && !Array.isArray(leaves[0])) return leaves[0];
  const values = leaves.flatMap((leaf) => leaf);
  if (values.length === 0) return undefined;
  return values.reduce((best, value) => (compareValues(value, best) * direction < 0 ? value : best));
}
