const PAGE = 65536;
/** As the module is compiled: 4 GiB of addresses, of which only what is grown into is taken. */
const GREATEST_PAGES = 65536;
/** Arrays start at multiples of this, and are followed by as much: SIMD reads a little beyond the end. */
const ALIGNMENT = 64;
/** Nothing lies at address 0, so that it can mean "none". */
const START = ALIGNMENT;

/** Bytes of arrays that are kept; beyond, all are copied anew. */
const GREATEST_KEPT = 192 * 2 ** 20;

type Samples = Uint8Array | Float32Array;

const rounded = (bytes: number) => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT + ALIGNMENT;

/** @throws RangeError when the system cannot promise the addresses */
export function createKernelMemory(shared: boolean): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: 1, maximum: GREATEST_PAGES, shared });
}

/**
 * Memory that the WASM kernel works in: given out from the bottom up, all taken back at once. Where threads do not share it,
 * growing makes arrays unusable that were given out before: {@link share} grows before it gives out.
 */
export class KernelMemory {
  /** Of this memory, at each size it has had. */
  private readonly buffers: Set<ArrayBufferLike>;
  private used = START;
  /** Where what is kept ends, and where each array of it lies. */
  private kept = START;
  private places = new WeakMap<Samples, number>();
  /** What lies there, the same each time, so that what is made of it can be kept as well. */
  private views = new WeakMap<Samples, Samples>();
  private seen = new WeakSet<Samples>();
  private forgotten = 0;

  /**
   * @param memory whose contents do not matter; as {@link createKernelMemory} makes it
   * @param leastGrowth bytes by which it grows at least: each time costs a system call and may have V8 collect its garbage
   */
  constructor(
    readonly memory: WebAssembly.Memory,
    private readonly leastGrowth = PAGE,
  ) {
    this.buffers = new Set([memory.buffer]);
  }

  /** Takes everything back but what is kept; arrays given out before must not be used any more. */
  reset(): void {
    this.used = this.kept;
  }

  /**
   * To be called after {@link reset}: arrays of plain data that come a second time stay in this memory from then on, so that
   * {@link share} need not copy them again. They must not change.
   *
   * @param except an array that may change
   */
  keep(value: unknown, except: Samples | null = null): void {
    if (this.kept > GREATEST_KEPT) this.forget();
    for (const array of this.outside(value)) {
      if (array === except || this.places.has(array)) continue;
      if (this.seen.has(array)) {
        this.places.set(array, this.moved(array).byteOffset);
        this.kept = this.used;
      }
      this.seen.add(array);
    }
  }

  /** Uninitialised bytes. @throws RangeError when the system has no more memory */
  readonly allocate = (size: number): Uint8Array => {
    this.reserve(rounded(size));
    const bytes = new Uint8Array(this.memory.buffer, this.used, size);
    this.used += rounded(size);
    return bytes;
  };

  /** The same plain data, its arrays of bytes and of floats moved to this memory; `besides` are bytes to be allocated after. */
  share<T>(value: T, besides = 0): T {
    const missing = [...this.outside(value)].filter((array) => !this.places.has(array));
    this.reserve(missing.reduce((sum, { byteLength }) => sum + rounded(byteLength), rounded(besides)));
    return this.shareAny(value) as T;
  }

  /**
   * To be called as {@link keep}: address of bytes that stay in this memory from then on, until {@link timesForgotten} changes.
   */
  hold(size: number): number {
    const { byteOffset } = this.allocate(size);
    this.kept = this.used;
    return byteOffset;
  }

  /** How often all that was kept or held has been taken back. */
  get timesForgotten(): number {
    return this.forgotten;
  }

  private forget(): void {
    this.forgotten += 1;
    this.places = new WeakMap();
    this.views = new WeakMap();
    this.seen = new WeakSet();
    this.used = this.kept = START;
  }

  private reserve(bytes: number): void {
    const missing = this.used + bytes - this.memory.buffer.byteLength;
    if (missing <= 0) return;
    this.memory.grow(Math.ceil(Math.max(missing, this.leastGrowth) / PAGE));
    this.buffers.add(this.memory.buffer);
  }

  private isOutside(value: unknown): value is Samples {
    return (value instanceof Uint8Array || value instanceof Float32Array) && !this.buffers.has(value.buffer);
  }

  /** Arrays of plain data that lie elsewhere. */
  private *outside(value: unknown): Generator<Samples> {
    if (this.isOutside(value)) yield value;
    else if (isPlain(value)) for (const item of Object.values(value)) yield* this.outside(item);
  }

  private shareAny(value: unknown): unknown {
    if (this.isOutside(value)) return this.moved(value);
    if (!isPlain(value)) return value;
    const entries = Object.entries(value).map(([key, item]) => [key, this.shareAny(item)] as const);
    if (entries.every(([key, item]) => item === value[key as keyof typeof value])) return value;
    return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
  }

  private moved(array: Samples): Samples {
    const place = this.places.get(array);
    if (place !== undefined) return this.keptView(array, place);
    const bytes = this.allocate(array.byteLength);
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    return viewOf(array, bytes.buffer, bytes.byteOffset);
  }

  private keptView(array: Samples, place: number): Samples {
    const known = this.views.get(array);
    if (known?.buffer === this.memory.buffer) return known;
    const view = viewOf(array, this.memory.buffer, place);
    this.views.set(array, view);
    return view;
  }
}

function isPlain(value: unknown): value is object {
  return value !== null && typeof value === 'object' && !ArrayBuffer.isView(value);
}

/** As many elements of the same kind elsewhere. */
function viewOf(array: Samples, buffer: ArrayBufferLike, start: number): Samples {
  return array instanceof Uint8Array
    ? new Uint8Array(buffer, start, array.length)
    : new Float32Array(buffer, start, array.length);
}
