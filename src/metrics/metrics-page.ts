import { Injectable } from '@nestjs/common';
import { register } from 'prom-client';
import { Scrape } from '../common/scrape.js';

/** Readings are shared by whoever asks within this time, so that asking often costs the database nothing. */
const FRESH_MILLISECONDS = 1000;

/** All metrics in Prometheus' text format. */
@Injectable()
export class MetricsPage {
  readonly contentType = register.contentType;
  private reading: Promise<void> = Promise.resolve();
  private readAt = -Infinity;

  constructor(private readonly scrape: Scrape) {}

  async text(): Promise<string> {
    if (performance.now() - this.readAt > FRESH_MILLISECONDS) {
      this.readAt = performance.now();
      this.reading = this.scrape.take();
    }
    await this.reading;
    return register.metrics();
  }
}
