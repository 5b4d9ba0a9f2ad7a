import { createHash, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { Redis } from 'ioredis';
import type { Account, Answer } from '../support/application.js';
import { Cluster } from '../support/cluster.js';
import { MappingScene } from '../support/mapping-scene.js';
import { MULTIPART, multipart } from '../support/multipart.js';
import { picture } from '../support/pictures.js';
import { describeWithService } from '../support/real-service.js';
import { until } from '../support/until.js';

const SERVERS = ['TEST_MONGO_URI', 'TEST_REDIS_URL', 'TEST_S3_ENDPOINT'] as const;
/** Large enough to be killed in the middle of. */
const OUTPUT = { width: 1600 };

describeWithService('two API and two worker processes', SERVERS, () => {
  let cluster: Cluster;
  let scene: MappingScene;
  let artist: Account;
  let operator: Account;
  let subject: object;
  const accepted: string[] = [];

  beforeAll(async () => {
    cluster = await Cluster.start({ api: 2, worker: 2 });
    scene = new MappingScene(cluster);
    artist = await cluster.apis[0]!.signUp();
    operator = await cluster.operator();
    subject = { ...(await scene.subject(artist)), output: OUTPUT };
  }, 180_000);
  afterAll(() => cluster.stop(), 180_000);

  async function map(count: number): Promise<string[]> {
    const answers = await Promise.all(Array.from({ length: count }, () => scene.map(artist, subject)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    const ids = answers.map(({ body }) => body.id as string);
    accepted.push(...ids);
    return ids;
  }

  async function expectSuccess(ids: readonly string[]): Promise<void> {
    const ended = await cluster.ended(artist, ids);
    expect(ended.map(({ status, error }) => error?.code ?? status)).toEqual(ids.map(() => 'succeeded'));
  }

  const counts = async () => (await cluster.api('/jobs/counts', { as: operator })).body;
  /** Or have run, where they are faster than they are asked about. */
  const someRun = () =>
    until(async () => {
      const { running, queued } = (await counts()).counts;
      return running > 0 || queued === 0;
    });

  it('share accounts, artworks, jobs and results', async () => {
    const [first, second] = cluster.apis;
    const uploaded = await new MappingScene(second!).artwork(artist, '#1030b0');
    const { body } = await new MappingScene(first!).map(artist, { ...subject, artworkId: uploaded }, { wait: 30 });
    expect(body.status).toBe('succeeded');
    const { body: followed } = await second!.api(`/mappings/${body.id}`, { as: artist });
    expect(await digestOf(followed.result.url, artist)).toBe(followed.result.sha256);
    expect((await counts()).workers.filter(({ alive }: Answer['body']) => alive)).toHaveLength(2);
  }, 180_000);

  it('take an upload that went straight to the bucket, begun at one and completed at another', async () => {
    const [first, second] = cluster.apis;
    const owner = await second!.signUp('direct@example.org');
    const content = await picture(300, 200).png().toBuffer();
    const json = { bytes: content.length, mediaType: 'image/png' };
    const { body: upload } = await first!.api('/artworks/uploads', { as: owner, json });
    expect(new URL(upload.url).origin).not.toBe(new URL(first!.url).origin);
    const { method, headers } = upload;
    expect((await fetch(upload.url, { method, headers, body: new Uint8Array(content) })).status).toBe(200);
    const completions = await Promise.all(
      [first!, second!].map((api) => api.api(`/artworks/uploads/${upload.id}/complete`, { as: owner, method: 'POST' })),
    );
    expect(completions.every(({ status }) => status === 200 || status === 201)).toBe(true);
    expect(new Set(completions.map(({ body }) => body.artwork.id)).size).toBe(1);
    expect((await cluster.api('/artworks', { as: owner })).body.total).toBe(1);
  });

  it('answer no API where they run jobs, but probes', async () => {
    const [worker] = cluster.workers;
    expect((await worker!.api('/artworks', { as: artist })).status).toBe(404);
    expect((await worker!.api('//health/ready')).body).toMatchObject({ status: 'ok' });
  });

  it('make one mapping of the same request at the same instant', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => cluster.api('/mappings', { as: artist, json: subject, headers })),
    );
    const ids = new Set(answers.filter(({ status }) => status === 202).map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    accepted.push(...(ids as Set<string>));
    await expectSuccess(accepted);
    expect(answers.every(({ status }) => status === 202 || status === 409)).toBe(true);
  }, 180_000);

  it('refuse an account on all once it is disabled on one', async () => {
    const [first, second] = cluster.apis;
    const other = await first!.signUp();
    expect((await second!.api('/artworks', { as: other })).status).toBe(200);
    const disabled = await first!.api(`/users/${other.id}`, {
      as: operator,
      method: 'PATCH',
      json: { status: 'disabled' },
    });
    expect(disabled.status).toBe(200);
    expect((await second!.api('/artworks', { as: other })).status).toBe(401);
  });

  it('begin no job anywhere while one of them is told to pause', async () => {
    await cluster.apis[0]!.api('/jobs/pause', { as: operator, method: 'POST' });
    // What is in hand, such as a paper for the upload above, comes to its end.
    await until(async () => (await counts()).counts.running === 0);
    const ids = await map(4);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect((await counts()).counts).toMatchObject({ queued: 4, running: 0 });
    await cluster.apis[1]!.api('/jobs/resume', { as: operator, method: 'POST' });
    await expectSuccess(ids);
  }, 180_000);

  it('end every mapping when a worker is killed in the middle', async () => {
    const ids = await map(6);
    await someRun();
    await cluster.replace('worker', 0);
    await expectSuccess(ids);
  }, 180_000);

  it('leave nothing of an upload whose process is killed in the middle', async () => {
    const url = new URL(`${cluster.apis[0]!.url}/api/v1/artworks`);
    const body = multipart([{ fileName: 'art.png', content: Buffer.alloc(400_000, 1) }]);
    const upload = request(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${artist.accessToken}`,
        'content-type': MULTIPART,
        'content-length': body.length,
      },
    });
    const cut = new Promise((resolve) => upload.on('error', resolve));
    upload.write(body.subarray(0, 200_000));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await cluster.replace('api', 0);
    await cut;
    expect((await cluster.api('/artworks', { as: artist })).body.total).toBe(2);
  }, 180_000);

  it('go on while Redis is killed, and use it again once it is back without what it kept', async () => {
    const before = await map(4);
    await someRun();
    await cluster.servers.kill('redis');
    const during = await map(4);
    const [api] = cluster.apis;
    const { status, body } = await api!.api('//health/ready');
    expect([status, body.status, body.dependencies.queue.status]).toEqual([200, 'degraded', 'degraded']);
    await expectSuccess([...before, ...during]);
    await cluster.servers.forgetRedis();
    await cluster.servers.restart('redis');
    await until(async () => (await api!.api('//health/ready')).body.status === 'ok');
    await expectSuccess(await map(2));
  }, 180_000);

  it('lose nothing when Redis is emptied or refuses memory', async () => {
    const redis = new Redis(cluster.servers.redisUrl);
    try {
      const emptied = await map(5);
      await redis.flushall();
      await redis.config('SET', 'maxmemory', '1');
      const refused = await map(3);
      const { body } = await cluster.api('//health/ready');
      expect(body.dependencies.queue).toMatchObject({ status: 'degraded', message: expect.stringContaining('memory') });
      await expectSuccess([...emptied, ...refused]);
      await redis.config('SET', 'maxmemory', '0');
      await until(async () => (await cluster.api('//health/ready')).body.status === 'ok');
    } finally {
      await redis.quit();
    }
  }, 180_000);

  it('answer 503 at once while the database is killed, and lose nothing', async () => {
    const ids = await map(4);
    await someRun();
    await cluster.servers.kill('mongo');
    for (let i = 0; i < 4; i++) {
      const answer = await scene.map(artist, subject);
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    }
    expect((await cluster.api('//health/live')).status).toBe(200);
    expect((await cluster.api('//health/ready')).status).toBe(503);
    await cluster.servers.restart('mongo');
    await until(async () => (await cluster.apis[0]!.api('//health/ready')).status === 200);
    await until(async () => (await cluster.apis[1]!.api('//health/ready')).status === 200);
    await expectSuccess(ids);
  }, 180_000);

  it('end every mapping when the storage is killed in the middle', async () => {
    const ids = await map(4);
    await someRun();
    await cluster.servers.kill('s3');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await cluster.servers.restart('s3');
    await expectSuccess(ids);
  }, 180_000);

  it('have one result for each mapping, and nothing else in the bucket', async () => {
    await expectSuccess(accepted);
    expect(await cluster.dangling()).toEqual([]);
    const { body } = await cluster.api('/mappings?perPage=100', { as: artist });
    expect(body.total).toBe(accepted.length + 1);
    const results = await Promise.all(
      body.items.map(async ({ result }: Answer['body']) => (await digestOf(result.url, artist)) === result.sha256),
    );
    expect(results.filter((whole) => !whole)).toEqual([]);
  }, 180_000);
});

async function digestOf(url: string, { accessToken }: Account): Promise<string> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${accessToken}` } });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return createHash('sha256')
    .update(new Uint8Array(await response.arrayBuffer()))
    .digest('hex');
}
