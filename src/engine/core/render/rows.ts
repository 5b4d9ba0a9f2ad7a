import { createBlockPrinter, type BlockPrinter } from './block-printer.js';
import { createGroundRows } from './ground-rows.js';
import { createInkTone } from './ink-tone.js';
import { createMiniatureRows } from './miniature.js';
import { createMultiplyTone } from './multiply-tone.js';
import { createPrintRows, type RowsRenderer } from './print-rows.js';
import type { RenderPlan } from './render.js';
import { bilinearKernels, scaleAdaptiveKernels } from './sampling-kernels.js';
import { createWasmRows, type KernelSeat } from './wasm/wasm-rows.js';

/**
 * The rendering of the frame's rows, each independent of the others, in place on the paper that was planned with.
 *
 * @param seat where the WASM kernel does it; otherwise TypeScript does
 */
export function createRows(plan: RenderPlan, seat: KernelSeat | null = null): RowsRenderer {
  return seat ? createWasmRows(plan, seat) : createTypeScriptRows(plan);
}

function createTypeScriptRows(plan: RenderPlan): RowsRenderer {
  const { print, tone, ground, miniature } = plan;
  const steps = [
    createPrintRows(print, createPrinter(plan)),
    ...(ground ? [createGroundRows(ground, print, tone.paper)] : []),
    ...(miniature ? [createMiniatureRows(miniature, tone.paper)] : []),
  ];
  return (from, to) => {
    for (const step of steps) step(from, to);
  };
}

function createPrinter({ print, tone }: RenderPlan): BlockPrinter {
  return tone.blend === 'ink'
    ? createBlockPrinter(print, scaleAdaptiveKernels(), createInkTone(tone))
    : createBlockPrinter(print, bilinearKernels(), createMultiplyTone(tone));
}
