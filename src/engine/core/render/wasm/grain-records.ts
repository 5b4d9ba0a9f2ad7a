import { grainOf, type GrainTile } from '../grain.js';
import { keepLatest } from '../../keep-latest.js';
import { BLOCK } from '../sampler.js';
import type { Workspace } from './workspace.js';

/** Addresses of the fine and the coarse tile of a seed's grain. */
export type GrainWriter = (seed: number) => readonly [number, number];

/** Ink and ground have the same grain. */
export function grainWriter(workspace: Workspace): GrainWriter {
  const written = new Map<number, readonly [number, number]>();
  return (seed) => {
    const { fine, coarse } = grainOf(seed);
    const tiles = written.get(seed) ?? ([tileRecord(fine, workspace), tileRecord(coarse, workspace)] as const);
    written.set(seed, tiles);
    return tiles;
  };
}

const prolongedOf = keepLatest<Float32Array>();

function tileRecord(tile: GrainTile, workspace: Workspace): number {
  const { data, side, shift } = tile;
  const prolonged = prolongedOf(data, '', () => prolong(tile));
  return workspace.record([workspace.put(prolonged), side, side + BLOCK, shift.x, shift.y]);
}

/** Rows are prolonged by a block, so that the kernel never wraps within one. */
function prolong({ data, side }: GrainTile): Float32Array {
  const stride = side + BLOCK;
  const prolonged = new Float32Array(side * stride);
  for (let y = 0; y < side; y++) {
    const row = data.subarray(y * side, (y + 1) * side);
    prolonged.set(row, y * stride);
    prolonged.set(row.subarray(0, BLOCK), y * stride + side);
  }
  return prolonged;
}
