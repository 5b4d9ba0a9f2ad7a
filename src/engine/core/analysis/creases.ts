import { gaussianBlur } from '../filter.js';
import { createPlane, type Plane } from '../raster.js';
import { drawLines, evenOut, findCrests, linkLines, type LineResponse } from './lines.js';
import type { Creases } from './paper-analysis.js';
import type { Size } from './resample.js';

/** Scales in pixels of a picture whose longer side is 512. */
const EDGE_SCALE = 0.7;
const SURROUNDINGS = 3;
const COHERENCE_SCALE = 2.5;
const SHORTEST = 13;
/** Deviation of a drawn line's profile, in pixels of a picture whose longer side is 1024. */
const LINE_RADIUS = 1.15;
/** Coherence below which texture, not a line, makes the jump. */
const LEAST_COHERENCE = 0.5;
/** Least change of the log luminance a pixel, at its steepest, of a crease that counts as sharp. */
const LEAST_JUMP = 0.02;
/** Least change of slope a grid step, where it is greatest, of such a crease. */
const LEAST_BEND = 0.02;
/** Luminance that keeps the logarithm's slope finite in the dark. */
const DARK = 0.004;

/**
 * Where sharp creases run, from the picture alone: long thin jumps of the shading, thinned to lines.
 *
 * @param luminance linear, any unit in which white is about 1; longer side about 512
 * @param size of the result
 */
export function creasesOfPicture(luminance: Plane, size: Size): Creases {
  const unit = Math.max(luminance.width, luminance.height) / 512;
  return creasesFrom(jumpResponse(luminance, unit), LEAST_JUMP, size);
}

/**
 * Where sharp creases run, from the exact height: lines along which the surface bends sharply one way.
 *
 * @param height unit: its own grid steps; longer side about 512
 * @param size of the result
 */
export function creasesOfHeight(height: Plane, size: Size): Creases {
  const unit = Math.max(height.width, height.height) / 512;
  return creasesFrom(bendResponse(height, unit), LEAST_BEND, size);
}

function creasesFrom(response: LineResponse, least: number, size: Size): Creases {
  const unit = Math.max(response.width, response.height) / 512;
  const crests = findCrests(response);
  const full = Math.max(2 * least, percentileOfPositive(crests.strength, 0.9));
  for (let i = 0; i < crests.strength.length; i++) crests.strength[i]! /= full;
  const lines = linkLines(crests, { low: 0.2, high: 0.5, shortest: SHORTEST * unit });
  const radius = (LINE_RADIUS * Math.max(size.width, size.height)) / 1024;
  return { ...size, data: drawLines(lines, evenOut(lines, crests, 2), size, radius) };
}

function percentileOfPositive(values: Float32Array, share: number): number {
  const positive = values.filter((value) => value > 0).sort();
  return positive[Math.floor(share * positive.length)] ?? 0;
}

/** Gradient of the log luminance, less what surrounds it, times how coherent its direction is. */
function jumpResponse(luminance: Plane, unit: number): LineResponse {
  const smooth = gaussianBlur(luminance, EDGE_SCALE * unit);
  const { width, height, data } = smooth;
  const acrossX = new Float32Array(data.length);
  const acrossY = new Float32Array(data.length);
  const jump = createPlane(width, height);
  for (let y = 0, i = 0; y < height; y++) {
    const above = y > 0 ? width : 0;
    const below = y + 1 < height ? width : 0;
    for (let x = 0; x < width; x++, i++) {
      const scale = 0.5 / (data[i]! + DARK);
      const gx = (data[i + (x + 1 < width ? 1 : 0)]! - data[i - (x > 0 ? 1 : 0)]!) * scale;
      const gy = (data[i + below]! - data[i - above]!) * scale;
      acrossX[i] = gx;
      acrossY[i] = gy;
      jump.data[i] = Math.sqrt(gx * gx + gy * gy);
    }
  }
  const surrounding = gaussianBlur(jump, SURROUNDINGS * unit);
  const coherence = coherenceOf(acrossX, acrossY, smooth, COHERENCE_SCALE * unit);
  const strength = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const magnitude = jump.data[i]!;
    const excess = magnitude - surrounding.data[i]!;
    const coherent = coherence.data[i]!;
    if (excess <= 0 || coherent < LEAST_COHERENCE) continue;
    strength[i] = excess * coherent * coherent;
    acrossX[i]! /= magnitude;
    acrossY[i]! /= magnitude;
  }
  return { width, height, strength, acrossX, acrossY };
}

/** Twice the mean curvature, less what surrounds it, across the direction of least bending. */
function bendResponse(height: Plane, unit: number): LineResponse {
  const { width, height: rows, data } = gaussianBlur(height, EDGE_SCALE * unit);
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
  const surrounding = gaussianBlur(bend, SURROUNDINGS * unit).data;
  const strength = bend.data.map((value, i) => Math.max(0, value - surrounding[i]!));
  return { width, height: rows, strength, acrossX, acrossY };
}

/** How much the gradients around agree on one axis, 0…1 (structure tensor, Förstner 1987). */
function coherenceOf(gx: Float32Array, gy: Float32Array, { width, height }: Size, sigma: number): Plane {
  const product = (a: Float32Array, b: Float32Array) =>
    gaussianBlur({ width, height, data: a.map((value, i) => value * b[i]!) }, sigma).data;
  const xx = product(gx, gx);
  const yy = product(gy, gy);
  const xy = product(gx, gy);
  const result = createPlane(width, height);
  for (let i = 0; i < result.data.length; i++) {
    const total = xx[i]! + yy[i]!;
    if (total < 1e-8) continue;
    result.data[i] = Math.sqrt((xx[i]! - yy[i]!) ** 2 + 4 * xy[i]! ** 2) / total;
  }
  return result;
}
