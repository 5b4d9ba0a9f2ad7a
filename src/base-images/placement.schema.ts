import { z } from 'zod';
import { isConvexQuad, meshProblem, PARAMETER_LIMITS } from '../engine/core/presets/index.js';

const { min, max } = PARAMETER_LIMITS.quad;
const fraction = z.number().min(min).max(max);
const point = z.strictObject({ x: fraction, y: fraction });

/** Four corners of a sheet; the engine's own check says whether a picture can be mapped onto them. */
export const quadSchema = z
  .tuple([point, point, point, point])
  .refine(isConvexQuad, 'Expected a convex quad: four corners in order, none in line with its neighbours')
  .meta({
    id: 'Quad',
    description:
      'Corners top-left, top-right, bottom-right, bottom-left, in fractions of the base image’s width and height.',
    example: [
      { x: 0.05, y: 0.04 },
      { x: 0.96, y: 0.05 },
      { x: 0.95, y: 0.97 },
      { x: 0.04, y: 0.95 },
    ],
  });

const { min: fewest, max: most } = PARAMETER_LIMITS.meshPoints;

/** A bent sheet; what is wrong with it is named at the control point where it is. */
export const meshSchema = z
  .array(z.array(point).min(fewest).max(most))
  .min(fewest)
  .max(most)
  .superRefine((mesh, context) => {
    const problem = meshProblem(mesh);
    if (!problem) return;
    const path = problem.at ? [problem.at.row, problem.at.column] : [];
    context.addIssue({ code: 'custom', path, message: `The mesh ${problem.detail}` });
  })
  .meta({
    id: 'Mesh',
    description:
      'Control points of a bent sheet: rows from top to bottom, each of equally many points from left to right, in fractions of the base image’s width and height. A smooth surface passes through all of them.',
    example: [
      [
        { x: 0.05, y: 0.06 },
        { x: 0.5, y: 0.02 },
        { x: 0.95, y: 0.06 },
      ],
      [
        { x: 0.04, y: 0.96 },
        { x: 0.5, y: 0.92 },
        { x: 0.96, y: 0.96 },
      ],
    ],
  });
