import fc from 'fast-check';
import type { Point, Quad } from '../raster.js';
import {
  DEFAULT_OUTPUT,
  DEFAULT_PRESET,
  isConvexQuad,
  outputProblems,
  PARAMETER_LIMITS,
  parameterProblems,
  PRESETS,
  type MappingParameters,
} from './index.js';

const { parameters } = PRESETS.natural;
const at = (x: number, y: number): Point => ({ x, y });

describe('presets', () => {
  it.each(Object.entries(PRESETS))('%s goes by its name and is within every limit', (name, preset) => {
    expect(preset.name).toBe(name);
    expect(parameterProblems(preset.parameters)).toEqual([]);
    expect(preset.description.length).toBeGreaterThan(20);
  });

  it('have a default among them, and an output that can be made', () => {
    expect(PRESETS[DEFAULT_PRESET].parameters.blend).toBe('ink');
    expect(outputProblems(DEFAULT_OUTPUT)).toEqual([]);
  });
});

describe('parameterProblems', () => {
  it.each<[string, Partial<MappingParameters>]>([
    ['/rotation', { rotation: 180.1 }],
    ['/scale', { scale: 0 }],
    ['/offset/y', { offset: at(0, -2.5) }],
    ['/fold', { fold: NaN }],
    ['/wear', { wear: Infinity }],
    ['/ink/absorption', { ink: { absorption: -0.1, showThrough: 0 } }],
    ['/vignette/smoothness', { vignette: { strength: 0, smoothness: 0 } }],
    ['/seed', { seed: 1.5 }],
    ['/quad/2/x', { quad: [at(0, 0), at(1, 0), at(40, 1), at(0, 1)] }],
  ])('points at %s', (pointer, wrong) => {
    const problems = parameterProblems({ ...parameters, ...wrong });
    expect(problems.map((problem) => problem.pointer)).toEqual([pointer]);
  });

  it('names the limits and what came instead', () => {
    expect(parameterProblems({ ...parameters, scale: 21 })[0]!.detail).toBe('must be from 0.01 to 20, received 21');
  });
});

describe('outputProblems', () => {
  it.each([
    ['/quality', { quality: 0 }],
    ['/width', { width: 15 }],
    ['/height', { height: 300.5 }],
  ])('points at %s', (pointer, wrong) => {
    expect(outputProblems({ ...DEFAULT_OUTPUT, ...wrong }).map((problem) => problem.pointer)).toEqual([pointer]);
  });
});

describe('isConvexQuad', () => {
  const square: Quad = [at(0, 0), at(1, 0), at(1, 1), at(0, 1)];

  it('accepts either sense of walking', () => {
    const [a, b, c, d] = square;
    expect(isConvexQuad(square)).toBe(true);
    expect(isConvexQuad([a, d, c, b])).toBe(true);
  });

  it.each<[string, Quad]>([
    ['crossed', [at(0, 0), at(1, 1), at(1, 0), at(0, 1)]],
    ['with a corner bent inwards', [at(0, 0), at(1, 0), at(0.3, 0.3), at(0, 1)]],
    ['with three corners in line', [at(0, 0), at(1, 0), at(0.5, 0.5), at(0, 1)]],
    ['with two corners in one place', [at(0, 0), at(0, 0), at(1, 1), at(0, 1)]],
    ['without extent', [at(0.5, 0.5), at(0.5, 0.5), at(0.5, 0.5), at(0.5, 0.5)]],
    ['with a corner that is no number', [at(0, 0), at(NaN, 0), at(1, 1), at(0, 1)]],
  ])('refuses one %s', (_name, quad) => {
    expect(isConvexQuad(quad)).toBe(false);
  });

  it('does not depend on which corner comes first', () => {
    const point = fc.record({
      x: fc.double({ ...PARAMETER_LIMITS.quad, noNaN: true }),
      y: fc.double({ ...PARAMETER_LIMITS.quad, noNaN: true }),
    });
    fc.assert(
      fc.property(point, point, point, point, (a, b, c, d) => {
        expect(isConvexQuad([b, c, d, a])).toBe(isConvexQuad([a, b, c, d]));
      }),
    );
  });
});
