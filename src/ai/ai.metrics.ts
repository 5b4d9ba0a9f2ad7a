import { Counter, Histogram } from 'prom-client';
import type { GenerationFailure } from './generation-error.js';

const generations = new Counter({
  name: 'artwork_mapping_ai_generations_total',
  help: 'Papers asked of AI, by what came of it.',
  labelNames: ['outcome'],
});

const seconds = new Histogram({
  name: 'artwork_mapping_ai_generation_seconds',
  help: 'How long AI took, or was waited for.',
  labelNames: ['outcome'],
  buckets: [0.1, 0.5, 1, 2.5, 5, 10, 15, 20, 25, 30, 60],
});

export type GenerationOutcome = 'made' | 'made-late' | 'aborted' | GenerationFailure;

/** @param milliseconds how long the caller waited; undefined for an answer nobody waited for any more */
export function generationEnded(outcome: GenerationOutcome, milliseconds?: number): void {
  generations.inc({ outcome });
  if (milliseconds !== undefined) seconds.observe({ outcome }, milliseconds / 1000);
}
