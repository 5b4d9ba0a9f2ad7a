import type { Raster } from '../raster.js';

/** A picture as canvases have it, four bytes a pixel and opaque; rows beside `from`…`to` are left out. */
export function opaquePixels(
  { width, height, data }: Raster,
  from: number,
  to: number,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let i = from * width * 3, j = from * width * 4; j < to * width * 4; i += 3, j += 4) {
    pixels[j] = data[i]!;
    pixels[j + 1] = data[i + 1]!;
    pixels[j + 2] = data[i + 2]!;
    pixels[j + 3] = 255;
  }
  return pixels;
}
