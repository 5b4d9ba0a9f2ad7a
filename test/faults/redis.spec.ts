import type { Answer } from '../support/application.js';
import type { Fault } from '../support/fault-proxy.js';
import { FAULTY_SERVERS, FaultyApplication } from '../support/faulty-application.js';
import { describeWithService } from '../support/real-service.js';
import { until } from '../support/until.js';

describeWithService('Redis fails', FAULTY_SERVERS, ({ TEST_TOXIPROXY_URL }) => {
  let faulty: FaultyApplication;
  let readinessAtStart: Answer;

  beforeAll(async () => {
    faulty = await FaultyApplication.before('redis', TEST_TOXIPROXY_URL);
    readinessAtStart = await faulty.start();
  }, 180_000);
  afterEach(() => faulty.proxy.mend());
  afterAll(() => faulty.stop(), 180_000);

  async function map(count: number): Promise<string[]> {
    const json = { as: faulty.artist, json: faulty.subject };
    const answers = await Promise.all(Array.from({ length: count }, () => faulty.answer('/mappings', json)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    const { body } = await faulty.app.api(`/mappings?perPage=${count}&sort=-createdAt`, { as: faulty.artist });
    return body.items.map(({ id }: { id: string }) => id);
  }

  it('is away at the start: the process says so and is ready once it is there', () => {
    const { status, body } = readinessAtStart;
    expect([status, body.status]).toEqual([200, 'degraded']);
    expect(body.dependencies.queue.message).toMatch(/nothing listens/i);
  });

  it.each<[string, Fault]>([
    ['refuses connections', { kind: 'refused' }],
    ['is silent', { kind: 'silent' }],
    ['resets connections', { kind: 'reset' }],
    ['cuts answers in the middle', { kind: 'cut', bytes: 100 }],
  ])(
    '%s: work is taken and done, readiness says degraded until it is back',
    async (_case, fault) => {
      const before = await map(1);
      await faulty.proxy.impose(fault);
      const during = await map(2);
      await until(async () => (await faulty.readiness()).dependencies.queue.status === 'degraded');
      expect((await faulty.answer('//health/ready')).status).toBe(200);
      const ids = [...new Set([...before, ...during])];
      expect(await faulty.outcomes(ids)).toEqual(ids.map(() => 'succeeded'));
      await faulty.proxy.mend();
      await faulty.untilReady();
      expect(await faulty.outcomes(await map(1))).toEqual(['succeeded']);
    },
    180_000,
  );

  it('answers late: everything works', async () => {
    await faulty.proxy.impose({ kind: 'late', milliseconds: 200 });
    const ids = await map(2);
    expect(await faulty.outcomes(ids)).toEqual(['succeeded', 'succeeded']);
    expect((await faulty.readiness()).status).toBe('ok');
  }, 180_000);
});
