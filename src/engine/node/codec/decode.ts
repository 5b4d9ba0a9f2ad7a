import { type ColourSpace, isWorkingEncoding, SRGB, toWorkingEncoding } from '../../core/colour-space/index.js';
import type { Raster } from '../../core/raster.js';
import { release } from '../release.js';
import { inLanes } from './lanes.js';
import { type ImageHeader, openSource, refusing, type Source, type SourceStrips } from './source.js';

/** From this size on the decoder's own copy of the pixels is given up at once. */
const LARGE_BYTES = 4_000_000;
/** Smaller strips are not worth a decoder of their own. */
const LEAST_STRIP_PIXELS = 250_000;

/** How a picture is decoded: at its own size, reduced by a whole factor, or cropped about its centre to a size. */
export type DecodeSize = { readonly reduceBy: number } | { readonly width: number; readonly height: number };

export interface DecodeOptions {
  readonly size?: DecodeSize;
  /** Whose primaries the pixels are brought to; their tone curve is sRGB's whatever the space. Default sRGB. */
  readonly space?: ColourSpace;
  /** Gives the memory of the result: `size` bytes. */
  readonly allocate?: (size: number) => Uint8Array;
}

/**
 * Decodes a picture to 8 bits: first frame, EXIF orientation applied, colours brought to the wanted space.
 *
 * @param alpha whether transparency is kept; otherwise it is flattened onto white
 * @throws EngineError as `openSource`; `IMAGE_CORRUPT` also for a file that ends early or holds wrong data
 */
export async function decode(
  bytes: Uint8Array,
  maxPixels: number,
  alpha: 'keep' | 'flatten',
  options: DecodeOptions = {},
): Promise<Raster> {
  return decodeSource(await openSource(bytes, maxPixels), alpha, options);
}

/** The same for a picture that is open already. */
export async function decodeSource(
  source: Source,
  alpha: 'keep' | 'flatten',
  { size = { reduceBy: 1 }, space = SRGB, allocate = (length) => new Uint8Array(length) }: DecodeOptions = {},
): Promise<Raster> {
  const { header } = source;
  const deep = header.bytesPerSample === 2;
  const target = 'width' in size ? size : reduced(header, size.reduceBy);
  const resized = target.width !== header.width || target.height !== header.height;
  const strips = resized ? null : source.openStrips();
  if (strips && strips.count > 1 && strips.rows * header.width >= LEAST_STRIP_PIXELS) {
    return decodeStrips(strips, header, space, allocate);
  }
  let pipeline = source.open();
  if (resized) pipeline = pipeline.resize(target.width, target.height, { fit: 'width' in size ? 'cover' : 'fill' });
  pipeline = pipeline.toColourspace(deep ? 'rgb16' : 'srgb').raw({ depth: deep ? 'ushort' : 'uchar' });
  const { data: raw, info } = await refusing(pipeline.toBuffer({ resolveWithObject: true }));
  const channels = info.channels === 4 ? 4 : 3;
  const samples = deep ? new Uint16Array(raw.buffer, raw.byteOffset, raw.byteLength / 2) : raw;
  const data = allocate(samples.length);
  const from = header.colour.space;
  if (!deep && isWorkingEncoding(from, space)) data.set(samples);
  else toWorkingEncoding({ data: samples, channels }, from, space, data);
  if (raw.length >= LARGE_BYTES) {
    release(raw);
    await new Promise(setImmediate);
  }
  const { width, height } = info;
  if (alpha === 'keep' || channels === 3) return { width, height, channels, data };
  return { width, height, channels: 3, data: flatten(data) };
}

/** Strip by strip on all processors, so that of the decoder's own copy only some strips are there at a time. */
async function decodeStrips(
  { count, rows, open }: SourceStrips,
  { width, height, colour }: ImageHeader,
  space: ColourSpace,
  allocate: (size: number) => Uint8Array,
): Promise<Raster> {
  const data = allocate(width * height * 3);
  await inLanes(count, async (i) => {
    const samples = await refusing(open(i).toColourspace('srgb').raw().toBuffer());
    const strip = data.subarray(i * rows * width * 3, Math.min(height, (i + 1) * rows) * width * 3);
    if (isWorkingEncoding(colour.space, space)) strip.set(samples);
    else toWorkingEncoding({ data: samples, channels: 3 }, colour.space, space, strip);
    release(samples);
  });
  return { width, height, channels: 3, data };
}

/** Over white, in place: the first three quarters of the memory. */
function flatten(data: Uint8Array): Uint8Array {
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    const alpha = data[from + 3]!;
    const white = (255 - alpha) * 255;
    data[to] = (data[from]! * alpha + white + 127) / 255;
    data[to + 1] = (data[from + 1]! * alpha + white + 127) / 255;
    data[to + 2] = (data[from + 2]! * alpha + white + 127) / 255;
  }
  return data.subarray(0, (data.length / 4) * 3);
}

function reduced({ width, height }: { width: number; height: number }, by: number): { width: number; height: number } {
  return { width: Math.max(1, Math.ceil(width / by)), height: Math.max(1, Math.ceil(height / by)) };
}
