import { Logger } from '@nestjs/common';
import type { ClaimDueJob } from '../job-queue.port.js';
import { Slots } from '../slots.js';

/** Pause before the database is asked again: it doubles while there is nothing to do. */
const IDLE_MILLISECONDS = { least: 50, most: 1000 };

/**
 * Asks the database for due jobs and runs them: whenever it is woken, and by itself at least once a second, so that no job
 * depends on being announced.
 */
export class DueJobs {
  private readonly logger = new Logger('JobQueue');
  private readonly slots: Slots;
  private readonly inHand = new Set<Promise<void>>();
  private stopping = false;
  private looping: Promise<void> = Promise.resolve();
  private failure: Error | undefined;
  /** A call that came while the database was being asked must not be slept over. */
  private woken = false;
  private endSleep: () => void = () => undefined;

  constructor(
    private readonly claim: ClaimDueJob,
    concurrency: number,
  ) {
    this.slots = new Slots(concurrency);
  }

  start(): void {
    this.looping = this.loop();
  }

  /** Takes no more and waits for those in hand. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.looping;
    await Promise.all(this.inHand);
  }

  wake(): void {
    this.woken = true;
    this.endSleep();
  }

  /** Runs the first due job once there is room for it. Resolves when it is out of hand, or there was none. */
  async runOne(): Promise<void> {
    const release = await this.slots.take();
    await (
      await this.begin(release)
    )?.ended;
  }

  /** @throws Error where the database could not be asked the last time */
  check(): void {
    if (this.failure) throw this.failure;
  }

  private async loop(): Promise<void> {
    let idle = IDLE_MILLISECONDS.least;
    while (!this.stopping) {
      const release = await this.slots.take();
      this.woken = false;
      const begun = (await this.begin(release)) !== undefined;
      if (!begun) await this.sleep(idle);
      idle = begun || this.woken ? IDLE_MILLISECONDS.least : Math.min(idle * 2, IDLE_MILLISECONDS.most);
    }
  }

  /** @returns undefined where there is none to run; the place is held until the end */
  private async begin(release: () => void): Promise<{ readonly ended: Promise<void> } | undefined> {
    const run = this.stopping ? undefined : await this.ask();
    if (!run) {
      release();
      return undefined;
    }
    const ended = run().finally(() => {
      this.inHand.delete(ended);
      release();
    });
    this.inHand.add(ended);
    return { ended };
  }

  private async ask(): Promise<(() => Promise<void>) | undefined> {
    try {
      const run = await this.claim();
      if (this.failure) this.logger.log('asks for jobs again');
      this.failure = undefined;
      return run;
    } catch (error) {
      if (!this.failure) this.logger.warn({ err: error }, 'cannot ask for jobs; keeps trying');
      this.failure = new Error('The database does not hand out jobs.', { cause: error });
      return undefined;
    }
  }

  private async sleep(milliseconds: number): Promise<void> {
    if (this.woken || this.stopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.endSleep = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
