import { bilinearKernels, PHASES, scaleAdaptiveKernels, SCALE_STEPS, WEIGHT_ONE } from './sampling-kernels.js';

const weights = (table: Int16Array, step: number, phase: number) => [
  ...table.subarray((step * PHASES + phase) * 4).subarray(0, 4),
];

describe('scale-adaptive kernels', () => {
  const table = scaleAdaptiveKernels();

  it('sum to exactly one at every scale and position', () => {
    for (let i = 0; i < SCALE_STEPS * PHASES * 4; i += 4) {
      expect(table[i]! + table[i + 1]! + table[i + 2]! + table[i + 3]!).toBe(WEIGHT_ONE);
    }
  });

  it('take the pixel itself, and nothing else, at its centre up to scale 1', () => {
    expect(weights(table, 0, 0)).toEqual([0, WEIGHT_ONE, 0, 0]);
  });

  it('are symmetric about the middle between two pixels', () => {
    for (let step = 0; step < SCALE_STEPS; step++) {
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
});

describe('bilinear kernels', () => {
  it('weigh the two nearest pixels by nearness', () => {
    expect(weights(bilinearKernels(), 3, 64)).toEqual([0, (WEIGHT_ONE * 3) / 4, WEIGHT_ONE / 4, 0]);
  });
});
