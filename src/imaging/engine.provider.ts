import type { Provider } from '@nestjs/common';
import { Scrape } from '../common/scrape.js';
import { AppConfig } from '../config/app-config.js';
import type { Engine } from '../engine/node/engine.js';
import { startEngine } from '../engine/node/start-engine.js';
import { observed } from './observed-engine.js';

export const ENGINE = Symbol('Engine');

/** Work that may wait for a thread before clients are asked to come back, for each thread. */
const QUEUED_A_THREAD = 32;

/** The one image engine of the process, sized by configuration. */
export const engineProvider: Provider = {
  provide: ENGINE,
  inject: [AppConfig, Scrape],
  useFactory: ({ engine: { threads, memoryBytes }, limits }: AppConfig, scrape: Scrape): Engine => {
    const engine = startEngine({
      threads,
      maxPixels: limits.pixels,
      memoryBudgetBytes: memoryBytes,
      maxQueued: threads * QUEUED_A_THREAD,
    });
    return observed(engine, memoryBytes, scrape);
  },
};
