import type { Answer, CallOptions } from '../support/application.js';
import type { Fault } from '../support/fault-proxy.js';
import { FAULTY_SERVERS, FaultyApplication } from '../support/faulty-application.js';
import { formOf, picture } from '../support/pictures.js';
import { describeWithService } from '../support/real-service.js';
import { until } from '../support/until.js';

describeWithService('the database fails', FAULTY_SERVERS, ({ TEST_TOXIPROXY_URL }) => {
  let faulty: FaultyApplication;
  let readinessAtStart: Answer;
  let requests: [string, CallOptions][];
  const accepted: string[] = [];

  beforeAll(async () => {
    faulty = await FaultyApplication.before('mongo', TEST_TOXIPROXY_URL);
    readinessAtStart = await faulty.start();
    const { email, password } = faulty.artist;
    const art = await picture(64, 64).png().toBuffer();
    requests = [
      ['/mappings', { as: faulty.artist, json: faulty.subject }],
      ['/mappings', { as: faulty.artist }],
      ['/auth/login', { json: { email, password } }],
      ['/artworks', { as: faulty.artist, form: formOf(art, 'art.png') }],
    ];
  }, 180_000);
  afterEach(() => faulty.proxy.mend());
  afterAll(() => faulty.stop(), 180_000);

  const map = async (count: number) => accepted.push(...(await faulty.map(count)));
  const ask = () => Promise.all(requests.map(([path, options]) => faulty.answer(path, options)));

  it('is away at the start: the process says so and is ready once it is there', () => {
    const { status, body } = readinessAtStart;
    expect([status, body.status]).toEqual([503, 'error']);
    expect(body.dependencies.database.message).toMatch(/nothing listens/i);
  });

  it.each<[string, Fault]>([
    ['refuses connections', { kind: 'refused' }],
    ['is silent', { kind: 'silent' }],
    ['resets connections', { kind: 'reset' }],
  ])(
    '%s: 503 with Retry-After, alive and unready, and what was accepted is done',
    async (_case, fault) => {
      await map(2);
      await faulty.proxy.impose(fault);
      for (let round = 0; round < 2; round++) {
        const answers = await ask();
        expect(answers.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual(
          answers.map(() => [503, '5']),
        );
      }
      expect((await faulty.answer('//health/live')).status).toBe(200);
      const { status, dependencies } = await faulty.readiness();
      expect([status, dependencies.database.status]).toEqual(['error', 'down']);
      expect(dependencies.database.message).toMatch(/^unreachable: .*MONGO_URI$/);
      await faulty.proxy.mend();
      await faulty.untilReady();
      expect(await faulty.outcomes(accepted)).toEqual(accepted.map(() => 'succeeded'));
      expect(faulty.app.child.exitCode).toBeNull();
    },
    180_000,
  );

  it('cuts answers in the middle: done, or 503 with Retry-After', async () => {
    await map(2);
    await faulty.proxy.impose({ kind: 'cut', bytes: 6000 });
    for (let round = 0; round < 3; round++) {
      for (const { status, headers } of await ask()) {
        expect([200, 201, 202, 503]).toContain(status);
        if (status === 503) expect(headers.get('retry-after')).toBe('5');
      }
    }
    await faulty.proxy.mend();
    await faulty.untilReady();
    expect(await faulty.outcomes(accepted)).toEqual(accepted.map(() => 'succeeded'));
  }, 180_000);

  it.each<[string, Fault]>([
    ['late', { kind: 'late', milliseconds: 150 }],
    ['slow', { kind: 'slow', kilobytesPerSecond: 40 }],
  ])(
    'answers are %s: everything works',
    async (_case, fault) => {
      await faulty.proxy.impose(fault);
      for (const { status } of await ask()) expect([200, 201, 202]).toContain(status);
      await map(1);
      expect(await faulty.outcomes(accepted)).toEqual(accepted.map(() => 'succeeded'));
    },
    180_000,
  );

  it('leaves one result for each mapping, and nothing else in the bucket', async () => {
    await until(async () => {
      const { body } = await faulty.app.api('/mappings?perPage=100', { as: faulty.artist });
      return body.items.every(({ status }: { status: string }) => status === 'succeeded');
    });
    const { body } = await faulty.app.api('/mappings?perPage=100', { as: faulty.artist });
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(accepted));
    expect(await faulty.dangling()).toEqual([]);
    // Each with its thumbnail.
    expect(await faulty.servers.mappedPictures()).toHaveLength(2 * body.total);
  }, 180_000);
});
