import { z } from 'zod';
import { identifier } from '../common/identifier.js';
import { listingQuery, pageOf } from '../common/listing.js';

const name = z.string().trim().min(1).max(80).meta({ description: 'What it is for.', example: 'Print shop import' });
const time = (description: string) => z.iso.datetime().meta({ description, example: '2026-11-23T13:30:00.000Z' });

export const apiKeyWishSchema = z
  .strictObject({
    name,
    expiresInDays: z
      .int()
      .min(1)
      .max(3650)
      .optional()
      .meta({ description: 'Days until it expires; without them it serves until it is revoked.', example: 90 }),
  })
  .meta({ id: 'ApiKeyWish' });

export const apiKeySchema = z
  .object({
    id: identifier,
    name,
    lastFour: z.string().meta({ description: 'The last characters of the key, to recognise it by.', example: 'x3Qa' }),
    status: z.enum(['active', 'expired', 'ended']).meta({
      description:
        '`ended`: since it was made the password was changed, or an operator signed you out or disabled you.',
    }),
    createdAt: time('When it was made.'),
    expiresAt: time('From when on it serves no more.').optional(),
    lastUsedAt: time('When it last served, to the minute.').optional(),
  })
  .meta({ id: 'ApiKey' });

export const newApiKeySchema = apiKeySchema
  .extend({
    key: z.string().meta({
      description: 'The key itself. It is shown this once and kept nowhere.',
      example: 'amk_Zm9sZHMgYW5kIGxpZ2h0IGFuZCBncmFpbiBvbiBwYXA',
    }),
  })
  .meta({ id: 'NewApiKey' });

export const apiKeyListQuery = listingQuery(['createdAt', 'name', 'lastUsedAt'], '-createdAt');
export const apiKeyPageSchema = pageOf(apiKeySchema, 'ApiKeyPage');

export type ApiKeyWish = z.infer<typeof apiKeyWishSchema>;
export type ApiKeyResponse = z.infer<typeof apiKeySchema>;
export type NewApiKeyResponse = z.infer<typeof newApiKeySchema>;
export type ApiKeyListQuery = z.infer<typeof apiKeyListQuery>;
export type ApiKeyPageResponse = z.infer<typeof apiKeyPageSchema>;
