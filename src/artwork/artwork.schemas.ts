import { z } from 'zod';
import { ownerFilterSchema } from '../auth/owner-filter.js';
import { paperChoiceSchema } from '../base-images/base-images.schemas.js';
import { identifier } from '../common/identifier.js';
import { listingQuery, pageOf } from '../common/listing.js';
import { PRESETS, type PresetName } from '../engine/core/presets/index.js';
import { MAX_TITLE_LENGTH } from '../uploads/title.js';

const title = z
  .string()
  .trim()
  .min(1)
  .max(MAX_TITLE_LENGTH)
  .regex(/^\P{Cc}*$/u, 'Expected text without control characters');

const preset = z.enum(Object.keys(PRESETS) as [PresetName, ...PresetName[]]);

export const artworkFieldsSchema = z.strictObject({
  title: title.optional().meta({ description: 'Default: made of the name of the file.' }),
  baseImageId: identifier
    .optional()
    .meta({ description: 'The paper to use. Default: chosen by the service, see `paper` in the answer.' }),
  preset: preset
    .optional()
    .meta({ description: 'Where no paper is named: one that this preset looks best on, if it prefers any.' }),
});

export const artworkPaperQuerySchema = z.strictObject({
  preset: preset.optional().meta({ description: 'Chooses a paper that this preset looks best on, if it prefers any.' }),
});

export const artworkChangeSchema = z.strictObject({ title }).meta({ id: 'ArtworkChange' });

export const artworksQuerySchema = listingQuery(['createdAt', 'title'], '-createdAt').extend({
  search: z.string().min(1).max(100).optional().meta({ description: 'Part of the title.' }),
  ownerId: ownerFilterSchema,
});

export const artworkColorSchema = z
  .object({
    profile: z.string().nullable().meta({ description: 'Name of the embedded profile.', example: 'Adobe RGB (1998)' }),
    model: z.enum(['rgb', 'grey', 'cmyk']),
    space: z
      .enum(['srgb', 'display-p3', 'adobe-rgb', 'prophoto-rgb', 'other'])
      .meta({ description: 'Of the picture as it is kept.' }),
    handling: z.enum(['kept', 'converted', 'assumed-srgb']).meta({
      description:
        '`kept`: its own profile is used. `converted`: CMYK or a profile of tables, brought to sRGB with perceptual intent. ' +
        '`assumed-srgb`: the file does not say.',
    }),
  })
  .meta({ id: 'ArtworkColor' });

export const artworkSchema = z
  .object({
    id: identifier,
    ownerId: identifier,
    title: z.string().meta({ example: 'Starry Night' }),
    mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp']),
    width: z.int().meta({ description: 'Pixels, upright.', example: 2400 }),
    height: z.int().meta({ description: 'Pixels, upright.', example: 1901 }),
    dpi: z.int().optional().meta({ description: 'Pixels an inch, where the file says.', example: 300 }),
    color: artworkColorSchema.optional(),
    bytes: z.int().meta({ description: 'Size of the uploaded file.', example: 1_204_331 }),
    sha256: z.string().meta({ description: 'Digest of the uploaded file, hexadecimal.' }),
    contentUrl: z.url().meta({ description: 'The picture; signed, expires after some minutes.' }),
    thumbnailUrl: z.url().meta({ description: 'WebP, longer side at most 480 pixels; signed, expires.' }),
    createdAt: z.iso.datetime().meta({ example: '2026-11-23T13:30:00.000Z' }),
  })
  .meta({ id: 'Artwork' });

export const uploadedArtworkSchema = z
  .object({
    artwork: artworkSchema,
    paper: paperChoiceSchema,
    duplicate: z.boolean().meta({ description: 'You had uploaded this file before; the artwork is that one.' }),
  })
  .meta({ id: 'UploadedArtwork' });

export const artworkPageSchema = pageOf(artworkSchema, 'ArtworkPage');

export type ArtworkFields = z.infer<typeof artworkFieldsSchema>;
export type ArtworkPaperQuery = z.infer<typeof artworkPaperQuerySchema>;
export type ArtworkChange = z.infer<typeof artworkChangeSchema>;
export type ArtworksQuery = z.infer<typeof artworksQuerySchema>;
export type ArtworkResponse = z.infer<typeof artworkSchema>;
export type UploadedArtworkResponse = z.infer<typeof uploadedArtworkSchema>;
export type ArtworkPageResponse = z.infer<typeof artworkPageSchema>;
