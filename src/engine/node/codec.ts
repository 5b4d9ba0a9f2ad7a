import { fileTypeFromBuffer } from 'file-type';
import sharp, { type Metadata, type OutputInfo, type Sharp } from 'sharp';
import type { OutputFormat } from '../core/presets/index.js';
import type { Raster } from '../core/raster.js';
import { EngineError } from './engine-error.js';
import type { EncodedImage, Extension, MediaType } from './engine.js';

// Whatever a file claims to be, only these three decoders can be reached, and only from memory.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.cache(false);

/** What is known of an encoded picture from its header. */
export interface ImageHeader {
  readonly mediaType: MediaType;
  /** As displayed, EXIF orientation applied. */
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

interface Format {
  readonly mediaType: MediaType;
  readonly extension: Extension;
}

const FORMATS: Readonly<Record<OutputFormat, Format>> = {
  jpeg: { mediaType: 'image/jpeg', extension: 'jpg' },
  png: { mediaType: 'image/png', extension: 'png' },
  webp: { mediaType: 'image/webp', extension: 'webp' },
};

/** What is read of a file to tell what it is. */
const SNIFFED_BYTES = 4100;
/** Quality of re-encoded uploads: differences from the original stay below what can be seen. */
const INGEST_QUALITY = 95;
const THUMBNAIL = { side: 480, quality: 78 } as const;
/** Beyond effort 2 WebP takes longer for little; below it fails for large pictures. */
const WEBP_EFFORT = 2;

/**
 * Reads a picture's header: told by content, never by name.
 *
 * @throws EngineError `IMAGE_EMPTY`, `UNSUPPORTED_MEDIA_TYPE`, `IMAGE_CORRUPT`, or `IMAGE_TOO_LARGE` before anything is decoded
 */
export async function readHeader(bytes: Uint8Array, maxPixels: number): Promise<ImageHeader> {
  const { mediaType, metadata } = await inspect(bytes, maxPixels);
  return { mediaType, ...metadata.autoOrient, channels: metadata.hasAlpha ? 4 : 3 };
}

/** How a picture is decoded: at its own size, reduced by a whole factor, or cropped about its centre to a size. */
export type DecodeSize = { readonly reduceBy: number } | { readonly width: number; readonly height: number };

/**
 * Decodes a picture to 8-bit sRGB: first frame, EXIF orientation applied, colour profile honoured.
 *
 * @param alpha whether transparency is kept; otherwise it is flattened onto white
 * @throws EngineError as {@link readHeader}; `IMAGE_CORRUPT` also for a file that ends early or holds wrong data
 */
export async function decode(
  bytes: Uint8Array,
  maxPixels: number,
  alpha: 'keep' | 'flatten',
  size: DecodeSize = { reduceBy: 1 },
): Promise<Raster> {
  const { metadata } = await inspect(bytes, maxPixels);
  const target = 'width' in size ? size : reduced(metadata.autoOrient, size.reduceBy);
  let pipeline = open(bytes, maxPixels).autoOrient();
  if (target.width !== metadata.autoOrient.width || target.height !== metadata.autoOrient.height) {
    pipeline = pipeline.resize(target.width, target.height, { fit: 'width' in size ? 'cover' : 'fill' });
  }
  if (alpha === 'flatten') pipeline = pipeline.flatten({ background: '#ffffff' }).removeAlpha();
  const { data, info } = await refusing(toBytes(pipeline.toColourspace('srgb').raw()));
  return { width: info.width, height: info.height, channels: info.channels === 4 ? 4 : 3, data };
}

/** Encodes an RGB picture; nothing but pixels goes into the file. */
export async function encode(picture: Raster, format: OutputFormat, quality: number): Promise<EncodedImage> {
  const { width, height, channels } = picture;
  const pipeline = sharp(picture.data, { raw: { width, height, channels }, limitInputPixels: false });
  const { data } = await toBytes(encoder(pipeline, format, quality));
  return { ...FORMATS[format], width, height, content: data };
}

/**
 * A clean copy of an untrusted picture in its own format, decoded wholly: metadata but the colour profile dropped, orientation
 * applied, first frame only, nothing kept that is not picture. CMYK becomes sRGB, PNG keeps 16 bits.
 */
export async function reencode(bytes: Uint8Array, maxPixels: number): Promise<EncodedImage> {
  const { mediaType, metadata } = await inspect(bytes, maxPixels);
  const format = metadata.format as OutputFormat;
  const isCmyk = metadata.space === 'cmyk';
  // The profile's numbers pass through untouched; converting to sRGB and back would clip wide gamuts.
  const source = open(bytes, maxPixels, { ignoreIcc: !isCmyk }).autoOrient();
  const kept = isCmyk ? source.toColourspace('srgb') : source.keepIccProfile();
  const deep = format === 'png' && metadata.depth === 'ushort' ? kept.toColourspace('rgb16') : kept;
  const { data, info } = await refusing(toBytes(encoder(deep, format, INGEST_QUALITY)));
  return { mediaType, extension: FORMATS[format].extension, width: info.width, height: info.height, content: data };
}

/** WebP whose longer side is at most 480 pixels. */
export async function thumbnail(bytes: Uint8Array, maxPixels: number): Promise<Uint8Array> {
  await inspect(bytes, maxPixels);
  const { side, quality } = THUMBNAIL;
  const pipeline = open(bytes, maxPixels)
    .autoOrient()
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .webp({ quality, effort: WEBP_EFFORT });
  return (await refusing(toBytes(pipeline))).data;
}

async function inspect(bytes: Uint8Array, maxPixels: number): Promise<{ mediaType: MediaType; metadata: Metadata }> {
  if (bytes.length === 0) throw new EngineError('IMAGE_EMPTY', 'The file is empty.');
  const found = await fileTypeFromBuffer(bytes.subarray(0, SNIFFED_BYTES));
  const sniffed = found?.mime === 'image/apng' ? 'image/png' : found?.mime;
  const format = Object.values(FORMATS).find((known) => known.mediaType === sniffed);
  if (!format) {
    throw new EngineError('UNSUPPORTED_MEDIA_TYPE', 'The file is not a JPEG, PNG or WebP picture.', {
      ...(found ? { received: found.mime } : {}),
      expected: Object.values(FORMATS).map(({ mediaType }) => mediaType),
    });
  }
  const metadata = await refusing(sharp(bytes, { limitInputPixels: false, failOn: 'warning' }).metadata());
  const pixels = metadata.width * metadata.height;
  if (pixels > maxPixels) {
    throw new EngineError('IMAGE_TOO_LARGE', 'The picture has too many pixels.', {
      width: metadata.width,
      height: metadata.height,
      pixels,
      limit: maxPixels,
    });
  }
  return { mediaType: format.mediaType, metadata };
}

function open(bytes: Uint8Array, maxPixels: number, options: { ignoreIcc?: boolean } = {}): Sharp {
  return sharp(bytes, { limitInputPixels: maxPixels, failOn: 'warning', sequentialRead: true, pages: 1, ...options });
}

function encoder(pipeline: Sharp, format: OutputFormat, quality: number): Sharp {
  if (format === 'png') return pipeline.png();
  if (format === 'webp') return pipeline.webp({ quality, effort: WEBP_EFFORT });
  // Optimised Huffman tables take three times as long to save 1.5 %.
  return pipeline.jpeg({ quality, optimiseCoding: false, chromaSubsampling: quality >= 90 ? '4:4:4' : '4:2:0' });
}

/**
 * The output in memory of its own, which can be handed to another thread. sharp 0.35.5 has a method for it, `toUint8Array`,
 * but never frees what that returns: each call loses the output's size for good.
 */
async function toBytes(pipeline: Sharp): Promise<{ data: Uint8Array<ArrayBuffer>; info: OutputInfo }> {
  const { data, info } = await pipeline.toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), info };
}

function reduced({ width, height }: { width: number; height: number }, by: number): { width: number; height: number } {
  return { width: Math.max(1, Math.ceil(width / by)), height: Math.max(1, Math.ceil(height / by)) };
}

/** What libvips says of a picture it cannot read becomes our refusal; its words stay as the cause. */
async function refusing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new EngineError('IMAGE_CORRUPT', 'The picture is damaged and cannot be read to its end.', {}, { cause });
  }
}
