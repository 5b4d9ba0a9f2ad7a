import type { Plane } from '../raster.js';
import type { Frame } from './frame.js';

/** Writes values at columns `from`…`to` of output row `y` to the same places of `target`. */
export type SurfaceRows = (y: number, from: number, to: number, target: Float32Array) => void;

/**
 * Samples a plane that covers the paper's whole picture at output pixels, one row at a time, as a uniform cubic B-spline
 * surface: smooth to the second derivative, and never outside the plane's own values.
 */
export function createSurfaceRows(plane: Plane, frame: Frame): SurfaceRows {
  const { width, height, data } = plane;
  const { first, weights } = splineTaps(width, frame.crop.x, frame.crop.width, frame.width);
  const vertical = splineTaps(height, frame.crop.y, frame.crop.height, frame.height);
  const blended = new Float32Array(width + 4);
  return (y, from, to, target) => {
    if (to <= from) return;
    const columnFrom = Math.max(0, first[from]!);
    const columnTo = Math.min(width - 1, first[to - 1]! + 3);
    blendRows(
      data,
      width,
      height,
      vertical.first[y]!,
      vertical.weights.subarray(y * 4, y * 4 + 4),
      columnFrom,
      columnTo,
      blended,
    );
    for (let x = from; x < to; x++) {
      const column = first[x]! + 1;
      const w = x * 4;
      target[x] =
        blended[column]! * weights[w]! +
        blended[column + 1]! * weights[w + 1]! +
        blended[column + 2]! * weights[w + 2]! +
        blended[column + 3]! * weights[w + 3]!;
    }
  };
}

interface SplineTaps {
  /** First of four neighbouring samples, −1 at least, for each output position. */
  readonly first: Int32Array;
  /** Four weights for each output position. */
  readonly weights: Float32Array;
}

function splineTaps(samples: number, cropStart: number, cropSize: number, outputs: number): SplineTaps {
  const first = new Int32Array(outputs);
  const weights = new Float32Array(outputs * 4);
  for (let i = 0; i < outputs; i++) {
    const position = (cropStart + ((i + 0.5) / outputs) * cropSize) * samples - 0.5;
    const clamped = Math.min(samples - 1, Math.max(0, position));
    const below = Math.min(Math.max(0, samples - 2), Math.floor(clamped));
    const t = clamped - below;
    const s = 1 - t;
    first[i] = below - 1;
    weights.set([s ** 3 / 6, (4 - 6 * t * t + 3 * t ** 3) / 6, (4 - 6 * s * s + 3 * s ** 3) / 6, t ** 3 / 6], i * 4);
  }
  return { first, weights };
}

/** Blends four rows; sample k goes to `blended[k + 1]`, the ends are repeated so that reads beyond them are defined. */
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
    blended[x + 1] = data[r0 + x]! * w0 + data[r1 + x]! * w1 + data[r2 + x]! * w2 + data[r3 + x]! * w3;
  }
  if (from === 0) blended[0] = blended[1]!;
  if (to === width - 1) {
    blended[width + 1] = blended[width]!;
    blended[width + 2] = blended[width]!;
    blended[width + 3] = blended[width]!;
  }
}
