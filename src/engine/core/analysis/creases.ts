import { closeGaps } from './close-gaps.js';
import { createPlane, type Plane } from '../raster.js';
import { drawLines, evenOut, findCrests, linkLines, type Crests, type LineResponse } from './lines.js';
import type { Creases } from './paper-analysis.js';
import type { Passes } from './passes/passes.js';
import { distributionOf } from './percentiles.js';
import type { Size } from '../size.js';

/** Scales in pixels of a picture whose longer side is 512. */
const EDGE_SCALE = 0.7;
const SURROUNDINGS = 3;
/** Where the sheet bends as much all around, it is the paper's texture and no crease. */
const TEXTURE = 10;
const TEXTURE_SHARE = 0.7;
const COHERENCE_SCALE = 2.5;
const SHORTEST = 13;
const LONGEST_GAP = 10;
/** Deviation of a drawn line's profile, in pixels of a picture whose longer side is 1024. */
const LINE_RADIUS = 1.15;
/** Least such deviation in pixels of the result. */
const THINNEST = 0.6;
/** Coherence below which texture, not a line, makes the jump. */
const LEAST_COHERENCE = 0.5;
/** Least change of the log luminance a pixel, at its steepest, of a crease that counts as sharp. */
const LEAST_JUMP = 0.02;
/** Trust below which no jump that there can be is great enough. */
const LEAST_TRUST = 1e-3;
/** Least change of slope a grid step, where it is greatest, of such a crease. */
const LEAST_BEND = 0.02;
/** Sum of squared gradients below which there is no direction to agree on. */
const TINY = 1e-8;
/** Luminance that keeps the logarithm's slope finite in the dark. */
const DARK = 0.004;

/**
 * Where sharp creases run, from the picture alone: long thin jumps of the shading, thinned to lines.
 *
 * @param luminance linear, any unit in which white is about 1; longer side about 512
 * @param size of the result
 * @param trust 0…1: the less the picture can be trusted to show folds, the greater a jump must be
 */
export function creasesOfPicture(luminance: Plane, size: Size, trust: number, passes: Passes): Creases {
  if (trust < LEAST_TRUST) return { ...size, data: new Uint8Array(size.width * size.height) };
  const unit = unitOf(luminance);
  return creasesFrom(jumpResponse(luminance, unit, passes), LEAST_JUMP / trust, size);
}

/**
 * Where sharp creases run, from the exact height: lines along which the surface bends sharply one way.
 *
 * @param height unit: its own grid steps; longer side about 512
 * @param size of the result
 */
export function creasesOfHeight(height: Plane, size: Size, passes: Passes): Creases {
  const unit = unitOf(height);
  return creasesFrom(bendResponse(height, unit, passes), LEAST_BEND, size);
}

function creasesFrom(response: LineResponse, least: number, size: Size): Creases {
  const crests = findCrests(response);
  const full = Math.max(2 * least, percentileOfCrests(crests, 0.9));
  for (let i = 0; i < crests.strength.length; i++) crests.strength[i]! /= full;
  const found = linkLines(crests, { low: 0.2, high: 0.5, shortest: SHORTEST * unitOf(response) });
  const lines = closeGaps(found, crests, LONGEST_GAP * unitOf(response));
  const radius = Math.max(THINNEST, (LINE_RADIUS * Math.max(size.width, size.height)) / 1024);
  return { ...size, data: drawLines(evenOut(lines, crests, 2), size, radius) };
}

/** Pixels to the unit of the scales; never so few that nothing is left to compare. */
function unitOf({ width, height }: Size): number {
  return Math.max(0.5, Math.max(width, height) / 512);
}

/** The strength that the given share of the crests do not reach. */
function percentileOfCrests({ width, height, strength }: Crests, share: number): number {
  let crests = 0;
  for (let i = 0; i < strength.length; i++) if (strength[i]! > 0) crests++;
  return distributionOf({ width, height, data: strength }).percentile(1 - ((1 - share) * crests) / strength.length);
}

/** Gradient of the log luminance, less what surrounds it, times how coherent its direction is. */
function jumpResponse(luminance: Plane, unit: number, passes: Passes): LineResponse {
  const { gradientX, gradientY, jump } = logGradient(passes.blur(luminance, EDGE_SCALE * unit));
  const { width, height } = luminance;
  const halfWidth = (width + 1) >> 1;
  const surrounding = passes.blur(halve(jump.data, jump.data, luminance), (SURROUNDINGS * unit) / 2).data;
  const coherence = coherenceOf({ gradientX, gradientY }, luminance, (COHERENCE_SCALE * unit) / 2, passes);
  const strength = new Float32Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0, row = (y >> 1) * halfWidth; x < width; x++, i++) {
      const magnitude = jump.data[i]!;
      const near = row + (x >> 1);
      const excess = magnitude - Math.sqrt(surrounding[near]!);
      const coherent = coherence[near]!;
      if (excess <= 0 || coherent < LEAST_COHERENCE) continue;
      strength[i] = excess * coherent * coherent;
      gradientX[i]! /= magnitude;
      gradientY[i]! /= magnitude;
    }
  }
  return { width, height, strength, acrossX: gradientX, acrossY: gradientY };
}

