import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Engine } from '../../src/engine/node/engine.js';
import { startEngine } from '../../src/engine/node/start-engine.js';

/** The real engine under Jest: its threads run the compiled code. DIST_DIR points elsewhere while parts are worked on. */
export function startTestEngine(): Engine {
  const compiled = resolve(process.env['DIST_DIR'] ?? 'dist');
  return startEngine({
    threads: 2,
    maxPixels: 50_000_000,
    memoryBudgetBytes: 1_000_000_000,
    maxQueued: 32,
    workerUrl: pathToFileURL(join(compiled, 'bundle', 'engine-worker.js')),
  });
}
