/** Means of blocks of four pixels, in place: they fill the first quarter of the plane. Its sides must be even. */
export function halvePlane(plane: Float32Array, width: number, rows: number): void {
  for (let y = 0, to = 0; y < rows; y += 2) {
    for (let x = 0, i = y * width; x < width; x += 2, i += 2, to++)
      plane[to] = 0.25 * (plane[i]! + plane[i + 1]! + plane[i + width]! + plane[i + width + 1]!);
  }
}
