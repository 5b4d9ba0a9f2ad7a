import { Injectable, Logger } from '@nestjs/common';

type Reading = () => Promise<void> | void;

/** What is read only when metrics are asked for: every feature registers here, so that metrics know no feature. */
@Injectable()
export class Scrape {
  private readonly logger = new Logger('Metrics');
  private readonly readings: Reading[] = [];

  register(reading: Reading): void {
    this.readings.push(reading);
  }

  /** Takes every reading; one that fails keeps its last values, so that the others are seen when they are needed most. */
  async take(): Promise<void> {
    const outcomes = await Promise.allSettled(this.readings.map(async (reading) => reading()));
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') this.logger.debug({ err: outcome.reason as unknown }, 'a reading failed');
    }
  }
}
