import { frameOf } from '../frame.js';
import type { PaperModel } from '../paper-model.js';
import type { GeneratedPaper, PaperRequest } from '../paper.js';
import type { Passes } from '../passes/passes.js';
import { photograph } from '../photography/photograph.js';
import { addGrain } from './grain.js';
import type { CrumpleRecipe } from './recipes.js';
import { BORDER, createRelief, drawHeight, drawSlopes } from './relief.js';

const WHITE = { colour: 0xffffff, toneColour: [1, 1, 1], mainShare: 0.55 } as const;

/** White paper, crumpled by hand and opened again. */
export function generateCrumpledPaper(recipe: CrumpleRecipe, request: PaperRequest, passes: Passes): GeneratedPaper {
  const { seed, width, height, strength } = request;
  const relief = createRelief(recipe, seed, frameOf(width, height), strength);
  const model: PaperModel = {
    look: { ...WHITE, exposure: recipe.exposure, knee: recipe.knee },
    border: BORDER,
    heightAt: (columns, rows) => drawHeight(relief, columns, rows, passes),
    draw: (band, pictureHeight) => {
      drawSlopes(relief, band, passes);
      addGrain(band, seed, Math.sqrt(band.width * pictureHeight), passes);
    },
  };
  return photograph(model, request, passes);
}
