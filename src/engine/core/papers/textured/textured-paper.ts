import type { Band } from '../band.js';
import { addSpecks, type Specks } from '../fibres.js';
import { heightModel } from '../height-model.js';
import { grainShare } from '../roughness.js';
import { createNoise, deviationOfSlope, type NoiseRow } from '../noise.js';
import type { GeneratedPaper, PaperRequest } from '../paper.js';
import type { Passes } from '../passes/passes.js';
import { photograph } from '../photography/photograph.js';
import type { SurfaceLayer, TextureRecipe } from './recipe.js';
import { createWeave } from './weave.js';

const { sqrt } = Math;

/** Depth of the texture at strength 0 and its growth to strength 1; 1 at 0.5. */
const LEAST_DEPTH = 0.25;
const DEPTH_GROWTH = 1.5;
/** Softness of the valleys between pillows, in deviations of the noise they are made of. */
const VALLEY = 0.35;
/** Slope of pillows over that of the noise they are made of. */
const PILLOW_SLOPE = 0.8;

/** A flat sheet of textured paper, lying on a table. */
export function generateTexturedPaper(recipe: TextureRecipe, request: PaperRequest, passes: Passes): GeneratedPaper {
  const { seed, strength } = request;
  const depth = LEAST_DEPTH + DEPTH_GROWTH * strength;
  const heightsIn = (band: Band, pictureHeight: number) =>
    heightsOn(recipe, seed, depth, band, unitOf(band.width, pictureHeight));
  const surfaceIn = (band: Band, pictureHeight: number) => {
    const unit = unitOf(band.width, pictureHeight);
    const addTones = tonesOn(recipe, seed, band, unit, passes);
    return () => {
      passes.addRoughness(band, seed, grainShare(1000 * unit) * recipe.roughness * depth);
      addTones();
    };
  };
  return photograph(heightModel(recipe.look, heightsIn, surfaceIn), request, passes);
}

/** A thousandth of the side, in pixels. */
function unitOf(width: number, height: number): number {
  return sqrt(width * height) / 1000;
}

/** The surface in pixels; fibres, too thin for a height, are told by their slopes. */
function heightsOn(recipe: TextureRecipe, seed: number, depth: number, band: Band, unit: number): () => void {
  const layers = recipe.surface.map((layer, k) => createSurfaceLayer(layer, seed + 101 * k, depth, band.width, unit));
  const weave = recipe.weave && createWeave(recipe.weave, seed, unit, band.width, depth);
  return () => {
    const { z } = band;
    for (let row = 0; row < band.rows; row++) {
      for (const layer of layers) layer(band.top + row, z, row * band.width);
      weave?.(band, row);
    }
  };
}

type SurfaceRow = (y: number, target: Float32Array, start: number) => void;

function createSurfaceLayer(layer: SurfaceLayer, seed: number, depth: number, width: number, unit: number): SurfaceRow {
  const cellX = layer.cellX * unit;
  const cellY = layer.cellY * unit;
  const noise = createNoise({ seed, cellX, cellY, width });
  const finest = Math.min(cellX, cellY);
  const deviation = deviationOfSlope(layer.slope * depth, finest);
  if (layer.shape === 'even') return (y, target, start) => noise(y, deviation, target, start);
  const row = new Float32Array(width);
  return (y, target, start) => {
    row.fill(0);
    noise(y, 1, row, 0);
    for (let x = 0, i = start; x < width; x++, i++) {
      target[i] = target[i]! + (deviation / PILLOW_SLOPE) * sqrt(row[x]! * row[x]! + VALLEY * VALLEY);
    }
  };
}

function tonesOn(recipe: TextureRecipe, seed: number, band: Band, unit: number, passes: Passes): () => void {
  const { width } = band;
  const clouds = recipe.clouds.map(({ cellX, cellY, deviation }, k): [NoiseRow, number] => [
    createNoise({ seed: seed + 7919 * (k + 1), cellX: cellX * unit, cellY: cellY * unit, width }),
    deviation,
  ]);
  const fibreLayers = recipe.fibres.map(({ spacing, length, ...fibres }, k) => {
    const [shortest, longest] = length;
    return passes.prepareFibres(band, {
      ...fibres,
      seed: seed + 31 * (k + 1),
      spacing: spacing * unit,
      length: [shortest * unit, longest * unit],
    });
  });
  const speckLayers = recipe.specks.map(({ spacing, radius, ...specks }, k) => {
    const [least, greatest] = radius;
    const layer: Specks = {
      ...specks,
      seed: seed + 977 * (k + 1),
      spacing: spacing * unit,
      radius: [least * unit, greatest * unit],
    };
    return () => addSpecks(band, layer);
  });
  return () => {
    const { tone, top } = band;
    for (let row = 0; row < band.rows; row++) {
      for (const [noise, deviation] of clouds) noise(top + row, deviation, tone, row * width);
    }
    for (const addLayer of [...fibreLayers, ...speckLayers]) addLayer();
  };
}
