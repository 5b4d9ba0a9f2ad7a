import type { ClaimDueJob, JobAnnouncement, JobQueue } from '../../job-queue.port.js';
import { DueJobs } from '../due-jobs.js';

/** Later ones are found by asking; a timer only spares the wait for the next time. */
const LONGEST_TIMER_MILLISECONDS = 1000;

/** Announcements wake this process alone; jobs that other processes made are found by asking the database every second. */
export class DatabaseJobQueue implements JobQueue {
  private jobs: DueJobs | undefined;
  private readonly delayed = new Set<NodeJS.Timeout>();

  announce({ delayMilliseconds }: JobAnnouncement): Promise<void> {
    if (delayMilliseconds <= 0) this.jobs?.wake();
    else if (delayMilliseconds <= LONGEST_TIMER_MILLISECONDS) this.wakeAfter(delayMilliseconds);
    return Promise.resolve();
  }

  start(claim: ClaimDueJob, concurrency: number): Promise<void> {
    this.jobs = new DueJobs(claim, concurrency);
    this.jobs.start();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    for (const timer of this.delayed) clearTimeout(timer);
    await this.jobs?.stop();
  }

  check(): Promise<void> {
    return Promise.resolve().then(() => this.jobs?.check());
  }

  private wakeAfter(milliseconds: number): void {
    const timer = setTimeout(() => {
      this.delayed.delete(timer);
      this.jobs?.wake();
    }, milliseconds).unref();
    this.delayed.add(timer);
  }
}
