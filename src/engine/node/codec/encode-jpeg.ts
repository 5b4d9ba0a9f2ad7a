import sharp from 'sharp';
import type { Raster } from '../../core/raster.js';
import { release } from '../release.js';
import { joinJpegs } from './container/join-jpegs.js';
import { inLanes } from './lanes.js';
import { chromaSubsampling, encoder } from './output.js';

/**
 * About what a strip has: enough that starting a decoder or an encoder for it, a millisecond, hardly counts, few enough that
 * every processor has some. Allocators keep for each thread about twice the largest block that was freed: with strips half
 * as large again a process needs 20 MB more.
 */
const STRIP_PIXELS = 1_000_000;

/**
 * A baseline JPEG, encoded strip by strip on all processors. Blocks of pixels are coded independently of each other but for
 * their mean, which a restart marker resets: the pixels are those of a picture encoded at once, for 5 bytes more a strip. The
 * strips depend on the picture's size alone.
 */
export async function encodeJpeg(
  picture: Raster,
  quality: number,
  stripPixels: number = STRIP_PIXELS,
): Promise<Uint8Array> {
  const { width, height, channels, data } = picture;
  const block = chromaSubsampling(quality) === '4:4:4' ? 8 : 16;
  const wanted = Math.max(1, Math.round((width * height) / stripPixels));
  const rows = Math.ceil(height / wanted / block) * block;
  const count = Math.ceil(height / rows);
  const strips: Uint8Array[] = [];
  await inLanes(count, async (i) => {
    const from = i * rows;
    const size = { width, height: Math.min(rows, height - from), channels };
    const strip = data.subarray(from * width * channels, (from + size.height) * width * channels);
    const pipeline = sharp(strip, { raw: size, limitInputPixels: false });
    strips[i] = await encoder(pipeline, 'jpeg', quality).toBuffer();
  });
  if (count === 1) return strips[0]!;
  const whole = joinJpegs(strips, { height, interval: Math.ceil(width / block) * (rows / block) });
  strips.forEach(release);
  return whole;
}
