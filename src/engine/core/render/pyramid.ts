import { CODE_OF_LINEAR16, LINEAR_OF_CODE } from '../colour.js';
import type { Point, Raster } from '../raster.js';
import { HALF_TAPS } from './halving-filter.js';
import { GREATEST_SCALE } from './sampling-kernels.js';

/** The art at one of its reduced sizes. */
export interface Level extends Raster {
  /** Art pixels to one pixel of this level, along rows and columns: powers of two. */
  readonly perPixel: Point;
}

const REACH = HALF_TAPS.length;

/**
 * Levels needed so that no axis is minified by {@link GREATEST_SCALE} or more on the last one; the first is the art itself, the
 * data of the others is still to be filled by {@link halveRows}. Axes are halved separately, so that a stretched art stays sharp.
 *
 * @param density art pixels to an output pixel at most, along rows and columns
 * @param allocate gives `size` bytes
 */
export function planLevels(art: Raster, density: Point, allocate: (size: number) => Uint8Array): Level[] {
  const levels: Level[] = [{ ...art, perPixel: { x: 1, y: 1 } }];
  for (;;) {
    const above = levels.at(-1)!;
    const x = above.width > 1 && density.x >= GREATEST_SCALE * above.perPixel.x ? 2 : 1;
    const y = above.height > 1 && density.y >= GREATEST_SCALE * above.perPixel.y ? 2 : 1;
    if (x === 1 && y === 1) return levels;
    const width = Math.ceil(above.width / x);
    const height = Math.ceil(above.height / y);
    const data = allocate(width * height * art.channels);
    levels.push({
      width,
      height,
      channels: art.channels,
      data,
      perPixel: { x: above.perPixel.x * x, y: above.perPixel.y * y },
    });
  }
}

/** The levels that {@link planLevels} plans, filled. */
export function reducedLevels(art: Raster, density: Point): readonly Level[] {
  const levels = planLevels(art, density, (size) => new Uint8Array(size));
  levels.slice(1).forEach((level, i) => halveRows(levels[i]!, level, 0, level.height));
  return levels;
}

/** Fills rows `from`…`to` of a level from the level above it, filtering premultiplied linear light. */
export function halveRows(above: Level, level: Level, from: number, to: number): void {
  const { channels } = level;
  const rowLength = level.width * channels;
  const halvesX = level.perPixel.x > above.perPixel.x;
  const halvesY = level.perPixel.y > above.perPixel.y;
  const reach = halvesY ? REACH : 1;
  const stepY = halvesY ? 2 : 1;
  const rows = createRowCache(above, rowLength, halvesX, 2 * reach);
  const sum = new Float32Array(rowLength);
  for (let y = from; y < to; y++) {
    if (halvesY) {
      sum.fill(0);
      for (let tap = 0; tap < reach; tap++) {
        addScaled(sum, rows(y * stepY - tap), HALF_TAPS[tap]!);
        addScaled(sum, rows(y * stepY + 1 + tap), HALF_TAPS[tap]!);
      }
    } else {
      sum.set(rows(y));
    }
    encodeRow(sum, level, y);
  }
}

type RowCache = (y: number) => Float32Array;

/** Horizontally filtered rows of linear light, the last few kept; rows beyond the border repeat the nearest. */
function createRowCache(source: Level, rowLength: number, halves: boolean, kept: number): RowCache {
  const cache = Array.from({ length: kept }, () => ({ y: -1, row: new Float32Array(rowLength) }));
  const decoded = new Float32Array(source.width * source.channels);
  return (wanted) => {
    const y = Math.min(source.height - 1, Math.max(0, wanted));
    const slot = cache[y % kept]!;
    if (slot.y === y) return slot.row;
    slot.y = y;
    decodeRow(source, y, halves ? decoded : slot.row);
    if (halves) halveRow(decoded, slot.row, source.width, source.channels);
    return slot.row;
  };
}

/** One row as linear light, premultiplied by alpha where there is one. */
function decodeRow({ data, width, channels }: Raster, y: number, row: Float32Array): void {
  const start = y * width * channels;
  if (channels === 3) {
    for (let i = 0; i < width * 3; i++) row[i] = LINEAR_OF_CODE[data[start + i]!]!;
    return;
  }
  for (let i = 0; i < width * 4; i += 4) {
    const alpha = data[start + i + 3]! / 255;
    row[i] = LINEAR_OF_CODE[data[start + i]!]! * alpha;
    row[i + 1] = LINEAR_OF_CODE[data[start + i + 1]!]! * alpha;
    row[i + 2] = LINEAR_OF_CODE[data[start + i + 2]!]! * alpha;
    row[i + 3] = alpha;
  }
}

function halveRow(source: Float32Array, target: Float32Array, width: number, channels: number): void {
  const last = width - 1;
  const innerFrom = REACH >> 1;
  const innerTo = (width - REACH) >> 1;
  for (let x = 0; x < target.length / channels; x++) {
    const inner = x >= innerFrom && x < innerTo;
    for (let channel = 0; channel < channels; channel++) {
      let sum = 0;
      if (inner) {
        let left = 2 * x * channels + channel;
        let right = left + channels;
        for (let tap = 0; tap < REACH; tap++, left -= channels, right += channels) {
          sum += HALF_TAPS[tap]! * (source[left]! + source[right]!);
        }
      } else {
        for (let tap = 0; tap < REACH; tap++) {
          const left = Math.max(0, 2 * x - tap);
          const right = Math.min(last, 2 * x + 1 + tap);
          sum += HALF_TAPS[tap]! * (source[left * channels + channel]! + source[right * channels + channel]!);
        }
      }
      target[x * channels + channel] = sum;
    }
  }
}

function addScaled(sum: Float32Array, row: Float32Array, weight: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + weight * row[i]!;
}

function encodeRow(sum: Float32Array, { data, width, channels }: Level, y: number): void {
  const start = y * width * channels;
  if (channels === 3) {
    for (let i = 0; i < width * 3; i++) data[start + i] = encode(sum[i]!);
    return;
  }
  for (let i = 0; i < width * 4; i += 4) {
    const alpha = sum[i + 3]!;
    const scale = alpha > 0 ? 1 / alpha : 0;
    data[start + i] = encode(sum[i]! * scale);
    data[start + i + 1] = encode(sum[i + 1]! * scale);
    data[start + i + 2] = encode(sum[i + 2]! * scale);
    data[start + i + 3] = Math.max(0, Math.min(255, alpha * 255 + 0.5));
  }
}

function encode(linear: number): number {
  const level = linear * 65535 + 0.5;
  return CODE_OF_LINEAR16[level < 0 ? 0 : level > 65535 ? 65535 : level | 0]!;
}
