import { z } from 'zod';
import { setting } from './setting.js';

export const redisSettings = z.object({
  REDIS_URL: setting(
    z
      .url({ protocol: /^rediss?$/ })
      .refine((url) => /^\/?\d*$/.test(new URL(url).pathname))
      .optional(),
    {
      description:
        'Redis to use: wakes workers of other processes at once and counts requests for all of them together. Default: neither.',
      expects: 'a URL such as redis://user:password@host:6379/0, or rediss:// for an encrypted connection',
      secret: true,
      example: 'redis://:password@localhost:6379/0',
    },
  ),
});
