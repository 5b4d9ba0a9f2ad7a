import type { Answer } from '../support/application.js';
import type { Fault } from '../support/fault-proxy.js';
import { FAULTY_SERVERS, FaultyApplication } from '../support/faulty-application.js';
import { formOf, picture } from '../support/pictures.js';
import { describeWithService } from '../support/real-service.js';

describeWithService('the storage fails', FAULTY_SERVERS, ({ TEST_TOXIPROXY_URL }) => {
  let faulty: FaultyApplication;
  let readinessAtStart: Answer;
  const accepted: string[] = [];

  beforeAll(async () => {
    faulty = await FaultyApplication.before('s3', TEST_TOXIPROXY_URL);
    readinessAtStart = await faulty.start();
  }, 180_000);
  afterEach(() => faulty.proxy.mend());
  afterAll(() => faulty.stop(), 180_000);

  const map = async (count: number) => accepted.push(...(await faulty.map(count)));
  /** Noise, so that no two are alike. */
  async function upload(): Promise<[number, string | null]> {
    const form = formOf(await picture(400, 300).png().toBuffer(), 'art.png');
    const { status, headers } = await faulty.answer('/artworks', { as: faulty.artist, form });
    return [status, headers.get('retry-after')];
  }
  const artworks = async () => (await faulty.app.api('/artworks', { as: faulty.artist })).body.total as number;

  it('is away at the start: the process says so and is ready once it is there', () => {
    const { status, body } = readinessAtStart;
    expect([status, body.status]).toEqual([503, 'error']);
    expect(body.dependencies.storage.message).toMatch(/nothing listens/i);
  });

  it.each<[string, Fault]>([
    ['refuses connections', { kind: 'refused' }],
    ['is silent', { kind: 'silent' }],
    ['resets connections', { kind: 'reset' }],
  ])(
    '%s: uploads get 503 with Retry-After, mappings wait and are done',
    async (_case, fault) => {
      const before = await artworks();
      await faulty.proxy.impose(fault);
      await map(2);
      expect([await upload(), await upload()]).toEqual([
        [503, '5'],
        [503, '5'],
      ]);
      expect(await artworks()).toBe(before);
      const { status, dependencies } = await faulty.readiness();
      expect([status, dependencies.storage.status]).toEqual(['error', 'down']);
      await faulty.proxy.mend();
      await faulty.untilReady();
      expect(await faulty.outcomes(accepted)).toEqual(accepted.map(() => 'succeeded'));
      expect(await upload()).toEqual([201, null]);
    },
    180_000,
  );

  it('cuts files in the middle: mappings wait and are done, an upload is whole or not there', async () => {
    const before = await artworks();
    await faulty.proxy.impose({ kind: 'cut', bytes: 8000 });
    await map(1);
    expect(await upload()).toEqual([503, '5']);
    expect(await artworks()).toBe(before);
    await faulty.proxy.mend();
    await faulty.untilReady();
    expect(await faulty.outcomes(accepted)).toEqual(accepted.map(() => 'succeeded'));
  }, 180_000);

  it.each<[string, Fault]>([
    ['late', { kind: 'late', milliseconds: 300 }],
    ['slow', { kind: 'slow', kilobytesPerSecond: 40 }],
  ])(
    'answers are %s: everything works',
    async (_case, fault) => {
      await faulty.proxy.impose(fault);
      await map(1);
      expect(await upload()).toEqual([201, null]);
      expect(await faulty.outcomes(accepted)).toEqual(accepted.map(() => 'succeeded'));
    },
    180_000,
  );

  it('leaves one result for each mapping, and nothing else in the bucket', async () => {
    expect(await faulty.dangling()).toEqual([]);
    // Each with its thumbnail.
    expect(await faulty.servers.mappedPictures()).toHaveLength(2 * accepted.length);
  }, 180_000);
});
