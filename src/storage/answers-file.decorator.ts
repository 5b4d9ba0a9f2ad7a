import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { Problems } from '../common/documented.js';

const BINARY = { schema: { type: 'string', format: 'binary' } } as const;

const header = (description: string) => ({ description, schema: { type: 'string' } }) as const;

/** Documents an operation that answers by `sendObject`. */
export function AnswersFile(description: string, mediaTypes: readonly string[]): MethodDecorator {
  const content = Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, BINARY]));
  const headers = {
    ETag: header('Strong validator of the content.'),
    'Cache-Control': header('How long the file may be kept.'),
    'Content-Disposition': header('Name of the file.'),
  };
  return applyDecorators(
    ApiResponse({ status: 200, description, headers, content }),
    ApiResponse({
      status: 206,
      description: 'The part asked for by Range.',
      headers: { ...headers, 'Content-Range': header('Which bytes of how many.') },
      content,
    }),
    ApiResponse({ status: 304, description: 'What the client has (If-None-Match) is still the same.' }),
    Problems('NOT_FOUND', 'RANGE_NOT_SATISFIABLE'),
  );
}
