import { viewOf } from './bytes.js';

/** Baseline DCT (ITU-T T.81, table B.1). */
export const BASELINE_FRAME = 0xffc0;
export const SCAN = 0xffda;
export const RESTART_INTERVAL = 0xffdd;

const FIRST_RESTART = 0xffd0;
const RESTARTS = 8;
/** Bytes of the marks of a file's start and end. */
export const MARK = 2;

/** The marker between a restart interval and the next, counted from 0. */
export function restartAfter(interval: number): number {
  return FIRST_RESTART + (interval % RESTARTS);
}

/** Where the segments of a JPEG begin, by marker, as far as the header of its first scan. */
export function segmentsOf(file: Uint8Array): ReadonlyMap<number, number> {
  const view = viewOf(file);
  const segments = new Map<number, number>();
  for (let at = MARK; at + 4 <= file.length; at = endOf(file, at)) {
    const marker = view.getUint16(at);
    segments.set(marker, at);
    if (marker === SCAN) break;
  }
  return segments;
}

/** Where the segment that begins at a place ends. */
export function endOf(file: Uint8Array, at: number): number {
  return at + MARK + viewOf(file).getUint16(at + MARK);
}
