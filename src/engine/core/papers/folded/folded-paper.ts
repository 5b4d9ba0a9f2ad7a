import type { Band } from '../band.js';
import { grainOn } from '../crumpled/grain.js';
import { frameOf } from '../frame.js';
import { heightModel } from '../height-model.js';
import { createNoise, deviationOfSlope, type NoiseRow } from '../noise.js';
import type { GeneratedPaper, PaperRequest } from '../paper.js';
import type { Passes } from '../passes/passes.js';
import { photograph } from '../photography/photograph.js';
import { FoldRows } from './fold-rows.js';
import { planFolds } from './fold-plan.js';

const LOOK = { colour: 0xfbf9f4, exposure: 0.84, knee: 0.7, toneColour: [0.9, 1, 1.1], mainShare: 0.55 } as const;

/** Waves of the sheet between its folds: cell in sheet units, slope at strength 0.5. */
const WAVES = [
  { cell: 0.3, slope: 0.035 },
  { cell: 0.11, slope: 0.03 },
  { cell: 0.03, slope: 0.016 },
] as const;

/** Depth of the folds at strength 0 and its growth to strength 1; 1 at 0.5. */
const LEAST_DEPTH = 0.2;
const DEPTH_GROWTH = 1.6;

/** A poster folded into `columns` by `rows` panels, unfolded again. */
export function generateFoldedPaper(
  columns: number,
  rows: number,
  request: PaperRequest,
  passes: Passes,
): GeneratedPaper {
  const { seed, width, height, strength } = request;
  const frame = frameOf(width, height);
  // As one would fold it: the longer side more often.
  const [along, across] = width >= height ? [columns, rows] : [rows, columns];
  const plan = planFolds(seed, frame, along, across);
  const depth = LEAST_DEPTH + DEPTH_GROWTH * strength;
  const heightsOn = (band: Band) => {
    const folds = new FoldRows(plan, seed, frame, depth, band.width, passes);
    const addWaves = wavesOn(band, seed, band.width / frame.width, depth);
    return () => {
      for (let row = 0; row < band.rows; row++) folds.add(band, row);
      addWaves();
    };
  };
  const grainIn = (band: Band, pictureHeight: number) =>
    grainOn(band, seed, Math.sqrt(band.width * pictureHeight), passes);
  return photograph(heightModel(LOOK, heightsOn, grainIn), request, passes);
}

function wavesOn(band: Band, seed: number, side: number, depth: number): () => void {
  const { width, rows } = band;
  const layers = WAVES.map(({ cell, slope }, k): [NoiseRow, number] => {
    const size = cell * side;
    const noise = createNoise({ seed: seed + 211 * (k + 1), cellX: size, cellY: size, width });
    return [noise, deviationOfSlope(slope * depth, size)];
  });
  return () => {
    const { top, z } = band;
    for (const [noise, deviation] of layers) {
      for (let row = 0; row < rows; row++) noise(top + row, deviation, z, row * width);
    }
  };
}
