import { createHash } from 'node:crypto';
import type { Account, Application } from '../support/application.js';
import { MappingScene } from '../support/mapping-scene.js';
import { sharedApplication } from '../support/shared-application.js';
import { readZip } from '../support/zip-reader.js';

describe('many mappings at once', () => {
  let app: Application;
  let scene: MappingScene;
  let artist: Account;
  let baseImageId: string;
  let artworkIds: string[];

  beforeAll(async () => {
    app = await sharedApplication();
    scene = new MappingScene(app);
    artist = await app.signUp();
    baseImageId = await scene.paper(artist);
    artworkIds = [await scene.artwork(artist), await scene.artwork(artist, '#2040a0')];
  });

  const batch = (json: object) => app.api('/mappings/batch', { as: artist, json });
  const total = async () => (await app.api('/mappings', { as: artist })).body.total;

  it('are asked for together, each followed by itself, and fetched as one zip file', async () => {
    const { status, body } = await batch({ artworkIds, baseImageIds: [baseImageId], output: { format: 'jpeg' } });
    expect(status).toBe(202);
    expect(body.items.map((item: { artworkId: string }) => item.artworkId)).toEqual(artworkIds);
    const ids: string[] = body.items.map((item: { id: string }) => item.id);
    const ended = await Promise.all(ids.map((id) => scene.ended(artist, id, 30_000)));
    const response = await app.request(`/mappings/archive?ids=${ids.join(',')}`, { as: artist });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);

    const entries = readZip(Buffer.from(await response.arrayBuffer()));
    expect(entries.map(({ name }) => name)).toEqual(['01 art.jpg', '02 art.jpg']);
    const digests = entries.map(({ content }) => createHash('sha256').update(content).digest('hex'));
    expect(digests).toEqual(ended.map(({ result }) => result.sha256));
  });

  it('are all refused where one cannot be', async () => {
    const before = await total();
    const absent = '0123456789abcdef01234567';
    expect(await batch({ artworkIds: [artworkIds[0], absent], baseImageIds: [baseImageId] })).toMatchObject({
      status: 404,
    });
    expect(await batch({ artworkIds, baseImageIds: [baseImageId, 'auto'] })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/baseImageIds' }] },
    });
    expect(await total()).toBe(before);
  });

  it('are archived for their owner alone, and only with results', async () => {
    await app.api('/jobs/pause', { method: 'POST', as: await app.operator() });
    const { body } = await scene.map(artist, { artworkId: artworkIds[0], baseImageId });
    const path = `/mappings/archive?ids=${body.id}`;
    expect((await app.api(path, { as: artist })).body).toMatchObject({ code: 'STATE_CONFLICT' });
    expect((await app.api(path, { as: await app.signUp() })).status).toBe(404);
    expect((await app.api(path)).status).toBe(401);
    expect((await app.api('/mappings/archive?ids=x', { as: artist })).status).toBe(422);
  });
});
