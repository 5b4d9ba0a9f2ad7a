import { z } from 'zod';
import { readinessSchema } from '../health/health.schemas.js';
import { jobCountsSchema } from '../jobs/jobs.schemas.js';
import { WINDOWS, type WindowName } from './job-history.js';

const time = z.iso.datetime().meta({ example: '2026-01-31T12:00:00.000Z' });
const durations = z
  .object({ p50: z.number().optional(), p95: z.number().optional() })
  .meta({ id: 'Durations', description: 'Milliseconds of mappings that succeeded; left out where there were none.' });

export const statsQuerySchema = z.strictObject({
  window: z
    .enum(Object.keys(WINDOWS) as [WindowName, ...WindowName[]])
    .default('24h')
    .meta({ description: 'How far back the figures over time go.' }),
});

export const statsSchema = z
  .object({
    at: time,
    window: statsQuerySchema.shape.window,
    sampled: z.boolean().meta({ description: 'Whether there were so many jobs that only the latest were counted.' }),
    queue: jobCountsSchema,
    buckets: z
      .array(
        z.object({
          from: time,
          succeeded: z.int(),
          failed: z.int(),
          cancelled: z.int(),
          running: z.int().meta({ description: 'Created in this time and still running.' }),
          queued: z.int().meta({ description: 'Created in this time and still waiting.' }),
          durations,
        }),
      )
      .meta({ description: 'The window in equal parts, the oldest first.' }),
    durations,
    rendersPerMinute: z.number().meta({ description: 'Mappings that succeeded a minute, over the last five minutes.' }),
    ai: z
      .object({
        asked: z.int().meta({ description: 'Papers that AI was asked for.' }),
        served: z.int().meta({ description: 'Of these, made by AI.' }),
        fallback: z.int().meta({ description: 'Of these, made by the engine instead, or on their way.' }),
        failed: z.int(),
      })
      .meta({ id: 'AiShare' }),
    storage: z
      .object({ artworks: z.number(), baseImages: z.number(), results: z.number() })
      .meta({ id: 'StorageUse', description: 'Bytes in storage; counted anew every minute.' }),
    readiness: readinessSchema,
  })
  .meta({ id: 'Stats' });

export type StatsQuery = z.infer<typeof statsQuerySchema>;
export type StatsResponse = z.infer<typeof statsSchema>;
