import { createRandom } from '../random.js';
import type { Raster } from '../raster.js';
import { analysePaper } from '../../../../test/support/built-papers.js';
import { correlation } from '../../../../test/support/correlation.js';
import { crumpledSheet } from '../../../../test/synthetic/crumpled-sheet.js';
import { photograph } from '../../../../test/synthetic/sheet.js';

function pictureOf(width: number, height: number, code: (x: number, y: number) => number): Raster {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, k) => {
    const i = Math.floor(k / 3);
    return Math.max(0, Math.min(255, Math.round(code((i % width) / width, Math.floor(i / width) / height))));
  });
  return { width, height, channels: 3, data };
}

function wornPixels(data: Uint8Array): number {
  return data.reduce((count, value) => count + (value >= 128 ? 1 : 0), 0);
}

describe('paper analysis', () => {
  const random = createRandom(7);

  describe('of a sheet that lies flat', () => {
    it.each<[string, Raster]>([
      ['white', pictureOf(300, 200, () => 255)],
      ['noisy', pictureOf(300, 200, () => 235 + 8 * random.normal())],
      ['darker towards the corners', pictureOf(300, 200, (x, y) => 245 - 120 * ((x - 0.5) ** 2 + (y - 0.5) ** 2))],
      ['lit from one side', pictureOf(300, 200, (x) => 250 - 120 * x + 3 * random.normal())],
    ])('finds no folds and no creases: %s', (_, picture) => {
      const { confidence, creases } = analysePaper(picture);
      expect(confidence).toBeLessThan(0.1);
      expect(wornPixels(creases.data)).toBe(0);
    });
  });

  it.each([
    [1, 1],
    [3, 2],
    [1, 500],
    [700, 2],
    [33, 1],
  ])('gives finite values for %i × %i pixels', (width, height) => {
    for (const picture of [
      pictureOf(width, height, () => 255),
      pictureOf(width, height, () => 0),
      pictureOf(width, height, () => 255 * random.uniform()),
    ]) {
      const { white, light, confidence, relief, creases } = analysePaper(picture);
      expect([...white, light.azimuth, light.elevation, confidence].every(Number.isFinite)).toBe(true);
      expect(white.every((value) => value > 0 && value <= 1)).toBe(true);
      expect([relief.width, relief.height]).toEqual([width, height]);
      expect(relief.data.every(Number.isFinite)).toBe(true);
      expect(creases.data).toHaveLength(width * height);
    }
  });

  it('gives a relief of zero mean and unit deviation, at most 1024 long, in the shape of the picture', () => {
    const { relief, creases, width, height } = analysePaper(
      pictureOf(1500, 750, (x, y) => 200 + 40 * Math.sin(40 * (x + y))),
    );
    expect([width, height, relief.width, relief.height]).toEqual([1500, 750, 1024, 512]);
    expect([creases.width, creases.height]).toEqual([1024, 512]);
    const mean = relief.data.reduce((sum, value) => sum + value, 0) / relief.data.length;
    const square = relief.data.reduce((sum, value) => sum + value * value, 0) / relief.data.length;
    expect(mean).toBeCloseTo(0, 3);
    expect(square).toBeCloseTo(1, 2);
  });

  it.each<[string, readonly [number, number, number]]>([
    ['white', [0.95, 0.95, 0.95]],
    ['kraft', [0.52, 0.36, 0.21]],
    ['rose', [0.9, 0.66, 0.58]],
    ['dark blue', [0.02, 0.04, 0.16]],
  ])('finds the colour of %s paper in full light', (_, paper) => {
    const { white } = analysePaper(photograph(crumpledSheet(2, 256), { paper, grain: 0.005 }));
    // Between the brightest pixels, which the picture shows at the paper's reflectance, and a level facet.
    const level = Math.sin((45.57 * Math.PI) / 180);
    for (const channel of [0, 1, 2]) {
      expect(white[channel]! / paper[channel]!).toBeGreaterThan(level);
      expect(white[channel]! / paper[channel]!).toBeLessThan(1.02);
      expect(white[channel]! / white[1] / (paper[channel]! / paper[1])).toBeCloseTo(1, 1);
    }
  });

  it('takes what is transparent for white', () => {
    const opaque = photograph(crumpledSheet(2, 128));
    const data = new Uint8Array(128 * 128 * 4);
    for (let i = 0; i < 128 * 128; i++) {
      const covered = i % 128 < 64;
      data.set(covered ? opaque.data.subarray(3 * i, 3 * i + 3) : [9, 200, 30], 4 * i);
      data[4 * i + 3] = covered ? 255 : 0;
      if (!covered) opaque.data.fill(255, 3 * i, 3 * i + 3);
    }
    const found = analysePaper({ width: 128, height: 128, channels: 4, data });
    const expected = analysePaper(opaque);
    expect(found.white).toEqual(expected.white);
    expect(found.light).toEqual(expected.light);
    expect(found.relief.data.every((value, i) => value === expected.relief.data[i])).toBe(true);
  });

  describe('of a sheet whose height is known', () => {
    const sheet = crumpledSheet(4, 512);
    const picture = photograph(sheet);
    const known = analysePaper(picture, sheet);

    it('keeps the exact relief and light, in full confidence', () => {
      expect(known.confidence).toBe(1);
      expect(known.light).toEqual(sheet.light);
      expect(correlation(known.relief.data, sheet.height.data)).toBeGreaterThan(0.9999);
    });

    it('finds creases that leave no shading, too', () => {
      expect(wornPixels(known.creases.data)).toBeGreaterThan(wornPixels(analysePaper(picture).creases.data));
    });

    it('takes a height of another resolution than the picture', () => {
      const small = { height: { width: 256, height: 256, data: new Float32Array(256 * 256) }, light: sheet.light };
      for (let i = 0; i < small.height.data.length; i++) {
        small.height.data[i] = sheet.height.data[2 * Math.floor(i / 256) * 512 + 2 * (i % 256)]!;
      }
      const { relief } = analysePaper(picture, small);
      expect([relief.width, relief.height]).toEqual([512, 512]);
      expect(correlation(relief.data, sheet.height.data)).toBeGreaterThan(0.995);
    });
  });
});
