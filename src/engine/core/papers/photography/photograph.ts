import { gaussianBlur } from '../../filter.js';
import { createPlane, type Plane, type Raster } from '../../raster.js';
import { type Band, createBand } from '../band.js';
import { frameOf } from '../frame.js';
import type { PaperModel } from '../paper-model.js';
import type { GeneratedPaper, PaperRequest } from '../paper.js';
import { createDeveloper } from './develop.js';
import { illuminate } from './illumination.js';
import { shade } from './shade.js';

const { ceil, floor, max, min, round, sqrt } = Math;

/** Longer side of the height that is handed out, and of the planes in which shadows are found. */
const HEIGHT_SIDE = 1536;
const SHADOW_SIDE = 512;

/** Rows of the picture that are drawn at a time, so that memory does not grow with the picture's height. */
const BAND_ROWS = 128;

/** Softness of the lens: at least this in pixels drawn, and this share of the picture's side. */
const LEAST_BLUR = 0.7;
const BLUR = 0.00034;

/** Pictures with a side (square root of the area) below this are drawn at twice the size, or creases look like stairs. */
const OVERSAMPLED_BELOW = 1400;

/** A photograph of the sheet from above, under one broad light. */
export function photograph(model: PaperModel, request: PaperRequest): GeneratedPaper {
  const { seed, width, height, light, colour = model.look.colour } = request;
  const shadows = model.heightAt(...fitted(width, height, SHADOW_SIDE));
  const relief = reliefOf(model, width, height, shadows);
  const illumination = illuminate(shadows, shadows.width / frameOf(width, height).width, light);

  const image: Raster = { width, height, channels: 3, data: new Uint8Array(3 * width * height) };
  const side = sqrt(width * height);
  const factor = side < OVERSAMPLED_BELOW ? 2 : 1;
  const blur = max(LEAST_BLUR, BLUR * side * factor);
  const halo = factor * (ceil((3.5 * blur) / factor) + 1);
  const develop = createDeveloper(seed, model.look, colour);
  let planes: Band | undefined;
  for (let top = 0; top < height; top += BAND_ROWS) {
    const rows = min(BAND_ROWS, height - top);
    planes = bandOf(planes, width * factor, rows * factor + 2 * halo, top * factor - halo);
    model.draw(planes, height * factor);
    const luminance = gaussianBlur(shade(planes, illumination, height * factor, model.look.mainShare), blur);
    const tone = averageBlocks({ width: planes.width, height: planes.rows, data: planes.tone }, factor).data;
    develop(averageBlocks(luminance, factor), tone, halo / factor, rows, image, top);
  }
  const pixelsPerSample = width / relief.width;
  for (let i = 0; i < relief.data.length; i++) relief.data[i] = relief.data[i]! * pixelsPerSample;
  return { image, height: relief, light };
}

/** The height that is handed out. `shadows` serves where it has the right size. */
function reliefOf(model: PaperModel, width: number, height: number, shadows: Plane): Plane {
  const [columns, rows] = fitted(width, height, HEIGHT_SIDE);
  const isThere = columns === shadows.width && rows === shadows.height;
  return withoutMean(isThere ? { ...shadows, data: shadows.data.slice() } : model.heightAt(columns, rows));
}

/** A band of zeros, in the planes of the one before where they have the right size. */
function bandOf(before: Band | undefined, width: number, rows: number, top: number): Band {
  if (before?.rows !== rows) return createBand(width, rows, top);
  for (const plane of [before.z, before.p, before.q, before.tone]) plane.fill(0);
  return { ...before, top };
}

/** The size with the same aspect whose longer side is at most `side`. */
function fitted(width: number, height: number, side: number): [number, number] {
  const scale = min(1, side / max(width, height));
  return [max(2, round(width * scale)), max(2, round(height * scale))];
}

function withoutMean(plane: Plane): Plane {
  const { data } = plane;
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i]!;
  const mean = sum / data.length;
  for (let i = 0; i < data.length; i++) data[i] = data[i]! - mean;
  return plane;
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
