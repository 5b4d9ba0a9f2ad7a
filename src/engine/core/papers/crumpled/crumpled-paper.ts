import { gaussianBlur } from '../../filter.js';
import type { Raster } from '../../raster.js';
import type { GeneratedPaper, PaperRequest } from '../paper.js';
import { addGrain } from './grain.js';
import { illuminate } from './illumination.js';
import { frameOf } from './mesh.js';
import { createRelief, drawHeight, drawRelief } from './relief.js';
import { shade } from './shade.js';
import { createDeveloper } from './tone.js';

/** Longer side of the height that is handed out, and of the planes in which shadows are found. */
const HEIGHT_SIDE = 1536;
const SHADOW_SIDE = 768;

const BAND_ROWS = 256;

/** Rounding of creases: at least this in pixels, and this share of the picture's side. */
const LEAST_BLUR = 0.65;
const CREASE_RADIUS = 0.00034;

/** White paper, crumpled by hand and opened again, under one broad light. */
export function generateCrumpledPaper({ seed, width, height, strength, light }: PaperRequest): GeneratedPaper {
  const frame = frameOf(width, height);
  const relief = createRelief(seed, frame, strength);
  const heightPlane = drawHeight(relief, ...fitted(width, height, HEIGHT_SIDE));
  const shadowSize = fitted(width, height, SHADOW_SIDE);
  const illumination = illuminate(drawHeight(relief, ...shadowSize), shadowSize[0] / frame.width, light);

  const image: Raster = { width, height, channels: 3, data: new Uint8Array(3 * width * height) };
  const side = Math.sqrt(width * height);
  const blur = Math.max(LEAST_BLUR, CREASE_RADIUS * side);
  const halo = Math.ceil(3.5 * blur) + 1;
  const develop = createDeveloper(seed);
  for (let top = 0; top < height; top += BAND_ROWS) {
    const rows = Math.min(BAND_ROWS, height - top);
    const band = drawRelief(relief, width, rows + 2 * halo, top - halo);
    addGrain(band, seed, side);
    const luminance = gaussianBlur(shade(band, illumination, height), blur);
    develop(luminance, halo, rows, image, top);
  }
  const pixelsPerSample = width / heightPlane.width;
  return {
    image,
    height: { ...heightPlane, data: heightPlane.data.map((value) => value * pixelsPerSample) },
    light,
  };
}

/** The size with the same aspect whose longer side is at most `side`. */
function fitted(width: number, height: number, side: number): [number, number] {
  const scale = Math.min(1, side / Math.max(width, height));
  return [Math.max(2, Math.round(width * scale)), Math.max(2, Math.round(height * scale))];
}
