import { z } from 'zod';
import { identifier } from '../common/identifier.js';
import { listingQuery, pageOf } from '../common/listing.js';
import { DEFAULT_PRESET } from '../engine/core/presets/index.js';
import { parameterOverridesSchema, presetNameSchema } from '../mapping/mapping-parameters.schema.js';

const name = z.string().trim().min(1).max(80).meta({ example: 'Zine' });

export const templateWishSchema = z
  .strictObject({
    name,
    preset: presetNameSchema.default(DEFAULT_PRESET),
    parameters: parameterOverridesSchema.default({}),
  })
  .meta({ id: 'TemplateWish' });

export const templateChangeSchema = z
  .strictObject({ name, preset: presetNameSchema, parameters: parameterOverridesSchema })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'Expected at least one of name, preset, parameters')
  .meta({ id: 'TemplateChange' });

export const templateSchema = z
  .object({
    id: identifier,
    name,
    preset: presetNameSchema,
    parameters: parameterOverridesSchema,
    createdAt: z.iso.datetime().meta({ example: '2026-11-23T13:30:00.000Z' }),
  })
  .meta({ id: 'Template' });

export const templateListQuery = listingQuery(['createdAt', 'name'], '-createdAt');
export const templatePageSchema = pageOf(templateSchema, 'TemplatePage');

export type TemplateWish = z.infer<typeof templateWishSchema>;
export type TemplateChange = z.infer<typeof templateChangeSchema>;
export type TemplateResponse = z.infer<typeof templateSchema>;
export type TemplateListQuery = z.infer<typeof templateListQuery>;
export type TemplatePageResponse = z.infer<typeof templatePageSchema>;
