import { BRUISE_REACH, type CreasedRow, type CreaseShape, type Run } from '../folded/creased-row.js';
import type { KernelArrays } from './kernel-arrays.js';
import type { PaperKernel } from './paper-kernel.js';

/** In the kernel's memory. Its values are looked up each time, for memory that grows moves. */
export class WasmCreasedRow implements CreasedRow {
  private readonly heights: number;
  private readonly bruises: number;
  private readonly soils: number;

  constructor(
    private readonly kernel: PaperKernel,
    private readonly arrays: KernelArrays,
    private readonly width: number,
    private readonly widthsPerUnit: number,
  ) {
    const row = () => arrays.allocate(4 * width);
    [this.heights, this.bruises, this.soils] = [row(), row(), row()];
  }

  get height(): Float32Array {
    return this.arrays.floats(this.heights, this.width);
  }

  get near(): Float32Array {
    return this.arrays.floats(this.bruises, this.width);
  }

  get soil(): Float32Array {
    return this.arrays.floats(this.soils, this.width);
  }

  clear(): void {
    for (const row of [this.heights, this.bruises, this.soils]) this.arrays.clear(row, 4 * this.width);
  }

  add({ reach, radius }: CreaseShape, { places, bends }: Run, along: number, bend: number, from: number, end: number) {
    const run = [this.arrays.copyOf(places), along, this.arrays.copyOf(bends), bend, from, end] as const;
    const row = [this.heights, this.bruises, this.soils] as const;
    this.kernel.addCrease(...run, reach, radius, BRUISE_REACH, this.widthsPerUnit, ...row);
  }
}
