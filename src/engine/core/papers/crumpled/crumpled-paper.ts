import type { PaperModel } from '../paper-model.js';
import type { PaperRequest } from '../paper.js';
import { frameOf } from '../frame.js';
import { photograph } from '../photography/photograph.js';
import type { GeneratedPaper } from '../paper.js';
import { addGrain } from './grain.js';
import type { CrumpleRecipe } from './recipes.js';
import { createRelief, drawHeight, drawSlopes } from './relief.js';

const WHITE = { colour: 0xffffff, toneColour: [1, 1, 1], mainShare: 0.55 } as const;

/** White paper, crumpled by hand and opened again. */
export function generateCrumpledPaper(recipe: CrumpleRecipe, request: PaperRequest): GeneratedPaper {
  const { seed, width, height, strength } = request;
  const relief = createRelief(recipe, seed, frameOf(width, height), strength);
  const model: PaperModel = {
    look: { ...WHITE, exposure: recipe.exposure, knee: recipe.knee },
    heightAt: (columns, rows) => drawHeight(relief, columns, rows),
    draw: (band, pictureHeight) => {
      drawSlopes(relief, band);
      addGrain(band, seed, Math.sqrt(band.width * pictureHeight));
    },
  };
  return photograph(model, request);
}
