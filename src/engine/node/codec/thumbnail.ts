import sharp from 'sharp';
import { type ColourSpace, SRGB } from '../../core/colour-space/index.js';
import type { Raster } from '../../core/raster.js';
import { fitWithin, type Size } from '../../core/size.js';
import { decodeSource } from './decode.js';
import type { EncodedImage } from '../engine.js';
import { encode } from './encode.js';
import { openSource } from './source.js';

const [SIDE, QUALITY] = [480, 78];
/** Longer side of what is reduced to a thumbnail by a good filter, at least. */
export const LEAST_MINIATURE = 1.5 * SIDE;

/**
 * WebP in sRGB whose longer side is at most 480 pixels.
 * @throws EngineError as `decode`
 */
export async function thumbnail(bytes: Uint8Array, maxPixels: number): Promise<Uint8Array> {
  const source = await openSource(bytes, maxPixels);
  const picture = await decodeSource(source, 'keep', { size: fitWithin(source.header, SIDE), space: SRGB });
  return (await encode(picture, 'webp', QUALITY)).content;
}

/**
 * JPEG in sRGB whose longer side is at most `longest`.
 * @throws EngineError as `decode`
 */
export async function reduced(bytes: Uint8Array, longest: number, maxPixels: number): Promise<EncodedImage> {
  const source = await openSource(bytes, maxPixels);
  const picture = await decodeSource(source, 'flatten', { size: fitWithin(source.header, longest), space: SRGB });
  return encode(picture, 'jpeg', QUALITY);
}

/**
 * A picture at hand as its thumbnail shows it; for {@link thumbnailOf}, in the colours of the same space.
 *
 * @param whole what the picture was, where it is reduced already
 */
export async function miniatureOf(picture: Raster, whole: Size = picture): Promise<Raster> {
  const { width, height, channels, data } = picture;
  const size = fitWithin(whole, SIDE);
  const codes = await sharp(data, { raw: { width, height, channels }, limitInputPixels: false })
    .resize({ ...size, fit: 'fill' })
    .raw()
    .toBuffer();
  return { ...size, channels, data: codes };
}

/** The thumbnail of a miniature in the colours of a space. */
export async function thumbnailOf(miniature: Raster, space: ColourSpace): Promise<Uint8Array> {
  return (await encode(miniature, 'webp', QUALITY, { space })).content;
}
