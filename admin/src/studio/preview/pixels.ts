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

/** What the last picture went through: the next is of the same size as a rule. */
let passage: ImageData | undefined;

/** A picture that can be handed to another thread and shown without copying. */
export function bitmapOf({ width, height, data }: Raster): Promise<ImageBitmap> {
  if (passage?.width !== width || passage.height !== height) passage = new ImageData(width, height);
  const words = new Uint32Array(passage.data.buffer);
  for (let i = 0, j = 0; i < words.length; i++, j += 3) {
    // Little endian, as every machine with a browser is: red first.
    words[i] = 0xff000000 | (data[j + 2]! << 16) | (data[j + 1]! << 8) | data[j]!;
  }
  // Copied as it is, within the call; through a canvas it takes three times as long.
  return createImageBitmap(passage, { premultiplyAlpha: 'none', colorSpaceConversion: 'none' });
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
