import { createPlane } from '../../raster.js';
import { addSlopesOfHeight, createBand, type Band } from '../band.js';
import { addGrain } from '../crumpled/grain.js';
import { frameOf } from '../frame.js';
import { createNoise, deviationOfSlope } from '../noise.js';
import type { PaperModel } from '../paper-model.js';
import type { GeneratedPaper, PaperRequest } from '../paper.js';
import type { Passes } from '../passes/passes.js';
import { photograph } from '../photography/photograph.js';
import { createFoldRow, type FoldRow } from './fold-rows.js';
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
  const foldRows = new Map<number, FoldRow>();
  const drawHeights = (band: Band) => {
    const foldRow = foldRows.get(band.width) ?? createFoldRow(plan, seed, frame, depth, band.width);
    foldRows.set(band.width, foldRow);
    for (let row = 0; row < band.rows; row++) foldRow(band, row);
    addWaves(band, seed, band.width / frame.width, depth);
  };
  const model: PaperModel = {
    look: LOOK,
    border: 1,
    heightAt: (planeWidth, planeHeight) => {
      const band = createBand(planeWidth, planeHeight, 0);
      drawHeights(band);
      const plane = createPlane(planeWidth, planeHeight);
      plane.data.set(band.z);
      return plane;
    },
    draw: (band, pictureHeight) => {
      drawHeights(band);
      addSlopesOfHeight(band);
      addGrain(band, seed, Math.sqrt(band.width * pictureHeight), passes);
    },
  };
  return photograph(model, request, passes);
}

function addWaves({ width, rows, top, z }: Band, seed: number, side: number, depth: number): void {
  WAVES.forEach(({ cell, slope }, k) => {
    const size = cell * side;
    const noise = createNoise({ seed: seed + 211 * (k + 1), cellX: size, cellY: size, width });
    const deviation = deviationOfSlope(slope * depth, size);
    for (let row = 0; row < rows; row++) noise(top + row, deviation, z, row * width);
  });
}
