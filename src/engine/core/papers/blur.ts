const { ceil, exp, max, min } = Math;

/** Deviations on either side that a blur reaches: what lies beyond weighs a hundredth. */
const REACH = 2.4;

/** Pixels on either side that a blur takes in, two at least. */
export function blurReach(deviation: number): number {
  return max(2, ceil(REACH * deviation));
}

/** The centre and one side of a Gaussian of unit sum. */
export function gaussianTaps(deviation: number): Float32Array {
  const side = Array.from({ length: blurReach(deviation) + 1 }, (_, k) => exp(-(k * k) / (2 * deviation * deviation)));
  const sum = side.reduce((total, tap) => total + 2 * tap, -side[0]!);
  return Float32Array.from(side, (tap) => tap / sum);
}

/** Blurs a plane into another; beyond the border the nearest pixel is repeated. */
export function blur(
  source: Float32Array,
  target: Float32Array,
  width: number,
  rows: number,
  taps: Float32Array,
): void {
  const radius = taps.length - 1;
  const padded = new Float64Array(width + 2 * radius);
  const row = padded.subarray(radius, radius + width);
  for (let y = 0; y < rows; y++) {
    blendRows(source, width, rows, y, taps, row);
    padded.fill(row[0]!, 0, radius);
    padded.fill(row[width - 1]!, radius + width);
    blendColumns(padded, target, y * width, width, taps);
  }
}

function blendRows(
  source: Float32Array,
  width: number,
  rows: number,
  y: number,
  taps: Float32Array,
  row: Float64Array,
) {
  const at = (offset: number) => min(rows - 1, max(0, y + offset)) * width;
  const [t0, t1, t2] = taps as unknown as [number, number, number];
  const [a2, a1, here, b1, b2] = [at(-2), at(-1), at(0), at(1), at(2)];
  for (let x = 0; x < width; x++) {
    row[x] =
      t0 * source[here + x]! + t1 * (source[a1 + x]! + source[b1 + x]!) + t2 * (source[a2 + x]! + source[b2 + x]!);
  }
  for (let k = 3; k < taps.length; k++) {
    const [tap, above, below] = [taps[k]!, at(-k), at(k)];
    for (let x = 0; x < width; x++) row[x] = row[x]! + tap * (source[above + x]! + source[below + x]!);
  }
}

function blendColumns(padded: Float64Array, target: Float32Array, start: number, width: number, taps: Float32Array) {
  const radius = taps.length - 1;
  const [t0, t1, t2] = taps as unknown as [number, number, number];
  for (let x = 0, i = radius; x < width; x++, i++) {
    let sum = t0 * padded[i]! + t1 * (padded[i - 1]! + padded[i + 1]!) + t2 * (padded[i - 2]! + padded[i + 2]!);
    for (let k = 3; k <= radius; k++) sum += taps[k]! * (padded[i - k]! + padded[i + k]!);
    target[start + x] = sum;
  }
}
