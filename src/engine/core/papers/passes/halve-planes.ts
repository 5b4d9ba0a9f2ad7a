import type { Band } from '../band.js';

/** Means of blocks of four pixels in place of a band's planes `z` and `tone`; its sides must be even. @returns what it is then */
export function halvePlanes({ width, rows, top, z, tone }: Band): Pick<Band, 'width' | 'rows' | 'top'> {
  for (const plane of [z, tone]) halvePlane(plane, width, rows);
  return { width: width / 2, rows: rows / 2, top: top / 2 };
}

function halvePlane(plane: Float32Array, width: number, rows: number): void {
  for (let y = 0, to = 0; y < rows; y += 2) {
    for (let x = 0, i = y * width; x < width; x += 2, i += 2, to++)
      plane[to] = 0.25 * (plane[i]! + plane[i + 1]! + plane[i + width]! + plane[i + width + 1]!);
  }
}
