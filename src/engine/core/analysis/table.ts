import { createPlane, type Plane } from '../raster.js';
import type { LinearPicture } from './linear-picture.js';
import type { Passes } from './passes/passes.js';
import type { SheetOutline } from './sheet-outline.js';

/** Pixels of the outline's grid at its rim that are a mixture of sheet and table. */
const MIXED = 1.5;
/** Deviation, as a share of the longer side, of the blur by which the relief fades at the sheet's rim. */
const RIM = 0.01;

/**
 * The picture with what lies beyond the sheet in the sheet's mean colour, so that the table is taken for flat paper.
 * @param inside see {@link insideOf}
 */
export function withoutTable(picture: LinearPicture, inside: Uint8Array): LinearPicture {
  const filled = (plane: Plane): Plane => {
    let sum = 0;
    let count = 0;
    for (let i = 0; i < plane.data.length; i++) {
      if (inside[i] === 0) continue;
      sum += plane.data[i]!;
      count++;
    }
    const mean = count > 0 ? sum / count : 0;
    const result = createPlane(plane.width, plane.height);
    for (let i = 0; i < result.data.length; i++) result.data[i] = inside[i] === 1 ? plane.data[i]! : mean;
    return result;
  };
  return { ...picture, red: filled(picture.red), green: filled(picture.green), blue: filled(picture.blue) };
}

/** 1 where the sheet is, at the picture's size, its mixed rim left out. */
export function insideOf({ width, height }: LinearPicture, { mask, ...grid }: SheetOutline): Uint8Array {
  const inside = new Uint8Array(width * height);
  const at = (x: number, y: number) => {
    const column = Math.min(grid.width - 1, Math.max(0, Math.floor(x)));
    const row = Math.min(grid.height - 1, Math.max(0, Math.floor(y)));
    return mask[row * grid.width + column]!;
  };
  for (let row = 0, i = 0; row < height; row++) {
    const y = ((row + 0.5) * grid.height) / height;
    for (let column = 0; column < width; column++, i++) {
      const x = ((column + 0.5) * grid.width) / width;
      const all = at(x - MIXED, y) & at(x + MIXED, y) & at(x, y - MIXED) & at(x, y + MIXED);
      inside[i] = at(x, y) & all;
    }
  }
  return inside;
}

/**
 * The height without what a sheet's folds would be like if they went on over the table.
 * @param inside see {@link insideOf}; of the height's size
 */
export function fadeOverTable({ width, height, data }: Plane, inside: Uint8Array, passes: Passes): Plane {
  const share = passes.blur({ width, height, data: Float32Array.from(inside) }, RIM * Math.max(width, height));
  return { width, height, data: data.map((value, i) => value * share.data[i]!) };
}
