import sharp, { type Sharp } from 'sharp';
import { readAvif } from '../../../../test/support/avif-reader.js';
import { smoothRaster } from '../../../../test/support/engine-inputs.js';
import { greyProfile, matrixProfile, tableProfile } from '../../../../test/support/icc-profiles.js';
import { ADOBE_RGB, PROPHOTO_RGB, type RgbSpace, WIDE_22 } from '../../../../test/support/rgb-spaces.js';
import { DISPLAY_P3, readProfile, SRGB } from '../../core/colour-space/index.js';
import { embed } from './container/embed.js';
import { dpiOfExif } from './container/exif-resolution.js';
import { decode, encode, readHeader, reencode, thumbnail } from './index.js';

const LIMIT = 1_000_000;
const SIZE = { width: 48, height: 32 };
const picture = smoothRaster(SIZE.width, SIZE.height, 3);
const source = (): Sharp => sharp(picture.data, { raw: { ...SIZE, channels: 3 } });

/** A file whose numbers are the picture's and whose profile is the given one. */
async function tagged(icc: Uint8Array, format: 'png' | 'jpeg' | 'webp' = 'png', from = source()): Promise<Uint8Array> {
  const options = {
    png: {},
    jpeg: { quality: 100, chromaSubsampling: '4:4:4' },
    webp: { lossless: true },
  }[format];
  const file = await from.toFormat(format, options).toBuffer();
  return embed(file, format, { icc, dpi: null });
}

/** Greatest difference of any code. */
function greatest(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((most, code, i) => Math.max(most, Math.abs(code - b[i]!)), 0);
}

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((sum, code, i) => sum + Math.abs(code - b[i]!), 0) / a.length;
}

const colourful = (file: Uint8Array) => sharp(file).toColourspace('srgb').raw().toBuffer();

