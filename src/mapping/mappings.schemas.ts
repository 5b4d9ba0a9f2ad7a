import { z } from 'zod';
import { artworkColorSchema } from '../artwork/artwork.schemas.js';
import { ownerFilterSchema } from '../auth/owner-filter.js';
import { identifier } from '../common/identifier.js';
import { listingQuery, pageOf } from '../common/listing.js';
import { PAPER_STYLE_NAMES } from '../engine/core/papers/index.js';
import { DEFAULT_OUTPUT, DEFAULT_PRESET, OUTPUT_LIMITS } from '../engine/core/presets/index.js';
import { jobStatus, progressSchema, timingsSchema } from '../jobs/jobs.schemas.js';
import {
  mappingParametersSchema,
  outputOptionsSchema,
  parameterOverridesSchema,
  presetNameSchema,
} from './mapping-parameters.schema.js';

const time = z.iso.datetime().meta({ example: '2026-11-23T13:30:00.000Z' });

const subject = {
  artworkId: identifier.meta({ description: 'One of your artworks.' }),
  baseImageId: z
    .union([identifier, z.literal('auto')])
    .default('auto')
    .meta({
      description: 'A base image of the library or your own; `auto`: the paper that is chosen for the artwork.',
    }),
  preset: presetNameSchema.default(DEFAULT_PRESET),
  parameters: parameterOverridesSchema.default({}),
};

export const mappingRequestSchema = z
  .strictObject({
    ...subject,
    output: outputOptionsSchema
      .partial()
      .default({})
      .meta({ description: `Default: ${DEFAULT_OUTPUT.format} of the base image’s own size.` }),
  })
  .meta({ id: 'MappingRequest' });

export const previewRequestSchema = z
  .strictObject({
    ...subject,
    width: z
      .int()
      .min(OUTPUT_LIMITS.preview.min)
      .max(OUTPUT_LIMITS.preview.max)
      .default(768)
      .meta({ description: 'Pixels; less where the height would pass the limit.' }),
    format: z.enum(['jpeg', 'webp']).default('jpeg'),
    view: z
      .enum(['print', 'flat'])
      .default('print')
      .meta({ description: 'The print, or the art alone, flat, where the print would be.' }),
  })
  .meta({ id: 'PreviewRequest' });

const resultSchema = z
  .object({
    url: z.url().meta({ description: 'Immutable address of the picture; it cannot be guessed.' }),
    thumbnailUrl: z.url().optional().meta({
      description: 'As immutable: WebP, longer side at most 480 pixels. Not where results are private.',
    }),
    mediaType: z.enum(['image/png', 'image/jpeg', 'image/webp', 'image/avif']),
    width: z.int(),
    height: z.int(),
    bytes: z.int(),
    sha256: z.string().meta({ description: 'Hexadecimal digest of the picture.' }),
    dpi: z.int().optional().meta({ description: 'Pixels an inch that the file states.' }),
    color: z
      .object({
        space: artworkColorSchema.shape.space.meta({ description: 'Whose colours the picture holds.' }),
        profile: z.string().meta({ description: 'Name of the profile embedded.', example: 'Display P3' }),
        art: artworkColorSchema
          .optional()
          .meta({ description: 'What the art’s colours were, and what became of them.' }),
      })
      .optional(),
    light: z.enum(['own', 'turned', 'uncertain']).optional().meta({
      description:
        'The photograph’s `own` light, `turned` as asked, or `uncertain`: to be turned, but the relief is not to be trusted.',
    }),
  })
  .meta({ id: 'MappingResult' });

export const mappingSchema = z
  .object({
    id: identifier,
    ownerId: identifier,
    artworkId: identifier,
    baseImageId: z
      .string()
      .meta({ description: 'Id of the base image; `auto` until one is chosen.', example: '66f0c2a4d1b2c3e4f5a6b7c8' }),
    preset: presetNameSchema,
    parameters: mappingParametersSchema,
    output: outputOptionsSchema,
    status: jobStatus,
    progress: progressSchema.optional(),
    queuePosition: z.int().optional().meta({ description: 'From 1, while it is queued; lists leave it out far back.' }),
    jobId: identifier,
    attempts: z.int().meta({ description: 'How often it has been tried.' }),
    error: z
      .object({ code: z.string().meta({ example: 'DEADLINE_EXCEEDED' }), detail: z.string() })
      .optional()
      .meta({ description: 'Why it failed or, while it is tried again, why the last attempt did.' }),
    result: resultSchema.optional(),
    timings: timingsSchema,
    createdAt: time,
    startedAt: time.optional().meta({ description: 'Start of the last attempt.' }),
    finishedAt: time.optional(),
  })
  .meta({ id: 'Mapping' });

export const mappingPageSchema = pageOf(mappingSchema, 'MappingPage');

export const mappingListQuery = listingQuery(['createdAt'], '-createdAt').extend({
  ownerId: ownerFilterSchema,
  status: jobStatus.optional(),
  artworkId: identifier.optional(),
  baseImageId: identifier.optional(),
});

const presetPaperSchema = z
  .object({
    style: z.enum(PAPER_STYLE_NAMES),
    strength: z.number().optional(),
    colour: z.string().optional().meta({ example: '#f4e8cf' }),
  })
  .meta({ id: 'PresetPaper' });

export const presetListSchema = z
  .object({
    items: z.array(
      z
        .object({
          name: presetNameSchema,
          title: z.string(),
          description: z.string(),
          paper: presetPaperSchema.nullable().meta({
            description: 'The paper that it looks best on; chosen where an artwork names the preset. Null: any.',
          }),
          thumbnailUrl: z.url().meta({ description: 'The same painting by every preset, 600 × 400 pixels, WebP.' }),
          parameters: mappingParametersSchema,
        })
        .meta({ id: 'Preset' }),
    ),
    default: presetNameSchema.meta({ description: 'Preset of a mapping that names none.' }),
  })
  .meta({ id: 'PresetList' });

export type MappingRequest = z.infer<typeof mappingRequestSchema>;
export type PreviewRequestBody = z.infer<typeof previewRequestSchema>;
export type MappingListQuery = z.infer<typeof mappingListQuery>;
export type MappingResponse = z.infer<typeof mappingSchema>;
export type PresetListResponse = z.infer<typeof presetListSchema>;
