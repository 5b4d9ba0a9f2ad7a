import { createPlane, type Plane } from './raster.js';
import { drawRelief } from './relief-picture.js';

/** A ridge along the picture's height, in its middle. */
function ridge(scale: number): Plane {
  const plane = createPlane(41, 9);
  plane.data.forEach((_height, i) => (plane.data[i] = scale * -Math.abs((i % 41) - 20)));
  return plane;
}

const tone = (plane: Plane, azimuth: number, x: number) =>
  drawRelief(plane, { azimuth, elevation: 45 }).data[(4 * 41 + x) * 3]!;

describe('drawRelief', () => {
  it('lights the side of a fold that faces the light', () => {
    expect(tone(ridge(1), 180, 10)).toBeGreaterThan(tone(ridge(1), 180, 30) + 60);
    expect(tone(ridge(1), 0, 30)).toBe(tone(ridge(1), 180, 10));
    expect(tone(ridge(1), 90, 10)).toBe(tone(ridge(1), 90, 30));
  });

  it('draws the same picture in whatever unit the heights are', () => {
    const light = { azimuth: 200, elevation: 40 };
    expect(drawRelief(ridge(1000), light).data).toEqual(drawRelief(ridge(1), light).data);
  });

  it('draws a level surface in one grey tone', () => {
    const { width, height, channels, data } = drawRelief(createPlane(7, 5), { azimuth: 225, elevation: 90 });
    expect([width, height, channels]).toEqual([7, 5, 3]);
    expect(new Set(data)).toEqual(new Set([255]));
  });
});
