import { breadth } from '../../../../test/support/breadth.js';
import { analysePaper, generatePaper } from '../../../../test/support/built-papers.js';
import { correlation } from '../../../../test/support/correlation.js';
import { createPlane, type Plane } from '../raster.js';
import { greatestAmplitude, stiffened } from './displacement.js';
import { easeSlopes } from './ease-slopes.js';

const SEEDS = breadth([3], [3, 5]);
const heights = new Map(SEEDS.map((seed) => [seed, heightOf(seed)]));

function heightOf(seed: number): Plane {
  const { image, ...known } = generatePaper({ style: 'crumpled', seed, width: 512, height: 342 });
  return stiffened(analysePaper(image, known).relief);
}

describe('easeSlopes', () => {
  it.each(SEEDS)('lets a crumpled sheet be followed much further and remains that sheet, seed %i', (seed) => {
    const height = heights.get(seed)!;
    const eased = easeSlopes(height, 5);
    expect(greatestAmplitude(eased)).toBeGreaterThan(1.2 * greatestAmplitude(height));
    expect(correlation(height.data, eased.data)).toBeGreaterThan(0.99);
  });

  it('leaves a sheet as it is that is gentle enough', () => {
    const height = heights.get(3)!;
    expect(easeSlopes(height, greatestAmplitude(height) / 2)).toBe(height);
    const flat = createPlane(1, 1);
    expect(easeSlopes(flat, 10)).toBe(flat);
  });
});
