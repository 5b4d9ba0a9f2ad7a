import { applyDecorators, SerializeOptions } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { ERROR_STATUS, type ErrorCode } from './app-error.js';
import { PROBLEM_MEDIA_TYPE } from './problem.js';

const BINARY = { type: 'string', format: 'binary' } as const;

interface Answer {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** Where the answer is a file: what it may be. */
  readonly mediaTypes?: readonly string[];
  readonly headers?: Record<string, { description: string; schema: { type: 'string' | 'integer' } }>;
}

/** Documents the answer of an operation and lets only what its schema names leave the service. */
export function Answers(status: number, answer: Answer): MethodDecorator {
  const { description, schema, mediaTypes = [], headers = {} } = answer;
  if (!schema) {
    const content = Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema: BINARY }]));
    return ApiResponse({ status, description, headers, ...(mediaTypes.length > 0 ? { content } : {}) });
  }
  return applyDecorators(
    ApiResponse({ status, description, headers, standardSchema: schema }),
    SerializeOptions({ schema }),
  );
}

/** Documents the problems an operation may answer with, one entry a status. */
export function Problems(...codes: ErrorCode[]): MethodDecorator & ClassDecorator {
  const statuses = [...new Set(codes.map((code) => ERROR_STATUS[code]))];
  return applyDecorators(
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: codes.filter((code) => ERROR_STATUS[code] === status).join(', '),
        content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    ),
  );
}
