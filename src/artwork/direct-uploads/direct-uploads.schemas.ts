import { z } from 'zod';
import { identifier } from '../../common/identifier.js';
import { artworkFieldsSchema } from '../artwork.schemas.js';

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'Expected 64 lower-case hexadecimal digits')
  .meta({
    description: 'Digest of the file; what arrives is compared with it.',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  });

export const directUploadWishSchema = artworkFieldsSchema
  .extend({
    title: artworkFieldsSchema.shape.title.meta({ description: 'Default: "Untitled".', example: 'Starry Night' }),
    bytes: z.int().min(1).meta({ description: 'How long the file is.', example: 1_204_331 }),
    mediaType: z
      .enum(['image/jpeg', 'image/png', 'image/webp'])
      .meta({ description: 'What the file is; its content is compared with it.', example: 'image/jpeg' }),
    sha256: sha256.optional(),
  })
  .meta({ id: 'DirectUploadWish' });

export const directUploadSchema = z
  .object({
    id: identifier,
    url: z.string().meta({
      description: 'Where the file goes: the bucket, or this service where it keeps files itself.',
      example:
        'https://mapping.example.org/files/uploads/66f0c2a4d1b2c3e4f5a6b7c8/66f0c2a4d1b2c3e4f5a6b7c9.upload?bytes=1204331&mediaType=image%2Fjpeg&expires=1795699800&signature=…',
    }),
    method: z.literal('PUT'),
    headers: z.record(z.string(), z.string()).meta({
      description: 'To be sent as they are. No Authorization; Content-Length is `bytes`.',
      example: { 'Content-Type': 'image/jpeg' },
    }),
    expiresAt: z.iso.datetime().meta({
      description: 'The file has to be sent by then. Complete the upload within another 15 minutes.',
      example: '2026-11-23T13:45:00.000Z',
    }),
  })
  .meta({ id: 'DirectUpload' });

export type DirectUploadWish = z.infer<typeof directUploadWishSchema>;
export type DirectUploadResponse = z.infer<typeof directUploadSchema>;
