import { Counter, Gauge, Histogram } from 'prom-client';
import type { Scrape } from '../common/scrape.js';
import { traced } from '../common/tracing.js';
import type { Engine, RenderedMapping } from '../engine/node/engine.js';

const renderSeconds = new Histogram({
  name: 'artwork_mapping_render_seconds_per_megapixel',
  help: 'Time that rendering took, from its start on a thread, for each megapixel of the result.',
  labelNames: ['purpose'],
  buckets: [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10],
});

const pixels = new Counter({
  name: 'artwork_mapping_rendered_megapixels_total',
  help: 'Megapixels of finished renderings.',
  labelNames: ['purpose'],
});

const threads = new Gauge({ name: 'artwork_mapping_engine_threads', help: 'Threads that render pictures.' });
const busy = new Gauge({ name: 'artwork_mapping_engine_threads_busy', help: 'Threads that lead a piece of work.' });
const queued = new Gauge({ name: 'artwork_mapping_engine_queued', help: 'Work that waits for a thread or memory.' });
const budget = new Gauge({
  name: 'artwork_mapping_engine_memory_budget_bytes',
  help: 'Memory that pictures in work may take together.',
});
const reserved = new Gauge({
  name: 'artwork_mapping_engine_memory_reserved_bytes',
  help: 'Estimated memory of the work that was let in.',
});

/** The engine with its renderings measured, and its occupancy read whenever metrics are. */
export function observed(engine: Engine, memoryBudgetBytes: number, scrape: Scrape): Engine {
  scrape.register(() => {
    const statistics = engine.statistics();
    threads.set(statistics.threads);
    busy.set(statistics.busy);
    queued.set(statistics.queued);
    budget.set(memoryBudgetBytes);
    reserved.set(statistics.memoryReserved);
  });
  const measure = (purpose: 'mapping' | 'preview', render: () => Promise<RenderedMapping>) =>
    traced(`engine ${purpose}`, {}, async (span) => {
      const rendered = await render();
      const megapixels = (rendered.width * rendered.height) / 1e6;
      const milliseconds = Object.values(rendered.timings).reduce((sum, step) => sum + step, 0);
      renderSeconds.observe({ purpose }, milliseconds / 1000 / megapixels);
      pixels.inc({ purpose }, megapixels);
      span.setAttributes({ 'picture.width': rendered.width, 'picture.height': rendered.height });
      return rendered;
    });
  return {
    ...engine,
    renderMapping: (request, options) => measure('mapping', () => engine.renderMapping(request, options)),
    renderPreview: (request, signal) => measure('preview', () => engine.renderPreview(request, signal)),
  };
}
