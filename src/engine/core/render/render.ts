import type { MappingParameters } from '../presets/index.js';
import type { Raster } from '../raster.js';
import type { Frame } from './frame.js';
import { planGround, type GroundPlan, type LinearColour } from './ground.js';
import { planInkTone, type InkTonePlan } from './ink-tone.js';
import type { Miniature } from './miniature.js';
import { planMultiplyTone, type MultiplyTonePlan } from './multiply-tone.js';
import { placeArt, type Placement } from './placement.js';
import { planPrint, type PrintPlan } from './print-plan.js';
import { planLevels, type Level } from './pyramid.js';
import type { FoldsOf } from './relight.js';
import type { Sheet } from './sheet.js';
import { turnLight } from './turn-light.js';

export interface PlanInput {
  /** RGB, of the frame's size; the result replaces it. */
  readonly paper: Raster;
  readonly frame: Frame;
  readonly sheet: Sheet;
  readonly parameters: MappingParameters;
  /** From linear sRGB to the primaries of the paper's picture, where these are others. */
  readonly inSpace?: (colour: LinearColour) => LinearColour;
  /** To be filled as well, where one is wanted: rows are then rendered from multiples of its factor. */
  readonly miniature?: Miniature | null;
  /** Where the paper is printed on again and again. */
  readonly foldsOf?: FoldsOf;
}

/** The art where it will lie, with room for the reduced sizes that are needed there. */
export interface PlacedArt {
  readonly placement: Placement;
  /** The first is the art; each other is to be filled from the one before by `halveRows`. */
  readonly levels: readonly Level[];
}

/** Everything a rendering is computed from: plain data, so that it can be sent to other threads. */
export interface RenderPlan {
  readonly print: PrintPlan;
  readonly tone: InkTonePlan | MultiplyTonePlan;
  /** Null where the sheet stays on its own background. */
  readonly ground: GroundPlan | null;
  readonly miniature: Miniature | null;
}

/** @param allocate gives `size` bytes: shared memory where several threads render */
export function layOutArt(
  art: Raster,
  frame: Frame,
  parameters: MappingParameters,
  allocate: (size: number) => Uint8Array,
): PlacedArt {
  const placement = placeArt(art, frame, parameters);
  return { placement, levels: planLevels(art, placement.density.greatest, allocate) };
}

export function planRender({ placement, levels }: PlacedArt, input: PlanInput): RenderPlan {
  const { paper, frame, sheet, parameters, inSpace = (colour) => colour, miniature = null, foldsOf } = input;
  turnLight(paper, frame, sheet, parameters.light);
  const tone =
    parameters.blend === 'ink'
      ? planInkTone(paper, frame, sheet, parameters, foldsOf)
      : planMultiplyTone(paper, parameters);
  const ground = planGround(placement, sheet, parameters, inSpace);
  return { print: planPrint(placement, levels, frame, sheet, parameters), tone, ground, miniature };
}
