import { z } from 'zod';
import { GENERATION_FAILURES } from '../ai/generation-error.js';
import { hexColour } from '../common/hex-colour.js';
import { identifier } from '../common/identifier.js';
import { listingQuery, pageOf } from '../common/listing.js';
import { PAPER_STYLE_NAMES } from '../engine/core/papers/index.js';
import { MAX_TITLE_LENGTH } from '../uploads/title.js';
import { BASE_IMAGE_SOURCES, BASE_IMAGE_STATES } from './base-image.js';
import { PAPER_CHOICE_SOURCES } from './paper-choice.js';
import { DEFAULT_PAPER_SIZE, DEFAULT_STYLE, PAPER_SIDE } from './paper-specification.js';
import { meshSchema, quadSchema } from './placement.schema.js';

const time = z.iso.datetime().meta({ example: '2026-11-23T13:30:00.000Z' });
const name = z
  .string()
  .trim()
  .min(1)
  .max(MAX_TITLE_LENGTH)
  .regex(/^\P{Cc}*$/u, 'Expected text without control characters')
  .meta({ example: 'Crumpled sheet, morning light' });
const MAX_TAGS = 20;
const tag = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(40)
  .regex(/^[^\p{Cc},]*$/u, 'Expected text without commas and control characters')
  .meta({ example: 'watercolour' });
const tags = z
  .array(tag)
  .max(MAX_TAGS)
  .transform((all) => [...new Set(all)]);
const source = z
  .enum(BASE_IMAGE_SOURCES)
  .meta({ description: 'A photograph somebody uploaded, made by AI, or made by the engine.' });
const state = z.enum(BASE_IMAGE_STATES).meta({ description: 'Only a ready base image can be mapped onto.' });
const seed = z.int().min(0).max(0xffffffff).meta({ description: 'Equal seeds give equal papers.', example: 7 });
const side = z.int().min(PAPER_SIDE.min).max(PAPER_SIDE.max);
const style = z.enum(PAPER_STYLE_NAMES);
/** `#rrggbb`, turned into 0xRRGGBB. */
const colour = hexColour.meta({ example: '#f4e8cf' });

const aiTrialSchema = z
  .object({
    tried: z.boolean().meta({ description: 'Whether AI was asked.' }),
    reason: z.enum(GENERATION_FAILURES).optional().meta({ description: 'Why AI did not serve.' }),
  })
  .meta({ id: 'AiTrial' });

const provenanceSchema = z
  .object({
    requestedBy: identifier.optional().meta({ description: 'Account that uploaded or asked for it.' }),
    style: z.string().optional(),
    prompt: z.string().optional(),
    seed: seed.optional(),
    generator: z.string().optional().meta({ description: 'What made it.', example: 'procedural' }),
    generatorVersion: z.int().optional(),
    parameters: z.record(z.string(), z.number()).optional(),
    space: z.string().optional().meta({ description: 'The Hugging Face Space that made it.' }),
    milliseconds: z.int().optional().meta({ description: 'How long making it took.' }),
    ai: aiTrialSchema.optional(),
  })
  .meta({ id: 'Provenance' });

const lightSchema = z
  .object({
    azimuth: z.number().meta({
      description: 'Degrees clockwise, where the light comes from: 0 right, 90 below, 270 above.',
      example: 225,
    }),
    elevation: z.number().meta({ description: 'Degrees above the sheet.', example: 42 }),
  })
  .meta({ id: 'Light' });

export const baseImageSchema = z
  .object({
    id: identifier,
    ownerId: identifier.nullable().meta({ description: 'Null for the library, which everybody sees.' }),
    name,
    tags: z.array(z.string()).meta({ description: 'Words to find it by, in lower case.', example: ['watercolour'] }),
    state,
    width: z.int().meta({ description: 'Pixels.', example: 3000 }),
    height: z.int().meta({ description: 'Pixels.', example: 2000 }),
    source,
    provenance: provenanceSchema,
    enabled: z.boolean().meta({ description: 'Whether the service may choose it.' }),
    default: z.boolean().meta({ description: 'The operator’s choice for artists without a paper of their own.' }),
    jobId: identifier.optional().meta({ description: 'The work on it, while it is being prepared.' }),
    failure: z.object({ code: z.string(), detail: z.string() }).optional().meta({ description: 'Why it failed.' }),
    contentUrl: z.url().optional().meta({ description: 'The picture; signed, expires after some minutes.' }),
    thumbnailUrl: z.url().optional().meta({ description: 'WebP, longer side at most 480 pixels; signed, expires.' }),
    reliefUrl: z
      .url()
      .optional()
      .meta({ description: 'The folds that were found, as a shaded relief; signed, expires.' }),
    analysis: z
      .object({
        state,
        confidence: z.number().optional().meta({ description: '0…1 that the relief is real.', example: 0.86 }),
        light: lightSchema.optional(),
      })
      .meta({ id: 'BaseImageAnalysis' }),
    placement: z
      .object({
        quad: quadSchema,
        mesh: meshSchema.optional().meta({ description: 'Where the sheet is bent; its corners are the quad.' }),
      })
      .meta({
        id: 'Placement',
        description: 'Where on the picture the sheet lies: as its owner says or as it was found.',
      }),
    createdAt: time,
  })
  .meta({ id: 'BaseImage' });

