import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { PublicAddress } from '../common/public-address.js';
import { Scrape } from '../common/scrape.js';
import { AppConfig } from '../config/app-config.js';
import { JobClock } from '../jobs/job-clock.js';
import { JobSignals } from '../jobs/job-signals.js';
import { DeliveryClaimsRepository } from './delivery-claims.repository.js';
import { oldestDueSeen } from './webhook.metrics.js';
import { WebhookDeliverer } from './webhook-deliverer.js';
import { WebhookRelay } from './webhook-relay.js';

/** What other processes left to do is seen this late. */
const IDLE_MILLISECONDS = 2000;
/** What happens meanwhile is one round's work: looking costs the same for one ended job and for many. */
const ROUND_MILLISECONDS = 500;

/** Looks for what webhooks are to be told of: at once when something happens in this process, and by timer. */
@Injectable()
export class WebhookDispatcher
  implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown
{
  private readonly logger = new Logger('WebhookDispatcher');
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private again = false;
  private begunAt = -Infinity;
  private started = false;

  constructor(
    private readonly config: AppConfig,
    private readonly relay: WebhookRelay,
    private readonly deliverer: WebhookDeliverer,
    private readonly claims: DeliveryClaimsRepository,
    private readonly clock: JobClock,
    private readonly signals: JobSignals,
    private readonly address: PublicAddress,
    private readonly scrape: Scrape,
  ) {}

  onModuleInit(): void {
    this.scrape.register(async () => oldestDueSeen(await this.claims.oldestDue(), this.clock.now()));
  }

  onApplicationBootstrap(): void {
    if (this.config.role !== 'api') void this.start();
  }

  onModuleDestroy(): void {
    this.stopping.abort();
    clearTimeout(this.timer);
  }

  /** What is being sent comes to its end, or is sent again by whoever is there then. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.round;
    await Promise.race([this.deliverer.drained(), sleep(this.config.shutdownMilliseconds, undefined, { ref: false })]);
  }

  /** There is something to do now. */
  wake(): void {
    if (!this.started || this.stopping.signal.aborted) return;
    this.again = true;
    if (!this.round) this.schedule(Math.max(0, this.begunAt + ROUND_MILLISECONDS - performance.now()));
  }

  /**
   * Messages hold absolute addresses. The embedded database serves one process: at its start nobody else can be sending, and
   * what a crash left in hand need not wait for the end of its lease.
   */
  private async start(): Promise<void> {
    await this.address.known;
    if (this.config.database.uri === undefined) await this.claims.release().catch(() => undefined);
    this.started = true;
    this.signals.onChange(() => this.wake());
    this.wake();
  }

  private schedule(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.begunAt = performance.now();
      this.again = false;
      this.round = this.look().finally(() => {
        this.round = undefined;
        if (this.stopping.signal.aborted) return;
        const pause = this.again ? ROUND_MILLISECONDS : IDLE_MILLISECONDS;
        this.schedule(Math.max(0, this.begunAt + pause - performance.now()));
      });
    }, milliseconds).unref();
  }

  private async look(): Promise<void> {
    const { signal } = this.stopping;
    try {
      await this.relay.relay(signal);
      await this.deliverer.begin(signal);
    } catch (error) {
      this.logger.warn({ err: error }, 'cannot look for what webhooks are to be told; tries again');
    }
  }
}
