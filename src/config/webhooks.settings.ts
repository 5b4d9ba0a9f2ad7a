import { z } from 'zod';
import { commaSeparated, setting, trueOrFalse, wholeNumber } from './setting.js';

const HOUR = 3600;
const seconds = z
  .string()
  .regex(/^\d+$/)
  .transform(Number)
  .pipe(
    z
      .number()
      .min(1)
      .max(7 * 24 * HOUR),
  );

export const webhooksSettings = z.object({
  WEBHOOK_ALLOW_PRIVATE: setting(trueOrFalse().default(false), {
    description: 'Whether webhooks may lead into private networks, there also by http: for development.',
    expects: 'true or false',
  }),
  WEBHOOK_RETRY_SECONDS: setting(
    commaSeparated()
      .pipe(z.array(seconds).max(20))
      .default([5, 300, HOUR / 2, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]),
    {
      description:
        'Pauses before a webhook’s receiver that did not take a message is tried again; one more attempt each.',
      expects: 'up to 20 whole numbers of seconds from 1 to 604800, separated by commas',
      example: '5,300,1800',
    },
  ),
  WEBHOOK_DELIVERY_DAYS: setting(wholeNumber(7, 3650).default(30), {
    description: 'How long it is kept what webhooks were told.',
    expects: 'a whole number of days from 7 to 3650',
  }),
});
