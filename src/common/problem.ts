import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import type { AppError } from './app-error.js';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Problem document (RFC 9457): the one shape of every error answer. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'Identifies the kind of problem.', example: 'urn:problem:not-found' }),
    title: z.string().meta({ example: 'Not Found' }),
    status: z.int().meta({ example: 404 }),
    detail: z.string().meta({ example: 'There is no artwork with this id.' }),
    instance: z.string().meta({ description: 'Path of the request.', example: '/api/v1/artworks/66f0c2' }),
    code: z.string().meta({ description: 'Stable name of the problem, for programs.', example: 'NOT_FOUND' }),
    requestId: z.string().meta({ description: 'Quote it when you report the problem.' }),
    errors: z
      .array(z.object({ pointer: z.string(), detail: z.string() }))
      .meta({ description: 'Wrong fields, each with a JSON pointer.' }),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problemSchema>;

export function toProblem(error: AppError, instance: string, requestId: string): Problem {
  return {
    type: `urn:problem:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    detail: error.message,
    instance,
    code: error.code,
    requestId,
    errors: [...error.errors],
  };
}
