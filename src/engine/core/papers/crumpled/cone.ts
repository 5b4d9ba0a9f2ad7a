import type { SurfaceBuilder } from './surface.js';

const { cos, sin } = Math;

/** Paper bent up along a crease from a point on. Lengths in sheet units, angles in radians. */
export interface Cone {
  readonly x: number;
  readonly y: number;
  /** Of the crease; it leaves the point turned by `bow` from it and ends in it. */
  readonly direction: number;
  readonly bow: number;
  readonly length: number;
  /** Height of the crease over the distance from the point; negative for a valley. */
  readonly height: number;
  /** Angles over which the paper is bent on either side of the crease. */
  readonly left: number;
  readonly right: number;
}

/** Shares of the angle beside the crease, and of its length, between which triangles lie. */
const RAYS = [0, 0.15, 0.35, 0.62, 1] as const;
const RINGS = [0, 0.25, 0.5, 0.75, 1] as const;
const STRIPS = RAYS.length - 1;

export const TRIANGLES_A_CONE = 2 * STRIPS * (2 * RINGS.length - 3);

export function addCone(surface: SurfaceBuilder, cone: Cone): void {
  addSide(surface, cone, cone.left);
  addSide(surface, cone, -cone.right);
}

function addSide(surface: SurfaceBuilder, cone: Cone, width: number): void {
  // The point has a slope of its own on each ray: it takes that of the middle of each strip.
  const points = RAYS.slice(1).map((ray, strip) => addCorner(surface, cone, width, (ray + RAYS[strip]!) / 2, 0));
  let inner = RAYS.map((ray) => addCorner(surface, cone, width, ray, RINGS[1]));
  points.forEach((point, strip) => surface.addTriangle(point, inner[strip]!, inner[strip + 1]!));
  for (const ring of RINGS.slice(2)) {
    const outer = RAYS.map((ray) => addCorner(surface, cone, width, ray, ring));
    for (let strip = 0; strip < STRIPS; strip++) {
      surface.addTriangle(inner[strip]!, outer[strip]!, inner[strip + 1]!);
      surface.addTriangle(inner[strip + 1]!, outer[strip]!, outer[strip + 1]!);
    }
    inner = outer;
  }
}

/**
 * A corner on the ray at share `t` of the angle and share `u` of the length: the height is that of a cone, `(1 − t)²`
 * across the ray, times `(1 − u²)²`, which fades it out.
 */
function addCorner(surface: SurfaceBuilder, cone: Cone, width: number, t: number, u: number): number {
  const angle = cone.direction + cone.bow * (1 - u) + t * width;
  const across = (1 - t) * (1 - t);
  const fading = (1 - u * u) * (1 - u * u);
  const outwards = cone.height * across * (fading - 4 * u * u * (1 - u * u));
  const aside = (cone.height * fading * -2 * (1 - t)) / width;
  const distance = u * cone.length;
  const alongX = cos(angle);
  const alongY = sin(angle);
  return surface.addCorner(
    cone.x + distance * alongX,
    cone.y + distance * alongY,
    cone.height * distance * across * fading,
    outwards * alongX - aside * alongY,
    outwards * alongY + aside * alongX,
  );
}
