import { Tile } from './records';

/** Writes the grain of columns `from`…`to`, a block at most, of row `y` to the same places of `target`. */
export function grainRow(fine: Tile, coarse: Tile, y: i32, from: i32, to: i32, target: usize): void {
  const fineRow = tileRow(fine, y, from);
  const coarseRow = tileRow(coarse, y, from);
  const start = target + ((from as usize) << 2);
  const bytes = ((to - from) as usize) << 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(start + at, f32x4.add(v128.load(fineRow + at), v128.load(coarseRow + at)));
  }
}

export function tileRow(tile: Tile, y: i32, from: i32): usize {
  const row = ((y + tile.shiftY) % tile.side) * tile.stride;
  return tile.data + (((row + ((from + tile.shiftX) % tile.side)) as usize) << 2);
}
