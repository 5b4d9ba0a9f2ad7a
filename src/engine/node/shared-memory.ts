/** Smallest array that is worth sharing rather than copying. */
const WORTH_SHARING = 64 * 1024;
/** Arrays start at multiples of this. */
const ALIGNMENT = 64;
/** What is kept between pieces of work; larger memory is given back. */
const RETAINED_BYTES = 64 * 1024 * 1024;
/** Copied at once on the event loop, well below a millisecond. */
const CHUNK_BYTES = 1024 * 1024;

/**
 * Shared memory for one piece of work after another on one thread. It is used again, because fresh memory costs more to touch
 * for the first time than the rendering that is done in it.
 */
export class SharedArena {
  private buffer = new SharedArrayBuffer(0);
  private used = 0;
  private overflow: SharedArrayBuffer[] = [];
  private wanted = 0;

  /** Forgets what was allocated; arrays handed out before must not be used any more. */
  reset(): void {
    const size = Math.min(this.wanted, RETAINED_BYTES);
    if (this.buffer.byteLength < size) this.buffer = new SharedArrayBuffer(size);
    this.overflow = [];
    this.used = 0;
    this.wanted = 0;
  }

  /** Uninitialised bytes. */
  readonly allocate = (size: number): Uint8Array => {
    this.wanted += Math.ceil(size / ALIGNMENT) * ALIGNMENT;
    if (this.used + size > this.buffer.byteLength) {
      const own = new SharedArrayBuffer(size);
      this.overflow.push(own);
      return new Uint8Array(own);
    }
    const bytes = new Uint8Array(this.buffer, this.used, size);
    this.used += Math.ceil(size / ALIGNMENT) * ALIGNMENT;
    return bytes;
  };

  /** The same plain data with its large typed arrays moved to shared memory, so that threads can have it without copying. */
  readonly share = <T>(value: T): T => this.shareAny(value) as T;

  private shareAny(value: unknown): unknown {
    if (value instanceof Uint8Array || value instanceof Float32Array) return this.shareArray(value);
    if (ArrayBuffer.isView(value) || value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map((item) => this.shareAny(item));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.shareAny(item)]));
  }

  private shareArray(array: Uint8Array | Float32Array): Uint8Array | Float32Array {
    if (array.buffer instanceof SharedArrayBuffer || array.byteLength < WORTH_SHARING) return array;
    const bytes = this.allocate(array.byteLength);
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    return array instanceof Uint8Array ? bytes : new Float32Array(bytes.buffer, bytes.byteOffset, array.length);
  }
}

/** A copy in shared memory, made bit by bit so that the event loop stays free. Bytes that are shared already stay where they are. */
export async function toSharedBytes(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes.buffer instanceof SharedArrayBuffer) return bytes;
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.byteLength));
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    if (from > 0) await new Promise(setImmediate);
    shared.set(bytes.subarray(from, from + CHUNK_BYTES), from);
  }
  return shared;
}
