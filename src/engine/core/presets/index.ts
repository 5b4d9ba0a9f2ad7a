export { outputProblems, parameterProblems, type ParameterProblem } from './check.js';
export { OUTPUT_LIMITS, PARAMETER_LIMITS, type Range } from './limits.js';
export type {
  Background,
  Blend,
  Edge,
  Fit,
  Ink,
  MappingParameters,
  OutputColourSpace,
  OutputFormat,
  OutputOptions,
  TurnedLight,
  Vignette,
} from './parameters.js';
export {
  DEFAULT_OUTPUT,
  DEFAULT_PRESET,
  PRESETS,
  type PaperPreference,
  type Preset,
  type PresetName,
} from './presets.js';
export { meshProblem, type MeshProblem } from '../mesh/mesh-problem.js';
export { isConvexQuad } from './quad.js';
