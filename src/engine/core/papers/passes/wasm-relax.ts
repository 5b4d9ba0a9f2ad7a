import type { Relaxation } from '../crumpled/relax.js';
import type { KernelArrays } from './kernel-arrays.js';
import type { PaperKernel } from './paper-kernel.js';

/** The same rounds as in TypeScript, to the last bit. */
export function relaxInKernel(
  kernel: PaperKernel,
  arrays: KernelArrays,
  { position, ends, lengths, hinges, border, held, confinement }: Relaxation,
  rounds: number,
): void {
  const at = arrays.written('position', position);
  kernel.relax(
    at,
    position.length / 3,
    arrays.written('ends', ends),
    arrays.written('lengths', lengths),
    lengths.length,
    arrays.written('hinges', hinges.vertices),
    arrays.written('weights', hinges.weights),
    arrays.written('steps', hinges.steps),
    hinges.steps.length,
    arrays.written('border', border),
    arrays.written('held', held),
    border.length,
    1 - confinement,
    rounds,
  );
  position.set(new Float64Array(arrays.buffer, at, position.length));
}
