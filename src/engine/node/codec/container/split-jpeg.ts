import { bigEndian, concatenate, viewOf } from './bytes.js';
import { BASELINE_FRAME, endOf, MARK, RESTART_INTERVAL, restartAfter, SCAN, segmentsOf } from './jpeg-segments.js';

/** Side of a block of pixels where no channel is subsampled. */
const BLOCK = 8;
const NOT_SUBSAMPLED = 0x11;
const END = 0xffd9;

/** A picture as pictures that lie below each other. */
export interface JpegStrips {
  readonly count: number;
  /** Of each but the last, which has what is left. */
  readonly rows: number;
  /** A JPEG of its own. */
  strip(index: number): Uint8Array;
}

/**
 * The opposite of `joinJpegs`: a baseline JPEG at its restart markers. Null where its strips cannot be decoded apart to the very
 * pixels of the whole: without such markers after whole rows of blocks, or with chroma subsampled, which decoders smooth across.
 */
export function splitJpeg(file: Uint8Array): JpegStrips | null {
  const segments = segmentsOf(file);
  const [frame, scan] = [segments.get(BASELINE_FRAME), segments.get(SCAN)];
  const restart = segments.get(RESTART_INTERVAL);
  if (frame === undefined || scan === undefined || restart === undefined) return null;
  const view = viewOf(file);
  const entropy = endOf(file, scan);
  if (entropy + MARK > file.length || view.getUint16(file.length - MARK) !== END) return null;
  const [height, width, channels] = [view.getUint16(frame + 5), view.getUint16(frame + 7), file[frame + 9]!];
  const sampling = Array.from({ length: channels }, (_, i) => file[frame + 11 + 3 * i]);
  if (file[scan + 4] !== channels || sampling.some((factors) => factors !== NOT_SUBSAMPLED)) return null;
  const rows = (view.getUint16(restart + 4) / Math.ceil(width / BLOCK)) * BLOCK;
  if (rows === 0 || rows % BLOCK !== 0) return null;

  const count = Math.ceil(height / rows);
  const starts = startsOf(file, entropy, count);
  return (
    starts && {
      count,
      rows,
      strip: (index) =>
        concatenate(
          file.subarray(0, frame + 5),
          bigEndian(2, Math.min(rows, height - index * rows)),
          file.subarray(frame + 7, entropy),
          file.subarray(starts[index], (starts[index + 1] ?? file.length) - MARK),
          bigEndian(2, END),
        ),
    }
  );
}

/** Where the data of each restart interval begins; a marker cannot occur within it. Null where one is missing. */
function startsOf(file: Uint8Array, entropy: number, count: number): number[] | null {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const starts = [entropy];
  for (let i = 1; i < count; i++) {
    const marker = bytes.indexOf(bigEndian(2, restartAfter(i - 1)), starts[i - 1]);
    if (marker < 0) return null;
    starts.push(marker + MARK);
  }
  return starts;
}
