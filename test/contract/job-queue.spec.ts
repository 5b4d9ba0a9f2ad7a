import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobQueue } from '../../src/jobs/job-queue.port.js';
import { Ledger, type OpenedJobQueue, openJobQueue, untilUsable } from '../support/job-queue-in-process.js';
import { describeWithService } from '../support/real-service.js';
import { until } from '../support/until.js';

const announcement = (id: string) => ({ id, delayMilliseconds: 0 });

/** @param variables select the adapter */
function jobQueueContract(variables: Record<string, string>): void {
  let opened: OpenedJobQueue;
  let queue: JobQueue;
  beforeEach(async () => {
    opened = await openJobQueue(variables, `contract-${randomUUID()}`);
    queue = opened.queue;
    await untilUsable(queue);
  });
  afterEach(() => opened.close());

  it('runs an announced job before it would ask for one, also after it has been idle', async () => {
    const ledger = new Ledger();
    await queue.start(ledger.claim, 2);
    const isCalled = async () => {
      const { asked, ended } = ledger;
      const before = ended.length;
      // Each pause is twice as long as the one before: 800 ms are left until it asks by itself.
      await until(() => ledger.asked >= asked + 5);
      const announced = performance.now();
      ledger.due.push('a');
      await queue.announce(announcement(randomUUID()));
      await until(() => ended.length > before);
      return performance.now() - announced < 600;
    };
    // On a busy machine one call may take as long as the pause, not each of them.
    expect((await isCalled()) || (await isCalled()) || (await isCalled())).toBe(true);
  });

  it('runs each job that was announced, once, however often it was announced', async () => {
    const ledger = new Ledger(1);
    const ids = Array.from({ length: 40 }, (_, i) => `job-${i}`);
    await queue.start(ledger.claim, 4);
    ledger.due.push(...ids);
    for (const id of [...ids, ...ids]) await queue.announce(announcement(id));
    await until(() => ledger.ended.length >= ids.length);
    await sleep(50);
    expect(ledger.begun.toSorted()).toEqual(ids.toSorted());
  });

  it('runs no more at the same time than it may, and as many as it may', async () => {
    let release = () => {};
    const ledger = new Ledger(new Promise((settle) => (release = settle)));
    ledger.due.push(...Array.from({ length: 12 }, (_, i) => `job-${i}`));
    await queue.start(ledger.claim, 3);
    for (const id of ledger.due.slice()) await queue.announce(announcement(id));
    await until(() => ledger.concurrent === 3);
    await sleep(50);
    release();
    await until(() => ledger.ended.length === 12);
    expect(ledger.mostConcurrent).toBe(3);
  });

  it('finds jobs whose announcement was lost', async () => {
    const ledger = new Ledger();
    await queue.start(ledger.claim, 1);
    await sleep(100);
    ledger.due.push('unannounced');
    await until(() => ledger.ended.length === 1);
    expect(ledger.begun).toEqual(['unannounced']);
  });

  it('runs a delayed job when it is due', async () => {
    const ledger = new Ledger();
    await queue.start(ledger.claim, 1);
    const announced = performance.now();
    await queue.announce({ id: 'later', delayMilliseconds: 150 });
    setTimeout(() => ledger.due.push('later'), 150);
    await until(() => ledger.ended.length === 1);
    expect(performance.now() - announced).toBeGreaterThanOrEqual(145);
  });

  it('waits for what is in hand when it stops, and takes nothing more', async () => {
    const ledger = new Ledger(100);
    ledger.due.push('first', 'second');
    await queue.start(ledger.claim, 1);
    await queue.announce(announcement('first'));
    await until(() => ledger.begun.length === 1);
    await queue.stop();
    expect(ledger.ended).toEqual(['first']);
    await queue.announce(announcement('second'));
    await sleep(100);
    expect(ledger.begun).toEqual(['first']);
  });

  it('goes on after claims failed, and its check tells', async () => {
    const ledger = new Ledger();
    ledger.failing = true;
    await queue.start(ledger.claim, 1);
    await until(() => ledger.asked > 1);
    await expect(queue.check(AbortSignal.timeout(20_000))).rejects.toThrow(/hand out/);
    ledger.failing = false;
    ledger.due.push('a');
    await until(() => ledger.ended.length === 1);
    await untilUsable(queue);
  });

  it('leaves the database in peace while there is nothing to do', async () => {
    const ledger = new Ledger();
    await queue.start(ledger.claim, 8);
    await sleep(1500);
    expect(ledger.asked).toBeLessThan(10);
  });
}

describe('database job queue', () => {
  jobQueueContract({});
});

describeWithService('Bull job queue', ['TEST_REDIS_URL'], ({ TEST_REDIS_URL }) =>
  jobQueueContract({ REDIS_URL: TEST_REDIS_URL }),
);
