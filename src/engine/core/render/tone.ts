import type { ArtRow } from './sampler.js';

/** How art and paper become one: writes to the paper, in place. */
export interface Tone {
  /** Whether pixels without art change too. */
  readonly everywhere: boolean;
  /** Columns `from`…`to` of row `y`; `coverage` 0…1 is the share of each pixel inside the printed shape. */
  apply(y: number, from: number, to: number, art: ArtRow, coverage: Float32Array): void;
}
