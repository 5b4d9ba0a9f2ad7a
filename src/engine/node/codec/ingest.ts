import type { IngestedImage } from '../engine.js';
import { embed } from './container/embed.js';
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
  const { data, info } = await refusing(
    encoder(pipeline, format, INGEST_QUALITY).toBuffer({ resolveWithObject: true }),
  );
  const icc = handling === 'assumed-srgb' ? null : space.icc;
  return {
    ...FORMATS[format],
    width: info.width,
    height: info.height,
    content: embed(data, format, { icc, dpi: header.dpi }),
    colour: { profile, model, space: space.id, handling },
    dpi: header.dpi,
  };
}

function colourspaceOf({ format, header }: Source): 'srgb' | 'rgb16' | 'b-w' | 'grey16' {
  const deep = format === 'png' && header.bytesPerSample === 2;
  const grey = format !== 'webp' && header.colour.model === 'grey' && header.colour.handling !== 'converted';
  if (grey) return deep ? 'grey16' : 'b-w';
  return deep ? 'rgb16' : 'srgb';
}
