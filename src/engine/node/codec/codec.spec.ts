import sharp from 'sharp';
import { smoothRaster } from '../../../../test/support/engine-inputs.js';
import { DISPLAY_P3 } from '../../core/colour-space/index.js';
import { decode, encode, miniatureOf, readHeader, reencode, thumbnail, thumbnailOf } from './index.js';

const LIMIT = 1_000_000;
const picture = smoothRaster(60, 40, 1);
const source = () => sharp(picture.data, { raw: { width: 60, height: 40, channels: 3 } });

const refusal = (code: string) => expect.objectContaining({ name: 'EngineError', code }) as unknown as Error;

/** A PNG whose header promises more than the file holds. */
function pngPromising(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(33);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(header);
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  header.set([8, 2, 0, 0, 0], 24);
  header.writeUInt32BE(crc32(header.subarray(12, 29)), 29);
  return Buffer.concat([header, Buffer.from('0000000049444154', 'hex'), Buffer.alloc(4)]);
}

function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

describe('refusals', () => {
  it.each([
    ['an empty file', Buffer.alloc(0), 'IMAGE_EMPTY'],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'GIF',
      Buffer.from('47494638396101000100800000ffffff0000002c00000000010001000002024401003b', 'hex'),
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['PDF', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'), 'UNSUPPORTED_MEDIA_TYPE'],
    ['HTML', Buffer.from('<!doctype html><html><body>not a picture</body></html>'), 'UNSUPPORTED_MEDIA_TYPE'],
    ['a picture without pixels', pngPromising(40, 40), 'IMAGE_CORRUPT'],
    ['a pixel bomb', pngPromising(40_000, 40_000), 'IMAGE_TOO_LARGE'],
  ])('%s', async (_name, bytes, code) => {
    if (code !== 'IMAGE_CORRUPT') await expect(readHeader(bytes, LIMIT)).rejects.toEqual(refusal(code));
    await expect(decode(bytes, LIMIT, 'keep')).rejects.toEqual(refusal(code));
    await expect(reencode(bytes, LIMIT)).rejects.toEqual(refusal(code));
    await expect(thumbnail(bytes, LIMIT)).rejects.toEqual(refusal(code));
  });

  it('TIFF, which the decoder could read, had it not been locked away', async () => {
    const tiff = await source().tiff().toBuffer();
    await expect(decode(tiff, LIMIT, 'keep')).rejects.toEqual(refusal('UNSUPPORTED_MEDIA_TYPE'));
    await expect(sharp(tiff).metadata()).rejects.toThrow();
  });

  it.each(['jpeg', 'png', 'webp'] as const)('%s that ends early, wherever it is cut', async (format) => {
    const whole = (await encode(picture, format, 90)).content;
    for (let cut = 1; cut <= 12; cut++) {
      const part = whole.subarray(0, Math.floor((whole.length * cut) / 14));
      await expect(reencode(part, LIMIT)).rejects.toEqual(
        expect.objectContaining({ code: expect.stringMatching(/IMAGE_CORRUPT|UNSUPPORTED_MEDIA_TYPE/) }),
      );
    }
  });

  it.each(['jpeg', 'png', 'webp'] as const)('%s with wrong bytes is read or refused, nothing else', async (format) => {
    const whole = (await encode(picture, format, 90)).content;
    for (let round = 0; round < 40; round++) {
      const wrong = whole.slice();
      for (let i = 0; i < 3; i++) wrong[(round * 7919 + i * 104_729) % wrong.length]! ^= 1 << (round % 8);
      const outcome = await decode(wrong, LIMIT, 'keep').catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome.name).toBe('EngineError');
      else expect(outcome).toMatchObject({ channels: 3 });
    }
  });
});

