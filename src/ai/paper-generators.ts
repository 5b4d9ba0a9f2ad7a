import type { AppConfig, PaperGeneratorDriver } from '../config/app-config.js';
import { NoPaperGenerator } from './adapters/none/no-paper-generator.js';
import type { PaperGenerator } from './paper-generator.port.js';
import { SharedPaperGenerator } from './shared-paper-generator.js';

/** One maker for each driver, so that a forgotten one does not compile. What a driver needs is loaded where it is used. */
const makers: Record<PaperGeneratorDriver, (config: AppConfig) => Promise<PaperGenerator>> = {
  none: async () => new NoPaperGenerator(),
  gradio: async ({ ai }) => {
    const { makeGradioPapers } = await import('./adapters/gradio/make-gradio-papers.js');
    return new SharedPaperGenerator(makeGradioPapers(ai.gradio!), ai.concurrency);
  },
};

/** The generator that the configuration selects. */
export function makePaperGenerator(config: AppConfig): Promise<PaperGenerator> {
  return makers[config.ai.driver](config);
}
