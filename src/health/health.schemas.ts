import { z } from 'zod';

const dependencyState = z.object({
  status: z.enum(['up', 'degraded', 'down']),
  message: z.string().optional(),
  milliseconds: z.number().optional(),
});

export const livenessSchema = z.object({ status: z.literal('ok') }).meta({ id: 'Liveness' });

export const readinessSchema = z
  .object({
    status: z.enum(['ok', 'degraded', 'error', 'shutting_down']),
    dependencies: z.record(z.string(), dependencyState).meta({ description: 'Each dependency by name.' }),
  })
  .meta({ id: 'Readiness' });

export type ReadinessAnswer = z.infer<typeof readinessSchema>;
