import type { Point, Quad } from '../raster.js';

/** A projective map of the plane, row-major: (x, y) goes to (h0 x + h1 y + h2, h3 x + h4 y + h5) / (h6 x + h7 y + h8). */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

export const translation = (x: number, y: number): Homography => [1, 0, x, 0, 1, y, 0, 0, 1];

export const scaling = (x: number, y: number): Homography => [x, 0, 0, 0, y, 0, 0, 0, 1];

/** Rotation about the origin, counter-clockwise as seen with y pointing down. */
export function rotationOf(degrees: number): Homography {
  const { cosine, sine } = exactTurn(degrees);
  return [cosine, sine, 0, -sine, cosine, 0, 0, 0, 1];
}

/** The map that applies `first`, then `second`, and so on. */
export function compose(first: Homography, ...others: readonly Homography[]): Homography {
  return others.reduce((inner, outer) => product(outer, inner), first);
}

/** Inverse up to a positive scale factor, so that the sign of the third coordinate is kept. */
export function invert(h: Homography): Homography {
  const [a, b, c, d, e, f, g, i, j] = h;
  const determinant = a * (e * j - f * i) - b * (d * j - f * g) + c * (d * i - e * g);
  const s = 1 / determinant;
  return [
    (e * j - f * i) * s,
    (c * i - b * j) * s,
    (b * f - c * e) * s,
    (f * g - d * j) * s,
    (a * j - c * g) * s,
    (c * d - a * f) * s,
    (d * i - e * g) * s,
    (b * g - a * i) * s,
    (a * e - b * d) * s,
  ];
}

/** The map of the unit square onto a convex quad (Heckbert 1989, section 2.2.3); positive third coordinate inside. */
export function squareToQuad(quad: Quad): Homography {
  const [p, q, r, s] = quad;
  const dx1 = q.x - r.x;
  const dx2 = s.x - r.x;
  const dx3 = p.x - q.x + r.x - s.x;
  const dy1 = q.y - r.y;
  const dy2 = s.y - r.y;
  const dy3 = p.y - q.y + r.y - s.y;
  const denominator = dx1 * dy2 - dx2 * dy1;
  const g = (dx3 * dy2 - dx2 * dy3) / denominator;
  const h = (dx1 * dy3 - dx3 * dy1) / denominator;
  return [q.x - p.x + g * q.x, s.x - p.x + h * s.x, p.x, q.y - p.y + g * q.y, s.y - p.y + h * s.y, p.y, g, h, 1];
}

export function project(h: Homography, { x, y }: Point): Point {
  const w = h[6] * x + h[7] * y + h[8];
  return { x: (h[0] * x + h[1] * y + h[2]) / w, y: (h[3] * x + h[4] * y + h[5]) / w };
}

/** How fast each mapped coordinate changes at a point: lengths of the gradients of x' and y'. */
export function gradients(h: Homography, { x, y }: Point): Point {
  const w = h[6] * x + h[7] * y + h[8];
  const { x: u, y: v } = project(h, { x, y });
  return {
    x: Math.abs(Math.hypot(h[0] - u * h[6], h[1] - u * h[7]) / w),
    y: Math.abs(Math.hypot(h[3] - v * h[6], h[4] - v * h[7]) / w),
  };
}

function product(a: Homography, b: Homography): Homography {
  const entry = (row: number, column: number) =>
    a[row * 3]! * b[column]! + a[row * 3 + 1]! * b[column + 3]! + a[row * 3 + 2]! * b[column + 6]!;
  return [
    entry(0, 0),
    entry(0, 1),
    entry(0, 2),
    entry(1, 0),
    entry(1, 1),
    entry(1, 2),
    entry(2, 0),
    entry(2, 1),
    entry(2, 2),
  ];
}

/** Cosine and sine, free of rounding at multiples of a quarter turn. */
function exactTurn(degrees: number): { cosine: number; sine: number } {
  const quarters = degrees / 90;
  if (Number.isInteger(quarters)) {
    const index = ((quarters % 4) + 4) % 4;
    return { cosine: [1, 0, -1, 0][index]!, sine: [0, 1, 0, -1][index]! };
  }
  const radians = (degrees * Math.PI) / 180;
  return { cosine: Math.cos(radians), sine: Math.sin(radians) };
}
