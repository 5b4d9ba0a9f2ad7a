import type { BlockPrinter } from './block-printer.js';
import { positionOf, type Position } from './bounds.js';
import { coverRow } from './coverage.js';
import { CLEAN_EDGE, createDeckle } from './deckle.js';
import { displacementRange, rowRange } from './displacement-rows.js';
import type { PrintPlan } from './print-plan.js';
import { BLOCK } from './sampler.js';

/** Renders rows `from`…`to`, in place on the paper. */
export type RowsRenderer = (from: number, to: number) => void;

/** Blocks whose position is looked at together first. */
const RUN = 8 * BLOCK;
/** Columns of a block at the border that are looked at together last: the border itself is only some pixels wide. */
const PART = BLOCK / 4;

/** transform → follow folds → tone, fused block by block; blocks are independent of each other. */
export function createPrintRows(plan: PrintPlan, printer: BlockPrinter): RowsRenderer {
  const { shape } = plan;
  const { width, height } = plan.frame;
  const { displaced, below, coverage, displaces } = printer;
  const { recede } = plan.deckle ? createDeckle(plan.deckle.shorterSide, plan.deckle.seed) : CLEAN_EDGE;
  const anywhere = displacementRange(plan);

  /** Columns that are displaced already. */
  const printPart = (y: number, from: number, to: number) => {
    const position = positionOf(shape, y, from, to, rowRange(displaced, from, to));
    if (position === 'outside') return printer.outside?.(y, from, to);
    if (position === 'inside') return printer.inside(y, from, to);
    if (displaces) printer.displace(Math.min(height - 1, y + 1), from, to, 'below');
    coverRow(shape, y, from, to, displaced, below, recede, coverage);
    printer.border(y, from, to);
  };

  /** A block that lies at the border as far as is known without its own displacement. */
  const printNear = (y: number, from: number, to: number) => {
    if (displaces) printer.displace(y, from, to, 'displaced');
    const position = displaces ? positionOf(shape, y, from, to, rowRange(displaced, from, to)) : 'border';
    if (position === 'outside') return printer.outside?.(y, from, to);
    if (position === 'inside') return printer.inside(y, from, to);
    for (let start = from; start < to; start += PART) printPart(y, start, Math.min(to, start + PART));
  };

  const print = (position: Position, y: number, from: number, to: number) => {
    if (position === 'inside') printer.inside(y, from, to);
    else if (position === 'outside') printer.outside?.(y, from, to);
    else printNear(y, from, to);
  };

  const printRun = (y: number, start: number, end: number) => {
    const position = positionOf(shape, y, start, end, anywhere);
    if (position !== 'border') return print(position, y, start, end);
    for (let from = start; from < end; from += BLOCK) {
      const to = Math.min(end, from + BLOCK);
      print(positionOf(shape, y, from, to, anywhere), y, from, to);
    }
  };

  return (from, to) => {
    for (let y = from; y < to; y++) {
      for (let x = 0; x < width; x += RUN) printRun(y, x, Math.min(width, x + RUN));
    }
  };
}
