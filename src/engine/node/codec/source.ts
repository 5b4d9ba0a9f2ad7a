import { fileTypeFromBuffer } from 'file-type';
import type { Sharp } from 'sharp';
import { EngineError } from '../engine-error.js';
import type { UploadMediaType } from '../engine.js';
import { FORMATS, INPUT_FORMATS, type InputFormat } from './formats.js';
import { load } from './loaders.js';
import { readResolution } from './container/read-resolution.js';
import { splitJpeg } from './container/split-jpeg.js';
import { colourOf, type SourceColour } from './source-colour.js';

/** What is known of an encoded picture from its header. */
export interface ImageHeader {
  readonly mediaType: UploadMediaType;
  /** As displayed, EXIF orientation applied. */
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly bytesPerSample: 1 | 2;
  /** Pixels an inch, where the file says. */
  readonly dpi: number | null;
  readonly colour: SourceColour;
}

/** A checked picture that can be decoded: every path begins here, so that limits and colour cannot differ. */
export interface Source {
  readonly format: InputFormat;
  readonly header: ImageHeader;
  /** The picture upright, its numbers as `header.colour` describes them. */
  open(): Sharp;
  /** The same in strips that are decoded apart; null where the file has none. */
  openStrips(): SourceStrips | null;
}

export interface SourceStrips {
  readonly count: number;
  /** Of each but the last, which has what is left. */
  readonly rows: number;
  open(index: number): Sharp;
}

/** What is read of a file to tell what it is. */
const SNIFFED_BYTES = 4100;

/**
 * Tells a file by its content, never by its name, and reads its header.
 *
 * @throws EngineError `IMAGE_EMPTY`, `UNSUPPORTED_MEDIA_TYPE`, `IMAGE_CORRUPT`, or `IMAGE_TOO_LARGE` before anything is decoded
 */
export async function openSource(bytes: Uint8Array, maxPixels: number): Promise<Source> {
  const format = await tell(bytes);
  const metadata = await refusing(load(bytes, false, false).metadata());
  const { width, height } = metadata;
  if (width * height > maxPixels) {
    const details = { width, height, pixels: width * height, limit: maxPixels };
    throw new EngineError('IMAGE_TOO_LARGE', 'The picture has too many pixels.', details);
  }
  const colour = colourOf(metadata);
  const ignoresProfile = colour.handling !== 'converted';
  const upright = (metadata.orientation ?? 1) === 1;
  return {
    format,
    header: {
      mediaType: FORMATS[format].mediaType,
      ...metadata.autoOrient,
      channels: metadata.hasAlpha ? 4 : 3,
      bytesPerSample: metadata.depth === 'ushort' ? 2 : 1,
      dpi: readResolution(bytes, format, metadata.exif),
      colour,
    },
    open: () => load(bytes, maxPixels, ignoresProfile).autoOrient(),
    openStrips: () => {
      const strips = format === 'jpeg' && upright && ignoresProfile ? splitJpeg(bytes) : null;
      return strips && { ...strips, open: (index) => load(strips.strip(index), maxPixels, ignoresProfile) };
    },
  };
}

/** @throws EngineError as {@link openSource} */
export async function readHeader(bytes: Uint8Array, maxPixels: number): Promise<ImageHeader> {
  return (await openSource(bytes, maxPixels)).header;
}

/** What libvips says of a picture it cannot read becomes our refusal; its words stay as the cause. */
export async function refusing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new EngineError('IMAGE_CORRUPT', 'The picture is damaged and cannot be read to its end.', {}, { cause });
  }
}

async function tell(bytes: Uint8Array): Promise<InputFormat> {
  if (bytes.length === 0) throw new EngineError('IMAGE_EMPTY', 'The file is empty.');
  const found = await fileTypeFromBuffer(bytes.subarray(0, SNIFFED_BYTES));
  const sniffed = found?.mime === 'image/apng' ? 'image/png' : found?.mime;
  const format = INPUT_FORMATS.find((known) => FORMATS[known].mediaType === sniffed);
  if (format) return format;
  throw new EngineError('UNSUPPORTED_MEDIA_TYPE', 'The file is not a JPEG, PNG or WebP picture.', {
    ...(found ? { received: found.mime } : {}),
    expected: INPUT_FORMATS.map((known) => FORMATS[known].mediaType),
  });
}
