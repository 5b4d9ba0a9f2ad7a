import { Logger } from '@nestjs/common';
import type { JobOptions, Queue } from 'bull';
import { commandProblem } from '../../../redis/redis-connection.js';
import type { ClaimDueJob, JobAnnouncement, JobQueue } from '../../job-queue.port.js';
import { DueJobs } from '../due-jobs.js';

const CHECK_KEY_MILLISECONDS = 10_000;

/**
 * Bull carries announcements to the workers of all processes. What it carries is a call to work, not the work: a worker that
 * takes one runs the first job in line that is due and keeps the call until that job is out of hand, so that calls go to
 * workers that have room. A call that is lost, doubled or taken for stalled therefore changes nothing, and while Redis is away
 * workers find jobs by asking the database every second.
 */
export class BullJobQueue implements JobQueue {
  private readonly logger = new Logger('JobQueue');
  private jobs: DueJobs | undefined;
  private refused = false;

  constructor(private readonly queue: Queue) {}

  announce(job: JobAnnouncement): Promise<void> {
    // Nobody waits for Redis: a request that makes a job is answered as fast without it.
    if (this.queue.client.status === 'ready') void this.add(job);
    return Promise.resolve();
  }

  start(claim: ClaimDueJob, concurrency: number): Promise<void> {
    const jobs = new DueJobs(claim, concurrency);
    this.jobs = jobs;
    jobs.start();
    // Begins when Redis answers, which is not waited for; a decorated processor would begin before this process may take jobs.
    withoutWorkerName(this.queue);
    void this.queue
      .process(concurrency, () => jobs.runOne())
      .catch((error: unknown) => {
        // Bull gives no reason where it is closed before it could begin.
        if (error !== undefined) this.report(error);
      });
    this.queue.on('error', (error) => this.logger.debug({ reason: error.message }, 'Bull reports an error'));
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    if (!this.jobs) return;
    const taken = this.jobs.stop();
    // Ends the wait for the next call without waiting for the jobs in hand.
    void this.queue.pause(true, true).catch(() => undefined);
    await taken;
  }

  /** Asks for a write: a Redis without memory, or a replica, still answers pings. */
  async check(): Promise<void> {
    this.jobs?.check();
    try {
      await this.queue.client.set(this.queue.toKey('check'), '', 'PX', CHECK_KEY_MILLISECONDS);
    } catch (error) {
      throw new Error(
        `${commandProblem(this.queue.client, error)}; workers look into the database every second meanwhile`,
        {
          cause: error,
        },
      );
    }
  }

  /** After the last announcement. Without Redis it may take long. */
  async close(): Promise<void> {
    await this.queue.close(true).catch(() => undefined);
  }

  private async add({ id, delayMilliseconds }: JobAnnouncement): Promise<void> {
    const options: JobOptions = { removeOnComplete: true, removeOnFail: true };
    // One waiting call a job, however often it is announced. A later one is a call of its own: the job's first may still be in use.
    if (delayMilliseconds > 0) options.delay = Math.ceil(delayMilliseconds);
    else options.jobId = id;
    try {
      await this.queue.add({ id }, options);
      if (this.refused) this.logger.log('announcements arrive again');
      this.refused = false;
    } catch (error) {
      this.report(error);
    }
  }

  private report(error: unknown): void {
    const { message } = error as Error;
    if (!this.refused)
      this.logger.warn({ reason: message }, `jobs are not announced: ${commandProblem(this.queue.client, error)}`);
    this.refused = true;
  }
}

/** Bull names its connection for other tools and rejects unheard when that fails, which would end the process. */
function withoutWorkerName(queue: Queue): void {
  Object.assign(queue, { setWorkerName: () => Promise.resolve() });
}
