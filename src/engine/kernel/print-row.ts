import { BLOCK, printBorder, printDisplaced, printOutside } from './blocks';
import { BORDER, columnsInside, INSIDE, OUTSIDE, positionOf, rangeOfRow } from './bounds';
import { coverRow } from './coverage';
import { PART } from './laid-art';
import { Plan } from './records';
import { displaceRow } from './surface';

/** Blocks whose position is looked at together first. */
const RUN: i32 = 8 * BLOCK;

/** Prints one row: whole blocks that surely lie inside at once, others run by run, block by block. */
export function printRow(plan: Plan, y: i32): void {
  const inside = columnsInside(plan.shape, plan.columns, y, plan.width, plan.anywhere);
  const from = ((ceil(inside.from) as i32) + BLOCK - 1) & -BLOCK;
  const to = ((floor(inside.to) as i32) + 1) & -BLOCK;
  if (from >= to) return printRuns(plan, y, 0, plan.width);
  printRuns(plan, y, 0, from);
  print(plan, INSIDE, y, from, to);
  printRuns(plan, y, to, plan.width);
}

function printRuns(plan: Plan, y: i32, start: i32, end: i32): void {
  for (let from = start; from < end; from += RUN) printRun(plan, y, from, min(end, from + RUN));
}

function printRun(plan: Plan, y: i32, start: i32, end: i32): void {
  const position = positionOf(plan.shape, y, start, end, plan.anywhere);
  if (position !== BORDER) return print(plan, position, y, start, end);
  for (let from = start; from < end; from += BLOCK) {
    const to = min(end, from + BLOCK);
    print(plan, positionOf(plan.shape, y, from, to, plan.anywhere), y, from, to);
  }
}

function print(plan: Plan, position: i32, y: i32, from: i32, to: i32): void {
  if (position === OUTSIDE) printOutside(plan, y, from, to);
  else if (position === BORDER) printNear(plan, y, from, to);
  else {
    displaceRow(plan, y, from, to, plan.displacedX, plan.displacedY);
    printDisplaced(plan, y, from, to);
  }
}

/** A block that lies at the border as far as is known without its own displacement. */
function printNear(plan: Plan, y: i32, from: i32, to: i32): void {
  if (plan.displaces) {
    displaceRow(plan, y, from, to, plan.displacedX, plan.displacedY);
    const position = positionOf(plan.shape, y, from, to, rangeOfRow(plan, from, to));
    if (position === INSIDE) return printDisplaced(plan, y, from, to);
    if (position === OUTSIDE) return printOutside(plan, y, from, to);
  }
  for (let start = from; start < to; start += PART) printPart(plan, y, start, min(to, start + PART));
}

/** Columns that are displaced already. */
function printPart(plan: Plan, y: i32, from: i32, to: i32): void {
  const shape = plan.shape;
  const position = positionOf(shape, y, from, to, rangeOfRow(plan, from, to));
  if (position === INSIDE) return printDisplaced(plan, y, from, to);
  if (position === OUTSIDE) return printOutside(plan, y, from, to);
  if (plan.displaces) displaceRow(plan, min(plan.height - 1, y + 1), from, to, plan.belowX, plan.belowY);
  coverRow(plan, shape.edges, shape.edgeCount, shape.ragged, plan.deckle, y, from, to);
  printBorder(plan, y, from, to);
}
