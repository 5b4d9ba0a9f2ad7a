import type { PaperAnalysis } from '../analysis/index.js';
import type { MappingParameters } from '../presets/index.js';
import type { Raster } from '../raster.js';
import type { Frame } from './frame.js';
import { createInkTone, planInkTone, type InkTonePlan } from './ink-tone.js';
import { createMultiplyTone, planMultiplyTone, type MultiplyTonePlan } from './multiply-tone.js';
import { planPrint, type PrintPlan } from './print-plan.js';
import { createPrintRows, type RowsRenderer } from './print-rows.js';
import { halveRows } from './pyramid.js';
import { bilinearKernels, scaleAdaptiveKernels } from './sampling-kernels.js';

export interface RenderInput {
  readonly art: Raster;
  /** RGB, of the frame's size; the result replaces it. */
  readonly paper: Raster;
  readonly frame: Frame;
  readonly analysis: PaperAnalysis;
  readonly parameters: MappingParameters;
  /** Gives `size` bytes for reduced sizes of the art: shared memory where several threads render. */
  readonly allocate: (size: number) => Uint8Array;
}

/** Everything a rendering is computed from: plain data, so that it can be sent to other threads. */
export interface RenderPlan {
  readonly print: PrintPlan;
  readonly tone: InkTonePlan | MultiplyTonePlan;
}

/** Rows of work that do not depend on each other; stages follow one another. */
export interface RenderStage {
  readonly rows: number;
  /** Does rows `from`…`to`. */
  readonly run: RowsRenderer;
}

export function planRender({ art, paper, frame, analysis, parameters, allocate }: RenderInput): RenderPlan {
  const print = planPrint(art, frame, analysis, parameters, allocate);
  const tone =
    parameters.blend === 'ink' ? planInkTone(paper, frame, analysis, parameters) : planMultiplyTone(paper, parameters);
  return { print, tone };
}

/** The art's reduced sizes, one after another, then the rendering itself; the result stands in the paper that was planned with. */
export function renderStages({ print, tone }: RenderPlan): RenderStage[] {
  const reductions = print.levels.slice(1).map((level, i) => ({
    rows: level.height,
    run: (from: number, to: number) => halveRows(print.levels[i]!, level, from, to),
  }));
  const run =
    tone.blend === 'ink'
      ? createPrintRows(print, scaleAdaptiveKernels(), createInkTone(tone))
      : createPrintRows(print, bilinearKernels(), createMultiplyTone(tone));
  return [...reductions, { rows: print.frame.height, run }];
}
