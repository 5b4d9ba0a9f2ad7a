import { z } from 'zod';
import { commaSeparated, setting, wholeNumber } from './setting.js';

const key = z.string().refine((value) => Buffer.byteLength(value) >= 32);

export const authSettings = z.object({
  JWT_SECRET: setting(key.optional(), {
    description: 'Key that signs access tokens. Outside production one is generated and kept in DATA_DIR.',
    expects: 'at least 32 bytes',
    secret: true,
  }),
  JWT_PREVIOUS_SECRETS: setting(commaSeparated().pipe(z.array(key)).default([]), {
    description: 'Keys used before JWT_SECRET, separated by commas: tokens they signed stay valid until they expire.',
    expects: 'keys of at least 32 bytes, separated by commas',
    secret: true,
  }),
  ACCESS_TOKEN_MINUTES: setting(wholeNumber(1, 1440).default(15), {
    description: 'Lifetime of an access token.',
    expects: 'a whole number of minutes from 1 to 1440',
  }),
  REFRESH_TOKEN_DAYS: setting(wholeNumber(1, 365).default(30), {
    description: 'Lifetime of a refresh token that is not used.',
    expects: 'a whole number of days from 1 to 365',
  }),
  BCRYPT_COST: setting(wholeNumber(10, 16).default(11), {
    description: 'Cost of the password hash; each step doubles the time.',
    expects: 'a whole number from 10 to 16',
  }),
  OPERATOR_EMAIL: setting(z.email().optional(), {
    description:
      'E-mail address of the first operator, created when there is none. Default: operator@localhost.localdomain.',
    expects: 'an e-mail address',
    example: 'you@example.org',
  }),
  OPERATOR_PASSWORD: setting(z.string().min(12).optional(), {
    description: 'Password of the first operator. Default: a random one, kept in DATA_DIR/operator-password.',
    expects: 'at least 12 characters',
    secret: true,
  }),
});
