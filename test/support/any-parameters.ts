import fc from 'fast-check';
import { PARAMETER_LIMITS, type MappingParameters } from '../../src/engine/core/presets/index.js';

const within = ({ min, max }: { min: number; max: number }) => fc.double({ min, max, noNaN: true });
/** Mapping parameters within their limits. */
export const anyParameters = fc
  .record<MappingParameters>({
    blend: fc.constantFrom('ink', 'multiply'),
    rotation: within(PARAMETER_LIMITS.rotation),
    scale: within(PARAMETER_LIMITS.scale),
    offset: fc.record({ x: within(PARAMETER_LIMITS.offset), y: within(PARAMETER_LIMITS.offset) }),
    fit: fc.constantFrom('cover', 'contain', 'stretch'),
    quad: fc.constantFrom(null, [
      { x: 0.1, y: 0.2 },
      { x: 1.4, y: -0.3 },
      { x: 0.9, y: 1.2 },
      { x: -0.5, y: 0.8 },
    ] as const),
    mesh: fc.constantFrom(null, null, [
      [
        { x: 0.1, y: 0.2 },
        { x: 0.6, y: 0.05 },
        { x: 1.1, y: 0.2 },
      ],
      [
        { x: 0.05, y: 0.8 },
        { x: 0.5, y: 0.95 },
        { x: 0.9, y: 1.1 },
      ],
    ] as const),
    fold: within(PARAMETER_LIMITS.fold),
    illumination: within(PARAMETER_LIMITS.illumination),
    grain: within(PARAMETER_LIMITS.grain),
    wear: within(PARAMETER_LIMITS.wear),
    ink: fc.record({
      absorption: within(PARAMETER_LIMITS.absorption),
      showThrough: within(PARAMETER_LIMITS.showThrough),
    }),
    light: fc.option(
      fc.record({
        azimuth: within(PARAMETER_LIMITS.lightAzimuth),
        elevation: within(PARAMETER_LIMITS.lightElevation),
        strength: within(PARAMETER_LIMITS.lightStrength),
      }),
    ),
    vignette: fc.record({
      strength: within(PARAMETER_LIMITS.vignetteStrength),
      smoothness: within(PARAMETER_LIMITS.vignetteSmoothness),
    }),
    margin: within(PARAMETER_LIMITS.margin),
    background: fc.option(
      fc.record({
        colour: fc.constantFrom('#000000', '#8a5a2b', '#ffffff'),
        shadow: within(PARAMETER_LIMITS.backgroundShadow),
      }),
    ),
    edge: fc.constantFrom('clean', 'deckle'),
    seed: fc.integer({ min: 0, max: PARAMETER_LIMITS.seed.max }),
  })
  .map((parameters) => (parameters.mesh ? { ...parameters, quad: null } : parameters));
