import { Injectable } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { type Dependency, Readiness } from '../common/readiness.js';
import type { ReadinessAnswer } from './health.schemas.js';

/** A probe must hear an answer within a second. */
const CHECK_MILLISECONDS = 800;

@Injectable()
export class HealthService {
  constructor(
    private readonly readiness: Readiness,
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
  ) {}

  /** Asks every dependency at the same time; those that may fail without stopping the service are `degraded`, not `down`. */
  async readinessAnswer(): Promise<ReadinessAnswer> {
    if (this.readiness.shuttingDown) return { status: 'shutting_down', dependencies: {} };
    const checks = this.readiness.dependencies.map((dependency) => () => this.indicate(dependency));
    const result = await this.health.check(checks).catch((failed: { getResponse(): object }) => failed.getResponse());
    const { status, details } = result as {
      status: ReadinessAnswer['status'];
      details: ReadinessAnswer['dependencies'];
    };
    return { status, dependencies: details };
  }

  private async indicate(dependency: Dependency): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check(dependency.name);
    const started = performance.now();
    try {
      await withinTime(dependency.check);
      return indicator.up({ milliseconds: Math.round(performance.now() - started) });
    } catch (error) {
      const message = error instanceof Error ? error.message : 'does not answer';
      return dependency.required ? indicator.down({ message }) : indicator.degraded({ message });
    }
  }
}

async function withinTime(check: Dependency['check']): Promise<void> {
  const signal = AbortSignal.timeout(CHECK_MILLISECONDS);
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`no answer within ${CHECK_MILLISECONDS} ms`)), {
      once: true,
    });
  });
  await Promise.race([check(signal), late]);
}
