import { convolve } from '../../filter.js';
import { createBand, type Band } from '../band.js';
import { gaussianTaps } from '../blur.js';
import { addHeights, addSlopes } from '../crumpled/linear-fields.js';
import { drawNearest } from '../crumpled/rasterise.js';
import { addFibres } from '../fibres.js';
import { develop } from '../photography/develop.js';
import { OCCLUSION } from '../photography/occlusion.js';
import { shade } from '../photography/shade.js';
import { addRoughness } from '../roughness.js';
import { halvePlanes } from './halve-planes.js';
import type { Passes } from './passes.js';

/** For machines without WASM SIMD, and the oracle of the kernel. */
export const TYPESCRIPT_PASSES: Passes = {
  ...OCCLUSION,
  createBand,
  halve: (band) => ({ ...band, ...halvePlanes(band) }),
  drawNearest,
  addSlopes,
  addHeights,
  addRoughness,
  addFibres,
  blur: ({ width, rows, ...planes }: Band, plane, deviation) => {
    const target = { width, height: rows, data: planes[plane] };
    convolve({ ...target, data: target.data.slice() }, target, gaussianTaps(deviation));
  },
  shade: (band, lighting, pictureHeight) => shade(band, lighting, pictureHeight, band.z),
  develop,
};
