import type { Point, Quad } from '../raster.js';

/** Least sine of a corner's angle, so that the homography stays well conditioned (about 0.6°). */
const LEAST_SINE = 0.01;
/** Least length of a side, in fractions of the picture. */
const LEAST_SIDE = 1e-3;

/**
 * Whether four corners, walked in order, bound a strictly convex area that a picture can be mapped onto. Either sense of
 * walking is accepted: against the clock the art is mirrored. NaN and infinity are refused.
 */
export function isConvexQuad(quad: Quad): boolean {
  const turns = quad.map((corner, i) => turn(corner, quad[(i + 1) % 4]!, quad[(i + 2) % 4]!));
  return turns.every((sine) => sine > LEAST_SINE) || turns.every((sine) => sine < -LEAST_SINE);
}

/** Sine of the angle turned at `b` on the way from `a` to `c`; 0 where a side is too short. */
function turn(a: Point, b: Point, c: Point): number {
  const before = Math.hypot(b.x - a.x, b.y - a.y);
  const after = Math.hypot(c.x - b.x, c.y - b.y);
  if (!(before > LEAST_SIDE && after > LEAST_SIDE)) return 0;
  return ((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)) / (before * after);
}
