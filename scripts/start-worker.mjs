// npm run start:worker: installs when needed, builds when needed, runs jobs that the API accepts.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, root } from './steps/prepare.mjs';

prepare();
await import(pathToFileURL(join(root, 'dist', 'bundle', 'worker.js')).href);
