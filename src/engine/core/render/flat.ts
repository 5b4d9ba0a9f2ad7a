import type { MappingParameters } from '../presets/index.js';
import type { Raster } from '../raster.js';

/** Code of the sheet under flat art: a shade off white, so that its edge shows on white art. */
const FLAT_SHEET = 244;

/** What is drawn of art and paper: the print, or the art alone, flat, where the print would be. */
export type RenderedView = 'print' | 'flat';

/** A paper without folds, light or grain. */
export function flatten(paper: Raster): void {
  paper.data.fill(FLAT_SHEET);
}

/** Flat art keeps its codes: laid over the sheet without folds, light, grain or wear, where the print would be. */
export function flatParameters(parameters: MappingParameters): MappingParameters {
  return {
    ...parameters,
    blend: 'multiply',
    fold: 0,
    illumination: 0,
    edge: 'clean',
    light: null,
    vignette: { ...parameters.vignette, strength: 0 },
  };
}
