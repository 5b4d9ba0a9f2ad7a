import { CODE_OF_LINEAR16, LINEAR_OF_CODE, luminance } from '../colour.js';
import type { MappingParameters } from '../presets/index.js';
import type { Plane, Raster } from '../raster.js';
import type { Frame } from './frame.js';
import { clumpRow, grainOf, grainRow } from './grain.js';
import { inkReflectance, thinningOf } from './ink.js';
import { planMottle, unevennessOf } from './mottle.js';
import { keepLatest } from '../keep-latest.js';
import { createRowRelighter, type FoldsOf, lightFolds, planRelight, type RelightPlan } from './relight.js';
import type { Sheet } from './sheet.js';
import { createSurfaceRows } from './surface.js';
import type { Tone } from './tone.js';
import { darkenRow, vignetteFactors, type VignetteFactors } from './vignette.js';
import { frayingOf, planWear, wornRow } from './wear.js';

/** Relative change of ink density for one deviation of grain, at `grain` 1. */
const TOOTH = 0.035;
/** How much greater that is on stock that takes ink unevenly. */
const SOFT_STOCK = 9;
/** Relative change of ink density for one unit of relief, on stock that takes ink as unevenly as any. */
const MOTTLE = 85;
/** Unevenness that is not to be seen. */
const EVEN = 0.005;
/** Share of light above white that the surface itself reflects, so that it stays on top of ink. */
export const GLINT = 0.5;

/** What blend `ink` is computed from: plain data. */
export interface InkTonePlan {
  readonly blend: 'ink';
  readonly frame: Frame;
  readonly paper: Raster;
  readonly reflectance: Float32Array;
  readonly tooth: number;
  /** Of the grain; see `grainRow`. */
  readonly seed: number;
  /** See `planMottle`, in units of `tooth`; null where there is none. */
  readonly mottle: Plane | null;
  /** See `planWear`; null where no ink is lost. */
  readonly wear: Plane | null;
  /** Linear light of the bare sheet in full light. */
  readonly white: readonly [number, number, number];
  /** Null where the art takes the paper's own light and grain. */
  readonly relight: RelightPlan | null;
  /** Null where the corners keep their light. */
  readonly vignette: VignetteFactors | null;
}

const latestReflectance = keepLatest<Float32Array>();
const latestWear = keepLatest<Plane>();

/** @param foldsOf see `planRelight` */
export function planInkTone(
  paper: Raster,
  frame: Frame,
  sheet: Sheet,
  parameters: MappingParameters,
  foldsOf: FoldsOf = lightFolds,
): InkTonePlan {
  const { seed, illumination, grain, wear, ink, vignette } = parameters;
  const [red, green, blue] = sheet.white;
  const unevenness = unevennessOf(ink);
  const tooth = TOOTH * (1 + SOFT_STOCK * unevenness);
  return {
    blend: 'ink',
    frame,
    paper,
    reflectance: latestReflectance(sheet.relief, `${ink.absorption} ${ink.showThrough}`, () => inkReflectance(ink)),
    tooth: tooth * grain,
    seed,
    mottle: grain > 0 && unevenness > EVEN ? planMottle(sheet, (MOTTLE * unevenness) / tooth) : null,
    wear: wear > 0 ? latestWear(sheet.creases, `${seed} ${wear}`, () => planWear(sheet.creases, seed, wear)) : null,
    white: sheet.white,
    relight:
      illumination < 1 || grain < 1
        ? planRelight(paper, luminance(red, green, blue), illumination, grain, foldsOf)
        : null,
    vignette: vignette.strength > 0 ? vignetteFactors(frame.width, frame.height, vignette) : null,
  };
}

/**
 * Paper × reflectance of ink in linear light, the ink thinned by grain and lost on worn creases, glints on top. Where nothing
 * is printed, or the art is white, the paper's codes stay as they are.
 */
export function createInkTone(plan: InkTonePlan): Tone {
  const { frame, paper, reflectance, mottle, wear, vignette } = plan;
  const { width } = frame;
  const { data } = paper;
  const [white0, white1, white2] = plan.white;
  const thinning = thinningOf(reflectance).map((value) => value * plan.tooth);
  const mottleRows = mottle && createSurfaceRows(mottle, frame);
  const wearRows = wear && createSurfaceRows(wear, frame);
  const relight = plan.relight && createRowRelighter(plan.relight, paper);
  const fibre = grainOf(plan.seed);
  const fraying = frayingOf(Math.max(width, frame.height));
  const grain = new Float32Array(width);
  const clumps = new Float32Array(width);
  const mottled = new Float32Array(width);
  const worn = new Float32Array(width);
  const light = new Float32Array(width).fill(1);

  const apply: Tone['apply'] = (y, from, to, art, coverage) => {
    grainRow(fibre, y, from, to, grain);
    if (mottleRows) {
      mottleRows(y, from, to, mottled);
      for (let x = from; x < to; x++) grain[x]! += mottled[x]!;
    }
    if (wearRows) {
      wearRows(y, from, to, worn);
      clumpRow(fibre, y, from, to, clumps);
      wornRow(worn, clumps, from, to, fraying);
    }
    relight?.(y, from, to, light);
    for (let x = from, i = (y * width + from) * 3; x < to; x++, i += 3) {
      const cover = coverage[x]! * art.opacity[x]!;
      if (cover <= 0) continue;
      const thickness = grain[x]!;
      const lost = worn[x]!;
      const factor = light[x]!;
      const red = art.red[x]!;
      const green = art.green[x]!;
      const blue = art.blue[x]!;
      const inkRed = bared(reflectance[red]! + thickness * thinning[red]!, lost);
      const inkGreen = bared(reflectance[green]! + thickness * thinning[green]!, lost);
      const inkBlue = bared(reflectance[blue]! + thickness * thinning[blue]!, lost);
      data[i] = printed(LINEAR_OF_CODE[data[i]!]!, inkRed, factor, cover, white0);
      data[i + 1] = printed(LINEAR_OF_CODE[data[i + 1]!]!, inkGreen, factor, cover, white1);
      data[i + 2] = printed(LINEAR_OF_CODE[data[i + 2]!]!, inkBlue, factor, cover, white2);
    }
    if (vignette) darkenRow(data, width, y, from, to, vignette);
  };
  return { everywhere: vignette !== null, apply };
}

/** Reflectance of ink of which a share is lost. */
function bared(ink: number, lost: number): number {
  return ink + lost * (1 - ink);
}

/** Code of the paper's light under ink that covers part of a pixel. */
function printed(paper: number, ink: number, light: number, cover: number, white: number): number {
  const glint = paper > white ? GLINT * (paper - white) * (1 - ink) : 0;
  const level = (paper + cover * (paper * (ink * light - 1) + glint)) * 65535 + 0.5;
  return CODE_OF_LINEAR16[level < 0 ? 0 : level > 65535 ? 65535 : level | 0]!;
}
