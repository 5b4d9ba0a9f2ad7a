import { createPlaneFourier } from './fft.js';
import { createRandom } from './random.js';

describe('the Fourier transform of a plane', () => {
  const random = createRandom(5);
  const planeOf = (count: number) => Float64Array.from({ length: count }, () => random.normal());

  it('equals the sum that defines it', () => {
    const [width, height] = [16, 8];
    const plane = planeOf(width * height);
    const fourier = createPlaneFourier(width, height);
    fourier.forward(plane);
    for (let v = 0; v < height; v++) {
      for (let u = 0; u < fourier.columns; u++) {
        let [re, im] = [0, 0];
        plane.forEach((value, i) => {
          const turn = -2 * Math.PI * ((u * (i % width)) / width + (v * Math.floor(i / width)) / height);
          re += value * Math.cos(turn);
          im += value * Math.sin(turn);
        });
        expect(fourier.re[v * fourier.columns + u]).toBeCloseTo(re, 9);
        expect(fourier.im[v * fourier.columns + u]).toBeCloseTo(im, 9);
      }
    }
  });

  it.each([
    [2, 2],
    [64, 16],
    [128, 256],
  ])('comes back from the inverse: %i × %i', (width, height) => {
    const plane = planeOf(width * height);
    const fourier = createPlaneFourier(width, height);
    const back = new Float64Array(plane.length);
    fourier.forward(plane);
    fourier.inverse(back);
    const error = plane.reduce((most, value, i) => Math.max(most, Math.abs(value - back[i]!)), 0);
    expect(error).toBeLessThan(1e-12);
  });

  it.each([0, 1, 3, 100])('refuses a side of %i', (side) => {
    expect(() => createPlaneFourier(side, 4)).toThrow(RangeError);
    expect(() => createPlaneFourier(4, side)).toThrow(RangeError);
  });
});
