import { type MappingParameters, PRESETS, type PresetName } from '../engine/core/presets/index.js';
import type { ParameterOverrides } from './mapping-parameters.schema.js';

/** The preset's parameters with each given one in its place; ink and vignette are overridden field by field. */
export function resolveParameters(preset: PresetName, given: ParameterOverrides): MappingParameters {
  const base: MappingParameters = PRESETS[preset].parameters;
  return {
    ...base,
    ...given,
    ink: { ...base.ink, ...given.ink },
    vignette: { ...base.vignette, ...given.vignette },
  };
}
