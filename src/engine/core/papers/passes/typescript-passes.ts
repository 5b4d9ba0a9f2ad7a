import type { Plane } from '../../raster.js';
import { reduce } from '../../resample.js';
import { createBand } from '../band.js';
import { prepareHeights, prepareSlopes } from '../crumpled/linear-fields.js';
import { runRounds } from '../crumpled/relax.js';
import { prepareFibres } from '../fibres.js';
import { createCreasedRow } from '../folded/creased-row.js';
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
  createCreasedRow,
  addRoughness,
  prepareFibres,
  prepareBlur,
  level,
  reduce,
  stretch: stretched,
  shade: (band, lighting, pictureHeight) => shade(band, lighting, pictureHeight, band.z),
  develop,
};

function level({ data }: Plane, factor: number): void {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i]!;
  const mean = sum / data.length;
  for (let i = 0; i < data.length; i++) data[i] = factor * (data[i]! - mean);
}
