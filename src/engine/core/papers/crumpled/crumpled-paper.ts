import { gaussianBlur } from '../../filter.js';
import { createPlane, type Plane, type Raster } from '../../raster.js';
import type { GeneratedPaper, PaperRequest } from '../paper.js';
import { addGrain } from './grain.js';
import { illuminate } from './illumination.js';
import { frameOf } from './mesh.js';
import { createRelief, drawHeight, drawRelief } from './relief.js';
import { shade } from './shade.js';
import { createDeveloper } from './tone.js';

const { ceil, floor, max, min, round, sqrt } = Math;

/** Longer side of the height that is handed out, and of the planes in which shadows are found. */
const HEIGHT_SIDE = 1536;
const SHADOW_SIDE = 640;

/** Rows of the picture that are drawn at a time, so that memory does not grow with the picture's height. */
const BAND_ROWS = 256;

/** Rounding of creases: at least this in pixels drawn, and this share of the picture's side. */
const LEAST_BLUR = 0.7;
const CREASE_RADIUS = 0.00034;

/** Pictures with a side (square root of the area) below this are drawn at twice the size, or creases look like stairs. */
const OVERSAMPLED_BELOW = 1400;

/** White paper, crumpled by hand and opened again, under one broad light. */
export function generateCrumpledPaper({ seed, width, height, strength, light }: PaperRequest): GeneratedPaper {
  const frame = frameOf(width, height);
  const relief = createRelief(seed, frame, strength);
  const heightPlane = drawHeight(relief, ...fitted(width, height, HEIGHT_SIDE));
  const shadowSize = fitted(width, height, SHADOW_SIDE);
  const illumination = illuminate(drawHeight(relief, ...shadowSize), shadowSize[0] / frame.width, light);

  const image: Raster = { width, height, channels: 3, data: new Uint8Array(3 * width * height) };
  const side = sqrt(width * height);
  const factor = side < OVERSAMPLED_BELOW ? 2 : 1;
  const blur = max(LEAST_BLUR, CREASE_RADIUS * side * factor);
  const halo = factor * (ceil((3.5 * blur) / factor) + 1);
  const develop = createDeveloper(seed);
  for (let top = 0; top < height; top += BAND_ROWS) {
    const rows = min(BAND_ROWS, height - top);
    const band = drawRelief(relief, width * factor, rows * factor + 2 * halo, top * factor - halo);
    addGrain(band, seed, side * factor);
    const luminance = gaussianBlur(shade(band, illumination, height * factor), blur);
    develop(averageBlocks(luminance, factor), halo / factor, rows, image, top);
  }
  const pixelsPerSample = width / heightPlane.width;
  for (let i = 0; i < heightPlane.data.length; i++) heightPlane.data[i] = heightPlane.data[i]! * pixelsPerSample;
  return { image, height: heightPlane, light };
}

/** The size with the same aspect whose longer side is at most `side`. */
function fitted(width: number, height: number, side: number): [number, number] {
  const scale = min(1, side / max(width, height));
  return [max(2, round(width * scale)), max(2, round(height * scale))];
}

/** Means of square blocks, `size` a side, of which the plane's sides are multiples. */
function averageBlocks(plane: Plane, size: number): Plane {
  if (size === 1) return plane;
  const result = createPlane(plane.width / size, plane.height / size);
  for (let y = 0, from = 0; y < plane.height; y++) {
    const row = floor(y / size) * result.width;
    for (let x = 0; x < plane.width; x++, from++) {
      const to = row + floor(x / size);
      result.data[to] = result.data[to]! + plane.data[from]! / (size * size);
    }
  }
  return result;
}
