import type { Band } from '../band.js';
import type { Passes } from '../passes/passes.js';
import { grainShare } from '../roughness.js';

/** Deviation of the slope from pixel to pixel, before the picture's own blur. */
const ROUGHNESS = 0.05;
/** Slope of a fibre's flanks. */
const FIBRE_SLOPE = 0.055;
/** Distance between fibres, which are two to four times as long, as a share of the side; at least some pixels. */
const FIBRE_SPACING = 9 / 2450;
const LEAST_SPACING = 5;

/**
 * Adds the surface of the paper itself to the slopes of a band on its way down: a roughness and fibres lying every way.
 * @param side square root of the picture's area, in pixels.
 */
export function grainOn(band: Band, seed: number, side: number, passes: Passes): () => void {
  const spacing = Math.max(LEAST_SPACING, Math.round(FIBRE_SPACING * side));
  const addFibres = passes.prepareFibres(band, {
    seed,
    spacing,
    length: [2 * spacing, 4 * spacing],
    bend: 1.8,
    spread: Math.PI,
    slope: grainShare(side) * FIBRE_SLOPE,
    tone: [0, 0],
  });
  return () => {
    passes.addRoughness(band, seed, grainShare(side) * ROUGHNESS);
    addFibres();
  };
}
