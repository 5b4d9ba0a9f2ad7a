import { z } from 'zod';

const time = z.iso.datetime().meta({ example: '2026-11-23T13:30:00.000Z' });

export const retentionSchema = z
  .object({
    orphanSeconds: z.int().meta({ description: 'Age from which a stored file without a record is removed.' }),
    temporarySeconds: z.int().meta({ description: 'Age from which unfinished uploads of other machines are removed.' }),
    closedAccountSeconds: z.int().meta({ description: 'How long what a closed account had is kept.' }),
    webhookDeliverySeconds: z.int().meta({ description: 'How long it is kept what webhooks were told.' }),
    closedAccounts: z.int().meta({ description: 'Accounts that are closed and not wholly removed yet.' }),
    lastSweep: z
      .object({
        startedAt: time,
        finishedAt: time,
        seen: z.int().meta({ description: 'Stored files that were looked at.' }),
        removed: z.int().meta({ description: 'Of these, files that no record kept.' }),
        error: z.string().optional().meta({ description: 'Why the sweep did not come to its end.' }),
      })
      .meta({ id: 'SweepReport' })
      .optional()
      .meta({ description: 'The last sweep of orphaned files; absent before the first.' }),
  })
  .meta({ id: 'Retention' });

export type RetentionResponse = z.infer<typeof retentionSchema>;
