import sharp from 'sharp';
import { noiseRaster } from '../../../../../test/support/engine-inputs.js';
import { decode } from '../decode.js';
import { encodeJpeg } from '../encode-jpeg.js';
import { concatenate } from './bytes.js';
import { splitJpeg } from './split-jpeg.js';

const picture = noiseRaster(301, 203, 1);
const decoded = (file: Uint8Array) => sharp(file, { failOn: 'warning' }).raw().toBuffer();

describe('a JPEG with restart markers', () => {
  it.each([
    ['in strips, the last shorter than a block', 1000, 26],
    ['in two', 40_000, 2],
  ])('is split %s', async (_name, stripPixels, count) => {
    const file = await encodeJpeg(picture, 92, stripPixels);
    const strips = splitJpeg(file)!;
    expect(strips.count).toBe(count);
    const parts = await Promise.all(Array.from({ length: count }, (_, i) => decoded(strips.strip(i))));
    expect(Buffer.concat(parts).equals(await decoded(file))).toBe(true);
  });

  it.each([
    ['has none', () => encodeJpeg(picture, 92)],
    ['has its chroma subsampled', () => encodeJpeg(picture, 80, 5000)],
    ['has lost one', async () => without(await encodeJpeg(picture, 92, 5000), [0xff, 0xd1])],
    ['has lost its end', async () => (await encodeJpeg(picture, 92, 5000)).subarray(0, -1)],
    ['has lost all but its beginning', async () => (await encodeJpeg(picture, 92, 5000)).subarray(0, 30)],
    ['is progressive', () => sharp(picture.data, { raw: picture }).jpeg({ progressive: true }).toBuffer()],
    ['is none', async () => Uint8Array.of(0xff, 0xd8, 0xff)],
  ])('is left whole where it %s', async (_name, make) => {
    expect(splitJpeg(await make())).toBeNull();
  });
});

describe('a large JPEG in strips', () => {
  const large = noiseRaster(900, 900, 2);

  it('is decoded as a whole one', async () => {
    const file = await encodeJpeg(large, 92, 260_000);
    const { width, height, channels, data } = await decode(file, 1e6, 'flatten');
    expect([width, height, channels]).toEqual([900, 900, 3]);
    expect((await decoded(file)).equals(data)).toBe(true);
  });

  it('is refused where one of them is damaged', async () => {
    const file = await encodeJpeg(large, 92, 260_000);
    const damaged = without(file, [0xff, 0xd1], 50_000);
    await expect(decode(damaged, 1e6, 'flatten')).rejects.toMatchObject({ code: 'IMAGE_CORRUPT' });
  });
});

/** Without the first occurrence of some bytes, or instead of them without as many that follow it. */
function without(file: Uint8Array, bytes: readonly number[], following?: number): Uint8Array {
  const at = Buffer.from(file).indexOf(Uint8Array.from(bytes));
  const [from, count] = following === undefined ? [at, bytes.length] : [at + bytes.length, following];
  return concatenate(file.subarray(0, from), file.subarray(from + count));
}
