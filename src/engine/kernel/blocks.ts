import { darkenRow, printInk } from './ink';
import { noteBlock, takeCodes } from './laid-art';
import { printMultiplied } from './multiply';
import { Plan } from './records';
import { sampleBlock } from './sampler';

/** Most pixels that share one level and one scale step. */
export const BLOCK: i32 = 64;

/** Prints columns that lie wholly inside the art and are displaced already, `start` at a block's start. */
export function printDisplaced(plan: Plan, y: i32, start: i32, end: i32): void {
  for (let from = start; from < end; from += BLOCK) {
    printBlock(plan, y, from, min(end, from + BLOCK), 0);
  }
}

/** Prints one block at the art's border, displaced and covered already. */
export function printBorder(plan: Plan, y: i32, from: i32, to: i32): void {
  printBlock(plan, y, from, to, plan.coverage);
}

function printBlock(plan: Plan, y: i32, from: i32, to: i32, coverage: usize): void {
  const laying = plan.laying;
  if (laying !== null) takeCodes(plan, laying, y, from);
  sampleBlock(plan, y, from, to, coverage === 0);
  printSampled(plan, y, from, to, coverage);
  if (laying !== null) noteBlock(plan, laying, y, from, to, coverage);
}

/** Does to columns beside the art what is done to bare paper. */
export function printOutside(plan: Plan, y: i32, from: i32, to: i32): void {
  const ink = plan.ink;
  if (ink !== null) {
    const vignette = ink.vignette;
    if (vignette !== null) darkenRow(plan, vignette, y, from, to);
    return;
  }
  const coverage = plan.coverage + ((from as usize) << 2);
  for (let start = from; start < to; start += BLOCK) {
    const end = min(to, start + BLOCK);
    memory.fill(coverage + (((start - from) as usize) << 2), 0, ((end - start) as usize) << 2);
    printSampled(plan, y, start, end, plan.coverage);
  }
}

/** Prints a block that is sampled already; without `coverage` it is covered wholly. */
export function printSampled(plan: Plan, y: i32, from: i32, to: i32, coverage: usize): void {
  const ink = plan.ink;
  const multiply = plan.multiply;
  if (ink !== null) printInk(plan, ink, y, from, to, coverage);
  else if (multiply !== null) printMultiplied(plan, multiply, y, from, to, coverage);
}
