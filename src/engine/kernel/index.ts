/**
 * The kernel that prints: what `src/engine/core/render` does in TypeScript, here in SIMD, on memory that the host lays out.
 * Without state of its own: any number of threads may run it on one memory, each with its own {@link Plan}.
 */
import { layGroundRow } from './ground';
import { reduceRows } from './miniature';
import { printRow } from './print-row';
import { Plan } from './records';

/** Renders rows `from`…`to`, in place on the paper. */
export function renderRows(plan: Plan, from: i32, to: i32): void {
  const ground = plan.ground;
  for (let y = from; y < to; y++) {
    printRow(plan, y);
    if (ground !== null) layGroundRow(plan, ground, y);
  }
  const miniature = plan.miniature;
  if (miniature !== null) reduceRows(plan, miniature, from, to);
}
