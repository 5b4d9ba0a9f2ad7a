import { connectedAreas } from './connected-areas.js';
import type { Size } from '../size.js';

/** A measure of how much each pixel is part of a line, and the unit direction across the line there; row-major. */
export interface LineResponse extends Size {
  /** Not negative; 0 where there is no line. */
  readonly strength: Float32Array;
  readonly acrossX: Float32Array;
  readonly acrossY: Float32Array;
}

/** Pixels on the crests of lines: strength above 0, and where exactly the crest passes, in pixels. */
export interface Crests extends Size {
  readonly strength: Float32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** Thins lines to their crests: non-maximum suppression across them (Canny 1986), then the crest of a parabola. */
export function findCrests({ width, height, strength, acrossX, acrossY }: LineResponse): Crests {
  const crests = createCrests({ width, height });
  for (let y = 2; y < height - 2; y++) {
    for (let x = 2, i = y * width + 2; x < width - 2; x++, i++) {
      const here = strength[i]!;
      if (here <= 0) continue;
      const dx = acrossX[i]!;
      const dy = acrossY[i]!;
      const after = bilinear(strength, width, x + dx, y + dy);
      const before = bilinear(strength, width, x - dx, y - dy);
      if (here < after || here <= before) continue;
      const shift = (after - before) / (2 * (2 * here - before - after));
      crests.strength[i] = here;
      crests.x[i] = x + shift * dx;
      crests.y[i] = y + shift * dy;
    }
  }
  return crests;
}

function createCrests({ width, height }: Size): Crests {
  const count = width * height;
  return {
    width,
    height,
    strength: new Float32Array(count),
    x: new Float32Array(count),
    y: new Float32Array(count),
  };
}

function bilinear(values: Float32Array, width: number, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const i = top * width + left;
  const upper = values[i]! + (x - left) * (values[i + 1]! - values[i]!);
  const lower = values[i + width]! + (x - left) * (values[i + width + 1]! - values[i + width]!);
  return upper + (y - top) * (lower - upper);
}

export interface Linking {
  /** Strength from which a pixel may belong to a line, and which some pixel of each line must reach. */
  readonly low: number;
  readonly high: number;
  /** Least number of pixels in a line. */
  readonly shortest: number;
}

/** Connected crests as lists of pixel indices: thresholded with hysteresis, short pieces left out. */
export function linkLines({ width, height, strength }: Crests, { low, high, shortest }: Linking): number[][] {
  const mask = new Uint8Array(width * height);
  for (let i = 0; i < mask.length; i++) if (strength[i]! >= low) mask[i] = 1;
  return connectedAreas({ width, height }, mask).filter(
    (line) => line.length >= shortest && isAnyFrom(high, line, strength),
  );
}

function isAnyFrom(least: number, line: readonly number[], strength: Float32Array): boolean {
  for (const i of line) if (strength[i]! >= least) return true;
  return false;
}

/** The pixels of lines, one after the other. */
export interface LinePoints {
  /** For each pixel of the crests its place in the lists below, counted from 1; 0 where no line is. */
  readonly places: Int32Array;
  readonly pixels: Int32Array;
  readonly strength: Float32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Pixels in a row of the crests, and rows. */
  readonly width: number;
  readonly height: number;
}

/** Evens out place and strength along each line by repeated means with the neighbours on it. */
export function evenOut(lines: readonly number[][], { width, height, ...crests }: Crests, rounds: number): LinePoints {
  const pixels = Int32Array.from(lines.flat());
  const places = new Int32Array(width * height);
  for (let k = 0; k < pixels.length; k++) places[pixels[k]!] = k + 1;
  // Crests keep two pixels from the border, so all neighbours exist.
  const around = [-width - 1, -width, -width + 1, -1, 0, 0, 1, width - 1, width, width + 1];
  const evened = (plane: Float32Array) => {
    let values = valuesAt(pixels, plane);
    for (let round = 0; round < rounds; round++) values = meansAround(values, pixels, places, around);
    return values;
  };
  return { width, height, places, pixels, strength: evened(crests.strength), x: evened(crests.x), y: evened(crests.y) };
}

function valuesAt(pixels: Int32Array, plane: Float32Array): Float32Array {
  const values = new Float32Array(pixels.length);
  for (let k = 0; k < pixels.length; k++) values[k] = plane[pixels[k]!]!;
  return values;
}

function meansAround(
  values: Float32Array,
  pixels: Int32Array,
  places: Int32Array,
  around: readonly number[],
): Float32Array {
  const means = new Float32Array(values.length);
  for (let k = 0; k < pixels.length; k++) {
    let sum = 0;
    let count = 0;
    for (const step of around) {
      const place = places[pixels[k]! + step]!;
      if (place === 0) continue;
      sum += values[place - 1]!;
      count++;
    }
    means[k] = sum / count;
  }
  return means;
}

/**
 * Squared distances, in units of the deviation squared, to which a stroke's profile reaches, and its samples to each.
 */
const REACH = 4;
const SAMPLES = 64;
const PROFILE = Float32Array.from({ length: REACH * SAMPLES + 1 }, (_, i) => Math.exp(-i / SAMPLES / 2));

/**
 * Draws lines as soft strokes on a raster of another size; strengths 0…1 become 0…255, and where strokes overlap the
 * stronger shows. `radius` is the deviation of a stroke's Gaussian profile, in pixels of that raster.
 */
export function drawLines({ width, height, ...points }: LinePoints, size: Size, radius: number): Uint8Array {
  const { places, pixels, strength, x, y } = points;
  const result = new Uint8Array(size.width * size.height);
  const scaleX = size.width / width;
  const scaleY = size.height / height;
  const onwards = [1, width - 1, width, width + 1];
  for (let k = 0; k < pixels.length; k++) {
    const [atX, atY] = [(x[k]! + 0.5) * scaleX - 0.5, (y[k]! + 0.5) * scaleY - 0.5];
    drawDot(result, size, atX, atY, Math.min(1, strength[k]!), radius);
    for (const step of onwards) {
      const next = places[pixels[k]! + step]! - 1;
      if (next < 0) continue;
      const betweenX = ((x[k]! + x[next]!) / 2 + 0.5) * scaleX - 0.5;
      const betweenY = ((y[k]! + y[next]!) / 2 + 0.5) * scaleY - 0.5;
      drawDot(result, size, betweenX, betweenY, Math.min(1, (strength[k]! + strength[next]!) / 2), radius);
    }
  }
  return result;
}

function drawDot(target: Uint8Array, size: Size, x: number, y: number, strength: number, radius: number): void {
  const reach = radius * Math.sqrt(REACH);
  const perSquare = SAMPLES / (radius * radius);
  const lastRow = Math.min(size.height - 1, Math.floor(y + reach));
  const lastColumn = Math.min(size.width - 1, Math.floor(x + reach));
  for (let row = Math.max(0, Math.ceil(y - reach)); row <= lastRow; row++) {
    const dy = (row - y) * (row - y);
    for (let column = Math.max(0, Math.ceil(x - reach)); column <= lastColumn; column++) {
      const place = ((column - x) * (column - x) + dy) * perSquare;
      if (place >= REACH * SAMPLES) continue;
      const value = 255 * strength * PROFILE[Math.round(place)]!;
      const i = row * size.width + column;
      if (value > target[i]!) target[i] = value;
    }
  }
}
