import { createBand } from '../band.js';
import { prepareHeights, prepareSlopes } from '../crumpled/linear-fields.js';
import { runRounds } from '../crumpled/relax.js';
import { prepareFibres } from '../fibres.js';
import { develop } from '../photography/develop.js';
import { OCCLUSION } from '../photography/occlusion.js';
import { shade, stretched } from '../photography/shade.js';
import { addRoughness } from '../roughness.js';
import { halvePlanes } from './halve-planes.js';
import type { Passes } from './passes.js';
import { prepareBlur } from './running-blur.js';

/** For machines without WASM SIMD, and the oracle of the kernel. */
export const TYPESCRIPT_PASSES: Passes = {
  ...OCCLUSION,
  relax: runRounds,
  createBand: (width, rows) => createBand(width, rows, 0),
  halve: (band) => ({ ...band, ...halvePlanes(band) }),
  prepareSlopes,
  prepareHeights,
  addRoughness,
  prepareFibres,
  prepareBlur,
  stretch: stretched,
  shade: (band, lighting, pictureHeight) => shade(band, lighting, pictureHeight, band.z),
  develop,
};
