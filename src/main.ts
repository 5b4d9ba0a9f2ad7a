import { existsSync } from 'node:fs';
import { ConfigurationError } from './config/environment.js';
import { serve } from './serve.js';
import { explainStartFailure } from './start-failure.js';

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  await serve(process.env);
} catch (error) {
  process.stderr.write(`${explainStartFailure(error)}\n`);
  process.exit(error instanceof ConfigurationError ? 78 : 1);
}
