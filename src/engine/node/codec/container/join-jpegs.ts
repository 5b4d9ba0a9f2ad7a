import { bigEndian, concatenate, viewOf } from './bytes.js';

const BASELINE_FRAME = 0xffc0;
const SCAN = 0xffda;
const RESTART_INTERVAL = 0xffdd;
const FIRST_RESTART = 0xffd0;
const RESTARTS = 8;
/** Start and end of a file. */
const MARKER = 2;

/**
 * One baseline JPEG of several that lie below each other, as if it had been encoded at once with a restart marker between
 * them: all of one width, coded by the same tables, each but the last one restart interval.
 *
 * @param interval blocks of pixels (minimum coded units) in each but the last, 65535 at most (ITU-T T.81, B.2.4.4)
 */
export function joinJpegs(
  strips: readonly Uint8Array[],
  { height, interval }: { readonly height: number; readonly interval: number },
): Uint8Array<ArrayBuffer> {
  const first = strips[0]!;
  const { frame, scan, entropy } = markersOf(first);
  const parts = [
    first.subarray(0, frame + 5),
    bigEndian(2, height),
    first.subarray(frame + 7, scan),
    bigEndian(2, RESTART_INTERVAL, 4, interval),
    first.subarray(scan, entropy),
  ];
  strips.forEach((strip, i) => {
    if (i > 0) parts.push(bigEndian(2, FIRST_RESTART + ((i - 1) % RESTARTS)));
    parts.push(strip.subarray(markersOf(strip).entropy, strip.length - MARKER));
  });
  return concatenate(...parts, first.subarray(first.length - MARKER));
}

/** Where the frame's header, the scan's header and the scan's data begin. */
function markersOf(file: Uint8Array): { frame: number; scan: number; entropy: number } {
  const view = viewOf(file);
  let frame = -1;
  for (let at = MARKER; at + 4 <= file.length; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    if (marker === BASELINE_FRAME) frame = at;
    if (marker === SCAN && frame >= 0) return { frame, scan: at, entropy: at + 2 + view.getUint16(at + 2) };
  }
  throw new Error('not a baseline JPEG');
}
