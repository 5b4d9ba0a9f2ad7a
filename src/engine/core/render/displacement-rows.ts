import { NO_SHIFT, type ShiftRange } from './bounds.js';
import type { PrintPlan } from './print-plan.js';
import type { RowShift } from './sampler.js';
import { createSurfaceRows } from './surface.js';

/** Writes the displacement of columns `from`…`to` of row `y` to the same places of `target`. */
export type DisplacementRows = (y: number, from: number, to: number, target: RowShift) => void;

export function createRowShift(width: number): RowShift {
  return { x: new Float32Array(width), y: new Float32Array(width) };
}

/** The folds' displacement, by height, and the mesh's; null where nothing is displaced. */
export function createDisplacementRows({ frame, height, shift, warp }: PrintPlan): DisplacementRows | null {
  const folds = shift.x !== 0 || shift.y !== 0 ? createSurfaceRows(height, frame) : null;
  const mesh = warp && { x: createSurfaceRows(warp.x, frame), y: createSurfaceRows(warp.y, frame) };
  if (!folds && !mesh) return null;
  const heights = new Float32Array(frame.width);
  return (y, from, to, target) => {
    if (mesh) {
      mesh.x(y, from, to, target.x);
      mesh.y(y, from, to, target.y);
    } else {
      target.x.fill(0, from, to);
      target.y.fill(0, from, to);
    }
    folds?.(y, from, to, heights);
    for (let x = from; x < to; x++) {
      target.x[x] = target.x[x]! + heights[x]! * shift.x;
      target.y[x] = target.y[x]! + heights[x]! * shift.y;
    }
  };
}

/** Least and greatest displacement anywhere. */
export function displacementRange({ heightRange: folds, shift, warp }: PrintPlan): ShiftRange {
  const [a, b] = [folds.least * shift.x, folds.greatest * shift.x];
  const [c, d] = [folds.least * shift.y, folds.greatest * shift.y];
  const mesh = warp ? rowRange({ x: warp.x.data, y: warp.y.data }, 0, warp.x.data.length) : NO_SHIFT;
  return {
    left: mesh.left + Math.min(a, b),
    right: mesh.right + Math.max(a, b),
    up: mesh.up + Math.min(c, d),
    down: mesh.down + Math.max(c, d),
  };
}

/** Least and greatest displacement of columns `from`…`to`. */
export function rowRange(shift: RowShift, from: number, to: number): ShiftRange {
  const { x: across, y: down } = shift;
  const range = { left: Infinity, right: -Infinity, up: Infinity, down: -Infinity };
  for (let x = from; x < to; x++) {
    const [dx, dy] = [across[x]!, down[x]!];
    if (dx < range.left) range.left = dx;
    if (dx > range.right) range.right = dx;
    if (dy < range.up) range.up = dy;
    if (dy > range.down) range.down = dy;
  }
  return range;
}
