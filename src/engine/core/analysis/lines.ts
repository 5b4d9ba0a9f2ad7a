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
  const strong = (line: readonly number[]) => line.some((i) => strength[i]! >= high);
  return connectedAreas({ width, height }, mask).filter((line) => line.length >= shortest && strong(line));
}

/** The eight pixels around `i`; crests keep two pixels from the border, so all of them exist. */
function forEachNeighbour(i: number, width: number, visit: (j: number) => void): void {
  visit(i - width - 1);
  visit(i - width);
  visit(i - width + 1);
  visit(i - 1);
  visit(i + 1);
  visit(i + width - 1);
  visit(i + width);
  visit(i + width + 1);
}

/**
 * Evens out place and strength along each line by repeated means with the neighbours on it; only pixels on a line
 * remain.
 */
export function evenOut(lines: readonly number[][], crests: Crests, rounds: number): Crests {
  let kept = createCrests(crests);
  for (const line of lines) for (const i of line) copyPoint(crests, kept, i);
  for (let round = 0; round < rounds; round++) {
    const next = createCrests(crests);
    for (const line of lines) for (const i of line) averagePoint(kept, next, i);
    kept = next;
  }
  return kept;
}

function copyPoint(from: Crests, to: Crests, i: number): void {
  to.strength[i] = from.strength[i]!;
  to.x[i] = from.x[i]!;
  to.y[i] = from.y[i]!;
}

function averagePoint(from: Crests, to: Crests, i: number): void {
  let strength = 2 * from.strength[i]!;
  let x = 2 * from.x[i]!;
  let y = 2 * from.y[i]!;
  let count = 2;
  forEachNeighbour(i, from.width, (j) => {
    if (from.strength[j]! <= 0) return;
    strength += from.strength[j]!;
    x += from.x[j]!;
    y += from.y[j]!;
    count++;
  });
  to.strength[i] = strength / count;
  to.x[i] = x / count;
  to.y[i] = y / count;
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
export function drawLines(lines: readonly number[][], crests: Crests, size: Size, radius: number): Uint8Array {
  const { strength, x, y, width } = crests;
  const result = new Uint8Array(size.width * size.height);
  const scaleX = size.width / crests.width;
  const scaleY = size.height / crests.height;
  const dot = (centreX: number, centreY: number, value: number) =>
    drawDot(result, size, (centreX + 0.5) * scaleX - 0.5, (centreY + 0.5) * scaleY - 0.5, Math.min(1, value), radius);
  const middle = (i: number, j: number) => {
    if (strength[j]! > 0) dot((x[i]! + x[j]!) / 2, (y[i]! + y[j]!) / 2, (strength[i]! + strength[j]!) / 2);
  };
  for (const line of lines) {
    for (const i of line) {
      dot(x[i]!, y[i]!, strength[i]!);
      middle(i, i + 1);
      middle(i, i + width - 1);
      middle(i, i + width);
      middle(i, i + width + 1);
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
