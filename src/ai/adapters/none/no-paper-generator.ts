import { GenerationError } from '../../generation-error.js';
import type { PaperGenerator } from '../../paper-generator.port.js';

/** Stands where no generator is configured. */
export class NoPaperGenerator implements PaperGenerator {
  readonly available = false;

  generate(): Promise<never> {
    return Promise.reject(new GenerationError('not-configured', 'no AI paper generator is configured'));
  }

  async check(): Promise<void> {}

  close(): void {}
}
