import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { z } from 'zod';
import { Consumes } from '../common/content-type.guard.js';
import { Problems } from '../common/documented.js';
import { FILE_FIELD } from './multipart-problem.js';
import { UploadInterceptor } from './upload.interceptor.js';

const MULTIPART = 'multipart/form-data';

const file = z.string().meta({ format: 'binary', description: 'JPEG, PNG or WebP; told by its content.' });

/**
 * Makes an operation take a multipart form of one file, in the field `file`, and the text fields of a schema. The file is
 * injected by `@ReceivedFile()`, the fields by `@Body({ schema: fields })`. Guards have run before a byte is read.
 */
export function ReceivesFile(fields: z.ZodObject): MethodDecorator {
  return applyDecorators(
    Consumes(MULTIPART),
    UseInterceptors(UploadInterceptor),
    ApiConsumes(MULTIPART),
    ApiBody(documentedBy(fields.extend({ [FILE_FIELD]: file }))),
    Problems(
      'MALFORMED_REQUEST',
      'REQUEST_TIMEOUT',
      'UPLOAD_TOO_LARGE',
      'UNSUPPORTED_MEDIA_TYPE',
      'VALIDATION_FAILED',
      'IMAGE_EMPTY',
      'IMAGE_CORRUPT',
      'IMAGE_TOO_LARGE',
      'QUOTA_EXCEEDED',
      'TOO_MANY_REQUESTS',
      'OVERLOADED',
      'INSUFFICIENT_STORAGE',
    ),
  );
}

/** Takes the place of the schema of `@Body()` in the API document: that one checks the text fields alone. */
function documentedBy(standardSchema: z.ZodObject): { readonly required: true; readonly standardSchema: z.ZodObject } {
  return { required: true, standardSchema };
}
