import { BLOCK, printOutside, printSampled } from './blocks';
import { BARE, COVERED, kindAt, PART, partsOf, startOfRow, takeCodes } from './laid-art';
import { splitLight } from './light';
import { printRow } from './print-row';
import { Canvas, LaidArt, Layers, Plan, Relight } from './records';
import { surfaceRow } from './surface';

/** Writes what is missing for rows `from`…`to`; heights of the row after them as well, towards which the border leans. */
export function writeLayers(plan: Plan, layers: Layers, canvas: Canvas, from: i32, to: i32): void {
  const width = plan.width;
  const folds = plan.folds;
  if (folds !== null && layers.needsHeights) {
    const end = min(plan.height, to + 1);
    for (let y = from; y < end; y++) surfaceRow(folds, y, 0, width, layers.heights + startOfRow(plan, y, 4));
  }
  const ink = plan.ink;
  let relight: Relight | null = null;
  if (ink !== null) relight = ink.relight;
  if (relight !== null && layers.needsLight) {
    for (let y = from; y < to; y++) {
      const start = startOfRow(plan, y, 4);
      const pixel = canvas.bare + startOfRow(plan, y, 3);
      splitLight(relight, pixel, y, 0, width, layers.lightFolds + start, layers.lightGrain + start);
    }
  }
}

/** Prints row `y` and notes where and how the art lies in it. */
export function layArtRow(plan: Plan, art: LaidArt, y: i32): void {
  const coverage = plan.coverage;
  plan.coverage = art.cover + startOfRow(plan, y, 4);
  memory.fill(kindAt(plan, art, y, 0), BARE, partsOf(plan) as usize);
  plan.laying = art;
  printRow(plan, y);
  plan.laying = null;
  plan.coverage = coverage;
}

/** Prints row `y` of art that is laid already; the plan's art is then taken for opaque. */
export function printLaidRow(plan: Plan, art: LaidArt, y: i32): void {
  const width = plan.width;
  const coverage = plan.coverage;
  plan.coverage = art.cover + startOfRow(plan, y, 4);
  for (let from = 0; from < width;) {
    const kind = load<u8>(kindAt(plan, art, y, from));
    const end = min(width, (from & -BLOCK) + BLOCK);
    let to = from + PART;
    while (to < end && load<u8>(kindAt(plan, art, y, to)) === kind) to += PART;
    to = min(to, end);
    takeCodes(plan, art, y, from);
    if (kind === BARE) printOutside(plan, y, from, to);
    else printSampled(plan, y, from, to, kind === COVERED ? 0 : plan.coverage);
    from = to;
  }
  plan.coverage = coverage;
}
