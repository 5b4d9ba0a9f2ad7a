import { createHash } from 'node:crypto';
import { analysePaper, generatePaper } from '../../../../test/support/built-papers.js';
import { breadth } from '../../../../test/support/breadth.js';
import { PAPER_STYLE_NAMES, type GeneratedPaper, type PaperSpecification, type PaperStyle } from './index.js';

const SIZE = { width: 288, height: 256 };

const hashOf = ({ image, height }: GeneratedPaper) =>
  createHash('sha256').update(image.data).update(new Uint8Array(height.data.buffer)).digest('hex');

/** As a buffer: jest compares a plane's numbers one by one, which takes longer than drawing them. */
const reliefOf = ({ height }: GeneratedPaper) => Buffer.from(height.data.buffer);

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

/** One of each way in which a sheet is made. */
const KINDS: readonly PaperStyle[] = ['crumpled', 'folded-3x2', 'canvas'];

describe.each(breadth(KINDS, PAPER_STYLE_NAMES))('%s', (style) => {
  const paper = (change: Partial<PaperSpecification>) => generatePaper({ style, seed: 4, ...SIZE, ...change });
  const red = { strength: 1, colour: 0xc04040 };
  const shallow = paper({ strength: 0 });
  const deep = paper({ ...red, light: { azimuth: 180, elevation: 30 } });
  const turned = paper({ ...red, light: { azimuth: 0, elevation: 30 } });
  const another = paper({ strength: 0, seed: 8 });

  it('is the same for the same seed, another for another', () => {
    expect(hashOf(paper({ strength: 0 }))).toBe(hashOf(shallow));
    expect(hashOf(another)).not.toBe(hashOf(shallow));
  });

  it('is finite, of zero mean, and neither black nor burnt out', () => {
    for (const { height } of [shallow, deep, another]) {
      const sum = height.data.reduce((total, value) => total + value, 0);
      expect(Math.abs(sum / height.data.length)).toBeLessThan(1e-2);
      expect(height.data.every(Number.isFinite)).toBe(true);
    }
    for (const { image } of [shallow, another]) {
      const levels = image.data.toSorted();
      expect(levels[Math.floor(levels.length * 0.001)]).toBeGreaterThan(40);
      expect(levels[Math.floor(levels.length * 0.999)]).toBeLessThan(254);
    }
  });

  it('deepens with strength', () => {
    expect(deviation(deep.height.data)).toBeGreaterThan(2 * deviation(shallow.height.data));
  });

  it('takes the colour it is given', () => {
    const [r, g, b] = meanColour(deep) as [number, number, number];
    expect(r / g).toBeGreaterThan(1.6);
    expect(Math.abs(g / b - 1)).toBeLessThan(0.12);
  });

  it('changes with the light', () => {
    expect(reliefOf(turned)).toEqual(reliefOf(deep));
    expect(hashOf(turned)).not.toBe(hashOf(deep));
  });
});

describe('paper styles', () => {
  it('have creases where the sheet was folded, and hardly any where it was not', () => {
    const worn = (style: PaperSpecification['style']) => {
      const { image, height, light } = generatePaper({ style, seed: 4, width: 480, height: 320 });
      const { creases } = analysePaper(image, { height, light });
      return creases.data.filter((value) => value >= 128).length / creases.data.length;
    };
    const [few, many] = [worn('folded-2x2'), worn('folded-4x4')];
    for (const share of [worn('crumpled'), few]) expect(share).toBeGreaterThan(0.002);
    expect(many).toBeGreaterThan(1.5 * few);
    const unfolded: readonly PaperStyle[] = ['cold-press', 'canvas', 'hot-press', 'kraft', 'washi', 'newsprint'];
    for (const style of breadth(unfolded.slice(1, 2), unfolded)) expect(worn(style)).toBeLessThan(0.001);
  });

  it('refuse a colour that is none', () => {
    expect(() => generatePaper({ style: 'kraft', seed: 1, ...SIZE, colour: -1 })).toThrow(
      new RangeError('colour must be a whole number from 0 to 16777215, received -1'),
    );
  });
});
