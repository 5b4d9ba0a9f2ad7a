/** Chunks are split at this length: small enough to insert by moving, few enough to count through. */
const CHUNK_LIMIT = 512;

/** Items in the order of `compare`, in chunks: insertion, removal and search in logarithmic time plus one short move. */
export class SortedList<Item> {
  private chunks: Item[][] = [];
  private count = 0;

  constructor(private readonly compare: (a: Item, b: Item) => number) {}

  get size(): number {
    return this.count;
  }

  /** Replaces everything by the given items, in any order; the array is sorted in place. */
  load(items: Item[]): void {
    items.sort(this.compare);
    this.chunks = [];
    for (let from = 0; from < items.length; from += CHUNK_LIMIT / 2) {
      this.chunks.push(items.slice(from, from + CHUNK_LIMIT / 2));
    }
    this.count = items.length;
  }

  add(item: Item): void {
    this.count++;
    const isBefore = (other: Item) => this.compare(other, item) < 0;
    const at = Math.min(this.chunkOf(isBefore), this.chunks.length - 1);
    const chunk = this.chunks[at];
    if (!chunk) {
      this.chunks.push([item]);
      return;
    }
    chunk.splice(positionIn(chunk, isBefore), 0, item);
    if (chunk.length > CHUNK_LIMIT) this.chunks.splice(at + 1, 0, chunk.splice(CHUNK_LIMIT / 2));
  }

  /** Removes the item that compares as equal. */
  delete(item: Item): void {
    const isBefore = (other: Item) => this.compare(other, item) < 0;
    const at = this.chunkOf(isBefore);
    const chunk = this.chunks[at];
    if (!chunk) return;
    const position = positionIn(chunk, isBefore);
    if (this.compare(chunk[position]!, item) !== 0) return;
    chunk.splice(position, 1);
    this.count--;
    if (chunk.length === 0) this.chunks.splice(at, 1);
  }

  /** How many items are before the place that `isBefore` describes; it must hold for a prefix of the list. */
  rank(isBefore: (item: Item) => boolean): number {
    const at = this.chunkOf(isBefore);
    let before = 0;
    for (let i = 0; i < at; i++) before += this.chunks[i]!.length;
    const chunk = this.chunks[at];
    return chunk ? before + positionIn(chunk, isBefore) : before;
  }

  /** Items of the ranks `from` to before `to`, backwards if asked. The list must not change meanwhile. */
  *between(from: number, to: number, reverse: boolean): Generator<Item> {
    if (from >= to) return;
    let at = 0;
    let first = 0;
    const start = reverse ? to - 1 : from;
    while (first + this.chunks[at]!.length <= start) first += this.chunks[at++]!.length;
    let position = start - first;
    for (let left = to - from; left > 0; left--) {
      yield this.chunks[at]![position]!;
      position += reverse ? -1 : 1;
      if (position === this.chunks[at]!.length) {
        at++;
        position = 0;
      } else if (position < 0 && at > 0) {
        at--;
        position = this.chunks[at]!.length - 1;
      }
    }
  }

  /** The first chunk whose last item is not before the place. */
  private chunkOf(isBefore: (item: Item) => boolean): number {
    return positionIn(this.chunks, (chunk) => isBefore(chunk.at(-1)!));
  }
}

/** Binary search: the first position for which `isBefore` does not hold. */
function positionIn<Item>(items: readonly Item[], isBefore: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(items[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