describe('a re-encoded picture', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    'stays %s, close to the original, whatever its name said',
    async (format) => {
      const bytes = (await encode(picture, format, 95)).content;
      const again = await reencode(bytes, LIMIT);
      expect(again).toMatchObject({ mediaType: `image/${format}`, width: 60, height: 40 });
      expect((await sharp(again.content).metadata()).format).toBe(format);
      const [before, after] = await Promise.all([decode(bytes, LIMIT, 'keep'), decode(again.content, LIMIT, 'keep')]);
      const mean = before.data.reduce((sum, code, i) => sum + Math.abs(code - after.data[i]!), 0) / before.data.length;
      expect(mean).toBeLessThan(format === 'png' ? 1e-9 : 2.5);
    },
  );

  it('is turned as EXIF says and says so no more; where it was taken is forgotten', async () => {
    const bytes = await source()
      .withExif({ IFD3: { GPSLatitude: '52/1 31/1 0/1', GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(bytes.includes('Exif')).toBe(true);
    const { content, width, height } = await reencode(bytes, LIMIT);
    expect([width, height]).toEqual([40, 60]);
    const metadata = await sharp(content).metadata();
    expect([metadata.exif, metadata.orientation]).toEqual([undefined, undefined]);
    expect(await readHeader(bytes, LIMIT)).toMatchObject({ width: 40, height: 60 });
  });

  it('keeps its colour profile and, under it, its numbers', async () => {
    const wide = await source().withIccProfile('p3').png().toBuffer();
    const { content } = await reencode(wide, LIMIT);
    expect((await sharp(content).metadata()).icc).toEqual((await sharp(wide).metadata()).icc);
    const numbers = (file: Uint8Array) => sharp(file, { ignoreIcc: true }).raw().toBuffer();
    expect(await numbers(content)).toEqual(await numbers(wide));
  });

  it('loses what was hidden behind its end', async () => {
    const bytes = Buffer.concat([await source().jpeg().toBuffer(), Buffer.from('<script>alert(1)</script>')]);
    expect(Buffer.from((await reencode(bytes, LIMIT)).content).includes('<script>')).toBe(false);
  });

  it('keeps 16 bits of a PNG, and transparency', async () => {
    const deep = await source().toColourspace('rgb16').png().toBuffer();
    expect(await sharp((await reencode(deep, LIMIT)).content).metadata()).toMatchObject({ depth: 'ushort' });
    const clear = await source().ensureAlpha(0.5).png().toBuffer();
    expect(await sharp((await reencode(clear, LIMIT)).content).metadata()).toMatchObject({ hasAlpha: true });
  });

  it('of CMYK becomes sRGB', async () => {
    const cmyk = await source().withIccProfile('cmyk').toColourspace('cmyk').jpeg().toBuffer();
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk');
    expect((await sharp((await reencode(cmyk, LIMIT)).content).metadata()).space).toBe('srgb');
  });

  it('of an animated PNG is its default picture', async () => {
    const png = Buffer.from((await encode(picture, 'png', 90)).content);
    const control = Buffer.from('000000086163544c000000010000000000000000', 'hex');
    control.writeUInt32BE(crc32(control.subarray(4, 16)), 16);
    const animated = Buffer.concat([png.subarray(0, 33), control, png.subarray(33)]);
    expect(await reencode(animated, LIMIT)).toMatchObject({ mediaType: 'image/png', width: 60, height: 40 });
  });

  it('of an animation is its first frame', async () => {
    const frames = Buffer.concat([Buffer.alloc(60 * 40 * 3, 250), Buffer.alloc(60 * 40 * 3, 5)]);
    const animation = await sharp(frames, { raw: { width: 60, height: 80, channels: 3, pageHeight: 40 } })
      .webp({ lossless: true })
      .toBuffer();
    expect((await sharp(animation).metadata()).pages).toBe(2);
    const { content, height } = await reencode(animation, LIMIT);
    expect(height).toBe(40);
    expect((await decode(content, LIMIT, 'keep')).data[0]).toBe(250);
  });
});

describe('decoding', () => {
  it.each([
    ['grey', () => source().greyscale().toColourspace('b-w')],
    ['grey with alpha', () => source().greyscale().ensureAlpha(0.5).toColourspace('b-w')],
    ['palette', () => source().png({ palette: true })],
    ['16-bit', () => source().toColourspace('rgb16')],
  ])('gives RGB, with alpha only where asked for, from %s', async (_name, make) => {
    const bytes = await make().png().toBuffer();
    const flat = await decode(bytes, LIMIT, 'flatten');
    expect(flat).toMatchObject({ width: 60, height: 40, channels: 3 });
    expect(flat.data.length).toBe(60 * 40 * 3);
  });

  it('flattens transparency onto white', async () => {
    const clear = await source().ensureAlpha(0).png().toBuffer();
    expect((await decode(clear, LIMIT, 'flatten')).data.every((code) => code === 255)).toBe(true);
    expect((await decode(clear, LIMIT, 'keep')).channels).toBe(4);
  });

  it('crops about the centre to a wanted shape', async () => {
    const size = { width: 30, height: 30 };
    const bytes = await source().png().toBuffer();
    expect(await decode(bytes, LIMIT, 'flatten', { size })).toMatchObject(size);
  });
});

describe('a thumbnail', () => {
  it('is WebP with a longer side of 480 at most, and never enlarged', async () => {
    const large = await source().resize(1200, 800).jpeg().toBuffer();
    const small = await source().jpeg().toBuffer();
    expect(await sharp(await thumbnail(large, LIMIT)).metadata()).toMatchObject({
      format: 'webp',
      width: 480,
      height: 320,
    });
    expect(await sharp(await thumbnail(small, LIMIT)).metadata()).toMatchObject({ width: 60, height: 40 });
  });

  it('of a picture at hand says whose colours it holds, and leaves the picture as it is', async () => {
    const drawn = await decode(await source().resize(1200, 800).png().toBuffer(), LIMIT, 'flatten');
    const codes = drawn.data.slice();
    const file = await thumbnailOf(await miniatureOf(drawn), DISPLAY_P3);
    expect(drawn.data).toEqual(codes);
    expect(await readHeader(file, LIMIT)).toMatchObject({ width: 480, height: 320, colour: { profile: 'Display P3' } });
  });
});
