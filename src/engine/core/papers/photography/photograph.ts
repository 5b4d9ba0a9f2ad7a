import type { Plane, Raster } from '../../raster.js';
import { fitWithin } from '../../size.js';
import { prepareDelayOfTone } from '../band.js';
import { blurReach } from '../blur.js';
import { frameOf } from '../frame.js';
import type { PaperModel } from '../paper-model.js';
import type { GeneratedPaper, PaperRequest } from '../paper.js';
import type { Passes } from '../passes/passes.js';
import { createDeveloper } from './develop.js';
import { illuminate, skylight } from './illumination.js';
import { layLight } from './shade.js';

const { ceil, max, sqrt } = Math;

/** Longer side of the height that is handed out, and of the planes in which shadows are found. */
const HEIGHT_SIDE = 1536;
const SHADOW_SIDE = 512;

/** Rows that are drawn at a time, so few that they stay in a core's cache from one pass to the next; an even number. */
const BAND_ROWS = 16;

/** Softness of the lens: at least this in pixels drawn, and this share of the picture's side. */
const LEAST_BLUR = 0.7;
const BLUR = 0.00034;

/** Pictures with a side (square root of the area) below this are drawn at twice the size, or creases look like stairs. */
const OVERSAMPLED_BELOW = 1400;

/** A photograph of the sheet from above, under one broad light. */
export function photograph(model: PaperModel, request: PaperRequest, passes: Passes): GeneratedPaper {
  const { seed, width, height, light, colour = model.look.colour } = request;
  const heights = fitWithin({ width, height }, HEIGHT_SIDE);
  const relief = model.heightAt(heights.width, heights.height);
  passes.level(relief, width / heights.width);
  const shadows = shadowsOf(relief, width, passes);
  const scale = shadows.width / frameOf(width, height).width;
  const illumination = illuminate(shadows, scale, light, skylight(shadows, scale, passes), passes);

  const image: Raster = { width, height, channels: 3, data: new Uint8Array(3 * width * height) };
  const side = sqrt(width * height);
  const factor = side < OVERSAMPLED_BELOW ? 2 : 1;
  const blur = max(LEAST_BLUR, BLUR * side * factor);
  const developer = createDeveloper(seed, model.look, colour);
  const lighting = layLight(illumination, width * factor, model.look.mainShare, (...plane) => passes.stretch(...plane));
  const band = passes.createBand(width * factor, BAND_ROWS);
  const drawing = model.drawingOn(band, height * factor);
  const soften = passes.prepareBlur(band, 'z', blur);
  const delayTone = drawing.stained ? prepareDelayOfTone(band, blurReach(blur)) : () => {};
  const delay = drawing.delay + blurReach(blur);
  for (let top = -factor * ceil((2 * delay) / factor); top < height * factor; top += BAND_ROWS) {
    band.top = top + delay;
    drawing.draw();
    passes.shade(band, lighting, height * factor);
    soften();
    delayTone();
    band.top = top;
    passes.develop(factor === 2 ? passes.halve(band) : band, developer, image);
  }
  return { image, height: relief, light };
}

/** The height at the size in which shadows are found, in pixels of that size. @param width of what the height has its pixels of */
function shadowsOf(relief: Plane, width: number, passes: Passes): Plane {
  const size = fitWithin(relief, SHADOW_SIDE);
  const { data } = passes.reduce(relief, size);
  const scale = size.width / width;
  return { ...size, data: data.map((height) => height * scale) };
}
