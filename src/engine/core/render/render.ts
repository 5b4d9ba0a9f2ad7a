import type { MappingParameters } from '../presets/index.js';
import type { Raster } from '../raster.js';
import type { Frame } from './frame.js';
import { planInkTone, type InkTonePlan } from './ink-tone.js';
import { planMultiplyTone, type MultiplyTonePlan } from './multiply-tone.js';
import { placeArt, type Placement } from './placement.js';
import { planPrint, type PrintPlan } from './print-plan.js';
import { planLevels, type Level } from './pyramid.js';
import type { Sheet } from './sheet.js';
import { turnLight } from './turn-light.js';

export interface PlanInput {
  /** RGB, of the frame's size; the result replaces it. */
  readonly paper: Raster;
  readonly frame: Frame;
  readonly sheet: Sheet;
  readonly parameters: MappingParameters;
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
  const { paper, frame, sheet, parameters } = input;
  turnLight(paper, frame, sheet, parameters.light);
  const tone =
    parameters.blend === 'ink' ? planInkTone(paper, frame, sheet, parameters) : planMultiplyTone(paper, parameters);
  return { print: planPrint(placement, levels, frame, sheet, parameters), tone };
}
