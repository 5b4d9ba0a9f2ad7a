import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { MetricsPage } from './metrics-page.js';

const REQUEST_MILLISECONDS = 10_000;

/** Metrics on a port of their own, where METRICS_PORT names one. */
@Injectable()
export class MetricsServer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Metrics');
  private server: Server | undefined;

  constructor(
    private readonly config: AppConfig,
    private readonly page: MetricsPage,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { port } = this.config.metrics;
    if (port === undefined) return;
    const server = createServer((request, response) => void this.answer(request.url, response));
    server.requestTimeout = REQUEST_MILLISECONDS;
    server.headersTimeout = REQUEST_MILLISECONDS;
    server.listen(port, this.config.http.host);
    await once(server, 'listening');
    this.server = server;
    const address = server.address();
    this.logger.log({ port: typeof address === 'object' ? address?.port : port }, 'metrics listening');
  }

  onApplicationShutdown(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  private async answer(url: string | undefined, response: ServerResponse): Promise<void> {
    if (url?.split('?')[0] !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    try {
      const text = await this.page.text();
      response.writeHead(200, { 'Content-Type': this.page.contentType, 'Cache-Control': 'no-store' }).end(text);
    } catch (error) {
      this.logger.error({ err: error }, 'metrics cannot be written');
      response.writeHead(500).end();
    }
  }
}
