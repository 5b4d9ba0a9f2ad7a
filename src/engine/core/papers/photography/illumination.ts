import { sampledGaussian } from '../../filter.js';
import { createPlane, type LightDirection, type Plane } from '../../raster.js';
import { OCCLUSION, type Occlusion } from './occlusion.js';

const { cos, sin, sqrt, PI } = Math;

/** How hills matter: distances in sheet units. */
const SKY_REACH = 0.15;
const SHADOW_REACH = 0.22;
/** Spread of the light up and down, as a tangent: a large window or softbox near by. */
const LIGHT_BREADTH = 0.5;
/** Share of the light that white paper throws back into a hollow from its other side. */
const REFLECTANCE = 0.75;
/** Fall of the light from the near to the far side of the picture. */
const FALL_OFF = 0.1;

/** By which what was seen in a few directions is spread over those between: Gaussians of 0.7 pixels, and of one. */
const LIGHT_SPREAD = Float32Array.from(sampledGaussian(0.7, 3));
const SKY_SPREAD = Float32Array.from(sampledGaussian(1, 4));

/** What each part of the sheet gets of the two lights, facing them or not; 1 for a flat sheet in the open. */
export interface Illumination {
  readonly light: LightDirection;
  /** Of the main light, past the hills towards it. */
  readonly main: Plane;
  /** Of the light from all around, including what the paper itself throws back. */
  readonly ambient: Plane;
}

/**
 * @param height in pixels of the plane.
 * @param scale pixels of the plane per sheet unit.
 * @param ambient the same whatever the light: what {@link skylight} gives for the sheet
 */
export function illuminate(
  height: Plane,
  scale: number,
  light: LightDirection,
  ambient: Plane,
  occlusion: Occlusion = OCCLUSION,
): Illumination {
  const seen = occlusion.lightVisibility(height, light, SHADOW_REACH * scale, LIGHT_BREADTH);
  const main = occlusion.convolve(seen, LIGHT_SPREAD);
  weakenWithDistance(main, light);
  return { light, main, ambient };
}

/** What each part of the sheet gets of the light from all around; see {@link illuminate}. */
export function skylight(height: Plane, scale: number, occlusion: Occlusion = OCCLUSION): Plane {
  const ambient = occlusion.convolve(occlusion.skyVisibility(height, SKY_REACH * scale), SKY_SPREAD);
  for (let i = 0; i < ambient.data.length; i++) {
    const open = ambient.data[i]!;
    // Repeated reflection between facets of equal brightness, a geometric series.
    ambient.data[i] = open / (1 - REFLECTANCE * (1 - open));
  }
  return ambient;
}

/** That of a sheet without hills: nothing stands in the way of either light. */
export function openSky(light: LightDirection): Illumination {
  const everywhere = createPlane(2, 2);
  everywhere.data.fill(1);
  return { light, main: everywhere, ambient: everywhere };
}

function weakenWithDistance({ width, height, data }: Plane, light: LightDirection): void {
  const azimuth = (light.azimuth * PI) / 180;
  const side = sqrt(width * height);
  const alongX = (FALL_OFF * cos(azimuth)) / side;
  const alongY = (FALL_OFF * sin(azimuth)) / side;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      data[i] = data[i]! * (1 + alongX * (x - width / 2) + alongY * (y - height / 2));
    }
  }
}
