import { createPlane } from '../../raster.js';
import { OCCLUSION } from './occlusion.js';

const { lightVisibility, skyVisibility } = OCCLUSION;

const SIZE = 64;

/** A wall 10 high across the picture in column 32. */
function wall() {
  const plane = createPlane(SIZE, SIZE);
  for (let y = 0; y < SIZE; y++) plane.data[y * SIZE + 32] = 10;
  return plane;
}
const at = (x: number) => 32 * SIZE + x;

describe('skyVisibility', () => {
  it('is 1 in the open and less beside a wall', () => {
    expect([...skyVisibility(createPlane(SIZE, SIZE), 20).data].every((value) => Math.abs(value - 1) < 1e-6)).toBe(
      true,
    );
    const beside = skyVisibility(wall(), 20).data;
    expect(beside[at(30)]).toBeLessThan(0.7);
    expect(beside[at(30)]).toBeLessThan(beside[at(22)]!);
    expect(beside[at(32)]).toBeCloseTo(1, 6);
  });
});

describe('lightVisibility', () => {
  it('throws the shadow of a wall away from the light, as long as the light is low', () => {
    const fromLeft = lightVisibility(wall(), { azimuth: 180, elevation: 45 }, 30, 0.2).data;
    expect(fromLeft[at(36)]).toBeLessThan(0.05);
    expect(fromLeft[at(28)]).toBeCloseTo(1, 6);
    expect(fromLeft[at(50)]).toBeCloseTo(1, 6);
    const high = lightVisibility(wall(), { azimuth: 180, elevation: 80 }, 30, 0.2).data;
    expect(high[at(36)]).toBeCloseTo(1, 6);
  });
});
