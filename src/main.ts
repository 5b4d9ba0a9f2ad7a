import { existsSync } from 'node:fs';
import { ConfigurationError } from './config/environment.js';
import { serve } from './serve.js';
import { explainStartFailure } from './start-failure.js';

async function main(): Promise<void> {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    await serve(process.env);
  } catch (error) {
    process.stderr.write(`${explainStartFailure(error)}\n`);
    process.exit(error instanceof ConfigurationError ? 78 : 1);
  }
}

// Modules of the bundle are CommonJS, where none waits at its top.
void main();
