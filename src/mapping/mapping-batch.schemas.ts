import { z } from 'zod';
import { identifier } from '../common/identifier.js';
import { mappingRequestSchema, mappingSchema } from './mappings.schemas.js';

/** Mappings that one request may ask for, and pictures that one archive may hold. */
const MAX_BATCH = 100;

const { preset, parameters, output } = mappingRequestSchema.shape;

export const mappingBatchSchema = z
  .strictObject({
    artworkIds: z.array(identifier).min(1).max(MAX_BATCH).meta({ description: 'Your artworks.' }),
    baseImageIds: z
      .array(z.union([identifier, z.literal('auto')]))
      .min(1)
      .max(MAX_BATCH)
      .default(['auto'])
      .meta({ description: 'Base images of the library or your own.' }),
    preset,
    parameters,
    output,
  })
  .refine(({ artworkIds, baseImageIds }) => artworkIds.length === 1 || baseImageIds.length === 1, {
    path: ['baseImageIds'],
    error: 'Expected one artwork on many base images, or many artworks on one',
  })
  .meta({ id: 'MappingBatch' });

export const mappingListSchema = z
  .object({ items: z.array(mappingSchema).meta({ description: 'In the order of the request.' }) })
  .meta({ id: 'MappingList' });

export const archiveQuerySchema = z.strictObject({
  ids: z
    .string()
    .transform((ids) => ids.split(','))
    .pipe(z.array(identifier).min(1).max(MAX_BATCH))
    .meta({ description: `Ids of mappings that have succeeded, separated by commas; ${MAX_BATCH} at most.` }),
});

export type MappingBatch = z.infer<typeof mappingBatchSchema>;
export type ArchiveQuery = z.infer<typeof archiveQuerySchema>;
