import type { Plane, Raster } from '../../raster.js';
import { reduce } from '../../resample.js';
import { fitWithin } from '../../size.js';
import { moveBand } from '../band.js';
import { blurReach } from '../blur.js';
import { frameOf } from '../frame.js';
import type { PaperModel } from '../paper-model.js';
import type { GeneratedPaper, PaperRequest } from '../paper.js';
import type { Passes } from '../passes/passes.js';
import { createDeveloper } from './develop.js';
import { illuminate, skylight } from './illumination.js';
import { layLight } from './shade.js';

const { ceil, max, min, sqrt } = Math;

/** Longer side of the height that is handed out, and of the planes in which shadows are found. */
const HEIGHT_SIDE = 1536;
const SHADOW_SIDE = 512;

/** Rows of the picture that are drawn at a time, so that memory does not grow with the picture's height. */
const BAND_ROWS = 120;

/** Softness of the lens: at least this in pixels drawn, and this share of the picture's side. */
const LEAST_BLUR = 0.7;
const BLUR = 0.00034;

/** Pictures with a side (square root of the area) below this are drawn at twice the size, or creases look like stairs. */
const OVERSAMPLED_BELOW = 1400;

/** A photograph of the sheet from above, under one broad light. */
export function photograph(model: PaperModel, request: PaperRequest, passes: Passes): GeneratedPaper {
  const { seed, width, height, light, colour = model.look.colour } = request;
  const heights = fitWithin({ width, height }, HEIGHT_SIDE);
  const relief = withoutMean(model.heightAt(heights.width, heights.height));
  const shadows = shadowsOf(relief);
  const scale = shadows.width / frameOf(width, height).width;
  const illumination = illuminate(shadows, scale, light, skylight(shadows, scale, passes), passes);

  const image: Raster = { width, height, channels: 3, data: new Uint8Array(3 * width * height) };
  const side = sqrt(width * height);
  const factor = side < OVERSAMPLED_BELOW ? 2 : 1;
  const blur = max(LEAST_BLUR, BLUR * side * factor);
  const halo = ceil((model.border + blurReach(blur)) / factor);
  const developer = createDeveloper(seed, model.look, colour);
  const lighting = layLight(illumination, width * factor, model.look.mainShare);
  const band = passes.createBand(width * factor, (min(BAND_ROWS, height) + 2 * halo) * factor, 0);
  for (let top = 0; top < height; top += BAND_ROWS) {
    moveBand(band, (top - halo) * factor);
    model.draw(band, height * factor);
    passes.shade(band, lighting, height * factor);
    passes.blur(band, 'z', blur);
    const drawn = factor === 2 ? passes.halve(band) : band;
    passes.develop(drawn, developer, halo, min(BAND_ROWS, height - top), image);
  }
  const pixelsPerSample = width / relief.width;
  for (let i = 0; i < relief.data.length; i++) relief.data[i] = relief.data[i]! * pixelsPerSample;
  return { image, height: relief, light };
}

/** The height at the size in which shadows are found, in pixels of that size. */
function shadowsOf(relief: Plane): Plane {
  const size = fitWithin(relief, SHADOW_SIDE);
  const { data } = reduce(relief, size);
  const scale = size.width / relief.width;
  return { ...size, data: data.map((height) => height * scale) };
}

function withoutMean(plane: Plane): Plane {
  const { data } = plane;
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i]!;
  const mean = sum / data.length;
  for (let i = 0; i < data.length; i++) data[i] = data[i]! - mean;
  return plane;
}
