import { gaussianBlur } from '../filter.js';
import { createPlane, type LightDirection, type Plane, type Raster } from '../raster.js';
import { confidenceOf, foldContrast } from './confidence.js';
import { creasesOfHeight, creasesOfPicture } from './creases.js';
import { withoutFinePrint } from './fine-print.js';
import { estimateLight } from './light.js';
import { toLinearPicture } from './linear-picture.js';
import { ANALYSIS_VERSION, LONGEST_SIDE, type PaperAnalysis } from './paper-analysis.js';
import { distributionOf } from './percentiles.js';
import { shapeFromShading } from './relief.js';
import { enlarge, fitWithin, reduce, type Size } from './resample.js';
import { separateShading } from './shading.js';
import { luminanceOf, whitePoint } from './white-point.js';

/** Longer side of the picture that is analysed; the relief holds nothing finer. */
const WORKING_SIDE = 512;
/** Deviation, as a share of the longer side, of the mean that is taken off the height: longer waves are the lamp's fall-off or a bent sheet, not folds. */
const LONGEST_WAVE = 1 / 4;
/** Confidence from which on creases count in full; below it they fade, for in a texture they would be specks. */
const TRUSTED = 0.25;
/** Deviation of a height below which the sheet is flat. */
const FLAT = 1e-6;

/** What a generated paper knows about itself. */
export interface KnownSheet {
  /** Exact height towards the viewer, in any unit; covers the whole picture. */
  readonly height: Plane;
  readonly light: LightDirection;
}

/**
 * Finds a sheet's white, light, relief and sharp creases from its picture; with a `known` sheet, relief, creases and light are
 * exact and the confidence is 1.
 */
export function analysePaper(picture: Raster, known?: KnownSheet): PaperAnalysis {
  const size = fitWithin(picture, LONGEST_SIDE);
  const linear = toLinearPicture(picture, WORKING_SIDE);
  const luminances = luminanceOf(linear);
  const white = whitePoint(linear, luminances);
  const whole = { version: ANALYSIS_VERSION, width: picture.width, height: picture.height, white };
  if (known) {
    return {
      ...whole,
      light: known.light,
      confidence: 1,
      relief: standardise(resize(known.height, size)),
      creases: creasesOfHeight(toOwnUnit(resize(known.height, linear), picture.width), size),
    };
  }
  const separated = separateShading(linear, luminances, white);
  const { colourfulness } = separated;
  const shading = withoutFinePrint(separated.shading);
  const { percentile } = distributionOf(shading);
  const brightest = Math.max(percentile(0.995), 1e-3);
  const exposed = { ...shading, data: shading.data.map((value) => value / brightest) };
  const light = estimateLight(exposed, percentile(0.5) / brightest);
  const confidence = confidenceOf({
    foldContrast: foldContrast(exposed),
    lightContrast: light.contrast,
    colourfulness,
  });
  const height = shapeFromShading(exposed, light.direction);
  return {
    ...whole,
    light: light.direction,
    confidence,
    relief: standardise(resize(foldsOf(height), size)),
    creases: creasesOfPicture(exposed, size, Math.min(1, confidence / TRUSTED)),
  };
}

/** The height without waves longer than folds. */
function foldsOf(height: Plane): Plane {
  const bent = gaussianBlur(height, LONGEST_WAVE * Math.max(height.width, height.height)).data;
  return { ...height, data: height.data.map((value, i) => value - bent[i]!) };
}

/** From pixels of a picture `width` wide to the plane's own grid steps. */
function toOwnUnit(height: Plane, width: number): Plane {
  const scale = height.width / width;
  return { ...height, data: height.data.map((value) => value * scale) };
}

/** Zero mean and unit deviation; all zero where the plane is constant. */
function standardise(height: Plane): Plane {
  const { data } = height;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < data.length; i++) {
    sum += data[i]!;
    squares += data[i]! * data[i]!;
  }
  const mean = sum / data.length;
  const deviation = Math.sqrt(Math.max(0, squares / data.length - mean * mean));
  const scale = deviation > FLAT ? 1 / deviation : 0;
  const result = createPlane(height.width, height.height);
  for (let i = 0; i < data.length; i++) result.data[i] = (data[i]! - mean) * scale;
  return result;
}

function resize(plane: Plane, size: Size): Plane {
  return plane.width > size.width || plane.height > size.height ? reduce(plane, size) : enlarge(plane, size);
}
