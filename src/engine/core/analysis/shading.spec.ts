import { analysePaper } from '../../../../test/support/built-papers.js';
import { breadth } from '../../../../test/support/breadth.js';
import { crumpledSheet } from '../../../../test/synthetic/crumpled-sheet.js';
import { measureRelief } from '../../../../test/synthetic/measure-relief.js';
import { photograph } from '../../../../test/synthetic/sheet.js';
import { createRandom } from '../random.js';

const CLEAN = [1, 1, 1] as const;

/** Density of coffee stains: three blots with sharp rims. */
function stainDensity(x: number, y: number): number {
  const blot = (centreX: number, centreY: number, radius: number) =>
    Math.hypot(x - centreX, y - centreY) < radius ? 1 : 0;
  return 0.5 * blot(0.3, 0.3, 0.18) + 0.8 * blot(0.7, 0.6, 0.2) + 0.3 * blot(0.25, 0.8, 0.1);
}

function stain(x: number, y: number): readonly [number, number, number] {
  const density = stainDensity(x, y);
  return [Math.exp(-0.2 * density), Math.exp(-0.45 * density), Math.exp(-0.9 * density)];
}

/** Lines of black words. */
function lettering(): (x: number, y: number) => readonly [number, number, number] {
  const random = createRandom(5);
  const inked = Array.from({ length: 8100 }, () => random.uniform() < 0.45);
  return (x, y) => {
    const row = Math.floor(y * 30);
    const black = row % 2 === 1 && x > 0.1 && x < 0.9 && inked[(row * 90 + Math.floor(x * 150)) % inked.length]!;
    return black ? [0.1, 0.1, 0.1] : CLEAN;
  };
}

/** Of the sheets that are analysed. */
const SIDE = breadth(384, 512);

describe('shading told from ink', () => {
  it('keeps coloured stains out of the relief', () => {
    const { correlation } = measureRelief(crumpledSheet, { count: breadth(1, 2), side: SIDE }, { ink: stain });
    expect(correlation.least).toBeGreaterThan(0.83);
  });

  it('keeps black lettering out of the relief', () => {
    const { correlation } = measureRelief(crumpledSheet, { count: breadth(1, 2), side: SIDE }, { ink: lettering() });
    expect(correlation.least).toBeGreaterThan(0.83);
  });

  it.each([
    ['coffee stains', stain],
    ['lettering', lettering()],
  ])('doubts folds on a flat sheet with %s', (_, ink) => {
    const sheet = crumpledSheet(1, SIDE);
    const flat = { ...sheet, height: { ...sheet.height, data: new Float32Array(SIDE * SIDE) } };
    expect(analysePaper(photograph(flat, { ink, grain: 0.01 })).confidence).toBeLessThan(0.3);
  });

  it('doubts the folds of a painting', () => {
    const random = createRandom(9);
    const dabs = Array.from({ length: 400 }, () => [random.uniform(), random.uniform(), random.uniform()] as const);
    const painting = (x: number, y: number) => dabs[Math.floor(x * 20) * 20 + Math.floor(y * 20)]!;
    const sheet = crumpledSheet(1, 256);
    const flat = { ...sheet, height: { ...sheet.height, data: new Float32Array(256 * 256) } };
    expect(analysePaper(photograph(flat, { ink: painting })).confidence).toBeLessThan(0.1);
  });
});