interface Gradients {
  readonly gradientX: Float32Array;
  readonly gradientY: Float32Array;
  readonly jump: Plane;
}

/** Slope of the log luminance in both directions, and its length. */
function logGradient({ width, height, data }: Plane): Gradients {
  const gradientX = new Float32Array(data.length);
  const gradientY = new Float32Array(data.length);
  const jump = createPlane(width, height);
  for (let y = 0, i = 0; y < height; y++) {
    const above = y > 0 ? width : 0;
    const below = y + 1 < height ? width : 0;
    for (let x = 0; x < width; x++, i++) {
      const scale = 0.5 / (data[i]! + DARK);
      const gx = (data[i + (x + 1 < width ? 1 : 0)]! - data[i - (x > 0 ? 1 : 0)]!) * scale;
      const gy = (data[i + below]! - data[i - above]!) * scale;
      gradientX[i] = gx;
      gradientY[i] = gy;
      jump.data[i] = Math.sqrt(gx * gx + gy * gy);
    }
  }
  return { gradientX, gradientY, jump };
}

/** How much the gradients around agree on one axis, 0…1, at half the resolution (structure tensor, Förstner 1987). */
function coherenceOf(
  { gradientX: gx, gradientY: gy }: Pick<Gradients, 'gradientX' | 'gradientY'>,
  size: Size,
  sigma: number,
  passes: Passes,
): Float32Array {
  const xx = passes.blur(halve(gx, gx, size), sigma).data;
  const yy = passes.blur(halve(gy, gy, size), sigma).data;
  const xy = passes.blur(halve(gx, gy, size), sigma).data;
  const coherence = new Float32Array(xx.length);
  for (let i = 0; i < coherence.length; i++) {
    const total = xx[i]! + yy[i]!;
    const difference = xx[i]! - yy[i]!;
    if (total > TINY) coherence[i] = Math.sqrt(difference * difference + 4 * xy[i]! * xy[i]!) / total;
  }
  return coherence;
}

/** Means of the products of two planes over squares of two by two pixels. */
function halve(a: Float32Array, b: Float32Array, { width, height }: Size): Plane {
  const half = createPlane((width + 1) >> 1, (height + 1) >> 1);
  for (let y = 0, i = 0; y < half.height; y++) {
    const upper = 2 * y * width;
    const lower = Math.min(height - 1, 2 * y + 1) * width;
    for (let x = 0; x < half.width; x++, i++) {
      const left = 2 * x;
      const right = Math.min(width - 1, left + 1);
      half.data[i] =
        (a[upper + left]! * b[upper + left]! +
          a[upper + right]! * b[upper + right]! +
          a[lower + left]! * b[lower + left]! +
          a[lower + right]! * b[lower + right]!) /
        4;
    }
  }
  return half;
}

/** Twice the mean curvature, less what surrounds it, across the direction of least bending. */
function bendResponse(height: Plane, unit: number, passes: Passes): LineResponse {
  const { width, height: rows, data } = passes.blur(height, EDGE_SCALE * unit);
  const acrossX = new Float32Array(data.length);
  const acrossY = new Float32Array(data.length);
  const bend = createPlane(width, rows);
  for (let y = 1; y < rows - 1; y++) {
    for (let x = 1, i = y * width + 1; x < width - 1; x++, i++) {
      const xx = data[i - 1]! - 2 * data[i]! + data[i + 1]!;
      const yy = data[i - width]! - 2 * data[i]! + data[i + width]!;
      const xy = (data[i + width + 1]! - data[i + width - 1]! - data[i - width + 1]! + data[i - width - 1]!) / 4;
      bend.data[i] = Math.abs(xx + yy);
      const angle = Math.atan2(2 * xy, xx - yy) / 2 + (xx + yy < 0 ? Math.PI / 2 : 0);
      acrossX[i] = Math.cos(angle);
      acrossY[i] = Math.sin(angle);
    }
  }
  const surrounding = passes.blur(bend, SURROUNDINGS * unit).data;
  const texture = passes.blur(bend, TEXTURE * unit).data;
  const strength = createPlane(width, rows).data;
  for (let i = 0; i < strength.length; i++) {
    strength[i] = Math.max(0, bend.data[i]! - surrounding[i]! - TEXTURE_SHARE * texture[i]!);
  }
  return { width, height: rows, strength, acrossX, acrossY };
}
