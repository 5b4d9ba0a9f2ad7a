import { z } from 'zod';
import { setting } from './setting.js';

export const papersSettings = z.object({
  PAPER_LIBRARY: setting(z.enum(['full', 'small', 'none']).default('full'), {
    description:
      'Papers made at the first start: `full` is a dozen large sheets, `small` two small ones, `none` makes each when it is needed.',
    expects: 'full, small or none',
  }),
});
