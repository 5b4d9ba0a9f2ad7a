import sharp from 'sharp';
import { breadth } from '../../../../test/support/breadth.js';
import { smoothRaster } from '../../../../test/support/engine-inputs.js';
import { matrixProfile } from '../../../../test/support/icc-profiles.js';
import { ADOBE_RGB } from '../../../../test/support/rgb-spaces.js';
import { createRandom } from '../../core/random.js';
import type { Raster } from '../../core/raster.js';
import { embed } from './container/embed.js';
import type { InputFormat } from './formats.js';
import { decode, reencode } from './index.js';

const LIMIT = 100_000;
const CUTS = breadth(10, 40);
const MUTATIONS = breadth(250, 1000);
const FORMATS = ['jpeg', 'png', 'webp'] as const satisfies readonly InputFormat[];

const picture = smoothRaster(40, 30, 5);
const files = {} as Record<InputFormat, Uint8Array>;

beforeAll(async () => {
  for (const format of FORMATS) {
    const file = await sharp(picture.data, { raw: { width: 40, height: 30, channels: 3 } })
      .toFormat(format)
      .toBuffer();
    files[format] = embed(file, format, { icc: matrixProfile(ADOBE_RGB), dpi: 300 });
  }
});

/** A picture, or a refusal that says why; anything else fails the test. */
async function outcome(file: Uint8Array): Promise<Raster | string> {
  try {
    return await decode(file, LIMIT, 'keep');
  } catch (error) {
    if (error instanceof Error && error.name === 'EngineError') return (error as Error & { code: string }).code;
    throw error;
  }
}

describe.each(FORMATS)('%s', (format) => {
  it(`cut off at ${CUTS} places is refused`, async () => {
    const whole = files[format];
    for (let cut = 0; cut < CUTS; cut++) {
      // The last bytes may be padding or an end mark that nothing depends on.
      const part = whole.subarray(0, Math.floor(((whole.length - 12) * cut) / CUTS));
      expect(await outcome(part)).toMatch(/IMAGE_EMPTY|IMAGE_CORRUPT|UNSUPPORTED_MEDIA_TYPE/);
      await expect(reencode(part, LIMIT)).rejects.toMatchObject({ name: 'EngineError' });
    }
  });

  it('with wrong lengths in its structure is a picture or refused', async () => {
    const whole = files[format];
    const values = [0, 1, 0x7fffffff, 0xffffffff, 0x80000000];
    for (let at = 0; at + 4 <= Math.min(whole.length, 160); at += 2) {
      const wrong = whole.slice();
      new DataView(wrong.buffer).setUint32(at, values[(at / 2) % values.length]!);
      await outcome(wrong);
    }
    expect.assertions(0);
  });
});

it(`${MUTATIONS} damaged files are pictures or refused, within bounds`, async () => {
  const random = createRandom(20261126);
  const whole = (limit: number) => Math.floor(random.uniform() * limit);
  const outcomes = new Set<string>();
  for (let i = 0; i < MUTATIONS; i++) {
    const file = mutated(files[FORMATS[i % FORMATS.length]!], files[FORMATS[whole(3)]!], whole);
    const seen = await outcome(file);
    if (typeof seen === 'string') outcomes.add(seen);
    else {
      outcomes.add('picture');
      expect(seen.width * seen.height).toBeLessThanOrEqual(LIMIT);
      expect(seen.data).toHaveLength(seen.width * seen.height * seen.channels);
    }
  }
  expect([...outcomes]).toEqual(expect.arrayContaining(['picture', 'IMAGE_CORRUPT', 'UNSUPPORTED_MEDIA_TYPE']));
});

/** One of the ways in which files are damaged: bits, runs of bytes, parts lost, doubled or of another file. */
function mutated(file: Uint8Array, other: Uint8Array, whole: (limit: number) => number): Uint8Array {
  const at = whole(file.length);
  const length = 1 + whole(24);
  switch (whole(6)) {
    case 0:
      return file.map((byte, i) => (i === at ? byte ^ (1 << whole(8)) : byte));
    case 1:
      return file.map((byte, i) => (i >= at && i < at + length ? whole(256) : byte));
    case 2:
      return Uint8Array.of(...file.subarray(0, at), ...file.subarray(at + length));
    case 3:
      return Uint8Array.of(...file.subarray(0, at + length), ...file.subarray(at));
    case 4:
      return Uint8Array.of(...file.subarray(0, at), ...other.subarray(whole(other.length)));
    default:
      return file.map((byte, i) => (i === at || i === at + length ? 255 : byte));
  }
}
