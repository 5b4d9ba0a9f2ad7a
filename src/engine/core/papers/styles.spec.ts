import { createHash } from 'node:crypto';
import { analysePaper } from '../analysis/index.js';
import { generatePaper, PAPER_STYLE_NAMES, type GeneratedPaper, type PaperSpecification } from './index.js';

const SIZE = { width: 480, height: 320 };

const made = new Map<string, GeneratedPaper>();
function paper(specification: Pick<PaperSpecification, 'style'> & Partial<PaperSpecification>): GeneratedPaper {
  const key = JSON.stringify(specification);
  const result = made.get(key) ?? generatePaper({ seed: 4, ...SIZE, ...specification });
  made.set(key, result);
  return result;
}

const hashOf = ({ image, height }: GeneratedPaper) =>
  createHash('sha256').update(image.data).update(new Uint8Array(height.data.buffer)).digest('hex');

function meanColour({ image }: GeneratedPaper): readonly number[] {
  const sums = [0, 0, 0];
  image.data.forEach((code, i) => (sums[i % 3]! += code));
  return sums.map((sum) => (3 * sum) / image.data.length);
}

function deviation(values: ArrayLike<number>): number {
  const list = Array.from(values);
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  return Math.sqrt(list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / list.length);
}

describe.each(PAPER_STYLE_NAMES)('%s', (style) => {
  it('is the same for the same seed, another for another', () => {
    expect(hashOf(generatePaper({ style, seed: 4, ...SIZE }))).toBe(hashOf(paper({ style })));
    expect(hashOf(paper({ style, seed: 8 }))).not.toBe(hashOf(paper({ style })));
  });

  it('is finite, of zero mean, and neither black nor burnt out', () => {
    const { image, height } = paper({ style });
    const sum = height.data.reduce((total, value) => total + value, 0);
    expect(Math.abs(sum / height.data.length)).toBeLessThan(1e-2);
    expect(height.data.every(Number.isFinite)).toBe(true);
    const levels = image.data.toSorted();
    expect(levels[Math.floor(levels.length * 0.001)]).toBeGreaterThan(40);
    expect(levels[Math.floor(levels.length * 0.999)]).toBeLessThan(254);
  });

  it('deepens with strength', () => {
    const [shallow, deep] = [0, 1].map((strength) => deviation(paper({ style, strength }).height.data));
    expect(deep).toBeGreaterThan(shallow! * 2);
  });

  it('takes the colour it is given', () => {
    const [red, green, blue] = meanColour(paper({ style, colour: 0xc04040 })) as [number, number, number];
    expect(red / green).toBeGreaterThan(1.6);
    expect(Math.abs(green / blue - 1)).toBeLessThan(0.12);
  });

  it('changes with the light', () => {
    const [left, right] = [180, 0].map((azimuth) => paper({ style, light: { azimuth, elevation: 30 } }));
    expect(hashOf(left!)).not.toBe(hashOf(right!));
  });
});

describe('paper styles', () => {
  it('have creases where the sheet was folded, and hardly any where it was not', () => {
    const worn = (style: PaperSpecification['style']) => {
      const { image, height, light } = paper({ style, width: 768, height: 512 });
      const { creases } = analysePaper(image, { height, light });
      return creases.data.filter((value) => value >= 128).length / creases.data.length;
    };
    for (const style of ['crumpled', 'folded-2x2', 'folded-4x4'] as const) expect(worn(style)).toBeGreaterThan(0.002);
    expect(worn('folded-4x4')).toBeGreaterThan(1.5 * worn('folded-2x2'));
    for (const style of ['cold-press', 'hot-press', 'kraft', 'canvas', 'washi', 'newsprint'] as const)
      expect(worn(style)).toBeLessThan(0.001);
  });

  it('refuse a colour that is none', () => {
    expect(() => generatePaper({ style: 'kraft', seed: 1, ...SIZE, colour: -1 })).toThrow(
      new RangeError('colour must be a whole number from 0 to 16777215, received -1'),
    );
  });
});
