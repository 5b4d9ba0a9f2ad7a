import { Logger } from '@nestjs/common';
import type { ClaimDueJob, JobAnnouncement, JobQueue } from '../../job-queue.port.js';

/** Pause before the database is asked again: it doubles while there is nothing to do. */
const IDLE_MILLISECONDS = { least: 50, most: 1000 };

/**
 * Asks the database for due jobs. Announcements of this process wake it at once; jobs that other processes made are found
 * by asking again within a second.
 */
export class DatabaseJobQueue implements JobQueue {
  private readonly logger = new Logger('JobQueue');
  private readonly inHand = new Set<Promise<void>>();
  private stopping = false;
  private looping: Promise<void> = Promise.resolve();
  private failure: Error | undefined;
  /** An announcement that came while the database was being asked must not be slept over. */
  private announced = false;
  private wake: () => void = () => undefined;
  private readonly delayed = new Set<NodeJS.Timeout>();

  announce({ delayMilliseconds }: JobAnnouncement): Promise<void> {
    if (delayMilliseconds <= 0) this.wakeUp();
    // Later ones are found by asking; a timer only spares the wait for the next time.
    else if (delayMilliseconds <= IDLE_MILLISECONDS.most) this.wakeAfter(delayMilliseconds);
    return Promise.resolve();
  }

  start(claim: ClaimDueJob, concurrency: number): Promise<void> {
    this.looping = this.loop(claim, concurrency);
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    for (const timer of this.delayed) clearTimeout(timer);
    this.wakeUp();
    await this.looping;
    await Promise.all(this.inHand);
  }

  check(): Promise<void> {
    return this.failure ? Promise.reject(this.failure) : Promise.resolve();
  }

  private async loop(claim: ClaimDueJob, concurrency: number): Promise<void> {
    let idle = IDLE_MILLISECONDS.least;
    while (!this.stopping) {
      if (this.inHand.size >= concurrency) {
        await Promise.race(this.inHand);
        continue;
      }
      this.announced = false;
      const run = await this.ask(claim);
      if (run) {
        this.hold(run());
        idle = IDLE_MILLISECONDS.least;
      } else {
        const woken = await this.sleep(idle);
        idle = woken ? IDLE_MILLISECONDS.least : Math.min(idle * 2, IDLE_MILLISECONDS.most);
      }
    }
  }

  private async ask(claim: ClaimDueJob): Promise<(() => Promise<void>) | undefined> {
    try {
      const run = await claim();
      if (this.failure) this.logger.log('asks for jobs again');
      this.failure = undefined;
      return run;
    } catch (error) {
      if (!this.failure) this.logger.warn({ err: error }, 'cannot ask for jobs; keeps trying');
      this.failure = new Error('The database does not hand out jobs.', { cause: error });
      return undefined;
    }
  }

  private hold(running: Promise<void>): void {
    const held = running.finally(() => this.inHand.delete(held));
    this.inHand.add(held);
  }

  /** @returns whether an announcement ended it early */
  private async sleep(milliseconds: number): Promise<boolean> {
    if (this.announced || this.stopping) return true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    return this.announced;
  }

  private wakeUp(): void {
    this.announced = true;
    this.wake();
  }

  private wakeAfter(milliseconds: number): void {
    const timer = setTimeout(() => {
      this.delayed.delete(timer);
      this.wakeUp();
    }, milliseconds).unref();
    this.delayed.add(timer);
  }
}
