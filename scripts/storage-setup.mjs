// npm run storage:setup [-- --print]: tells the bucket of AWS_BUCKET_NAME who may read what; --print shows it instead.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { giveUp, prepare, root } from './steps/prepare.mjs';

const { values } = parseArgs({ options: { print: { type: 'boolean' } } });
prepare();
const { AppConfig } = await import('../dist/config/app-config.js');
const { ConfigurationError, parseEnvironment } = await import('../dist/config/environment.js');
const { applyBucketSetup, bucketSetup } = await import('../dist/storage/adapters/s3/bucket-setup.js');

const file = join(root, '.env');
if (existsSync(file)) process.loadEnvFile(file);
const config = readConfig();
if (config.storage.s3 === undefined) giveUp('AWS_BUCKET_NAME is not set: there is no bucket to set up.');

if (values.print) {
  console.log(JSON.stringify(bucketSetup(config), null, 2));
} else {
  const outcomes = await applyBucketSetup(config);
  for (const { part, done, detail } of outcomes) console.log(`${done ? 'done  ' : 'FAILED'}  ${part}: ${detail}`);
  const needed = outcomes.filter(({ part }) => ['bucket', 'policy', 'CORS'].includes(part));
  if (needed.some(({ done }) => !done))
    giveUp('The bucket is not ready. `npm run storage:setup -- --print` shows what it needs.');
}

/** The signing key of access tokens has nothing to do with the bucket. */
function readConfig() {
  try {
    return new AppConfig(parseEnvironment({ ...process.env, NODE_ENV: 'development' }));
  } catch (error) {
    if (error instanceof ConfigurationError) giveUp(error.message);
    throw error;
  }
}
