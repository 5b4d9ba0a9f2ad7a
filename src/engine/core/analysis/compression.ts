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
  const greatest = data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const steps = Math.floor(Math.min(STEPS, GREATEST / Math.max(greatest, 1e-9)));
  const cursor: Cursor = { bytes: new Uint8Array(4 + 3 * data.length), at: 0 };
  writeNumber(cursor, steps);
  let above = new Int32Array(width + 1);
  let here = new Int32Array(width + 1);
  for (let y = 0, i = 0; y < height; y++) {
    here[0] = above[1]!;
    above[0] = above[1]!;
    for (let x = 1; x <= width; x++, i++) {
      const value = Math.round(data[i]! * steps);
      const rest = value - (here[x - 1]! + above[x]! - above[x - 1]!);
      here[x] = value;
      writeNumber(cursor, rest < 0 ? -2 * rest - 1 : 2 * rest);
    }
    [above, here] = [here, above];
  }
  return cursor.bytes.slice(0, cursor.at);
}

/** Reverse of {@link writeRelief}. */
export function readRelief(bytes: Uint8Array, { width, height }: Size): Plane {
  const result = createPlane(width, height);
  const cursor: Cursor = { bytes, at: 0 };
  const steps = readNumber(cursor);
  let above = new Int32Array(width + 1);
  let here = new Int32Array(width + 1);
  for (let y = 0, i = 0; y < height; y++) {
    here[0] = above[1]!;
    above[0] = above[1]!;
    for (let x = 1; x <= width; x++, i++) {
      const coded = readNumber(cursor);
      here[x] = here[x - 1]! + above[x]! - above[x - 1]! + (coded & 1 ? -(coded + 1) / 2 : coded / 2);
      result.data[i] = here[x]! / steps;
    }
    [above, here] = [here, above];
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
  return cursor.bytes.slice(0, cursor.at);
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
