import type { LightDirection } from '../raster.js';
import { generateCrumpledPaper } from './crumpled/crumpled-paper.js';
import { BALL, SHARP, SOFT } from './crumpled/recipes.js';
import { generateFoldedPaper } from './folded/folded-paper.js';
import type { GeneratedPaper, PaperGenerator, PaperSpecification, PaperStyle } from './paper.js';
import { TYPESCRIPT_PASSES } from './passes/typescript-passes.js';
import { WasmPasses } from './passes/wasm-passes.js';
import { CANVAS, COLD_PRESS, HOT_PRESS, KRAFT, NEWSPRINT, WASHI } from './textured/recipes.js';
import { generateTexturedPaper } from './textured/textured-paper.js';

export { PAPER_GENERATOR_VERSION, PAPER_STYLE_NAMES } from './paper.js';
export type { GeneratedPaper, PaperSpecification, PaperStyle } from './paper.js';

/** A new style is a new name in PAPER_STYLE_NAMES and its generator here. */
const GENERATORS: Record<PaperStyle, PaperGenerator> = {
  crumpled: (...how) => generateCrumpledPaper(SHARP, ...how),
  'soft-crumpled': (...how) => generateCrumpledPaper(SOFT, ...how),
  'ball-crumpled': (...how) => generateCrumpledPaper(BALL, ...how),
  'folded-2x2': (...how) => generateFoldedPaper(2, 2, ...how),
  'folded-3x2': (...how) => generateFoldedPaper(3, 2, ...how),
  'folded-4x4': (...how) => generateFoldedPaper(4, 4, ...how),
  'cold-press': (...how) => generateTexturedPaper(COLD_PRESS, ...how),
  'hot-press': (...how) => generateTexturedPaper(HOT_PRESS, ...how),
  kraft: (...how) => generateTexturedPaper(KRAFT, ...how),
  canvas: (...how) => generateTexturedPaper(CANVAS, ...how),
  washi: (...how) => generateTexturedPaper(WASHI, ...how),
  newsprint: (...how) => generateTexturedPaper(NEWSPRINT, ...how),
};

const LEAST_SIDE = 256;
const GREATEST_SIDE = 8000;
const LEAST_ELEVATION = 15;
const DEFAULT_STRENGTH = 0.5;
const DEFAULT_LIGHT: LightDirection = { azimuth: 235, elevation: 38 };

/**
 * Makes a picture of paper together with its exact relief. Pure: equal specifications give equal bytes.
 * @param kernel `papers.wasm`, which does the same work faster; null where the machine cannot run it.
 * @throws RangeError where a value is out of range, naming it.
 */
export function generatePaper(
  specification: PaperSpecification,
  kernel: WebAssembly.Module | null = null,
): GeneratedPaper {
  const { style, seed, width, height, strength = DEFAULT_STRENGTH, light = DEFAULT_LIGHT, colour } = specification;
  requireInteger('seed', seed, 0, 0xffffffff);
  requireInteger('width', width, LEAST_SIDE, GREATEST_SIDE);
  requireInteger('height', height, LEAST_SIDE, GREATEST_SIDE);
  requireWithin('strength', strength, 0, 1);
  requireWithin('light.azimuth', light.azimuth, 0, 360);
  requireWithin('light.elevation', light.elevation, LEAST_ELEVATION, 90);
  if (colour !== undefined) requireInteger('colour', colour, 0, 0xffffff);
  const request = { seed, width, height, strength, light, ...(colour === undefined ? {} : { colour }) };
  return GENERATORS[style](request, kernel ? new WasmPasses(kernel) : TYPESCRIPT_PASSES);
}

function requireWithin(name: string, value: number, least: number, greatest: number): void {
  if (value >= least && value <= greatest) return;
  throw new RangeError(`${name} must be from ${least} to ${greatest}, received ${value}`);
}

function requireInteger(name: string, value: number, least: number, greatest: number): void {
  if (Number.isInteger(value) && value >= least && value <= greatest) return;
  throw new RangeError(`${name} must be a whole number from ${least} to ${greatest}, received ${value}`);
}
