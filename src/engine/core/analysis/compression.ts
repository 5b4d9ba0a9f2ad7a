import { createPlane, type Plane } from '../raster.js';
import type { Size } from '../size.js';

/** Steps of the stored relief to one unit, and the greatest step count it may hold. */
const STEPS = 4096;
const GREATEST = 32767;

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

/**
 * A plane in integer steps, each predicted from its left, upper and upper left neighbours as if the surface were a
 * plane; what remains follows as variable-length integers. The number of steps to a unit stands first.
 */
export function writeRelief({ width, height, data }: Plane): Uint8Array {
  let greatest = 0;
  for (let i = 0; i < data.length; i++) greatest = Math.max(greatest, Math.abs(data[i]!));
  const steps = Math.floor(Math.min(STEPS, GREATEST / Math.max(greatest, 1e-9)));
  const bytes = new Uint8Array(4 + 3 * data.length);
  const cursor: Cursor = { bytes, at: 0 };
  writeNumber(cursor, steps);
  const above = new Int32Array(width);
  for (let y = 0; y < height; y++) cursor.at = writeRow(data, y * width, above, steps, bytes, cursor.at);
  return bytes.subarray(0, cursor.at);
}

/** Writes as many samples from `i` on as `above` has, and leaves their steps there; returns where the bytes end. */
function writeRow(
  data: Float32Array,
  i: number,
  above: Int32Array,
  steps: number,
  bytes: Uint8Array,
  at: number,
): number {
  let left = above[0]!;
  let upperLeft = left;
  for (let x = 0; x < above.length; x++, i++) {
    // Cut off above zero, which is rounding in half the time of Math.round.
    const value = ((data[i]! * steps + GREATEST + 1.5) | 0) - GREATEST - 1;
    const upper = above[x]!;
    const rest = (value - (left + upper - upperLeft)) | 0;
    let coded = (rest << 1) ^ (rest >> 31);
    for (; coded > 127; coded >>>= 7) bytes[at++] = (coded & 127) | 128;
    bytes[at++] = coded;
    above[x] = left = value;
    upperLeft = upper;
  }
  return at;
}

/** Reverse of {@link writeRelief}. */
export function readRelief(bytes: Uint8Array, { width, height }: Size): Plane {
  const result = createPlane(width, height);
  const cursor: Cursor = { bytes, at: 0 };
  const steps = readNumber(cursor);
  const above = new Int32Array(width);
  for (let y = 0, i = 0; y < height; y++) {
    let left = above[0]!;
    let upperLeft = left;
    for (let x = 0; x < width; x++, i++) {
      const coded = readNumber(cursor);
      const upper = above[x]!;
      left += upper - upperLeft + (coded & 1 ? -(coded + 1) / 2 : coded / 2);
      above[x] = left;
      upperLeft = upper;
      result.data[i] = left / steps;
    }
  }
  return result;
}

/** Alternating runs: how many zeros, how many other values, those values. */
export function writeCreases(values: Uint8Array): Uint8Array {
  const cursor: Cursor = { bytes: new Uint8Array(16 + 2 * values.length), at: 0 };
  for (let i = 0; i < values.length;) {
    const zerosFrom = i;
    while (i < values.length && values[i] === 0) i++;
    const from = i;
    while (i < values.length && values[i] !== 0) i++;
    writeNumber(cursor, from - zerosFrom);
    writeNumber(cursor, i - from);
    cursor.bytes.set(values.subarray(from, i), cursor.at);
    cursor.at += i - from;
  }
  return cursor.bytes.subarray(0, cursor.at);
}

/** Reverse of {@link writeCreases}. */
export function readCreases(bytes: Uint8Array, count: number): Uint8Array {
  const result = new Uint8Array(count);
  const cursor: Cursor = { bytes, at: 0 };
  for (let i = 0; i < count;) {
    i += readNumber(cursor);
    const length = readNumber(cursor);
    if (i + length > count || cursor.at + length > bytes.length) {
      throw new RangeError('paper analysis is damaged: its creases exceed their plane');
    }
    result.set(bytes.subarray(cursor.at, cursor.at + length), i);
    cursor.at += length;
    i += length;
  }
  return result;
}

/** Unsigned, seven bits a byte, lowest first; the eighth bit says that more follow. */
function writeNumber(cursor: Cursor, value: number): void {
  let rest = value;
  while (rest > 127) {
    cursor.bytes[cursor.at++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  cursor.bytes[cursor.at++] = rest;
}

function readNumber(cursor: Cursor): number {
  let value = 0;
  for (let shift = 0; shift < 28; shift += 7) {
    const byte = cursor.bytes[cursor.at++];
    if (byte === undefined) throw new RangeError('paper analysis is damaged: it ends within a number');
    value |= (byte & 127) << shift;
    if (byte < 128) return value;
  }
  throw new RangeError('paper analysis is damaged: a number is too long');
}