export const baseImagePageSchema = pageOf(baseImageSchema, 'BaseImagePage');

export const baseImagesQuerySchema = listingQuery(['createdAt', 'name'], '-createdAt').extend({
  owner: z
    .enum(['own', 'library'])
    .optional()
    .meta({ description: 'Only your own, or only the library. Default: both; for operators, everybody’s.' }),
  source: source.optional(),
  state: state.optional(),
  tag: tag.optional().meta({ description: 'Only those with this tag.' }),
  search: z.string().min(1).max(100).optional().meta({ description: 'Part of the name.' }),
});

export const baseImageFieldsSchema = z.strictObject({
  name: name.optional().meta({ description: 'Default: made of the name of the file.' }),
});

export const baseImageChangeSchema = z
  .strictObject({
    name: name.optional(),
    tags: tags
      .optional()
      .meta({ description: `In place of those it has; ${MAX_TAGS} at most, each kept once in lower case.` }),
    enabled: z.boolean().optional(),
    default: z.boolean().optional().meta({ description: 'Operators alone; of the library, one at most.' }),
    placement: z
      .strictObject({ quad: quadSchema.optional(), mesh: meshSchema.optional() })
      .refine(({ quad, mesh }) => (quad === undefined) !== (mesh === undefined), 'Expected a quad or a mesh')
      .nullable()
      .optional()
      .meta({ description: 'A quad or a mesh. Null: the whole picture.' }),
  })
  .refine((change) => Object.keys(change).length > 0, 'Expected name, tags, enabled, default or placement')
  .refine((change) => !(change.default === true && change.enabled === false), {
    path: ['default'],
    message: 'A disabled base image cannot be the default',
  })
  .meta({ id: 'BaseImageChange' });

export const paperWishSchema = z
  .strictObject({
    name: name.optional(),
    style: style.optional().meta({ description: `Default: ${DEFAULT_STYLE}.` }),
    prompt: z
      .string()
      .trim()
      .min(1)
      .max(1000)
      .optional()
      .meta({ description: 'What the paper looks like, for AI; the engine’s own papers pay no attention to it.' }),
    seed: seed.optional().meta({ description: 'Default: at random.' }),
    strength: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .meta({ description: 'How deep folds or texture are. Default: 0.5. Of the engine’s own papers.' }),
    colour: colour.optional().meta({ description: 'Of the paper in full light. Default: the style’s own.' }),
    light: lightSchema
      .extend({ azimuth: z.number().min(0).max(360), elevation: z.number().min(15).max(90) })
      .strict()
      .optional()
      .meta({ id: 'PaperLight', description: 'Default: from the upper left. Of the engine’s own papers.' }),
    width: side.optional().meta({ description: `Pixels. Default: ${DEFAULT_PAPER_SIZE.width}.` }),
    height: side.optional().meta({ description: `Pixels. Default: ${DEFAULT_PAPER_SIZE.height}.` }),
  })
  .meta({ id: 'PaperWish' });

/** The paper of an artwork, as answers show it. */
export const paperChoiceSchema = z
  .object({
    state: z.enum(['ready', 'preparing']),
    baseImageId: identifier,
    source: z
      .enum(PAPER_CHOICE_SOURCES)
      .meta({ description: 'Your own paper (or the one you named), the operator’s default, AI, or pre-generated.' }),
    jobId: identifier.optional().meta({ description: 'The work on the paper, while it is being prepared.' }),
    ai: aiTrialSchema,
  })
  .meta({ id: 'PaperChoice' });

export type BaseImageResponse = z.infer<typeof baseImageSchema>;
export type BaseImagePageResponse = z.infer<typeof baseImagePageSchema>;
export type BaseImagesQuery = z.infer<typeof baseImagesQuerySchema>;
export type BaseImageFields = z.infer<typeof baseImageFieldsSchema>;
export type BaseImageChangeBody = z.infer<typeof baseImageChangeSchema>;
export type PaperWishBody = z.infer<typeof paperWishSchema>;
