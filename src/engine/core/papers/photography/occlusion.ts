import { convolve } from '../../filter.js';
import { createPlane, type LightDirection, type Plane } from '../../raster.js';

const { cos, hypot, max, min, round, sin, tan, PI } = Math;

const SKY_DIRECTIONS = 8;
const SKY_STEPS = 7;
const SHADOW_STEPS = 16;

/** Pixels from a point to one that may hide the sky from it, and one over the distance. */
export interface Sight {
  readonly dx: number;
  readonly dy: number;
  readonly perLength: number;
}

/** How much of what shines on a height field reaches each of its points. */
export interface Occlusion {
  /**
   * Share of the sky that each point of a height field sees, cosine-weighted, 0…1: horizon angles in eight directions (Max
   * 1988; Bavoil and Sainz 2008).
   * @param height in pixels of the plane.
   * @param reach how far hills matter, in pixels of the plane.
   */
  skyVisibility(height: Plane, reach: number): Plane;
  /**
   * Share of a broad light that reaches each point of a height field past the hills towards it, 0…1.
   * @param height in pixels of the plane.
   * @param breadth how far the light spreads up and down, as a tangent.
   */
  lightVisibility(height: Plane, light: LightDirection, reach: number, breadth: number): Plane;
  /** Convolves a plane with a symmetric kernel, its centre and one side. */
  convolve(plane: Plane, side: Float32Array): Plane;
}

/** What is looked at from each point in each direction of the sky. */
export function skySights(reach: number): readonly (readonly Sight[])[] {
  const growth = reach ** (1 / SKY_STEPS);
  const distances = Array.from({ length: SKY_STEPS }, (_, step) => growth ** (step + 1));
  return Array.from({ length: SKY_DIRECTIONS }, (_, direction) =>
    sightsAlong((2 * PI * (direction + 0.25)) / SKY_DIRECTIONS, distances),
  );
}

/** What is looked at from each point in the directions of a broad light. */
export function lightSights({ azimuth }: LightDirection, reach: number): readonly (readonly Sight[])[] {
  const growth = reach ** (1 / SHADOW_STEPS);
  const distances = Array.from({ length: SHADOW_STEPS }, (_, step) => max(step + 1, growth ** (step + 1)));
  return [-0.2, 0, 0.2].map((offset) => sightsAlong((azimuth * PI) / 180 + offset, distances));
}

function sightsAlong(angle: number, distances: readonly number[]): readonly Sight[] {
  return distances.flatMap((distance) => {
    const dx = round(cos(angle) * distance);
    const dy = round(sin(angle) * distance);
    return dx === 0 && dy === 0 ? [] : [{ dx, dy, perLength: 1 / hypot(dx, dy) }];
  });
}

export const tangentOf = ({ elevation }: LightDirection): number => tan((elevation * PI) / 180);

export const OCCLUSION: Occlusion = {
  skyVisibility: (height, reach) => {
    const sights = skySights(reach);
    return sumOver(height, sights, (tangent) => 1 / (sights.length * (1 + tangent * tangent)));
  },
  lightVisibility: (height, light, reach, breadth) => {
    const sights = lightSights(light, reach);
    const tangentOfLight = tangentOf(light);
    return sumOver(height, sights, (tangent) => {
      const clearance = min(1, max(0, 0.5 + (tangentOfLight - tangent) / breadth));
      return (clearance * clearance * (3 - 2 * clearance)) / sights.length;
    });
  },
  convolve: (plane, side) => {
    const result = createPlane(plane.width, plane.height);
    convolve(plane, result, side);
    return result;
  },
};

function sumOver(height: Plane, directions: readonly (readonly Sight[])[], share: (tangent: number) => number): Plane {
  const { data, ...size } = createPlane(height.width, height.height);
  for (const sights of directions) {
    const horizon = horizonTangent(height, sights);
    for (let i = 0; i < data.length; i++) data[i] = data[i]! + share(horizon[i]!);
  }
  return { ...size, data };
}

/** Greatest tangent of elevation, at least 0, of what is looked at. */
function horizonTangent({ width, height: rows, data }: Plane, sights: readonly Sight[]): Float32Array {
  const horizon = new Float32Array(data.length);
  for (const { dx, dy, perLength } of sights) {
    const shift = dy * width + dx;
    for (let y = max(0, -dy); y < min(rows, rows - dy); y++) {
      const from = y * width;
      const end = from + min(width, width - dx);
      for (let i = from + max(0, -dx); i < end; i++) {
        const tangent = (data[i + shift]! - data[i]!) * perLength;
        if (tangent > horizon[i]!) horizon[i] = tangent;
      }
    }
  }
  return horizon;
}
