import { createPlane, type Plane } from './raster.js';

/** Above this deviation (pixels) three running means replace the sampled Gaussian: same shape to 3 %, cost free of its width. */
const SAMPLED_UP_TO = 3;

/** Gaussian blur with standard deviation `sigma` in pixels; beyond the border the nearest pixel is repeated. */
export function gaussianBlur(source: Plane, sigma: number): Plane {
  if (sigma <= 0) return { ...source, data: source.data.slice() };
  const { width, height } = source;
  const scratch = createPlane(width, height);
  const result = createPlane(width, height);
  const alongRows = sigma <= SAMPLED_UP_TO ? convolveRows(sampledGaussian(sigma)) : meanRows(meanRadii(sigma));
  alongRows(source.data, scratch.data, width, height);
  const turned = transpose(scratch);
  const turnedResult = createPlane(height, width);
  alongRows(turned.data, turnedResult.data, height, width);
  result.data.set(transpose(turnedResult).data);
  return result;
}

/** Rows become columns. */
export function transpose(source: Plane): Plane {
  const { width, height, data } = source;
  const result = createPlane(height, width);
  const block = 32;
  for (let by = 0; by < height; by += block) {
    for (let bx = 0; bx < width; bx += block) {
      const yEnd = Math.min(height, by + block);
      const xEnd = Math.min(width, bx + block);
      for (let y = by; y < yEnd; y++) for (let x = bx; x < xEnd; x++) result.data[x * height + y] = data[y * width + x]!;
    }
  }
  return result;
}

type RowFilter = (source: Float32Array, result: Float32Array, width: number, height: number) => void;

function sampledGaussian(sigma: number): Float64Array {
  const radius = Math.ceil(3.5 * sigma);
  const taps = Float64Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-((i - radius) ** 2) / (2 * sigma ** 2)));
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
}

function convolveRows(taps: Float64Array): RowFilter {
  const radius = taps.length >> 1;
  return (source, result, width, height) => {
    const padded = new Float64Array(width + 2 * radius);
    for (let y = 0; y < height; y++) {
      const row = y * width;
      padded.fill(source[row]!, 0, radius);
      for (let x = 0; x < width; x++) padded[radius + x] = source[row + x]!;
      padded.fill(source[row + width - 1]!, radius + width);
      for (let x = 0; x < width; x++) {
        let sum = 0;
        for (let k = 0; k < taps.length; k++) sum += taps[k]! * padded[x + k]!;
        result[row + x] = sum;
      }
    }
  };
}

/** Radii of three running means whose joint variance is nearest to sigma² (Wells 1986). */
function meanRadii(sigma: number): readonly number[] {
  const ideal = Math.sqrt((12 * sigma * sigma) / 3 + 1);
  const lower = Math.max(1, 2 * Math.floor((ideal - 1) / 2) + 1);
  const lowerCount = Math.round((12 * sigma * sigma - 3 * lower * lower - 12 * lower - 9) / (-4 * lower - 4));
  return [0, 1, 2].map((pass) => ((pass < lowerCount ? lower : lower + 2) - 1) / 2);
}

function meanRows(radii: readonly number[]): RowFilter {
  return (source, result, width, height) => {
    let row = new Float64Array(width);
    let next = new Float64Array(width);
    for (let y = 0; y < height; y++) {
      const start = y * width;
      for (let x = 0; x < width; x++) row[x] = source[start + x]!;
      for (const radius of radii) {
        runningMean(row, next, radius);
        [row, next] = [next, row];
      }
      for (let x = 0; x < width; x++) result[start + x] = row[x]!;
    }
  };
}

function runningMean(source: Float64Array, result: Float64Array, radius: number): void {
  const last = source.length - 1;
  const scale = 1 / (2 * radius + 1);
  let sum = 0;
  for (let k = -radius; k <= radius; k++) sum += source[Math.min(last, Math.max(0, k))]!;
  for (let x = 0; x <= last; x++) {
    result[x] = sum * scale;
    sum += source[Math.min(last, x + radius + 1)]! - source[Math.max(0, x - radius)]!;
  }
}
