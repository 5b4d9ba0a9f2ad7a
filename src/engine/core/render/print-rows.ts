import { positionOf } from './bounds.js';
import { coverRow } from './coverage.js';
import { CLEAN_EDGE, createDeckle } from './deckle.js';
import { heightRange } from './displacement.js';
import type { PrintPlan } from './print-plan.js';
import { BLOCK, createArtRow, createBlockSampler } from './sampler.js';
import { createSurfaceRows } from './surface.js';
import type { Tone } from './tone.js';

/** Renders rows `from`…`to`, in place on the paper. */
export type RowsRenderer = (from: number, to: number) => void;

/** transform → follow folds → tone, fused block by block; blocks are independent of each other. */
export function createPrintRows(plan: PrintPlan, kernels: Int16Array, tone: Tone): RowsRenderer {
  const { frame, shift, shape } = plan;
  const { width, height } = frame;
  const sample = createBlockSampler(plan.levels, plan.toArt, kernels);
  const heightRows = createSurfaceRows(plan.height, frame);
  const { recede } = plan.deckle ? createDeckle(plan.deckle.shorterSide, plan.deckle.seed) : CLEAN_EDGE;
  const moves = shift.x !== 0 || shift.y !== 0;
  const anywhere = { ...shift, ...(moves ? heightRange(plan.height.data) : { lowest: 0, highest: 0 }) };

  const art = createArtRow(width);
  const heights = new Float32Array(width);
  const below = new Float32Array(width);
  const displaced = { heights, x: shift.x, y: shift.y };
  const coverage = new Float32Array(width);

  /** Position of a block; its heights are written unless it is outside. */
  const place = (y: number, from: number, to: number) => {
    const position = positionOf(shape, y, from, to, anywhere);
    if (!moves || position === 'outside') return position;
    heightRows(y, from, to, heights);
    if (position === 'inside') return position;
    return positionOf(shape, y, from, to, { ...shift, ...heightRange(heights.subarray(from, to)) });
  };

  const printBlock = (y: number, from: number, to: number) => {
    const position = place(y, from, to);
    if (position === 'outside') {
      if (!tone.everywhere) return;
      coverage.fill(0, from, to);
    } else if (position === 'inside') {
      coverage.fill(1, from, to);
      sample(y, from, to, true, displaced, art);
    } else {
      if (moves) heightRows(Math.min(height - 1, y + 1), from, to, below);
      coverRow(shape.edges, y, from, to, displaced, below, recede, coverage);
      sample(y, from, to, false, displaced, art);
    }
    tone.apply(y, from, to, art, coverage);
  };

  return (from, to) => {
    for (let y = from; y < to; y++) {
      for (let x = 0; x < width; x += BLOCK) printBlock(y, x, Math.min(width, x + BLOCK));
    }
  };
}
