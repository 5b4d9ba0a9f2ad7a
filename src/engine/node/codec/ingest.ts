import type { Sharp } from 'sharp';
import type { IngestedImage } from '../engine.js';
import { release } from '../release.js';
import { embed } from './container/embed.js';
import { encodeJpeg } from './encode-jpeg.js';
import { FORMATS } from './formats.js';
import { encoder } from './output.js';
import { openSource, refusing, type Source } from './source.js';

/** Quality of re-encoded uploads: differences from the original stay below what can be seen. */
const INGEST_QUALITY = 95;

/**
 * A clean copy of an untrusted picture in its own format, decoded wholly: orientation applied, first frame only, nothing kept
 * but pixels, colour profile and resolution. PNG keeps 16 bits, grey stays grey, CMYK and tables become sRGB.
 *
 * @throws EngineError as `decode`
 */
export async function reencode(bytes: Uint8Array, maxPixels: number): Promise<Omit<IngestedImage, 'thumbnail'>> {
  const source = await openSource(bytes, maxPixels);
  const { format, header } = source;
  const { handling, profile, model, space } = header.colour;
  // The profile's numbers pass through untouched; converting to sRGB and back would clip wide gamuts.
  const pipeline = source.open().toColourspace(colourspaceOf(source));
  const { data, width, height } = await encodeAgain(pipeline, source);
  const icc = handling === 'assumed-srgb' ? null : space.icc;
  return {
    ...FORMATS[format],
    width,
    height,
    content: embed(data, format, { icc, dpi: header.dpi }),
    colour: { profile, model, space: space.id, handling },
    dpi: header.dpi,
  };
}

/** JPEGs in colour are encoded in strips: what is to be printed or printed on is then decoded strip by strip as well. */
async function encodeAgain(
  pipeline: Sharp,
  source: Source,
): Promise<{ data: Uint8Array; width: number; height: number }> {
  const { format } = source;
  if (format !== 'jpeg' || colourspaceOf(source) !== 'srgb') {
    const { data, info } = await refusing(
      encoder(pipeline, format, INGEST_QUALITY).toBuffer({ resolveWithObject: true }),
    );
    return { data, width: info.width, height: info.height };
  }
  const { data: pixels, info } = await refusing(pipeline.raw().toBuffer({ resolveWithObject: true }));
  const { width, height } = info;
  const data = await encodeJpeg({ width, height, channels: 3, data: pixels }, INGEST_QUALITY);
  release(pixels);
  return { data, width, height };
}

function colourspaceOf({ format, header }: Source): 'srgb' | 'rgb16' | 'b-w' | 'grey16' {
  const deep = format === 'png' && header.bytesPerSample === 2;
  const grey = format !== 'webp' && header.colour.model === 'grey' && header.colour.handling !== 'converted';
  if (grey) return deep ? 'grey16' : 'b-w';
  return deep ? 'rgb16' : 'srgb';
}
