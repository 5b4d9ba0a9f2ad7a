import { z } from 'zod';
import { setting, wholeNumber } from './setting.js';

export const metricsSettings = z.object({
  METRICS_TOKEN: setting(z.string().min(16).optional(), {
    description: 'Bearer token that opens /metrics on PORT. Without it there are no metrics there.',
    expects: 'at least 16 characters',
    secret: true,
  }),
  METRICS_PORT: setting(wholeNumber(0, 65535).optional(), {
    description: 'A port of its own for /metrics, without a token: keep it inside your network; 0 takes a free one.',
    expects: 'a whole number from 0 to 65535',
    example: '9464',
  }),
});
