import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { type Dependency, Readiness } from '../common/readiness.js';
import { Scrape } from '../common/scrape.js';

const CHECK_MILLISECONDS = 2000;

const up = new Gauge({
  name: 'artwork_mapping_dependency_up',
  help: '1 where the dependency can serve, 0 where it cannot; required says whether the service is unready without it.',
  labelNames: ['dependency', 'required'],
});

const checkSeconds = new Gauge({
  name: 'artwork_mapping_dependency_check_seconds',
  help: 'How long the last check of the dependency took.',
  labelNames: ['dependency'],
});

/** What readiness knows of each dependency, open circuit breakers included, as metrics. */
@Injectable()
export class DependencyMetrics implements OnModuleInit {
  constructor(
    private readonly readiness: Readiness,
    private readonly scrape: Scrape,
  ) {}

  onModuleInit(): void {
    this.scrape.register(async () => {
      await Promise.all(this.readiness.dependencies.map(measure));
    });
  }
}

async function measure({ name, required, check }: Dependency): Promise<void> {
  const signal = AbortSignal.timeout(CHECK_MILLISECONDS);
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  const started = performance.now();
  const state = await Promise.race([check(signal), late]).then(
    () => 1,
    () => 0,
  );
  up.set({ dependency: name, required: String(required) }, state);
  checkSeconds.set({ dependency: name }, (performance.now() - started) / 1000);
}
