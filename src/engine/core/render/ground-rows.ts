import { CODE_OF_LINEAR16, LINEAR_OF_CODE } from '../colour.js';
import type { Raster } from '../raster.js';
import { distanceOfRun, NO_SHIFT, type PrintedShape, type ShiftRange } from './bounds.js';
import { coverRow } from './coverage.js';
import { createDisplacementRows, createRowShift, displacementRange, rowRange } from './displacement-rows.js';
import { grainOf, grainRow } from './grain.js';
import type { GroundPlan, ShadowPart } from './ground.js';
import type { PrintPlan } from './print-plan.js';
import type { RowsRenderer } from './print-rows.js';
import { BLOCK, type RowShift } from './sampler.js';

/** Deviation of the ground's grain, as a share of its light: it also hides the steps of codes in the shadow. */
const GRAIN = 0.008;

/** Replaces what lies beyond the sheet, whose rim follows the folds, by the ground and the sheet's shadow, in place. */
export function createGroundRows(ground: GroundPlan, print: PrintPlan, { data, width, height }: Raster): RowsRenderer {
  const shape: PrintedShape = { edges: ground.sheet, tapEdges: new Float64Array(0), ragged: 0 };
  const displace = createDisplacementRows(print);
  const anywhere = displace ? displacementRange(print) : NO_SHIFT;
  const displaced = createRowShift(width);
  const below = createRowShift(width);
  const coverage = new Float32Array(width);
  const grain = new Float32Array(width);
  const fibre = grainOf(ground.seed);

  const liesWithin = (y: number, from: number, to: number, range: ShiftRange) =>
    [0, 1, 2, 3].every((side) => distanceOfRun(ground.sheet, side, y, from, to - 1, range) > 1);

  const layBlock = (y: number, from: number, to: number) => {
    if (liesWithin(y, from, to, anywhere)) return;
    displace?.(y, from, to, displaced);
    if (displace && liesWithin(y, from, to, rowRange(displaced, from, to))) return;
    displace?.(Math.min(height - 1, y + 1), from, to, below);
    coverRow(shape, y, from, to, displaced, below, () => 0, coverage);
    grainRow(fibre, y, from, to, grain);
    for (let x = from, i = (y * width + from) * 3; x < to; x++, i += 3) {
      const cover = coverage[x]!;
      if (cover >= 1) continue;
      const light = (1 + GRAIN * grain[x]!) * lightAt(ground, x, y, displaced);
      for (let k = 0; k < 3; k++) {
        const level = cover * LINEAR_OF_CODE[data[i + k]!]! + (1 - cover) * light * ground.colour[k]!;
        data[i + k] = CODE_OF_LINEAR16[Math.max(0, Math.min(65535, (level * 65535 + 0.5) | 0))]!;
      }
    }
  };

  return (from, to) => {
    for (let y = from; y < to; y++) {
      for (let x = 0; x < width; x += BLOCK) layBlock(y, x, Math.min(width, x + BLOCK));
    }
  };
}

/** Share of its light that the ground keeps. */
function lightAt({ sheet, shadow, broad, contact }: GroundPlan, x: number, y: number, shift: RowShift): number {
  const px = x + shift.x[x]!;
  const py = y + shift.y[x]!;
  return (1 - shadow * shadeAt(sheet, px, py, broad)) * (1 - shadow * shadeAt(sheet, px, py, contact));
}

/** What light a soft copy of the sheet takes, seen from a point towards the light. */
function shadeAt(sheet: Float64Array, x: number, y: number, { x: dx, y: dy, softness, darkness }: ShadowPart): number {
  let shade = darkness;
  for (let k = 0; k < 12; k += 3) {
    const distance = sheet[k]! * (x + dx) + sheet[k + 1]! * (y + dy) + sheet[k + 2]!;
    const t = 0.5 + distance / (2 * softness);
    if (t <= 0) return 0;
    if (t < 1) shade *= t * t * (3 - 2 * t);
  }
  return shade;
}
