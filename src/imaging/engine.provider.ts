import type { Provider } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import type { Engine } from '../engine/node/engine.js';
import { startEngine } from '../engine/node/start-engine.js';

export const ENGINE = Symbol('Engine');

/** Work that may wait for a thread before clients are asked to come back, for each thread. */
const QUEUED_A_THREAD = 32;

/** The one image engine of the process, sized by configuration. */
export const engineProvider: Provider = {
  provide: ENGINE,
  inject: [AppConfig],
  useFactory: ({ engine, limits }: AppConfig): Engine =>
    startEngine({
      threads: engine.threads,
      maxPixels: limits.pixels,
      memoryBudgetBytes: engine.memoryBytes,
      maxQueued: engine.threads * QUEUED_A_THREAD,
    }),
};
