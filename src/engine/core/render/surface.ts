import type { Plane } from '../raster.js';
import type { Frame } from './frame.js';

/** Writes values at columns `from`…`to` of output row `y` to the same places of `target`. */
export type SurfaceRows = (y: number, from: number, to: number, target: Float32Array) => void;

/** Samples that are repeated beyond each end of a row, so that every position within the picture has four neighbours. */
const PADDING = 2;

/**
 * Samples a plane that covers the paper's whole picture at output pixels, one row at a time, as a uniform cubic B-spline
 * surface: smooth to the second derivative, and never outside the plane's own values. Beyond its ends samples are repeated.
 */
export function createSurfaceRows(plane: Plane, frame: Frame): SurfaceRows {
  const { width, height, data } = plane;
  const { first, weights } = splineTaps(width, frame.crop.x, frame.crop.width, frame.width);
  const vertical = splineTaps(height, frame.crop.y, frame.crop.height, frame.height);
  const blended = new Float32Array(width + 2 * PADDING);
  return (y, from, to, target) => {
    if (to <= from) return;
    const columnFrom = Math.max(0, Math.min(width - 1, first[from]!));
    const columnTo = Math.min(width - 1, first[to - 1]! + 3);
    const rowWeights = vertical.weights.subarray(y * 4, y * 4 + 4);
    blendRows(data, width, height, vertical.first[y]!, rowWeights, columnFrom, columnTo, blended);
    for (let x = from; x < to; x++) {
      const column = first[x]! + PADDING;
      const w = x * 4;
      target[x] =
        blended[column]! * weights[w]! +
        blended[column + 1]! * weights[w + 1]! +
        blended[column + 2]! * weights[w + 2]! +
        blended[column + 3]! * weights[w + 3]!;
    }
  };
}

export interface SplineTaps {
  /** First of four neighbouring samples, −{@link PADDING} at least, for each output position. */
  readonly first: Int32Array;
  /** Four weights for each output position. */
  readonly weights: Float32Array;
}

/** The taps at each output position along one axis. */
export function splineTaps(samples: number, cropStart: number, cropSize: number, outputs: number): SplineTaps {
  const first = new Int32Array(outputs);
  const weights = new Float32Array(outputs * 4);
  for (let i = 0; i < outputs; i++) {
    const position = (cropStart + ((i + 0.5) / outputs) * cropSize) * samples - 0.5;
    const below = Math.floor(position);
    const t = position - below;
    const s = 1 - t;
    first[i] = below - 1;
    weights.set([s ** 3 / 6, (4 - 6 * t * t + 3 * t ** 3) / 6, (4 - 6 * s * s + 3 * s ** 3) / 6, t ** 3 / 6], i * 4);
  }
  return { first, weights };
}

/** Blends four rows; sample k goes to `blended[k + PADDING]`, with the repeated ones where the range reaches an end. */
function blendRows(
  data: Float32Array,
  width: number,
  height: number,
  first: number,
  weights: Float32Array,
  from: number,
  to: number,
  blended: Float32Array,
): void {
  const row = (k: number) => Math.min(height - 1, Math.max(0, first + k)) * width;
  const r0 = row(0);
  const r1 = row(1);
  const r2 = row(2);
  const r3 = row(3);
  const w0 = weights[0]!;
  const w1 = weights[1]!;
  const w2 = weights[2]!;
  const w3 = weights[3]!;
  for (let x = from; x <= to; x++) {
    blended[x + PADDING] = data[r0 + x]! * w0 + data[r1 + x]! * w1 + data[r2 + x]! * w2 + data[r3 + x]! * w3;
  }
  if (from === 0) blended.fill(blended[PADDING]!, 0, PADDING);
  if (to === width - 1) blended.fill(blended[width - 1 + PADDING]!, width + PADDING);
}
