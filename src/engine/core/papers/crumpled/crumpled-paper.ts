import { frameOf } from '../frame.js';
import type { PaperModel } from '../paper-model.js';
import type { GeneratedPaper, PaperRequest } from '../paper.js';
import type { Passes } from '../passes/passes.js';
import { photograph } from '../photography/photograph.js';
import { grainOn } from './grain.js';
import type { CrumpleRecipe } from './recipes.js';
import { createRelief, drawHeight, slopesOn } from './relief.js';

const WHITE = { colour: 0xffffff, toneColour: [1, 1, 1], mainShare: 0.55 } as const;

/** White paper, crumpled by hand and opened again. */
export function generateCrumpledPaper(recipe: CrumpleRecipe, request: PaperRequest, passes: Passes): GeneratedPaper {
  const { seed, width, height, strength } = request;
  const relief = createRelief(recipe, seed, frameOf(width, height), strength, passes);
  const model: PaperModel = {
    look: { ...WHITE, exposure: recipe.exposure, knee: recipe.knee },
    heightAt: (columns, rows) => drawHeight(relief, columns, rows, passes),
    drawingOn: (band, pictureHeight) => {
      const slopes = slopesOn(band, relief, passes);
      const addGrain = grainOn(band, seed, Math.sqrt(band.width * pictureHeight), passes);
      const draw = () => {
        slopes.draw();
        addGrain();
      };
      return { ...slopes, draw };
    },
  };
  return photograph(model, request, passes);
}
