import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Engine } from '../engine/node/engine.js';
import { ENGINE, engineProvider } from './engine.provider.js';

/** Binds the image engine to the application and ends its threads after requests and jobs have ended. */
@Global()
@Module({ providers: [engineProvider], exports: [ENGINE] })
export class ImagingModule implements OnApplicationShutdown {
  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  async onApplicationShutdown(): Promise<void> {
    await this.engine.close();
  }
}
