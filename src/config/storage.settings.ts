import { z } from 'zod';
import { setting, trueOrFalse, wholeNumber } from './setting.js';

export const storageSettings = z.object({
  PUBLIC_RESULTS: setting(trueOrFalse().default(true), {
    description: 'Whether mapped pictures may be read by anyone who has their unguessable address.',
    expects: 'true or false',
  }),
  SIGNED_URL_MINUTES: setting(wholeNumber(1, 1440).default(15), {
    description: 'Lifetime of the signed addresses of private files.',
    expects: 'a whole number of minutes from 1 to 1440',
  }),
  UPLOAD_MAX_MB: setting(wholeNumber(1, 1000).default(25), {
    description: 'Largest upload, in megabytes of 1,000,000 bytes.',
    expects: 'a whole number from 1 to 1000',
  }),
  UPLOAD_MAX_MEGAPIXELS: setting(wholeNumber(1, 500).default(50), {
    description: 'Largest picture, uploaded or made, in megapixels.',
    expects: 'a whole number from 1 to 500',
  }),
  USER_MAX_MB: setting(wholeNumber(1, 10_000_000).default(5000), {
    description: 'Storage that one account may fill with uploads, in megabytes.',
    expects: 'a whole number from 1 to 10000000',
  }),
});
