// Compiles the image kernel to WASM, once for memory that threads share and once for memory of one thread's own, and the kernels
// of generated papers and of the analysis: node scripts/build-kernel.mjs [FOLDER], part of `npm run build`.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import asc from 'assemblyscript/asc';
import { giveUp, root } from './steps/prepare.mjs';

const source = join('src', 'engine', 'kernel');
const folder = resolve(process.argv[2] ?? join(root, 'dist', 'engine', 'kernel'));

process.chdir(root);
mkdirSync(folder, { recursive: true });
for (const [name, target, entry] of [
  ['shared', 'shared', 'index.ts'],
  ['single', 'single', 'index.ts'],
  ['papers', 'single', join('papers', 'index.ts')],
  ['analysis', 'single', join('analysis', 'index.ts')],
]) {
  const outFile = join(folder, `${name}.wasm`);
  const config = join(source, 'asconfig.json');
  const options = ['--config', config, '--target', target, '--outFile', outFile];
  const { error } = await asc.main([join(source, entry), ...options], { stderr: process.stderr });
  if (error) giveUp(`The kernel could not be compiled: ${error.message}`);
}
