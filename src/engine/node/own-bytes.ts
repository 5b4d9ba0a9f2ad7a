/** Copied at once on the event loop, well below a millisecond. */
const CHUNK_BYTES = 1024 * 1024;

/** A copy that can be moved to another thread, made bit by bit so that the event loop stays free. */
export async function toOwnBytes(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const own = new Uint8Array(bytes.byteLength);
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    if (from > 0) await new Promise(setImmediate);
    own.set(bytes.subarray(from, from + CHUNK_BYTES), from);
  }
  return own;
}
