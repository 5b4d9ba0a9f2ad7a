import { builtKernel } from '../../../../../test/support/built-kernel.js';
import { crumpledSheet } from '../../../../../test/synthetic/crumpled-sheet.js';
import { photograph } from '../../../../../test/synthetic/sheet.js';
import { createRandom } from '../../random.js';
import { createPlane, type Plane } from '../../raster.js';
import { B_SPLINE } from '../../resample.js';
import { analysePaper } from '../index.js';
import { lightVector } from '../reflectance.js';
import { TYPESCRIPT_PASSES } from './typescript-passes.js';
import { wasmPasses } from './wasm-passes.js';

const passes = wasmPasses(builtKernel('analysis'));
const random = createRandom(4);

function noise(width: number, height: number): Plane {
  const plane = createPlane(width, height);
  return { ...plane, data: plane.data.map(() => 0.5 + 0.4 * random.uniform()) };
}

function expectAlike(found: Plane, oracle: Plane): void {
  expect([found.width, found.height]).toEqual([oracle.width, oracle.height]);
  const apart = oracle.data.reduce((most, value, i) => Math.max(most, Math.abs(value - found.data[i]!)), 0);
  expect(apart).toBeLessThan(1e-5);
}

describe.each([
  [64, 48],
  [61, 37],
  [5, 3],
  [1, 1],
])('passes of the WASM kernel over planes of %d × %d', (width, height) => {
  const plane = noise(width, height);
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 3) };

  it('equal those in TypeScript but for rounding', () => {
    expectAlike(passes.reduce(plane, half), TYPESCRIPT_PASSES.reduce(plane, half));
    expectAlike(passes.reduceBetween(plane, half), TYPESCRIPT_PASSES.reduceBetween(plane, half));
    const larger = { width: 2 * width + 1, height: 3 * height };
    expectAlike(passes.enlarge(plane, larger), TYPESCRIPT_PASSES.enlarge(plane, larger));
    expectAlike(passes.enlarge(plane, larger, B_SPLINE), TYPESCRIPT_PASSES.enlarge(plane, larger, B_SPLINE));
    for (const sigma of [0.4, 0.7, 1.9, 2.5, 17]) {
      expectAlike(passes.blur(plane, sigma), TYPESCRIPT_PASSES.blur(plane, sigma));
    }
    const light = lightVector({ azimuth: 250, elevation: 40 });
    const heights = noise(width, height);
    expectAlike(passes.unexplained(plane, heights, light), TYPESCRIPT_PASSES.unexplained(plane, heights, light));
  });

  it.each([3, 4] as const)('read pictures of %d channels as TypeScript does', (channels) => {
    const data = Uint8Array.from({ length: width * height * channels }, () => 255 * random.uniform());
    const picture = { width, height, channels, data };
    const [found, oracle] = [passes.linear(picture, half), TYPESCRIPT_PASSES.linear(picture, half)];
    for (const name of ['red', 'green', 'blue'] as const) expectAlike(found[name], oracle[name]);
    const ink = { white: [0.9, 0.8, 0.7], byRed: 1.3, byBlue: -0.4 } as const;
    expectAlike(passes.withoutInk(oracle.red, oracle, ink), TYPESCRIPT_PASSES.withoutInk(oracle.red, oracle, ink));
  });
});

it('the kernel finds what TypeScript finds in a photograph', () => {
  const picture = photograph(crumpledSheet(5, 200), { ink: (x) => [1, 1 - 0.2 * x, 1 - 0.4 * x] });
  const [oracle, found] = [analysePaper(picture), analysePaper(picture, null, builtKernel('analysis'))];
  expect(found.light.azimuth).toBeCloseTo(oracle.light.azimuth, 1);
  expect(found.confidence).toBeCloseTo(oracle.confidence, 3);
  expect(found.depth / oracle.depth).toBeCloseTo(1, 2);
  const apart = oracle.relief.data.map((height, i) => Math.abs(height - found.relief.data[i]!));
  expect(Math.max(...apart)).toBeLessThan(0.01);
});
