import { setTimeout as sleep } from 'node:timers/promises';
import type { Account, Answer, Application } from '../support/application.js';
import { MappingScene } from '../support/mapping-scene.js';
import { sharedApplication } from '../support/shared-application.js';

describe('jobs', () => {
  let app: Application;
  let scene: MappingScene;
  let operator: Account;
  let artist: Account;
  let subject: { artworkId: string; baseImageId: string };

  beforeAll(async () => {
    app = await sharedApplication();
    scene = new MappingScene(app);
    operator = await app.operator();
    artist = await app.signUp();
    subject = await scene.subjectOnDefault(artist);
  });
  afterEach(() => post('/resume'));

  const get = (path = ''): Promise<Answer> => app.api(`/jobs${path}`, { as: operator });
  const post = (path: string, json?: object): Promise<Answer> =>
    app.api(`/jobs${path}`, { as: operator, method: 'POST', ...(json ? { json } : {}) });

  /** A mapping whose artwork is deleted before it runs. */
  async function failedMapping(): Promise<Answer['body']> {
    await post('/pause');
    const artworkId = await scene.artwork(artist, '#104080');
    const { body } = await scene.map(artist, { ...subject, artworkId });
    await app.api(`/artworks/${artworkId}`, { as: artist, method: 'DELETE' });
    await post('/resume');
    return scene.ended(artist, body.id);
  }

  it('holds everything back while it is paused, tells positions, and goes on when resumed', async () => {
    expect((await post('/pause')).body).toMatchObject({ paused: true });
    const first = (await scene.map(artist, subject)).body;
    const second = (await scene.map(artist, { ...subject, preset: 'classic' })).body;
    await sleep(400);
    expect([first.queuePosition, second.queuePosition]).toEqual([1, 2]);
    expect((await app.api('/mappings', { as: artist })).body.items).toMatchObject([
      { id: second.id, status: 'queued', queuePosition: 2 },
      { id: first.id, status: 'queued', queuePosition: 1 },
    ]);
    const counts = (await get('/counts')).body;
    expect(counts).toMatchObject({ paused: true, counts: { queued: 2, running: 0 } });
    expect(counts.oldestQueuedAt).toBe((await get(`/${first.jobId}`)).body.createdAt);
    expect(counts.workers).toMatchObject([{ alive: true, concurrency: expect.any(Number) }]);
    await post('/resume');
    expect(await scene.ended(artist, first.id)).toMatchObject({ status: 'succeeded' });
    expect(await scene.ended(artist, second.id)).toMatchObject({ status: 'succeeded' });
  });

  it('shows a job with its attempts, times and error', async () => {
    const failed = await failedMapping();
    expect(failed.error).toEqual({ code: 'NOT_FOUND', detail: 'The artwork of this mapping was deleted.' });
    const { body } = await get(`/${failed.jobId}`);
    expect(body).toMatchObject({
      kind: 'mapping',
      status: 'failed',
      ownerId: artist.id,
      payload: { mappingId: failed.id },
      attemptsUsed: 1,
      error: { code: 'NOT_FOUND' },
    });
    expect(body.attempts).toMatchObject([{ error: { code: 'NOT_FOUND' } }]);
    expect(body.timings).toHaveProperty('fetch');
    expect((await get('/0123456789abcdef01234567')).status).toBe(404);
    expect((await get('/nothing')).status).toBe(404);
  });

  it('cancels a waiting mapping and starts it over', async () => {
    await post('/pause');
    const { body } = await scene.map(artist, subject);
    const act = (verb: string) => app.api(`/mappings/${body.id}/${verb}`, { as: artist, method: 'POST' });
    expect(await act('retry')).toMatchObject({ status: 409, body: { code: 'STATE_CONFLICT' } });
    expect(await act('cancel')).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect(await act('cancel')).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect((await app.request(`/mappings/${body.id}/result`, { as: artist })).status).toBe(409);
    await post('/resume');
    expect(await act('retry')).toMatchObject({
      status: 202,
      body: { status: expect.stringMatching(/queued|running/) },
    });
    expect(await scene.ended(artist, body.id)).toMatchObject({ status: 'succeeded', attempts: 1 });
    expect(await act('cancel')).toMatchObject({ status: 409, body: { code: 'STATE_CONFLICT' } });
  });

  it('cancels a mapping in work and leaves no picture of it', async () => {
    const large = { ...subject, output: { width: 6000, height: 4000 } };
    const { body } = await scene.map(artist, large);
    while ((await scene.get(artist, body.id)).body.status === 'queued') await sleep(10);
    const cancelled = await app.api(`/mappings/${body.id}/cancel`, { as: artist, method: 'POST' });
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect(cancelled.body.result).toBeUndefined();
  });

  it('does not work for an account that was disabled meanwhile', async () => {
    const banned = await app.signUp();
    const theirs = await scene.subjectOnDefault(banned);
    await post('/pause');
    const { body } = await scene.map(banned, theirs);
    const standing = { as: operator, method: 'PATCH', json: { status: 'disabled' } };
    expect((await app.api(`/users/${banned.id}`, standing)).status).toBe(200);
    await post('/resume');
    expect(await scene.ended(operator, body.id)).toMatchObject({
      status: 'failed',
      error: { code: 'ACCOUNT_DISABLED' },
    });
  });

  it('removes a mapping in any state, and its job with it', async () => {
    await post('/pause');
    const { body } = await scene.map(artist, subject);
    expect((await app.api(`/mappings/${body.id}`, { as: artist, method: 'DELETE' })).status).toBe(204);
    expect((await get(`/${body.jobId}`)).status).toBe(404);
  });

  it('finds jobs by status, kind, account, time and words of the error, in any order and page by page', async () => {
    const failed = await failedMapping();
    const ids = async (query: string) => {
      const { status, body } = await get(`?${query}`);
      expect(status).toBe(200);
      return body.items.map(({ id }: { id: string }) => id);
    };
    expect(await ids('status=failed&error=ARTWORK%20of%20this')).toContain(failed.jobId);
    expect(await ids('error=(%5Ba-z%5D%2B)%2B%24')).toEqual([]);
    expect(await ids(`kind=paper&ownerId=${artist.id}&status=failed`)).toEqual([]);
    expect(await ids('ownerId=0123456789abcdef01234567')).toEqual([]);
    const { createdAt } = (await get(`/${failed.jobId}`)).body;
    expect(await ids(`createdBefore=${createdAt}&sort=-createdAt`)).not.toContain(failed.jobId);
    expect(await ids(`createdFrom=${createdAt}&kind=mapping`)).toEqual([failed.jobId]);
    const all = await ids('sort=createdAt&perPage=100');
    const pages = [...(await ids('sort=createdAt&perPage=3')), ...(await ids('sort=createdAt&perPage=3&page=2'))];
    expect(pages).toEqual(all.slice(0, 6));
    for (const wrong of ['status=lost', 'sort=errorText', 'error=', 'createdFrom=yesterday', 'status%5B%24ne%5D=x']) {
      expect((await get(`?${wrong}`)).status).toBe(422);
    }
  });

  it('starts failed jobs over, one or all of a kind', async () => {
    const failed = await failedMapping();
    const before = (await get('/counts')).body.counts.failed;
    expect((await post(`/${failed.jobId}/retry`)).status).toBe(200);
    expect(await scene.ended(artist, failed.id)).toMatchObject({ status: 'failed' });
    expect((await post('/retry-failed', { kind: 'paper' })).body).toEqual({ count: 0 });
    expect((await post('/retry-failed')).body).toEqual({ count: before });
    expect((await post('/retry-failed', { kind: 'x' })).status).toBe(422);
    expect(await scene.ended(artist, failed.id)).toMatchObject({ status: 'failed', attempts: 1 });
    const { body } = await get(`/${failed.jobId}`);
    expect(body.attempts).toHaveLength(3);
  });
});
