import { Global, Module } from '@nestjs/common';
import { PrometheusModule } from '@willsoto/nestjs-prometheus';
import { register } from 'prom-client';
import { DependencyMetrics } from './dependency.metrics.js';
import { DiskMetrics } from './disk.metrics.js';
import { MetricsController } from './metrics.controller.js';
import { MetricsPage } from './metrics-page.js';
import { MetricsServer } from './metrics-server.js';

/** Serves the metrics that every feature keeps in its own `*.metrics.ts`, and those of the process. Global for its controller. */
@Global()
@Module({
  imports: [
    PrometheusModule.register({
      path: 'metrics',
      controller: MetricsController,
      // The registry belongs to the process: a second application in it finds them there.
      defaultMetrics: { enabled: register.getSingleMetric('process_cpu_seconds_total') === undefined },
    }),
  ],
  providers: [DependencyMetrics, DiskMetrics, MetricsPage, MetricsServer],
  exports: [MetricsPage],
})
export class MetricsModule {}
