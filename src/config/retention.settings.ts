import { z } from 'zod';
import { setting, wholeNumber } from './setting.js';

export const retentionSettings = z.object({
  ORPHAN_MINUTES: setting(wholeNumber(15, 100_000).default(60), {
    description: 'Age from which a stored file that no record keeps is removed.',
    expects: 'a whole number of minutes from 15 to 100000',
  }),
  TEMPORARY_FILE_HOURS: setting(wholeNumber(1, 10_000).default(24), {
    description: 'Age from which unfinished uploads that another machine left in a shared DATA_DIR are removed.',
    expects: 'a whole number of hours from 1 to 10000',
  }),
  CLOSED_ACCOUNT_DAYS: setting(wholeNumber(0, 365).default(0), {
    description: 'How long what a closed account had is kept before it is removed for good. 0: removed at once.',
    expects: 'a whole number of days from 0 to 365',
  }),
});
