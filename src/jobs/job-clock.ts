import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';

const INTERVAL_MILLISECONDS = 10_000;

/**
 * The time by which jobs are due and leases end: the database server's, so that workers whose own clocks are wrong agree.
 * Between synchronisations it is carried on by the monotonic clock, so that a corrected system clock ends no lease.
 */
@Injectable()
export class JobClock implements OnApplicationBootstrap, OnModuleDestroy {
  /** Server time minus this process's monotonic time, milliseconds. */
  private offset = Date.now() - performance.now();
  private timer: NodeJS.Timeout | undefined;

  constructor(@InjectConnection() private readonly connection: Connection) {}

  onApplicationBootstrap(): void {
    // While the server is away, the time that was read last is carried on.
    this.timer = setInterval(() => void this.synchronise().catch(() => undefined), INTERVAL_MILLISECONDS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  now(): Date {
    return new Date(this.offset + performance.now());
  }

  /** @param milliseconds from now */
  after(milliseconds: number): Date {
    return new Date(this.offset + performance.now() + milliseconds);
  }

  /** Reads the server's time; half of the round trip is taken off. */
  async synchronise(): Promise<void> {
    const sent = performance.now();
    const { localTime } = (await this.connection.db!.command({ hello: 1 })) as { localTime?: Date };
    if (localTime instanceof Date) this.offset = localTime.getTime() - (sent + performance.now()) / 2;
  }
}