describe('pictures of every kind are decoded alike on every path', () => {
  const kinds: Record<string, () => Promise<Uint8Array>> = {
    'JPEG 4:4:4': () => source().jpeg({ quality: 98, chromaSubsampling: '4:4:4' }).toBuffer(),
    'JPEG 4:2:0': () => source().jpeg({ quality: 98, chromaSubsampling: '4:2:0' }).toBuffer(),
    'progressive JPEG': () => source().jpeg({ quality: 98, progressive: true }).toBuffer(),
    'grey JPEG': () => source().toColourspace('b-w').jpeg({ quality: 98 }).toBuffer(),
    'CMYK JPEG': () => source().withIccProfile('cmyk').toColourspace('cmyk').jpeg({ quality: 98 }).toBuffer(),
    PNG: () => source().png().toBuffer(),
    'palette PNG': () => source().png({ palette: true, colours: 64 }).toBuffer(),
    'palette PNG with transparency': () => source().ensureAlpha(0.4).png({ palette: true, colours: 64 }).toBuffer(),
    'interlaced PNG': () => source().png({ progressive: true }).toBuffer(),
    'grey PNG': () => source().toColourspace('b-w').png().toBuffer(),
    'grey PNG with alpha': () => source().ensureAlpha(0.5).toColourspace('b-w').png().toBuffer(),
    '16-bit PNG': () => source().toColourspace('rgb16').png().toBuffer(),
    '16-bit grey PNG': () => source().toColourspace('grey16').png().toBuffer(),
    '16-bit PNG with alpha': () => source().ensureAlpha(0.5).toColourspace('rgb16').png().toBuffer(),
    WebP: () => source().webp({ quality: 95 }).toBuffer(),
    'lossless WebP with alpha': () => source().ensureAlpha(0.5).webp({ lossless: true }).toBuffer(),
  };

  it.each(Object.entries(kinds))('%s', async (kind, make) => {
    const file = await make();
    const header = await readHeader(file, LIMIT);
    const raster = await decode(file, LIMIT, 'keep');
    expect(header).toMatchObject({ ...SIZE, channels: raster.channels });
    expect(raster).toMatchObject(SIZE);
    // libvips widens 8 bits to 16 by a shift: 255 becomes 65280.
    expect(greatest(raster.data, await colourful(file))).toBeLessThanOrEqual(1);
    const clean = await reencode(file, LIMIT);
    const [again, small] = await Promise.all([
      decode(clean.content, LIMIT, 'keep'),
      sharp(await thumbnail(file, LIMIT))
        .ensureAlpha()
        .raw()
        .toBuffer(),
    ]);
    expect(meanDifference(again.data, raster.data)).toBeLessThan(/JPEG|WebP/.test(kind) ? 2.5 : 0.01);
    const flat = await decode(file, LIMIT, 'flatten');
    expect(flat).toMatchObject({ channels: 3 });
    expect(small).toHaveLength(SIZE.width * SIZE.height * 4);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('EXIF orientation %i', async (orientation) => {
    const file = await source().withMetadata({ orientation }).png().toBuffer();
    const upright = await sharp(file).autoOrient().raw().toBuffer({ resolveWithObject: true });
    const { width, height } = upright.info;
    expect([width, height]).toEqual(orientation > 4 ? [32, 48] : [48, 32]);
    expect(await readHeader(file, LIMIT)).toMatchObject({ width, height });
    const raster = await decode(file, LIMIT, 'keep');
    expect([raster.width, raster.height]).toEqual([width, height]);
    expect(Buffer.from(raster.data)).toEqual(upright.data);
    const clean = await reencode(file, LIMIT);
    expect(Buffer.from((await decode(clean.content, LIMIT, 'keep')).data)).toEqual(upright.data);
  });
});

describe('colour profiles', () => {
  const spaces: readonly (readonly [string, Uint8Array, string])[] = [
    ['sRGB', SRGB.icc, 'srgb'],
    ['Display P3', DISPLAY_P3.icc, 'display-p3'],
    ['Adobe RGB', matrixProfile(ADOBE_RGB), 'adobe-rgb'],
    ['ProPhoto RGB', matrixProfile(PROPHOTO_RGB), 'prophoto-rgb'],
    ['a space without a name', matrixProfile(WIDE_22), 'other'],
  ];

  it.each(spaces)('%s is told, kept, and read as LittleCMS reads it', async (_name, icc, id) => {
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const file = await tagged(icc, format);
      const { colour } = await readHeader(file, LIMIT);
      expect(colour).toMatchObject({ handling: 'kept', model: 'rgb', space: { id } });
      expect(greatest((await decode(file, LIMIT, 'keep')).data, await colourful(file))).toBeLessThanOrEqual(1);
      const clean = await reencode(file, LIMIT);
      expect(clean.colour).toMatchObject({ handling: 'kept', space: id });
      const { icc: kept } = await sharp(clean.content).metadata();
      expect(kept).toEqual(Buffer.from(icc));
    }
  });

  it('in 16 bits too', async () => {
    const wide = sharp(
      Uint16Array.from(picture.data, (code) => code * 257),
      { raw: { ...SIZE, channels: 3 } },
    );
    const deep = await tagged(matrixProfile(ADOBE_RGB), 'png', wide.toColourspace('rgb16'));
    expect(await readHeader(deep, LIMIT)).toMatchObject({ bytesPerSample: 2 });
    const shallow = await tagged(matrixProfile(ADOBE_RGB));
    const [a, b] = await Promise.all([decode(deep, LIMIT, 'keep'), decode(shallow, LIMIT, 'keep')]);
    expect(greatest(a.data, b.data)).toBeLessThanOrEqual(1);
  });

  it.each([1.8, 2.2])('grey with exponent %d keeps its profile and its grey', async (gamma) => {
    const icc = greyProfile(gamma);
    const file = await tagged(icc, 'png', source().toColourspace('b-w'));
    expect((await readHeader(file, LIMIT)).colour).toMatchObject({ handling: 'kept', model: 'grey' });
    const { data } = await decode(file, LIMIT, 'keep');
    expect(greatest(data, await colourful(file))).toBeLessThanOrEqual(1);
    const clean = await reencode(file, LIMIT);
    expect(await sharp(clean.content).metadata()).toMatchObject({ space: 'b-w', icc });
    expect((await decode(clean.content, LIMIT, 'keep')).data).toEqual(data);
  });

  it('of tables are converted to sRGB, and said to be', async () => {
    const file = await tagged(tableProfile(ADOBE_RGB));
    const { colour } = await readHeader(file, LIMIT);
    expect(colour).toMatchObject({ handling: 'converted', profile: 'Adobe RGB (1998) tables', space: { id: 'srgb' } });
    const plain = await tagged(matrixProfile(ADOBE_RGB));
    const [a, b] = await Promise.all([decode(file, LIMIT, 'keep'), decode(plain, LIMIT, 'keep')]);
    expect(meanDifference(a.data, b.data)).toBeLessThan(2);
    const clean = await reencode(file, LIMIT);
    expect(clean.colour).toMatchObject({ handling: 'converted', space: 'srgb' });
    expect((await readHeader(clean.content, LIMIT)).colour).toMatchObject({ handling: 'kept', space: { id: 'srgb' } });
  });

  it('of CMYK are converted to sRGB, and said to be', async () => {
    const file = await source().withIccProfile('cmyk').toColourspace('cmyk').jpeg({ quality: 98 }).toBuffer();
    const clean = await reencode(file, LIMIT);
    expect(clean.colour).toMatchObject({ handling: 'converted', model: 'cmyk', space: 'srgb' });
    expect(clean.colour.profile).toEqual(expect.any(String));
    expect(await sharp(clean.content).metadata()).toMatchObject({ space: 'srgb', channels: 3 });
  });

  it('that are damaged, or made for other pictures, count as none', async () => {
    const icc = matrixProfile(ADOBE_RGB);
    const damaged = icc.map((byte, i) => (i >= 36 && i < 40 ? 0 : byte));
    for (const wrong of [damaged, icc.subarray(0, 90), greyProfile(2.2)]) {
      const file = await tagged(wrong);
      expect((await readHeader(file, LIMIT)).colour).toMatchObject({ handling: 'assumed-srgb', profile: null });
      expect((await decode(file, LIMIT, 'keep')).data).toEqual(picture.data);
      expect((await sharp((await reencode(file, LIMIT)).content).metadata()).icc).toBeUndefined();
    }
  });

  it('cut short or changed anywhere never do harm', () => {
    for (const icc of [SRGB.icc, matrixProfile(ADOBE_RGB), greyProfile(2), tableProfile(WIDE_22)]) {
      for (let i = 0; i < Math.min(icc.length, 600); i++) {
        expect(() => readProfile(icc.subarray(0, i))).not.toThrow();
        const wrong = Uint8Array.from(icc);
        wrong[i] = wrong[i]! ^ 0xff;
        expect(() => readProfile(wrong)).not.toThrow();
      }
    }
  });
});

describe('written files', () => {
  const facts: readonly (readonly [string, RgbSpace | null])[] = [
    ['sRGB', null],
    ['a wide space', ADOBE_RGB],
  ];

  describe.each(facts)('in %s', (_name, space) => {
    const profile = space && readProfile(matrixProfile(space));
    const target = profile?.kind === 'matrix' ? profile.space : SRGB;

    it.each(['png', 'jpeg', 'webp'] as const)('%s hold profile and resolution and nothing else', async (format) => {
      const before = { ...picture, data: picture.data.slice() };
      const { content } = await encode(before, format, 100, { space: target, dpi: 300 });
      const { icc, density, exif, xmp, iptc, comments } = await sharp(content).metadata();
      expect(icc).toEqual(Buffer.from(target.icc));
      expect([xmp, iptc, comments]).toEqual([undefined, undefined, undefined]);
      if (format !== 'webp') expect([density, exif]).toEqual([300, undefined]);
      expect((await readHeader(content, LIMIT)).dpi).toBe(300);
      // In their own space, as the file says: the same colours, but for the coding.
      const back = await decode(content, LIMIT, 'keep', { space: target });
      expect(meanDifference(back.data, picture.data)).toBeLessThan(format === 'png' ? 0.6 : 2);
    });

    it('AVIF too', async () => {
      const before = { ...picture, data: picture.data.slice() };
      const { content, mediaType } = await encode(before, 'avif', 90, { space: target, dpi: 240 });
      expect(mediaType).toBe('image/avif');
      const { metadata, pixels } = await readAvif(content);
      expect(metadata).toMatchObject({ format: 'heif', compression: 'av1', ...SIZE, icc: Buffer.from(target.icc) });
      expect(dpiOfExif(metadata.exif!)).toBe(240);
      expect(meanDifference(pixels, before.data)).toBeLessThan(3);
    });

    it.each(['png', 'jpeg', 'webp', 'avif'] as const)('%s are the same bytes every time', async (format) => {
      const once = () => encode({ ...picture, data: picture.data.slice() }, format, 90, { space: target, dpi: 72 });
      expect((await once()).content).toEqual((await once()).content);
    });
  });

  it('keep the resolution of the art that was uploaded', async () => {
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const file = embed(await source().toFormat(format).toBuffer(), format, { icc: null, dpi: 240 });
      const clean = await reencode(file, LIMIT);
      expect([clean.dpi, (await readHeader(clean.content, LIMIT)).dpi]).toEqual([240, 240]);
    }
  });

  it('have AVIF with transparency', async () => {
    const data = Uint8Array.from({ length: 48 * 32 * 4 }, (_, i) => (i % 4 === 3 ? 128 : picture.data[i % 1000]!));
    const { content } = await encode({ ...SIZE, channels: 4, data }, 'avif', 90, { space: SRGB, dpi: 90 });
    expect((await readAvif(content)).metadata).toMatchObject({ hasAlpha: true, icc: Buffer.from(SRGB.icc) });
  });
});
