/**
 * The kernel that prints: what `src/engine/core/render` does in TypeScript, here in SIMD, on memory that the host lays out.
 * Without state of its own: any number of threads may run it on one memory, each with its own {@link Plan}.
 */
import { giveRow, takeRow } from './canvas';
import { layGroundRow } from './ground';
import { layArtRow, printLaidRow, writeLayers } from './layers';
import { reduceRows } from './miniature';
import { printRow } from './print-row';
import { LaidArt, Plan } from './records';

/** Renders rows `from`…`to`, in place on the paper or from there to the canvas. */
export function renderRows(plan: Plan, from: i32, to: i32): void {
  const ground = plan.ground;
  const canvas = plan.canvas;
  const layers = plan.layers;
  if (layers !== null && canvas !== null) writeLayers(plan, layers, canvas, from, to);
  let art: LaidArt | null = null;
  if (layers !== null) art = layers.art;
  for (let y = from; y < to; y++) {
    if (canvas !== null) takeRow(plan, canvas, y);
    if (art === null) printRow(plan, y);
    else if (art.known) printLaidRow(plan, art, y);
    else layArtRow(plan, art, y);
    if (ground !== null) layGroundRow(plan, ground, y);
    if (canvas !== null) giveRow(plan, canvas, y);
  }
  const miniature = plan.miniature;
  if (miniature !== null) reduceRows(plan, miniature, from, to);
}
