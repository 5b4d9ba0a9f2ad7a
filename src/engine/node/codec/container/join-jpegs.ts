import { bigEndian, concatenate } from './bytes.js';
import { BASELINE_FRAME, endOf, MARK, RESTART_INTERVAL, restartAfter, SCAN, segmentsOf } from './jpeg-segments.js';

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
    if (i > 0) parts.push(bigEndian(2, restartAfter(i - 1)));
    parts.push(strip.subarray(markersOf(strip).entropy, strip.length - MARK));
  });
  return concatenate(...parts, first.subarray(first.length - MARK));
}

/** Where the frame's header, the scan's header and the scan's data begin. */
function markersOf(file: Uint8Array): { frame: number; scan: number; entropy: number } {
  const segments = segmentsOf(file);
  const [frame, scan] = [segments.get(BASELINE_FRAME), segments.get(SCAN)];
  if (frame === undefined || scan === undefined) throw new Error('not a baseline JPEG');
  return { frame, scan, entropy: endOf(file, scan) };
}
