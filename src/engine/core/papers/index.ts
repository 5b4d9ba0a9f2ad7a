import type { LightDirection } from '../raster.js';
import { generateCrumpledPaper } from './crumpled/crumpled-paper.js';
import { BALL, SHARP, SOFT } from './crumpled/recipes.js';
import { generateFoldedPaper } from './folded/folded-paper.js';
import type { GeneratedPaper, PaperGenerator, PaperSpecification, PaperStyle } from './paper.js';
import { CANVAS, COLD_PRESS, HOT_PRESS, KRAFT, NEWSPRINT, WASHI } from './textured/recipes.js';
import { generateTexturedPaper } from './textured/textured-paper.js';

export { PAPER_GENERATOR_VERSION, PAPER_STYLE_NAMES } from './paper.js';
export type { GeneratedPaper, PaperSpecification, PaperStyle } from './paper.js';

/** A new style is a new name in PAPER_STYLE_NAMES and its generator here. */
const GENERATORS: Record<PaperStyle, PaperGenerator> = {
  crumpled: (request) => generateCrumpledPaper(SHARP, request),
  'soft-crumpled': (request) => generateCrumpledPaper(SOFT, request),
  'ball-crumpled': (request) => generateCrumpledPaper(BALL, request),
  'folded-2x2': (request) => generateFoldedPaper(2, 2, request),
  'folded-3x2': (request) => generateFoldedPaper(3, 2, request),
  'folded-4x4': (request) => generateFoldedPaper(4, 4, request),
  'cold-press': (request) => generateTexturedPaper(COLD_PRESS, request),
  'hot-press': (request) => generateTexturedPaper(HOT_PRESS, request),
  kraft: (request) => generateTexturedPaper(KRAFT, request),
  canvas: (request) => generateTexturedPaper(CANVAS, request),
  washi: (request) => generateTexturedPaper(WASHI, request),
  newsprint: (request) => generateTexturedPaper(NEWSPRINT, request),
};

const LEAST_SIDE = 256;
const GREATEST_SIDE = 8000;
const LEAST_ELEVATION = 15;
const DEFAULT_STRENGTH = 0.5;
const DEFAULT_LIGHT: LightDirection = { azimuth: 235, elevation: 38 };

/**
 * Makes a picture of paper together with its exact relief. Pure: equal specifications give equal bytes.
 * @throws RangeError where a value is out of range, naming it.
 */
export function generatePaper(specification: PaperSpecification): GeneratedPaper {
  const { style, seed, width, height, strength = DEFAULT_STRENGTH, light = DEFAULT_LIGHT, colour } = specification;
  requireInteger('seed', seed, 0, 0xffffffff);
  requireInteger('width', width, LEAST_SIDE, GREATEST_SIDE);
  requireInteger('height', height, LEAST_SIDE, GREATEST_SIDE);
  requireWithin('strength', strength, 0, 1);
  requireWithin('light.azimuth', light.azimuth, 0, 360);
  requireWithin('light.elevation', light.elevation, LEAST_ELEVATION, 90);
  if (colour !== undefined) requireInteger('colour', colour, 0, 0xffffff);
  return GENERATORS[style]({ seed, width, height, strength, light, ...(colour === undefined ? {} : { colour }) });
}

function requireWithin(name: string, value: number, least: number, greatest: number): void {
  if (value >= least && value <= greatest) return;
  throw new RangeError(`${name} must be from ${least} to ${greatest}, received ${value}`);
}

function requireInteger(name: string, value: number, least: number, greatest: number): void {
  if (Number.isInteger(value) && value >= least && value <= greatest) return;
  throw new RangeError(`${name} must be a whole number from ${least} to ${greatest}, received ${value}`);
}
