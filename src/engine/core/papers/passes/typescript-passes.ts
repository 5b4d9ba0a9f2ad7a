import { createBand, type Band } from '../band.js';
import { blur, gaussianTaps } from '../blur.js';
import { addHeights, addSlopes } from '../crumpled/linear-fields.js';
import { drawNearest } from '../crumpled/rasterise.js';
import { addFibres } from '../fibres.js';
import { develop } from '../photography/develop.js';
import { OCCLUSION } from '../photography/occlusion.js';
import { shade } from '../photography/shade.js';
import { addRoughness } from '../roughness.js';
import { halvePlane } from './halve-plane.js';
import type { Passes } from './passes.js';

/** For machines without WASM SIMD, and the oracle of the kernel. */
export const TYPESCRIPT_PASSES: Passes = {
  ...OCCLUSION,
  createBand,
  halve: (band) => {
    const { width, rows, top } = band;
    for (const plane of [band.z, band.tone]) halvePlane(plane, width, rows);
    return { ...band, width: width / 2, rows: rows / 2, top: top / 2 };
  },
  drawNearest,
  addSlopes,
  addHeights,
  addRoughness,
  addFibres,
  blur: ({ width, rows, ...planes }: Band, plane, deviation) => {
    const source = planes[plane].slice();
    blur(source, planes[plane], width, rows, gaussianTaps(deviation));
  },
  shade: (band, lighting, pictureHeight) => shade(band, lighting, pictureHeight, band.z),
  develop,
};
