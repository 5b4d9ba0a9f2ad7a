import { z } from 'zod';
import { setting, trueOrFalse, wholeNumber } from './setting.js';

const httpUrl = z.url({ protocol: /^https?$/ });

export const storageSettings = z.object({
  AWS_BUCKET_NAME: setting(
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
      .optional(),
    {
      description: 'S3 bucket of all files (`npm run storage:setup` prepares it). Default: files lie in DATA_DIR.',
      expects: 'the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens',
      example: 'artwork-mapping',
    },
  ),
  AWS_REGION: setting(
    z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .optional(),
    {
      description: 'Region of the bucket. With S3_ENDPOINT the default is us-east-1.',
      expects: 'the name of a region, such as eu-central-1, since AWS_BUCKET_NAME is set',
      example: 'eu-central-1',
    },
  ),
  AWS_ACCESS_KEY_ID: setting(z.string().min(1).optional(), {
    description: 'Key of the account that uses the bucket. Default: the standard chain (profile, role, container).',
    expects: 'a key id together with AWS_SECRET_ACCESS_KEY, or neither',
  }),
  AWS_SECRET_ACCESS_KEY: setting(z.string().min(1).optional(), {
    description: 'Secret of AWS_ACCESS_KEY_ID.',
    expects: 'the secret of AWS_ACCESS_KEY_ID, or neither',
    secret: true,
  }),
  AWS_SESSION_TOKEN: setting(z.string().min(1).optional(), {
    description: 'Session token of temporary keys.',
    expects: 'a token that belongs to AWS_ACCESS_KEY_ID',
    secret: true,
  }),
  S3_ENDPOINT: setting(httpUrl.optional(), {
    description: 'Address of another server that speaks S3. Default: that of AWS_REGION.',
    expects: 'an http or https URL, together with AWS_BUCKET_NAME',
    example: 'http://localhost:9000',
  }),
  S3_PUBLIC_ENDPOINT: setting(httpUrl.optional(), {
    description: 'Address under which clients reach the same server, where it differs: signed addresses begin with it.',
    expects: 'an http or https URL, together with AWS_BUCKET_NAME',
    example: 'https://files.example.org',
  }),
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

type StorageEnvironment = Partial<z.infer<typeof storageSettings>>;

/** @returns the variables that are missing, or that say nothing without another */
export function incompleteStorage(environment: StorageEnvironment): (keyof StorageEnvironment)[] {
  const { AWS_BUCKET_NAME, AWS_REGION, S3_ENDPOINT, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = environment;
  if (AWS_BUCKET_NAME === undefined) {
    return (['S3_ENDPOINT', 'S3_PUBLIC_ENDPOINT'] as const).filter((name) => environment[name] !== undefined);
  }
  const missing: (keyof StorageEnvironment)[] = [];
  if (AWS_REGION === undefined && S3_ENDPOINT === undefined) missing.push('AWS_REGION');
  if (AWS_ACCESS_KEY_ID === undefined && AWS_SECRET_ACCESS_KEY !== undefined) missing.push('AWS_ACCESS_KEY_ID');
  if (AWS_ACCESS_KEY_ID !== undefined && AWS_SECRET_ACCESS_KEY === undefined) missing.push('AWS_SECRET_ACCESS_KEY');
  return missing;
}
