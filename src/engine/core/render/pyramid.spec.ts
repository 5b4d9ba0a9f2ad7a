import { noiseRaster, plainRaster } from '../../../../test/support/engine-inputs.js';
import { srgbToLinear } from '../colour.js';
import type { Raster } from '../raster.js';
import { halveRows, planLevels, type Level } from './pyramid.js';

function levelsOf(art: Raster, x: number, y: number): Level[] {
  const levels = planLevels(art, { x, y }, (size) => new Uint8Array(size));
  levels.slice(1).forEach((level, i) => halveRows(levels[i]!, level, 0, level.height));
  return levels;
}
const sizesOf = (levels: readonly Level[]) => levels.map(({ width, height }) => [width, height]);

describe('levels', () => {
  it('go down until four taps suffice for the scale, each side rounded up', () => {
    expect(sizesOf(levelsOf(plainRaster(101, 66, [1, 2, 3]), 7.9, 7.9))).toEqual([
      [101, 66],
      [51, 33],
      [26, 17],
    ]);
    expect(sizesOf(levelsOf(plainRaster(101, 66, [1, 2, 3]), 2.12, 2.12))).toHaveLength(1);
  });

  it('halve only the side that is reduced', () => {
    expect(sizesOf(levelsOf(plainRaster(40, 900, [1, 2, 3]), 0.5, 9))).toEqual([
      [40, 900],
      [40, 450],
      [40, 225],
      [40, 113],
    ]);
  });

  it.each([
    [1, 1],
    [1, 37],
    [37, 1],
    [2, 3],
  ])('of one colour stay of one colour at %i×%i', (width, height) => {
    for (const level of levelsOf(plainRaster(width, height, [200, 30, 90]), 16, 16)) {
      expect(level.data).toEqual(plainRaster(level.width, level.height, [200, 30, 90]).data);
    }
  });

  it('keep the light, not the codes: black and white alternating give middle light', () => {
    const stripes = plainRaster(64, 64, [0, 0, 0]);
    stripes.data.forEach((_, i) => (stripes.data[i] = Math.floor(i / 3) % 2 ? 255 : 0));
    const half = levelsOf(stripes, 3, 3)[1]!;
    expect(srgbToLinear(half.data[3 * (16 * 32 + 16)]! / 255)).toBeCloseTo(0.5, 2);
  });

  it('never let hidden colours bleed into what is seen', () => {
    const art = plainRaster(32, 32, [10, 250, 10, 0]);
    for (let i = 0; i < 32 * 32; i++) if (i % 32 < 13) art.data.set([240, 10, 10, 255], 4 * i);
    const half = levelsOf(art, 3, 3)[1]!;
    for (let i = 0; i < half.data.length; i += 4) {
      if (half.data[i + 3]! > 8) expect([...half.data.subarray(i, i + 3)]).toEqual([240, 10, 10]);
    }
  });

  it('do not depend on how their rows are shared out', () => {
    const art = noiseRaster(90, 80, 5);
    const [above, whole] = levelsOf(art, 3, 3) as [Level, Level];
    const parts = { ...whole, data: new Uint8Array(whole.data.length) };
    for (const from of [24, 0, 12]) halveRows(above, parts, from, Math.min(whole.height, from + 12));
    halveRows(above, parts, 36, whole.height);
    expect(parts.data).toEqual(whole.data);
  });
});
