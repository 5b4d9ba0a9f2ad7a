// npm start: installs when needed, builds when needed, runs the service.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, root } from './steps/prepare.mjs';

prepare();
await import(pathToFileURL(join(root, 'dist', 'bundle', 'main.js')).href);
