import type { Raster } from '../../../../src/engine/core/raster';

/** An upright sRGB picture as the engine takes it; the alpha channel only where something is transparent. */
export function rasterOf(picture: ImageBitmap, width: number, height: number): Raster {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return isOpaque(data)
    ? { width, height, channels: 3, data: withoutAlpha(data) }
    : { width, height, channels: 4, data: new Uint8Array(data.buffer) };
}

/** Transparency laid on white, as the server does with papers. */
export function opaqueRasterOf(picture: ImageBitmap, width: number, height: number): Raster {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  return { width, height, channels: 3, data: withoutAlpha(context.getImageData(0, 0, width, height).data) };
}

/** Rows that a picture can be split before: four of them are whole words, whatever its width. */
export const ROWS_TO_SPLIT_BY = 4;

/**
 * Pixels as canvases have them, red first and opaque, of rows `from`…`to`, to the start of `target`. Four pixels are three
 * words; little endian, as every machine with a browser is.
 *
 * @param from a multiple of {@link ROWS_TO_SPLIT_BY}
 */
export function writePixels({ width, data }: Raster, from: number, to: number, target: Uint32Array): void {
  const start = data.byteOffset + from * width * 3;
  const count = (to - from) * width;
  const words = new Uint32Array(data.buffer, start, Math.floor((count * 3) / 4));
  let i = 0;
  for (let j = 0; i + 4 <= count; i += 4, j += 3) {
    const a = words[j]!;
    const b = words[j + 1]!;
    const c = words[j + 2]!;
    target[i] = a | 0xff000000;
    target[i + 1] = (a >>> 24) | (b << 8) | 0xff000000;
    target[i + 2] = (b >>> 16) | (c << 16) | 0xff000000;
    target[i + 3] = (c >>> 8) | 0xff000000;
  }
  for (let k = from * width * 3 + i * 3; i < count; i++, k += 3) {
    target[i] = 0xff000000 | (data[k + 2]! << 16) | (data[k + 1]! << 8) | data[k]!;
  }
}

function isOpaque(data: Uint8ClampedArray): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return false;
  return true;
}

function withoutAlpha(data: Uint8ClampedArray): Uint8Array {
  const opaque = new Uint8Array((data.length / 4) * 3);
  for (let i = 0, j = 0; i < data.length; i += 4, j += 3) {
    opaque[j] = data[i]!;
    opaque[j + 1] = data[i + 1]!;
    opaque[j + 2] = data[i + 2]!;
  }
  return opaque;
}
