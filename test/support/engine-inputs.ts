import { ANALYSIS_VERSION, HISTOGRAM_BINS, type PaperAnalysis } from '../../src/engine/core/analysis/index.js';
import { PRESETS, type MappingParameters } from '../../src/engine/core/presets/index.js';
import { createRandom } from '../../src/engine/core/random.js';
import { createPlane, type Plane, type Raster } from '../../src/engine/core/raster.js';

/** Ink without a character of its own, on the whole sheet: what is printed is the art. */
export const TRANSPARENT_PROCESS: MappingParameters = {
  ...PRESETS.natural.parameters,
  fit: 'stretch',
  fold: 0,
  wear: 0,
  margin: 0,
  ink: { absorption: 0, showThrough: 0 },
};

/** A picture of one colour. */
export function plainRaster(width: number, height: number, colour: readonly number[]): Raster {
  const channels = colour.length === 4 ? 4 : 3;
  const data = Uint8Array.from({ length: width * height * channels }, (_, i) => colour[i % channels]!);
  return { width, height, channels, data };
}

/** A picture of independent random codes. */
export function noiseRaster(width: number, height: number, seed: number, channels: 3 | 4 = 3): Raster {
  const random = createRandom(seed);
  const data = Uint8Array.from({ length: width * height * channels }, () => Math.floor(random.uniform() * 256));
  return { width, height, channels, data };
}

/** Smooth random waves, 0…255, different in each channel: what a photograph is to resampling. */
export function smoothRaster(width: number, height: number, seed: number): Raster {
  const random = createRandom(seed);
  const waves = Array.from({ length: 18 }, () => ({
    channel: Math.floor(random.uniform() * 3),
    x: random.normal() * 0.09,
    y: random.normal() * 0.09,
    phase: random.uniform() * 2 * Math.PI,
  }));
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 3; channel++, i++) {
        let sum = 0;
        for (const wave of waves) if (wave.channel === channel) sum += Math.sin(wave.x * x + wave.y * y + wave.phase);
        data[i] = Math.max(0, Math.min(255, 127.5 + 60 * sum));
      }
    }
  }
  return { width, height, channels: 3, data };
}

/** The analysis of a sheet that lies flat in even light. */
export function flatAnalysis(width: number, height: number): PaperAnalysis {
  return analysisOf(createPlane(16, 16), new Uint8Array(256), width, height);
}

/** The analysis of a sheet with random tent-shaped folds, its creases along their ridges. */
export function foldedAnalysis(width: number, height: number, seed: number): PaperAnalysis {
  const scale = 256 / Math.max(width, height);
  const relief = createPlane(Math.max(2, Math.round(width * scale)), Math.max(2, Math.round(height * scale)));
  const creases = new Uint8Array(relief.data.length);
  const random = createRandom(seed);
  for (let fold = 0; fold < 14; fold++) {
    const turn = random.uniform() * Math.PI;
    const [nx, ny] = [Math.cos(turn), Math.sin(turn)];
    const at = random.uniform() * relief.width * nx + random.uniform() * relief.height * ny;
    const rise = random.normal();
    for (let i = 0; i < creases.length; i++) {
      const distance = Math.abs((i % relief.width) * nx + Math.floor(i / relief.width) * ny - at);
      relief.data[i] = relief.data[i]! + rise * Math.max(0, 1 - distance / 24);
      creases[i] = Math.max(creases[i]!, 255 * Math.max(0, 1 - distance / 2));
    }
  }
  standardise(relief);
  return analysisOf(relief, creases, width, height);
}

function standardise({ data }: Plane): void {
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  const deviation = Math.sqrt(data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length) || 1;
  for (let i = 0; i < data.length; i++) data[i] = (data[i]! - mean) / deviation;
}

function analysisOf(relief: Plane, creases: Uint8Array, width: number, height: number): PaperAnalysis {
  return {
    version: ANALYSIS_VERSION,
    width,
    height,
    white: [1, 1, 1],
    known: false,
    histogram: Array.from({ length: HISTOGRAM_BINS }, () => 1 / HISTOGRAM_BINS),
    quad: null,
    light: { azimuth: 240, elevation: 45 },
    confidence: 1,
    depth: 0.01,
    relief,
    creases: { width: relief.width, height: relief.height, data: creases },
  };
}

/** Peak signal-to-noise ratio of two equally sized byte arrays, decibels. */
export function psnr(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return 10 * Math.log10((255 * 255 * a.length) / sum);
}

/** Greatest difference of two equally sized byte arrays. */
export function greatestDifference(a: Uint8Array, b: Uint8Array): number {
  let greatest = 0;
  for (let i = 0; i < a.length; i++) greatest = Math.max(greatest, Math.abs(a[i]! - b[i]!));
  return greatest;
}
