/** Copied at once on the event loop, well below a millisecond. */
const CHUNK_BYTES = 1024 * 1024;

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
