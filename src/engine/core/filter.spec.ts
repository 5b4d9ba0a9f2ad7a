import { gaussianBlur } from './filter.js';
import { createRandom } from './random.js';
import { createPlane } from './raster.js';

describe('Gaussian blur', () => {
  it.each([0.7, 1.2, 2, 2.5, 5, 12])('spreads a point with the deviation asked for: %f', (sigma) => {
    const side = 101;
    const point = createPlane(side, side);
    point.data[50 * side + 50] = 1;
    const { data } = gaussianBlur(point, sigma);
    let [sum, across, down] = [0, 0, 0];
    data.forEach((value, i) => {
      sum += value;
      across += value * ((i % side) - 50) ** 2;
      down += value * (Math.floor(i / side) - 50) ** 2;
    });
    expect(sum).toBeCloseTo(1, 3);
    expect(Math.abs(Math.sqrt(across / sum) / sigma - 1)).toBeLessThan(0.04);
    expect(Math.abs(Math.sqrt(down / sum) / sigma - 1)).toBeLessThan(0.04);
  });

  it.each([0, 1, 4, 400])('leaves a constant plane as it is, borders and all: %f', (sigma) => {
    const plane = { width: 37, height: 5, data: new Float32Array(185).fill(0.25) };
    for (const value of gaussianBlur(plane, sigma).data) expect(value).toBeCloseTo(0.25, 5);
  });

  it.each([1, 4])('treats rows and columns alike: %f', (sigma) => {
    const random = createRandom(2);
    const [width, height] = [23, 17];
    const plane = { width, height, data: Float32Array.from({ length: width * height }, () => random.uniform()) };
    const turned = {
      width: height,
      height: width,
      data: plane.data.map((_, i) => plane.data[(i % height) * width + Math.floor(i / height)]!),
    };
    const direct = gaussianBlur(plane, sigma).data;
    const viaTurned = gaussianBlur(turned, sigma).data;
    for (let i = 0; i < direct.length; i++) {
      expect(viaTurned[(i % width) * height + Math.floor(i / width)]).toBeCloseTo(direct[i]!, 5);
    }
  });
});
