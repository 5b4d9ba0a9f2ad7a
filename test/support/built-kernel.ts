import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The kernel for memory that is not shared, as the build compiles it; DIST_DIR points elsewhere while parts are worked on. */
export function builtKernel(): WebAssembly.Module {
  const compiled = resolve(process.env['DIST_DIR'] ?? 'dist');
  return new WebAssembly.Module(readFileSync(join(compiled, 'engine', 'kernel', 'single.wasm')));
}
