import { z } from 'zod';
import { setting, wholeNumber } from './setting.js';

export const aiSettings = z.object({
  AI_BUDGET_SECONDS: setting(wholeNumber(1, 300).default(30), {
    description:
      'Time within which AI must have answered, connection to check; a pre-generated paper serves afterwards.',
    expects: 'a whole number of seconds from 1 to 300',
  }),
  AI_LATE_SECONDS: setting(wholeNumber(0, 3600).default(300), {
    description: 'How much later than that an AI answer may come and still be kept for the next upload.',
    expects: 'a whole number of seconds from 0 to 3600',
  }),
});
