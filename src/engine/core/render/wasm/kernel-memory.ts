const PAGE = 65536;
/** As the module is compiled: 4 GiB of addresses, of which only what is grown into is taken. */
const GREATEST_PAGES = 65536;
/** Arrays start at multiples of this, and are followed by as much: SIMD reads a little beyond the end. */
const ALIGNMENT = 64;
/** Nothing lies at address 0, so that it can mean "none". */
const START = ALIGNMENT;

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

  /** @param memory whose contents do not matter; as {@link createKernelMemory} makes it */
  constructor(readonly memory: WebAssembly.Memory) {
    this.buffers = new Set([memory.buffer]);
  }

  /** Takes everything back; arrays given out before must not be used any more. */
  reset(): void {
    this.used = START;
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
    this.reserve(this.outsideBytes(value) + rounded(besides));
    return this.shareAny(value) as T;
  }

  private reserve(bytes: number): void {
    const missing = this.used + bytes - this.memory.buffer.byteLength;
    if (missing <= 0) return;
    this.memory.grow(Math.ceil(missing / PAGE));
    this.buffers.add(this.memory.buffer);
  }

  private isOutside(value: unknown): value is Uint8Array | Float32Array {
    return (value instanceof Uint8Array || value instanceof Float32Array) && !this.buffers.has(value.buffer);
  }

  private outsideBytes(value: unknown): number {
    if (this.isOutside(value)) return rounded(value.byteLength);
    if (ArrayBuffer.isView(value) || value === null || typeof value !== 'object') return 0;
    return Object.values(value).reduce((sum: number, item) => sum + this.outsideBytes(item), 0);
  }

  private shareAny(value: unknown): unknown {
    if (this.isOutside(value)) return this.moved(value);
    if (ArrayBuffer.isView(value) || value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map((item) => this.shareAny(item));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.shareAny(item)]));
  }

  private moved(array: Uint8Array | Float32Array): Uint8Array | Float32Array {
    const bytes = this.allocate(array.byteLength);
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    return array instanceof Uint8Array ? bytes : new Float32Array(bytes.buffer, bytes.byteOffset, array.length);
  }
}
