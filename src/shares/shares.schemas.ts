import { z } from 'zod';
import { listingQuery, pageOf } from '../common/listing.js';
import { identifier } from '../common/identifier.js';

const time = z.iso.datetime().meta({ example: '2026-11-23T13:30:00.000Z' });

export const shareToken = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'Expected 32 hexadecimal digits')
  .meta({ description: 'The last part of the link.', example: '0f1e2d3c4b5a69788796a5b4c3d2e1f0' });

export const shareSchema = z
  .object({
    token: shareToken,
    mappingId: identifier,
    url: z.url().meta({ description: 'The page that everybody who has the link can see.' }),
    createdAt: time,
  })
  .meta({ id: 'Share' });

export const sharedPrintSchema = z
  .object({
    token: shareToken,
    title: z.string().meta({ example: 'Starry Night' }),
    artist: z.string().meta({ description: 'Name of the artist; empty where none is given.' }),
    paper: z.string().meta({ description: 'Name of the paper.' }),
    width: z.int(),
    height: z.int(),
    pictureUrl: z.url().meta({ description: 'The picture.' }),
    card: z.object({ url: z.url(), width: z.int(), height: z.int() }).optional().meta({
      description:
        'The picture as JPEG, longer side at most 1,200 pixels (480 of an AVIF): for sites that show links, and small screens.',
    }),
    flatUrl: z.url().optional().meta({
      description: 'The art alone, flat, where the print is; absent where art or paper was deleted since.',
    }),
    createdAt: time.meta({ description: 'When the picture was made.' }),
  })
  .meta({ id: 'SharedPrint' });

export const shareListQuery = listingQuery(['createdAt'], '-createdAt');
export const sharePageSchema = pageOf(shareSchema, 'SharePage');

export type ShareListQuery = z.infer<typeof shareListQuery>;
export type SharePageResponse = z.infer<typeof sharePageSchema>;
export type ShareResponse = z.infer<typeof shareSchema>;
export type SharedPrint = z.infer<typeof sharedPrintSchema>;
