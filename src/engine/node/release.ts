import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** ES2024's `ArrayBuffer.prototype.transfer`. */
type Transfer = (this: ArrayBufferLike, length: number) => ArrayBuffer;

let transfer: Transfer | undefined;

/**
 * Gives up the memory of bytes at once, where it would stay until a collection of garbage, which their size alone brings about
 * and which takes longer than copying them. Afterwards their length is 0; memory that a library lent it has back when the
 * event loop turns.
 */
export function release({ buffer }: Uint8Array): void {
  transfer ??= ((ArrayBuffer.prototype as { transfer?: Transfer }).transfer ?? exposed()) satisfies Transfer;
  transfer.call(buffer, 0);
}

/** Node 20 has it behind a flag that contexts made before do not know of. */
function exposed(): Transfer {
  setFlagsFromString('--harmony-rab-gsab-transfer');
  return runInNewContext('ArrayBuffer.prototype.transfer') as Transfer;
}
