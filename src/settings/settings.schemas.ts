import { z } from 'zod';

export const settingsSchema = z
  .object({
    version: z.string().meta({ example: '0.1.0' }),
    node: z.string().meta({ example: 'v24.1.0' }),
    role: z.enum(['all', 'api', 'worker']),
    adapters: z
      .record(z.string(), z.string())
      .meta({ description: 'What stands behind each port.', example: { database: 'embedded', storage: 'local' } }),
    limits: z.object({
      uploadBytes: z.int(),
      pixels: z.int(),
      userBytes: z.int().meta({ description: 'What one account may store.' }),
      requestsPerMinute: z.int(),
      signInsPerMinute: z.int(),
      jobConcurrency: z.int(),
      jobAttempts: z.int(),
      jobDeadlineMilliseconds: z.int(),
      engineThreads: z.int(),
      engineBytes: z.int(),
      accessTokenSeconds: z.int(),
      refreshTokenSeconds: z.int(),
      signedUrlSeconds: z.int(),
      aiBudgetMilliseconds: z.int(),
    }),
  })
  .meta({ id: 'Settings' });

export type SettingsResponse = z.infer<typeof settingsSchema>;
