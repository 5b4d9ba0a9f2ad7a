import { z } from 'zod';
import { setting, wholeNumber } from './setting.js';

export const aiSettings = z.object({
  AI_BUDGET_SECONDS: setting(wholeNumber(1, 300).default(30), {
    description:
      'Time within which AI must have answered, connection to check; a pre-generated paper serves afterwards.',
    expects: 'a whole number of seconds from 1 to 300',
  }),
});
