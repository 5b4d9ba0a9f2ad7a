import { analysePaper, generatePaper } from '../../../../test/support/built-papers.js';
import { breadth } from '../../../../test/support/breadth.js';
import type { PaperStyle } from '../papers/index.js';
import { createRandom } from '../random.js';
import type { Point, Quad, Raster } from '../raster.js';

const SIZE = { width: 368, height: 276 };
const CORNERS: Quad = [
  { x: 0.16, y: 0.12 },
  { x: 0.86, y: 0.18 },
  { x: 0.9, y: 0.85 },
  { x: 0.1, y: 0.9 },
];

type Colour = readonly [number, number, number];

const { image } = generatePaper({ style: 'crumpled', seed: 6, ...SIZE });

/** A crumpled sheet on a table of the given colour, its grain included. */
function onTable(table: Colour, quad: Quad = CORNERS): Raster {
  const data = image.data.slice();
  const random = createRandom(2);
  for (let i = 0; i < SIZE.width * SIZE.height; i++) {
    const place = { x: ((i % SIZE.width) + 0.5) / SIZE.width, y: (Math.floor(i / SIZE.width) + 0.5) / SIZE.height };
    const grain = 1 + 0.12 * random.normal();
    if (!isInside(quad, place)) table.forEach((code, k) => (data[3 * i + k] = Math.min(255, code * grain)));
  }
  return { ...image, data };
}

function isInside(quad: Quad, { x, y }: Point): boolean {
  return quad.every((a, k) => {
    const b = quad[(k + 1) % 4]!;
    return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) >= 0;
  });
}

describe('a sheet on a table', () => {
  const dark = analysePaper(onTable([62, 64, 68]));
  const tables: readonly [string, Colour][] = [
    ['wood', [120, 78, 44]],
    ['slate', [62, 64, 68]],
    ['blue cloth', [40, 70, 130]],
  ];
  it.each(breadth(tables.slice(0, 1), tables))('is found on %s, its corners within 1.5 %', (_name, table) => {
    const { quad } = analysePaper(onTable(table));
    expect(quad).not.toBeNull();
    quad!.forEach(({ x, y }, k) => {
      expect(Math.hypot(x - CORNERS[k]!.x, y - CORNERS[k]!.y)).toBeLessThan(0.015);
    });
  });

  it('keeps its own white', () => {
    const bright: Colour = [250, 160, 60];
    const [red, , blue] = analysePaper(onTable(bright)).white;
    expect(red / blue).toBeLessThan(1.15);
  });

  it('alone counts in the histogram of brightness', () => {
    const { histogram } = dark;
    expect(histogram.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    // The table takes up half the picture, at a tenth of the sheet's brightness.
    expect(histogram.slice(0, 5).reduce((sum, share) => sum + share, 0)).toBeLessThan(0.08);
    expect(
      analysePaper(image)
        .histogram.slice(0, 5)
        .reduce((sum, share) => sum + share, 0),
    ).toBeLessThan(0.08);
  });

  it('has a relief there alone', () => {
    const { relief } = dark;
    const power = (inside: boolean) => {
      const values = relief.data.filter(
        (_, i) =>
          isInside(CORNERS, {
            x: (i % relief.width) / relief.width,
            y: Math.floor(i / relief.width) / relief.height,
          }) === inside,
      );
      return values.reduce((sum, value) => sum + value * value, 0) / values.length;
    };
    expect(power(false)).toBeLessThan(0.45 * power(true));
  });

  const styles: readonly PaperStyle[] = ['ball-crumpled', 'crumpled', 'folded-3x2', 'cold-press', 'kraft', 'washi'];
  it.each(breadth(styles.slice(0, 1), styles))('is not imagined where %s paper fills the picture', (style) => {
    expect(analysePaper(generatePaper({ style, seed: 3, ...SIZE }).image).quad).toBeNull();
  });
});
