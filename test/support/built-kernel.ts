import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A kernel for memory that is not shared, as the build compiles it; DIST_DIR points elsewhere while parts are worked on. */
export function builtKernel(name: 'single' | 'papers' | 'analysis' = 'single'): WebAssembly.Module {
  const compiled = resolve(process.env['DIST_DIR'] ?? 'dist');
  return new WebAssembly.Module(readFileSync(join(compiled, 'engine', 'kernel', `${name}.wasm`)));
}
