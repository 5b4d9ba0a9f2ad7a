import { cornersOf, type Mesh } from '../raster.js';
import { invert, project, squareToQuad } from '../render/homography.js';

/** A point of the surface and how it moves with both parameters. */
export interface SurfacePoint {
  x: number;
  y: number;
  /** Derivatives by u and by v. */
  xu: number;
  yu: number;
  xv: number;
  yv: number;
}

export const createSurfacePoint = (): SurfacePoint => ({ x: 0, y: 0, xu: 1, yu: 0, xv: 0, yv: 1 });

/**
 * The smooth surface through a mesh's control points, over the unit square: u along its rows, v down its columns. Both sides
 * are unit squares: what the homography of the mesh's corners makes of a flat sheet is taken off first, so that a mesh which
 * is nothing but a quad seen in perspective is the identity.
 */
export interface MeshSurface {
  /** Beyond the unit square the surface goes on straight. */
  readonly at: (u: number, v: number, target: SurfacePoint) => void;
}

/** Piecewise bicubic, continuously differentiable (Catmull and Rom 1974); the ends go on straight. */
export function createMeshSurface(mesh: Mesh): MeshSurface {
  const rows = mesh.length;
  const columns = mesh[0]!.length;
  const toSquare = invert(squareToQuad(cornersOf(mesh)));
  const stride = columns + 2;
  const [xs, ys] = [new Float64Array(stride * (rows + 2)), new Float64Array(stride * (rows + 2))];
  mesh.forEach((points, row) => {
    points.forEach((point, column) => {
      const { x, y } = project(toSquare, point);
      xs[(row + 1) * stride + column + 1] = x;
      ys[(row + 1) * stride + column + 1] = y;
    });
  });
  for (const values of [xs, ys]) prolong(values, stride, rows);

  const across = { first: 0, weights: new Float64Array(4), slopes: new Float64Array(4) };
  const down = { first: 0, weights: new Float64Array(4), slopes: new Float64Array(4) };
  return {
    at: (u, v, target) => {
      const [inU, inV] = [Math.min(1, Math.max(0, u)), Math.min(1, Math.max(0, v))];
      locate(inU, columns - 1, across);
      locate(inV, rows - 1, down);
      sum(xs, stride, across, down, target, 'x', 'xu', 'xv');
      sum(ys, stride, across, down, target, 'y', 'yu', 'yv');
      target.x += (u - inU) * target.xu + (v - inV) * target.xv;
      target.y += (u - inU) * target.yu + (v - inV) * target.yv;
    },
  };
}

/** Fills the border around the control points: each next one lies as far as the one before. */
function prolong(values: Float64Array, stride: number, rows: number): void {
  const end = (rows + 1) * stride;
  for (let i = stride; i < end; i += stride) {
    values[i] = 2 * values[i + 1]! - values[i + 2]!;
    values[i + stride - 1] = 2 * values[i + stride - 2]! - values[i + stride - 3]!;
  }
  for (let x = 0; x < stride; x++) {
    values[x] = 2 * values[stride + x]! - values[2 * stride + x]!;
    values[end + x] = 2 * values[end - stride + x]! - values[end - 2 * stride + x]!;
  }
}

/** The four control points around a parameter, with the weights of values and slopes. */
interface Taps {
  first: number;
  readonly weights: Float64Array;
  readonly slopes: Float64Array;
}

function locate(parameter: number, spans: number, taps: Taps): void {
  const place = parameter * spans;
  const span = Math.min(spans - 1, Math.floor(place));
  const t = place - span;
  taps.first = span;
  taps.weights[0] = (((2 - t) * t - 1) * t) / 2;
  taps.weights[1] = ((3 * t - 5) * t * t + 2) / 2;
  taps.weights[2] = (((4 - 3 * t) * t + 1) * t) / 2;
  taps.weights[3] = ((t - 1) * t * t) / 2;
  taps.slopes[0] = (spans * ((4 - 3 * t) * t - 1)) / 2;
  taps.slopes[1] = (spans * (9 * t - 10) * t) / 2;
  taps.slopes[2] = (spans * ((8 - 9 * t) * t + 1)) / 2;
  taps.slopes[3] = (spans * (3 * t - 2) * t) / 2;
}

function sum(
  values: Float64Array,
  stride: number,
  across: Taps,
  down: Taps,
  target: SurfacePoint,
  value: 'x' | 'y',
  alongU: 'xu' | 'yu',
  alongV: 'xv' | 'yv',
): void {
  const { weights: a, slopes: b } = across;
  let [here, byU, byV] = [0, 0, 0];
  for (let k = 0, i = down.first * stride + across.first; k < 4; k++, i += stride) {
    const row = values[i]! * a[0]! + values[i + 1]! * a[1]! + values[i + 2]! * a[2]! + values[i + 3]! * a[3]!;
    const slope = values[i]! * b[0]! + values[i + 1]! * b[1]! + values[i + 2]! * b[2]! + values[i + 3]! * b[3]!;
    here += row * down.weights[k]!;
    byU += slope * down.weights[k]!;
    byV += row * down.slopes[k]!;
  }
  target[value] = here;
  target[alongU] = byU;
  target[alongV] = byV;
}
