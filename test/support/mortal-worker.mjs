// The engine's worker with one flaw: told to by the seed, its thread dies in the middle of a rendering.
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const built = join(resolve(process.env.DIST_DIR ?? 'dist'), 'bundle', 'engine-worker.js');
const worker = await import(pathToFileURL(built).href);

export const FATAL_SEED = 13;
export const { ingest, analyse, generate, assist } = worker;

export async function render(request) {
  if (request.input.parameters.seed === FATAL_SEED) process.exit(1);
  return worker.render(request);
}
