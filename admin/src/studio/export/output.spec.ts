import { outputProblems } from '../../../../src/engine/core/presets/index';
import { estimatedBytes, outputSize, type OutputWish, printedSize, toOutputOptions } from './output';

const wish: OutputWish = { format: 'png', quality: 90, longer: null, colorSpace: 'keep', dpi: 300 };
const landscape = { width: 3000, height: 2000 };
const portrait = { width: 2000, height: 3000 };

describe('output', () => {
  it('is of the paper’s own size unless told otherwise', () => {
    expect(outputSize(wish, landscape)).toEqual(landscape);
    expect(toOutputOptions(wish, landscape)).toMatchObject({ width: null, height: null });
  });

  it('goes by the longer side, whichever that is', () => {
    expect(outputSize({ ...wish, longer: 1500 }, portrait)).toEqual({ width: 1000, height: 1500 });
    expect(toOutputOptions({ ...wish, longer: 1500 }, portrait)).toMatchObject({ width: null, height: 1500 });
    expect(toOutputOptions({ ...wish, longer: 1500 }, landscape)).toMatchObject({ width: 1500, height: null });
    expect(outputProblems(toOutputOptions({ ...wish, longer: 1500 }, landscape))).toEqual([]);
  });

  it('tells the size on paper', () => {
    expect(printedSize(wish, landscape)).toEqual({ width: 25.4, height: 16.9 });
  });

  it('estimates fewer bytes for less quality and for fewer pixels', () => {
    const jpeg = { ...wish, format: 'jpeg' as const };
    expect(estimatedBytes({ ...jpeg, quality: 60 }, landscape)).toBeLessThan(estimatedBytes(jpeg, landscape));
    expect(estimatedBytes({ ...jpeg, longer: 1000 }, landscape)).toBeLessThan(estimatedBytes(jpeg, landscape) / 8);
  });
});
