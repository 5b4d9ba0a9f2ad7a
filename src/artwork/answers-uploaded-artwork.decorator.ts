import { applyDecorators } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { Answers } from '../common/documented.js';
import { uploadedArtworkSchema } from './artwork.schemas.js';

const LOCATION = { Location: { description: 'Address of the artwork.', schema: { type: 'string' } } } as const;

/** Documents an operation that answers by `UploadedArtworkAnswer`. */
export function AnswersUploadedArtwork(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'Prefer',
      required: false,
      description: '`wait=N`: answer when the paper is ready, or after N seconds (60 at most).',
      schema: { type: 'string', example: 'wait=35' },
    }),
    Answers(201, { description: 'The new artwork.', schema: uploadedArtworkSchema, headers: LOCATION }),
    Answers(200, {
      description: 'The artwork that the file is already.',
      schema: uploadedArtworkSchema,
      headers: LOCATION,
    }),
  );
}
