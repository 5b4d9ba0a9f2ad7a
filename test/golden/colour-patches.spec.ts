import sharp from 'sharp';
import { encodeAnalysis } from '../../src/engine/core/analysis/index.js';
import { DISPLAY_P3, readProfile, SRGB } from '../../src/engine/core/colour-space/index.js';
import { DEFAULT_OUTPUT, type OutputColourSpace, PRESETS } from '../../src/engine/core/presets/index.js';
import { embed } from '../../src/engine/node/codec/container/embed.js';
import type { Engine } from '../../src/engine/node/engine.js';
import { flatAnalysis } from '../support/engine-inputs.js';
import { matrixProfile } from '../support/icc-profiles.js';
import { ADOBE_RGB, ciede2000, labOf, PROPHOTO_RGB, type RgbSpace } from '../support/rgb-spaces.js';
import { startTestEngine } from '../support/test-engine.js';

/** sRGB codes of the 24 patches of the ColorChecker, after its maker's data. */
const PATCHES = [
  '735244 c29682 627a9d 576c43 8580b1 67bdaa d67e2c 505ba6 c15a63 5e3c6c 9dbc40 e0a32e',
  '383d96 469449 af363c e7c71f bb5695 0885a1 f3f3f2 c8c8c8 a0a0a0 7a7a79 555555 343434',
].flatMap((row) => row.split(' ').map((hex) => [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))));
const SIDE = 24;
const COLUMNS = 6;
const WIDTH = SIDE * COLUMNS;
const HEIGHT = SIDE * 4;

/** Nothing but ink on paper: what is left is how colours come through. */
const PARAMETERS = {
  ...PRESETS.natural.parameters,
  fit: 'stretch' as const,
  fold: 0,
  grain: 0,
  wear: 0,
  margin: 0,
  ink: { absorption: 0, showThrough: 0 },
};

const srgbLight = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const lightOf =
  ({ gamma }: RgbSpace) =>
  (v: number) =>
    v ** gamma;

interface Space {
  readonly icc: Uint8Array;
  readonly toXyz: readonly number[];
  readonly light: (encoded: number) => number;
}
const srgb: Space = { icc: SRGB.icc, toXyz: SRGB.toXyz, light: srgbLight };
const p3: Space = { icc: DISPLAY_P3.icc, toXyz: DISPLAY_P3.toXyz, light: srgbLight };
const adobe: Space = { icc: matrixProfile(ADOBE_RGB), toXyz: ADOBE_RGB.toXyz, light: lightOf(ADOBE_RGB) };
const proPhoto: Space = { icc: matrixProfile(PROPHOTO_RGB), toXyz: PROPHOTO_RGB.toXyz, light: lightOf(PROPHOTO_RGB) };

describe('24 colour patches on flat white paper', () => {
  let engine: Engine;
  beforeAll(() => (engine = startTestEngine()));
  afterAll(() => engine.close());

  const sheet = (codes: (x: number, y: number) => readonly number[], icc: Uint8Array | null, deep = false) => {
    const samples = Array.from({ length: WIDTH * HEIGHT }, (_, i) => codes(i % WIDTH, Math.floor(i / WIDTH))).flat();
    const data = deep ? Uint16Array.from(samples, (code) => code * 257) : Uint8Array.from(samples);
    const picture = sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
    const file = (deep ? picture.toColourspace('rgb16') : picture).png().toBuffer();
    return file.then((bytes) => embed(bytes, 'png', { icc, dpi: null }));
  };
  const patchAt = (x: number, y: number) => PATCHES[Math.floor(y / SIDE) * COLUMNS + Math.floor(x / SIDE)]!;

  it.each<[string, Space, OutputColourSpace, Space, boolean]>([
    ['sRGB art, sRGB result', srgb, 'srgb', srgb, false],
    ['sRGB art of 16 bits, sRGB result', srgb, 'srgb', srgb, true],
    ['sRGB art, Display P3 result', srgb, 'display-p3', p3, false],
    ['Display P3 art, its own space', p3, 'keep', p3, false],
    ['Adobe RGB art, its own space', adobe, 'keep', adobe, false],
    ['ProPhoto art of 16 bits, its own space', proPhoto, 'keep', proPhoto, true],
  ])('%s', async (_name, from, colorSpace, to, deep) => {
    const art = await sheet(patchAt, from === srgb ? null : from.icc, deep);
    const rendered = await engine.renderMapping({
      art,
      paper: await sheet(() => [255, 255, 255], null),
      analysis: encodeAnalysis(flatAnalysis(WIDTH, HEIGHT)),
      parameters: PARAMETERS,
      output: { ...DEFAULT_OUTPUT, colorSpace, dpi: 150 },
    });
    const { icc, density } = await sharp(rendered.content).metadata();
    expect([icc, density]).toEqual([Buffer.from(to.icc), 150]);
    const pixels = await sharp(rendered.content, { ignoreIcc: true }).raw().toBuffer();
    const differences = PATCHES.map((patch, i) => {
      const x = (i % COLUMNS) * SIDE + SIDE / 2;
      const y = Math.floor(i / COLUMNS) * SIDE + SIDE / 2;
      const start = (y * WIDTH + x) * 3;
      const codes = [...pixels.subarray(start, start + 3)];
      return ciede2000(labOf(patch, from.toXyz, from.light), labOf(codes, to.toXyz, to.light));
    });
    const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
    // Codes of another space, and 8 bits of one as wide as ProPhoto, are too far apart to hold every colour exactly.
    const exact = from === to && from !== proPhoto;
    expect(mean).toBeLessThanOrEqual(exact ? 0.1 : 0.2);
    expect(Math.max(...differences)).toBeLessThanOrEqual(exact ? 0.3 : 0.6);
  });

  it('names the space of the result', async () => {
    const art = await sheet(patchAt, adobe.icc);
    const request = {
      art,
      paper: await sheet(() => [240, 238, 230], p3.icc),
      analysis: encodeAnalysis(flatAnalysis(WIDTH, HEIGHT)),
      parameters: PARAMETERS,
    };
    const kept = await engine.renderMapping({ ...request, output: { ...DEFAULT_OUTPUT, format: 'avif' } });
    expect(kept).toMatchObject({
      colour: { space: 'adobe-rgb', profile: 'Adobe RGB (1998)' },
      mediaType: 'image/avif',
    });
    const plain = await engine.renderMapping({ ...request, output: { ...DEFAULT_OUTPUT, colorSpace: 'srgb' } });
    expect(plain).toMatchObject({ colour: { space: 'srgb', profile: 'sRGB' }, dpi: null });
    expect(readProfile((await sharp(plain.content).metadata()).icc!)).toMatchObject({ name: 'sRGB', kind: 'matrix' });
  });
});
