import { createPlaneFourier } from './fft.js';
import { createRandom } from './random.js';

describe('createPlaneFourier', () => {
  const width = 8;
  const height = 4;
  const random = createRandom(1);
  const plane = Float64Array.from({ length: width * height }, () => random.normal());

  it('gives the sums of the discrete Fourier transform', () => {
    const fourier = createPlaneFourier(width, height);
    fourier.forward(plane.slice());
    for (let v = 0; v < height; v++) {
      for (let u = 0; u < fourier.columns; u++) {
        let re = 0;
        let im = 0;
        plane.forEach((value, i) => {
          const phase = -2 * Math.PI * ((u * (i % width)) / width + (v * Math.floor(i / width)) / height);
          re += value * Math.cos(phase);
          im += value * Math.sin(phase);
        });
        expect(fourier.re[v * fourier.columns + u]).toBeCloseTo(re, 10);
        expect(fourier.im[v * fourier.columns + u]).toBeCloseTo(im, 10);
      }
    }
  });

  it('comes back', () => {
    const fourier = createPlaneFourier(width, height);
    fourier.forward(plane.slice());
    const back = new Float64Array(width * height);
    fourier.inverse(back);
    back.forEach((value, i) => expect(value).toBeCloseTo(plane[i]!, 12));
  });

  it('refuses sides that are not powers of two', () => {
    expect(() => createPlaneFourier(12, 8)).toThrow(RangeError);
    expect(() => createPlaneFourier(8, 1)).toThrow(RangeError);
  });
});
