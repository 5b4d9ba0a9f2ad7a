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
