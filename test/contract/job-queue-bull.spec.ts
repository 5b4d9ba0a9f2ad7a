import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Gate } from '../support/gate.js';
import { Ledger, type OpenedJobQueue, openJobQueue, problemOf, untilUsable } from '../support/job-queue-in-process.js';
import { describeWithService } from '../support/real-service.js';
import { until } from '../support/until.js';

const announcement = (id: string) => ({ id, delayMilliseconds: 0 });

describeWithService('Bull job queue between processes', ['TEST_REDIS_URL'], ({ TEST_REDIS_URL }) => {
  let gate: Gate;
  let redis: Redis;
  let prefix: string;
  let opened: OpenedJobQueue[];

  beforeEach(async () => {
    gate = await Gate.before(TEST_REDIS_URL);
    redis = new Redis(TEST_REDIS_URL);
    prefix = `bull-${randomUUID()}`;
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((queue) => queue.close()));
    await gate.close();
    const left = await redis.keys(`${prefix}*`);
    if (left.length > 0) await redis.del(left);
    await redis.quit();
  });

  async function open(url = gate.uri) {
    const queue = await openJobQueue({ REDIS_URL: url }, prefix);
    opened.push(queue);
    return queue.queue;
  }
  const waiting = () => redis.llen(`${prefix}:bull:jobs:wait`);

  it('keeps one call a job until a worker of any process takes it', async () => {
    const api = await open();
    await untilUsable(api);
    for (const id of ['a', 'a', 'b', 'a']) await api.announce(announcement(id));
    await until(async () => (await waiting()) === 2);
    const worker = await open();
    await worker.start(new Ledger().claim, 1);
    await until(async () => (await waiting()) === 0);
    await until(async () => (await redis.keys(`${prefix}:bull:jobs:?`)).length === 0);
  });

  it('gives each job once to one of several workers', async () => {
    const ledger = new Ledger(5);
    const workers = [await open(), await open()];
    for (const worker of workers) await worker.start(ledger.claim, 2);
    const api = await open();
    await untilUsable(api);
    const ids = Array.from({ length: 40 }, (_, i) => `job-${i}`);
    ledger.due.push(...ids);
    for (const id of ids) await api.announce(announcement(id));
    await until(() => ledger.ended.length === ids.length);
    expect(ledger.begun.toSorted()).toEqual(ids.toSorted());
    expect(ledger.mostConcurrent).toBe(4);
  });

  it('starts, announces and runs jobs without Redis, says what is wrong, and uses it once it is there', async () => {
    await gate.close();
    const ledger = new Ledger();
    const queue = await open();
    await queue.start(ledger.claim, 1);
    ledger.due.push('a');
    await queue.announce(announcement('a'));
    await until(() => ledger.ended.length === 1);
    expect(await problemOf(queue)).toMatch(/unreachable.*every second/);
    await gate.open();
    await untilUsable(queue);
    await queue.announce(announcement('b'));
    await until(async () => (await redis.exists(`${prefix}:bull:jobs:id`)) === 1);
    await until(async () => (await waiting()) === 0);
  });

  it('goes on when connections break, however often', async () => {
    const ledger = new Ledger(2);
    const queue = await open();
    await queue.start(ledger.claim, 2);
    await untilUsable(queue);
    const ids = Array.from({ length: 60 }, (_, i) => `job-${i}`);
    for (const [i, id] of ids.entries()) {
      if (i % 10 === 5) gate.hangUp();
      ledger.due.push(id);
      await queue.announce(announcement(id));
      await sleep(5);
    }
    await until(() => ledger.ended.length === ids.length);
    expect(ledger.begun.toSorted()).toEqual(ids.toSorted());
    await untilUsable(queue);
  });

  it('runs jobs whose calls were lost with everything in Redis', async () => {
    const api = await open();
    await untilUsable(api);
    const ledger = new Ledger();
    for (const id of ['a', 'b', 'c']) {
      ledger.due.push(id);
      await api.announce(announcement(id));
    }
    await until(async () => (await waiting()) === 3);
    await redis.del(await redis.keys(`${prefix}*`));
    const worker = await open();
    await worker.start(ledger.claim, 1);
    await until(() => ledger.ended.length === 3);
  });

  it('stops without Redis, after the job in hand', async () => {
    const ledger = new Ledger(200);
    const queue = await open();
    await queue.start(ledger.claim, 1);
    ledger.due.push('a', 'b');
    await until(() => ledger.begun.length === 1);
    await gate.close();
    await opened.pop()!.close();
    expect(ledger.ended).toEqual(['a']);
  });

  it('says that the password is refused, without it', async () => {
    const url = new URL(TEST_REDIS_URL);
    url.password = 'not-the-password';
    const queue = await open(url.href);
    await until(async () => (await problemOf(queue))!.includes('authentication failed'));
    expect(await problemOf(queue)).not.toContain('not-the-password');
  });
});
