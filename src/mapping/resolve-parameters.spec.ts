import { PRESETS } from '../engine/core/presets/index.js';
import { mappingRequestSchema } from './mappings.schemas.js';
import { resolveParameters } from './resolve-parameters.js';

const ARTWORK = '0123456789abcdef01234567';

describe('parameters of a mapping', () => {
  it.each(Object.values(PRESETS))('are those of preset $name where none are given', ({ name, parameters }) => {
    expect(resolveParameters(name, {})).toEqual(parameters);
  });

  it('override the preset’s, ink and vignette field by field', () => {
    const given = { rotation: 5, ink: { showThrough: 0.5 }, vignette: { strength: 0.2 }, quad: null };
    const { parameters } = PRESETS.natural;
    expect(resolveParameters('natural', given)).toEqual({
      ...parameters,
      rotation: 5,
      ink: { ...parameters.ink, showThrough: 0.5 },
      vignette: { ...parameters.vignette, strength: 0.2 },
    });
  });

  it.each(Object.values(PRESETS))('of preset $name can be sent back as they are', ({ name, parameters }) => {
    const parsed = mappingRequestSchema.parse({ artworkId: ARTWORK, preset: name, parameters });
    expect(resolveParameters(parsed.preset, parsed.parameters)).toEqual(parameters);
  });

  it('are checked by the engine’s own limits', () => {
    const issues = (parameters: object) =>
      mappingRequestSchema
        .safeParse({ artworkId: ARTWORK, parameters })
        .error?.issues.map(({ path }) => path.join('/'));
    expect(issues({ fold: Number.NaN, scale: 0, seed: 2 ** 32, vignette: { smoothness: 9 } })?.toSorted()).toEqual([
      'parameters/fold',
      'parameters/scale',
      'parameters/seed',
      'parameters/vignette/smoothness',
    ]);
  });
});
