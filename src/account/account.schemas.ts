import { z } from 'zod';

export const accountClosingSchema = z
  .strictObject({
    password: z
      .string()
      .min(1)
      .max(1024)
      .meta({ description: 'The account’s, so that nobody else closes it.', format: 'password' }),
  })
  .meta({ id: 'AccountClosing' });

export type AccountClosing = z.infer<typeof accountClosingSchema>;
