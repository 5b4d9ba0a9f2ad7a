import { halvingResponse } from './halving-filter.js';
import {
  bilinearKernels,
  KERNEL_SETS,
  PHASES,
  scaleAdaptiveKernels,
  SCALE_STEPS,
  WEIGHT_ONE,
} from './sampling-kernels.js';

const weights = (table: Int16Array, step: number, phase: number) => [
  ...table.subarray((step * PHASES + phase) * 4).subarray(0, 4),
];

describe('scale-adaptive kernels', () => {
  const table = scaleAdaptiveKernels();

  it('sum to exactly one at every scale and position', () => {
    for (let i = 0; i < KERNEL_SETS * SCALE_STEPS * PHASES * 4; i += 4) {
      expect(table[i]! + table[i + 1]! + table[i + 2]! + table[i + 3]!).toBe(WEIGHT_ONE);
    }
  });

  it('take the pixel itself, and nothing else, at its centre up to scale 1', () => {
    expect(weights(table, 0, 0)).toEqual([0, WEIGHT_ONE, 0, 0]);
  });

  it('are symmetric about the middle between two pixels', () => {
    for (let step = 0; step < KERNEL_SETS * SCALE_STEPS; step++) {
      const [a, b, c, d] = weights(table, step, PHASES / 2);
      expect(Math.abs(a! - d!)).toBeLessThanOrEqual(1);
      expect(Math.abs(b! - c!)).toBeLessThanOrEqual(1);
    }
  });

  it('pass less fine detail the more the picture is reduced', () => {
    const turn = 2 * Math.PI * 0.375;
    const responses = Array.from({ length: SCALE_STEPS }, (_, step) => {
      const taps = weights(table, step, 0).map((weight) => weight / WEIGHT_ONE);
      const real = taps.reduce((sum, weight, k) => sum + weight * Math.cos(turn * k), 0);
      const imaginary = taps.reduce((sum, weight, k) => sum + weight * Math.sin(turn * k), 0);
      return Math.hypot(real, imaginary);
    });
    expect(responses[0]).toBeCloseTo(1, 6);
    for (let step = 1; step < SCALE_STEPS; step++) expect(responses[step]!).toBeLessThan(responses[step - 1]!);
    expect(responses.at(-1)!).toBeLessThan(0.25);
  });

  it('give back what the halving before them and the place between two pixels blur', () => {
    const responseOf = (step: number) => {
      const taps = weights(table, step, PHASES / 2).map((weight) => weight / WEIGHT_ONE);
      return taps.reduce((sum, weight, k) => sum + weight * Math.cos(2 * Math.PI * 0.25 * (k - 1.5)), 0);
    };
    expect(responseOf(SCALE_STEPS)).toBeGreaterThan(responseOf(0));
    expect(halvingResponse(0.125) * responseOf(SCALE_STEPS)).toBeGreaterThan(0.8);
  });

  it('fit into 16 bits when the sum of their weighted codes is carried as the WASM kernel does', () => {
    for (let i = 0; i < table.length; i += 4) {
      const extent = table.subarray(i, i + 4).reduce((sum, weight) => sum + Math.abs(weight), 0);
      expect((255 * extent) >> 8).toBeLessThan(32768);
    }
  });
});

describe('bilinear kernels', () => {
  it('weigh the two nearest pixels by nearness', () => {
    expect(weights(bilinearKernels(), 3, 64)).toEqual([0, (WEIGHT_ONE * 3) / 4, WEIGHT_ONE / 4, 0]);
  });
});
