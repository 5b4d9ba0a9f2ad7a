import { frameOf } from '../frame.js';
import type { PaperModel } from '../paper-model.js';
import type { GeneratedPaper, PaperRequest } from '../paper.js';
import type { Passes } from '../passes/passes.js';
import { photograph } from '../photography/photograph.js';
import { grainOn } from './grain.js';
import type { CrumpleRecipe } from './recipes.js';
import { createRelief, drawHeight, slopesOn } from './relief.js';

const COLOUR = 0xffffff;
const TONE_COLOUR = [1, 1, 1] as const;
const MAIN_SHARE = 0.55;

/** White paper, crumpled by hand and opened again. */
export function generateCrumpledPaper(recipe: CrumpleRecipe, request: PaperRequest, passes: Passes): GeneratedPaper {
  const { seed, width, height, strength } = request;
  const relief = createRelief(recipe, seed, frameOf(width, height), strength, passes);
  const model: PaperModel = {
    look: {
      colour: COLOUR,
      exposure: recipe.exposure,
      knee: recipe.knee,
      toneColour: TONE_COLOUR,
      mainShare: MAIN_SHARE,
    },
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
