import type { PaperAnalysis } from '../analysis/index.js';
import type { MappingParameters } from '../presets/index.js';
import type { Raster } from '../raster.js';
import { createBlockPrinter, type BlockPrinter } from './block-printer.js';
import type { Frame } from './frame.js';
import { createInkTone, planInkTone, type InkTonePlan } from './ink-tone.js';
import { createMultiplyTone, planMultiplyTone, type MultiplyTonePlan } from './multiply-tone.js';
import { placeArt, type Placement } from './placement.js';
import { planPrint, type PrintPlan } from './print-plan.js';
import { createPrintRows, type RowsRenderer } from './print-rows.js';
import { halveRows, planLevels, type Level } from './pyramid.js';
import { bilinearKernels, scaleAdaptiveKernels } from './sampling-kernels.js';
import { prepareSheet, type Sheet } from './sheet.js';
import { KernelMemory } from './wasm/kernel-memory.js';
import { workspaceBytes } from './wasm/lay-out.js';
import { createWasmBlockPrinter, type KernelSeat } from './wasm/wasm-block-printer.js';

export interface PlanInput {
  /** RGB, of the frame's size; the result replaces it. */
  readonly paper: Raster;
  readonly frame: Frame;
  readonly sheet: Sheet;
  readonly parameters: MappingParameters;
}

export interface RenderInput extends Omit<PlanInput, 'sheet'> {
  readonly art: Raster;
  readonly analysis: PaperAnalysis;
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
  const tone =
    parameters.blend === 'ink' ? planInkTone(paper, frame, sheet, parameters) : planMultiplyTone(paper, parameters);
  return { print: planPrint(placement, levels, frame, sheet, parameters), tone };
}

/**
 * The rendering of the frame's rows, each independent of the others, in place on the paper that was planned with.
 *
 * @param seat where the WASM kernel does it; otherwise TypeScript does
 */
export function createRows(plan: RenderPlan, seat: KernelSeat | null = null): RowsRenderer {
  return createPrintRows(plan.print, seat ? createWasmBlockPrinter(plan, seat) : createTypeScriptPrinter(plan));
}

function createTypeScriptPrinter({ print, tone }: RenderPlan): BlockPrinter {
  return tone.blend === 'ink'
    ? createBlockPrinter(print, scaleAdaptiveKernels(), createInkTone(tone))
    : createBlockPrinter(print, bilinearKernels(), createMultiplyTone(tone));
}

/**
 * The whole rendering on this thread, in place on the paper.
 *
 * @param kernel the compiled WASM kernel for memory that is not shared; without it TypeScript does all work
 */
export function render(input: RenderInput, kernel: WebAssembly.Module | null = null): void {
  const placed = layOutArt(input.art, input.frame, input.parameters, (size) => new Uint8Array(size));
  placed.levels.slice(1).forEach((level, i) => halveRows(placed.levels[i]!, level, 0, level.height));
  const plan = planRender(placed, { ...input, sheet: prepareSheet(input.analysis) });
  if (!kernel) return createRows(plan)(0, input.frame.height);
  const memory = new KernelMemory(false);
  const size = workspaceBytes(plan);
  const moved = memory.share(plan, size);
  const workspace = { start: memory.allocate(size).byteOffset, size };
  createRows(moved, { module: kernel, memory: memory.memory, workspace })(0, input.frame.height);
  input.paper.data.set(moved.tone.paper.data);
}
