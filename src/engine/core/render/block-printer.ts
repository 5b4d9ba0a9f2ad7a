import { createDisplacementRows, createRowShift } from './displacement-rows.js';
import type { PrintPlan } from './print-plan.js';
import { BLOCK, createArtRow, createBlockSampler, type RowShift } from './sampler.js';
import type { Tone } from './tone.js';

/** The work on blocks of one row, of {@link BLOCK} columns at most, that is done for every pixel. */
export interface BlockPrinter {
  /** Displacement of the row, where {@link displace} has written it, and of the row below it. */
  readonly displaced: RowShift;
  readonly below: RowShift;
  /** Share of each pixel of a border block inside the printed shape, 0…1; its caller's to write. */
  readonly coverage: Float32Array;
  /** Whether anything is displaced at all; otherwise the rows of displacement stay 0. */
  readonly displaces: boolean;
  displace(y: number, from: number, to: number, target: 'displaced' | 'below'): void;
  /** Prints columns that are wholly inside, `from` at a block's start; displaces them itself. */
  inside(y: number, from: number, to: number): void;
  /** Prints one block that is displaced and covered already. */
  border(y: number, from: number, to: number): void;
  /** Does to a block what is done to the bare paper; null where that is nothing. */
  readonly outside: ((y: number, from: number, to: number) => void) | null;
}

/** @param kernels see `scaleAdaptiveKernels` */
export function createBlockPrinter(plan: PrintPlan, kernels: Int16Array, tone: Tone): BlockPrinter {
  const { width } = plan.frame;
  const sample = createBlockSampler(plan.levels, plan.toArt, kernels);
  const displacement = createDisplacementRows(plan);
  const displaced = createRowShift(width);
  const below = createRowShift(width);
  const art = createArtRow(width);
  const coverage = new Float32Array(width);
  const full = new Float32Array(width).fill(1);
  const none = new Float32Array(width);
  return {
    displaced,
    below,
    coverage,
    displaces: displacement !== null,
    displace: (y, from, to, target) => displacement?.(y, from, to, target === 'below' ? below : displaced),
    inside: (y, start, end) => {
      displacement?.(y, start, end, displaced);
      for (let from = start; from < end; from += BLOCK) {
        const to = Math.min(end, from + BLOCK);
        sample(y, from, to, true, displaced, art);
        tone.apply(y, from, to, art, full);
      }
    },
    border: (y, from, to) => {
      sample(y, from, to, false, displaced, art);
      tone.apply(y, from, to, art, coverage);
    },
    outside: tone.everywhere ? (y, from, to) => tone.apply(y, from, to, art, none) : null,
  };
}
