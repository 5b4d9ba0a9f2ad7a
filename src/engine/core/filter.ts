import { createPlane, type Plane } from './raster.js';

/**
 * Above this deviation (pixels) three running means replace the sampled Gaussian: same shape to 3 %, cost free of its
 * width.
 */
const SAMPLED_UP_TO = 2;

/** Gaussian blur with standard deviation `sigma` in pixels; beyond the border the nearest pixel is repeated. */
export function gaussianBlur(source: Plane, sigma: number): Plane {
  if (sigma <= 0) return { ...source, data: source.data.slice() };
  const result = createPlane(source.width, source.height);
  const method = blurring(sigma);
  if ('side' in method) convolve(source, result, method.side);
  else runningMeans(source, result, method.radii);
  return result;
}

/** How a Gaussian is applied: by its samples, the centre and one side, or by running means of three radii. */
export function blurring(sigma: number): { readonly side: Float64Array } | { readonly radii: readonly number[] } {
  if (sigma > SAMPLED_UP_TO) return { radii: meanRadii(sigma) };
  return { side: sampledGaussian(sigma, Math.ceil(3.5 * sigma)) };
}

/** The centre and one side, `radius` pixels, of a Gaussian of unit sum. */
export function sampledGaussian(sigma: number, radius: number): Float64Array {
  const side = Float64Array.from({ length: radius + 1 }, (_, i) => Math.exp(-(i ** 2) / (2 * sigma ** 2)));
  const sum = side.reduce((total, tap) => total + 2 * tap, -side[0]!);
  return side.map((tap) => tap / sum);
}

/** Taps that are taken in one pass, which is three times as fast as one pass a tap: the commonest kernels have no more. */
const AT_ONCE = 4;

/**
 * Convolves a plane with a symmetric kernel along both axes; beyond the border the nearest pixel is repeated.
 * @param side the kernel's centre and one side
 * @param result of the plane's size, not its own samples
 */
export function convolve({ width, height, data }: Plane, result: Plane, side: ArrayLike<number>): void {
  const taps = new Float64Array(Math.max(AT_ONCE, side.length));
  taps.set(side);
  const radius = taps.length - 1;
  const padded = new Float64Array(width + 2 * radius);
  const row = padded.subarray(radius, radius + width);
  for (let y = 0; y < height; y++) {
    blendRows(data, width, height - 1, y, taps, row);
    padded.fill(row[0]!, 0, radius);
    padded.fill(row[width - 1]!, radius + width);
    blendColumns(padded, result.data, y * width, width, taps);
  }
}

function blendRows(
  data: Float32Array,
  width: number,
  last: number,
  y: number,
  taps: Float64Array,
  row: Float64Array,
): void {
  const [t0, t1, t2, t3] = taps as unknown as [number, number, number, number];
  const at = (offset: number) => Math.min(last, Math.max(0, y + offset)) * width;
  const [a3, a2, a1, b1, b2, b3] = [at(-3), at(-2), at(-1), at(1), at(2), at(3)];
  const here = y * width;
  for (let x = 0; x < width; x++) {
    row[x] =
      t0 * data[here + x]! +
      t1 * (data[a1 + x]! + data[b1 + x]!) +
      t2 * (data[a2 + x]! + data[b2 + x]!) +
      t3 * (data[a3 + x]! + data[b3 + x]!);
  }
  for (let k = AT_ONCE; k < taps.length; k++) {
    const [tap, above, below] = [taps[k]!, at(-k), at(k)];
    for (let x = 0; x < width; x++) row[x]! += tap * (data[above + x]! + data[below + x]!);
  }
}

function blendColumns(
  padded: Float64Array,
  result: Float32Array,
  start: number,
  width: number,
  taps: Float64Array,
): void {
  const radius = taps.length - 1;
  const [t0, t1, t2, t3] = taps as unknown as [number, number, number, number];
  for (let x = 0, centre = radius; x < width; x++, centre++) {
    let sum =
      t0 * padded[centre]! +
      t1 * (padded[centre - 1]! + padded[centre + 1]!) +
      t2 * (padded[centre - 2]! + padded[centre + 2]!) +
      t3 * (padded[centre - 3]! + padded[centre + 3]!);
    for (let k = AT_ONCE; k <= radius; k++) sum += taps[k]! * (padded[centre - k]! + padded[centre + k]!);
    result[start + x] = sum;
  }
}

/** Radii of three running means whose joint variance is nearest to sigma² (Wells 1986). */
function meanRadii(sigma: number): readonly number[] {
  const ideal = Math.sqrt((12 * sigma * sigma) / 3 + 1);
  const lower = Math.max(1, 2 * Math.floor((ideal - 1) / 2) + 1);
  const lowerCount = Math.round((12 * sigma * sigma - 3 * lower * lower - 12 * lower - 9) / (-4 * lower - 4));
  return [0, 1, 2].map((pass) => ((pass < lowerCount ? lower : lower + 2) - 1) / 2);
}

function runningMeans(source: Plane, result: Plane, radii: readonly number[]): void {
  const { width, height } = source;
  const scratch = createPlane(width, height).data;
  meanOfColumns(source.data, result.data, width, height, radii[0]!);
  meanOfColumns(result.data, scratch, width, height, radii[1]!);
  meanOfColumns(scratch, result.data, width, height, radii[2]!);
  let row = new Float64Array(width);
  let next = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    for (let x = 0; x < width; x++) row[x] = result.data[start + x]!;
    for (const radius of radii) {
      meanOfRow(row, next, radius);
      [row, next] = [next, row];
    }
    result.data.set(row, start);
  }
}

function meanOfColumns(
  source: Float32Array,
  result: Float32Array,
  width: number,
  height: number,
  radius: number,
): void {
  const scale = 1 / (2 * radius + 1);
  const last = height - 1;
  const sums = new Float64Array(width);
  for (let k = -radius; k <= radius; k++) {
    const row = Math.min(last, Math.max(0, k)) * width;
    for (let x = 0; x < width; x++) sums[x]! += source[row + x]!;
  }
  for (let y = 0; y < height; y++) {
    const leaving = Math.max(0, y - radius) * width;
    const entering = Math.min(last, y + radius + 1) * width;
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const sum = sums[x]!;
      result[i] = sum * scale;
      sums[x] = sum + source[entering + x]! - source[leaving + x]!;
    }
  }
}

function meanOfRow(source: Float64Array, result: Float64Array, radius: number): void {
  const last = source.length - 1;
  const scale = 1 / (2 * radius + 1);
  let sum = 0;
  for (let k = -radius; k <= radius; k++) sum += source[Math.min(last, Math.max(0, k))]!;
  for (let x = 0; x <= last; x++) {
    result[x] = sum * scale;
    const entering = x + radius + 1;
    const leaving = x - radius;
    sum += source[entering > last ? last : entering]! - source[leaving < 0 ? 0 : leaving]!;
  }
}
