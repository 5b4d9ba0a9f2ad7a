import { HEX_COLOUR } from '../colour.js';
import { meshProblem } from '../mesh/mesh-problem.js';
import type { Mesh } from '../raster.js';
import { OUTPUT_LIMITS, PARAMETER_LIMITS, type Range } from './limits.js';
import type { Background, MappingParameters, OutputOptions, TurnedLight } from './parameters.js';
import { isConvexQuad } from './quad.js';

/** One parameter that cannot be used. */
export interface ParameterProblem {
  /** JSON pointer into the parameters. */
  readonly pointer: string;
  readonly detail: string;
}

/** What is wrong with mapping parameters, NaN included; empty where nothing is. */
export function parameterProblems(parameters: MappingParameters): ParameterProblem[] {
  const { offset, ink, light, vignette, quad, mesh, background } = parameters;
  return [
    ...outside('/rotation', parameters.rotation, PARAMETER_LIMITS.rotation),
    ...outside('/scale', parameters.scale, PARAMETER_LIMITS.scale),
    ...outside('/offset/x', offset.x, PARAMETER_LIMITS.offset),
    ...outside('/offset/y', offset.y, PARAMETER_LIMITS.offset),
    ...outside('/fold', parameters.fold, PARAMETER_LIMITS.fold),
    ...outside('/illumination', parameters.illumination, PARAMETER_LIMITS.illumination),
    ...outside('/grain', parameters.grain, PARAMETER_LIMITS.grain),
    ...outside('/wear', parameters.wear, PARAMETER_LIMITS.wear),
    ...outside('/ink/absorption', ink.absorption, PARAMETER_LIMITS.absorption),
    ...outside('/ink/showThrough', ink.showThrough, PARAMETER_LIMITS.showThrough),
    ...(light ? lightProblems(light) : []),
    ...outside('/vignette/strength', vignette.strength, PARAMETER_LIMITS.vignetteStrength),
    ...outside('/vignette/smoothness', vignette.smoothness, PARAMETER_LIMITS.vignetteSmoothness),
    ...outside('/margin', parameters.margin, PARAMETER_LIMITS.margin),
    ...(background ? backgroundProblems(background) : []),
    ...outside('/seed', parameters.seed, PARAMETER_LIMITS.seed, true),
    ...(quad ?? []).flatMap((corner, i) => [
      ...outside(`/quad/${i}/x`, corner.x, PARAMETER_LIMITS.quad),
      ...outside(`/quad/${i}/y`, corner.y, PARAMETER_LIMITS.quad),
    ]),
    ...(quad && !isConvexQuad(quad) ? [{ pointer: '/quad', detail: 'must be four corners of a convex area' }] : []),
    ...(quad && mesh ? [{ pointer: '/mesh', detail: 'must not be given beside a quad' }] : []),
    ...(mesh ? meshProblems(mesh) : []),
  ];
}

function meshProblems(mesh: Mesh): ParameterProblem[] {
  const points = PARAMETER_LIMITS.meshPoints;
  const limits = [
    ...outside('/mesh/length', mesh.length, points),
    ...mesh.flatMap((row, i) => [
      ...outside(`/mesh/${i}/length`, row.length, points),
      ...row.flatMap(({ x, y }, k) => [
        ...outside(`/mesh/${i}/${k}/x`, x, PARAMETER_LIMITS.quad),
        ...outside(`/mesh/${i}/${k}/y`, y, PARAMETER_LIMITS.quad),
      ]),
    ]),
  ];
  if (limits.length > 0) return limits;
  const problem = meshProblem(mesh);
  if (!problem) return [];
  const { at, detail } = problem;
  return [{ pointer: at ? `/mesh/${at.row}/${at.column}` : '/mesh', detail }];
}

function lightProblems({ azimuth, elevation, strength }: TurnedLight): ParameterProblem[] {
  return [
    ...outside('/light/azimuth', azimuth, PARAMETER_LIMITS.lightAzimuth),
    ...outside('/light/elevation', elevation, PARAMETER_LIMITS.lightElevation),
    ...outside('/light/strength', strength, PARAMETER_LIMITS.lightStrength),
  ];
}

function backgroundProblems({ colour, shadow }: Background): ParameterProblem[] {
  const problems = outside('/background/shadow', shadow, PARAMETER_LIMITS.backgroundShadow);
  if (HEX_COLOUR.test(colour)) return problems;
  return [...problems, { pointer: '/background/colour', detail: `must be a colour like #f4e8cf, received ${colour}` }];
}

/** What is wrong with output options; empty where nothing is. */
export function outputProblems({ quality, width, height, dpi }: OutputOptions): ParameterProblem[] {
  return [
    ...outside('/quality', quality, OUTPUT_LIMITS.quality, true),
    ...(width === null ? [] : outside('/width', width, OUTPUT_LIMITS.size, true)),
    ...(height === null ? [] : outside('/height', height, OUTPUT_LIMITS.size, true)),
    ...(dpi === null ? [] : outside('/dpi', dpi, OUTPUT_LIMITS.dpi, true)),
  ];
}

function outside(pointer: string, value: number, { min, max }: Range, whole = false): ParameterProblem[] {
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return [];
  return [{ pointer, detail: `must be ${whole ? 'a whole number ' : ''}from ${min} to ${max}, received ${value}` }];
}
