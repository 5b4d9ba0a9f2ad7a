import type { AppConfig, PaperGeneratorDriver } from '../config/app-config.js';
import { NoPaperGenerator } from './adapters/none/no-paper-generator.js';
import type { PaperGenerator } from './paper-generator.port.js';

/** One maker for each driver, so that a forgotten one does not compile. */
const makers: Record<PaperGeneratorDriver, (config: AppConfig) => PaperGenerator> = {
  none: () => new NoPaperGenerator(),
};

/** The generator that the configuration selects. What holds for every adapter (a circuit breaker, say) wraps it here. */
export function makePaperGenerator(config: AppConfig): PaperGenerator {
  return makers[config.ai.driver](config);
}
