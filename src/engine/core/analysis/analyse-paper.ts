import type { LightDirection, Plane, Raster } from '../raster.js';
import { confidenceOf, foldContrast } from './confidence.js';
import { luminance } from '../colour.js';
import { creasesOfHeight, creasesOfPicture } from './creases.js';
import { withoutFinePrint } from './fine-print.js';
import { histogramOf } from './histogram.js';
import { foldsOf, inDeviations, resize, scale, standardise } from './height-field.js';
import { estimateLight } from './light.js';
import { ANALYSIS_VERSION, LONGEST_SIDE, type PaperAnalysis } from './paper-analysis.js';
import type { Passes } from './passes/passes.js';
import { TYPESCRIPT_PASSES } from './passes/typescript-passes.js';
import { wasmPasses } from './passes/wasm-passes.js';
import { distributionOf } from './percentiles.js';
import { shapeFromShading } from './relief.js';
import { fitWithin, type Size } from '../size.js';
import { separateShading, type SeparatedShading } from './shading.js';
import { findSheet } from './sheet-outline.js';
import { fadeOverTable, insideOf, withoutTable } from './table.js';
import { luminanceOf, whitePoint } from './white-point.js';

/** Longer side of the picture that is analysed; the relief of a photograph holds nothing finer. */
const WORKING_SIDE = 512;
/** Longer side of what everything coarser is made from. */
const COARSE_SIDE = 256;
/** Share of the sheet that is brighter than where it faces the light: glints and noise. */
const GLINTS = 0.005;
/** Brightest level, as a share of white, that a sheet must reach at least. */
const DARKEST = 1e-3;
/** Deviation of a crumpled sheet's height, as a share of the picture's width: flatter sheets move the art less. */
const CRUMPLED = 0.009;
/** Heights over those that shading alone tells of: light from all around makes slopes look gentler. */
const SKYLIGHT = 1.4;
/** Confidence from which on creases count in full; below it they fade, for in a texture they would be specks. */
const TRUSTED = 0.25;

/** What a generated paper knows about itself. */
export interface KnownSheet {
  /** Exact height towards the viewer, in pixels of the picture; covers the whole picture, at any resolution. */
  readonly height: Plane;
  readonly light: LightDirection;
}

type Findings = Pick<PaperAnalysis, 'light' | 'confidence' | 'relief' | 'depth' | 'creases'>;

/**
 * Finds a sheet's white, light, relief and sharp creases from its picture; with a `known` sheet, relief, creases and
 * light are exact and the confidence is 1.
 *
 * @param kernel `analysis.wasm`, which does the same work faster; null where the machine cannot run it.
 */
export function analysePaper(
  picture: Raster,
  known?: KnownSheet | null,
  kernel: WebAssembly.Module | null = null,
): PaperAnalysis {
  const size = fitWithin(picture, LONGEST_SIDE);
  const passes = kernel ? wasmPasses(kernel) : TYPESCRIPT_PASSES;
  const linear = passes.linear(picture, fitWithin(picture, WORKING_SIDE));
  const outline = known ? null : findSheet(linear, passes);
  const usable = outline && insideOf(linear, outline);
  const sheet = usable ? withoutTable(linear, usable) : linear;
  const luminances = luminanceOf(sheet);
  const white = whitePoint(sheet, luminances);
  const findings = known
    ? takeFrom(known, picture.width, linear, size, passes)
    : findFrom(separateShading(sheet, luminances, white, passes), usable, size, passes);
  const { width, height } = picture;
  return {
    version: ANALYSIS_VERSION,
    width,
    height,
    white,
    known: known !== undefined && known !== null,
    histogram: histogramOf(luminances, luminance(...white), usable),
    quad: outline?.quad ?? null,
    ...findings,
  };
}

function takeFrom(
  { height, light }: KnownSheet,
  pictureWidth: number,
  working: Size,
  size: Size,
  passes: Passes,
): Findings {
  const inGridSteps = scale(resize(height, working, passes), working.width / pictureWidth);
  const { relief, unit } = inDeviations(height, CRUMPLED * pictureWidth);
  return {
    light,
    confidence: 1,
    relief: resize(relief, size, passes),
    depth: ((unit / pictureWidth) * size.width) / Math.max(size.width, size.height),
    creases: creasesOfHeight(inGridSteps, size, passes),
  };
}

function findFrom(
  { shading, colourfulness }: SeparatedShading,
  usable: Uint8Array | null,
  size: Size,
  passes: Passes,
): Findings {
  const blank = withoutFinePrint(shading, passes);
  const distribution = distributionOf(blank);
  const brightest = Math.max(distribution.percentile(1 - GLINTS), DARKEST);
  const exposed = scale(blank, 1 / brightest);
  const coarse = passes.reduce(exposed, fitWithin(exposed, COARSE_SIDE));
  const light = estimateLight(coarse, distribution.percentile(0.5) / brightest, passes);
  const confidence = confidenceOf({
    foldContrast: foldContrast(coarse, passes),
    lightContrast: light.contrast,
    colourfulness,
  });
  const folds = foldsOf(shapeFromShading(exposed, coarse, light.direction, light.sheet, passes), passes);
  const { relief, unit } = standardise(usable ? fadeOverTable(folds, usable, passes) : folds);
  return {
    light: light.direction,
    confidence,
    relief: resize(relief, size, passes),
    depth: (SKYLIGHT * unit) / Math.max(relief.width, relief.height),
    creases: creasesOfPicture(exposed, size, Math.min(1, confidence / TRUSTED), passes),
  };
}
