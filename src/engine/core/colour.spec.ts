import { CODE_OF_LINEAR16, LINEAR_OF_CODE, linearToSrgb, luminance, srgbToLinear } from './colour.js';

describe('sRGB', () => {
  it('has the standard’s middle grey and its linear toe', () => {
    expect(srgbToLinear(0.5)).toBeCloseTo(0.21404, 5);
    expect(srgbToLinear(0.04)).toBeCloseTo(0.04 / 12.92, 12);
    expect(linearToSrgb(srgbToLinear(0.7))).toBeCloseTo(0.7, 12);
  });

  it('clamps light that cannot be encoded', () => {
    expect([linearToSrgb(-1), linearToSrgb(2)]).toEqual([0, 1]);
  });

  it('brings every code back through 16 bits of linear light', () => {
    for (let code = 0; code < 256; code++) {
      expect(CODE_OF_LINEAR16[Math.floor(LINEAR_OF_CODE[code]! * 65535 + 0.5)]).toBe(code);
    }
  });

  it('weighs white to one', () => {
    expect(luminance(1, 1, 1)).toBeCloseTo(1, 12);
  });
});
