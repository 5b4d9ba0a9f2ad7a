import { z } from 'zod';
import { isConvexQuad, PARAMETER_LIMITS } from '../engine/core/presets/index.js';

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
