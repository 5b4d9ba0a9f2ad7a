import sharp from 'sharp';
import { type ColourSpace, toOwnEncoding } from '../../core/colour-space/index.js';
import type { OutputFormat } from '../../core/presets/index.js';
import type { Raster } from '../../core/raster.js';
import type { EncodedImage } from '../engine.js';
import { release } from '../release.js';
import { encodeJpeg } from './encode-jpeg.js';
import { embed } from './container/embed.js';
import { type Format, FORMATS } from './formats.js';
import { encoder } from './output.js';

/** What goes into a file besides pixels. */
export interface FileFacts {
  /** Whose primaries the pixels have; its profile is embedded. Without one the file is plain sRGB. */
  readonly space?: ColourSpace;
  readonly dpi?: number | null;
}

/** Encodes a picture; its codes become those of the space's own curve, in place. */
export async function encode<F extends OutputFormat>(
  picture: Raster,
  format: F,
  quality: number,
  { space, dpi = null }: FileFacts = {},
): Promise<EncodedImage & (typeof FORMATS)[F]> {
  const { width, height } = picture;
  if (space) toOwnEncoding(picture.data, space);
  const pixels = await encodePixels(picture, format, quality);
  const content = embed(pixels, format, { icc: space?.icc ?? null, dpi });
  release(pixels);
  return { ...(FORMATS[format] as (typeof FORMATS)[F] & Format), width, height, content };
}

async function encodePixels(picture: Raster, format: OutputFormat, quality: number): Promise<Uint8Array> {
  if (format === 'jpeg') return encodeJpeg(picture, quality);
  const { width, height, channels, data } = picture;
  const pipeline = sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
  return encoder(pipeline, format, quality).toBuffer();
}
