import { validateBytes } from 'gltf-validator';
import type { Account, Application } from '../support/application.js';
import { MappingScene } from '../support/mapping-scene.js';
import { sharedApplication } from '../support/shared-application.js';

describe('3D models', () => {
  let app: Application;
  let scene: MappingScene;
  let artist: Account;
  let subject: { artworkId: string; baseImageId: string };

  beforeAll(async () => {
    app = await sharedApplication();
    scene = new MappingScene(app);
    artist = await app.signUp();
    subject = await scene.subject(artist);
  });

  const model = async (path: string, as: Account = artist, headers: Record<string, string> = {}) => {
    const response = await app.request(path, { as, headers });
    return { response, content: new Uint8Array(await response.arrayBuffer()) };
  };
  const expectValid = async (content: Uint8Array) => {
    const { issues, info } = await validateBytes(content);
    expect(issues.messages.filter(({ severity }) => severity < 2)).toEqual([]);
    expect(info).toMatchObject({ version: '2.0', materialCount: 1, hasTextures: true });
  };

  it('of a base image and of a mapping are valid glTF, made once and checked again by their ETag', async () => {
    const { body } = await scene.map(artist, { ...subject, output: { format: 'avif' } }, { wait: 30 });
    const paths = [`/base-images/${subject.baseImageId}/model.glb`, `/mappings/${body.id}/model.glb`];
    const contents: Uint8Array[] = [];
    for (const path of paths) {
      const { response, content } = await model(path);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'model/gltf-binary']);
      expect(response.headers.get('content-disposition')).toContain('.glb');
      await expectValid(content);
      contents.push(content);
      expect((await model(path)).content).toEqual(content);
      const again = await model(path, artist, { 'if-none-match': response.headers.get('etag')! });
      expect(again.response.status).toBe(304);
    }
    expect(contents[0]).not.toEqual(contents[1]);
  });

  it('are for those who may see what they show, once there is something to show', async () => {
    const other = await app.signUp();
    expect((await model(`/base-images/${subject.baseImageId}/model.glb`, other)).response.status).toBe(404);
    await app.api('/jobs/pause', { method: 'POST', as: await app.operator() });
    const { body } = await scene.map(artist, subject);
    expect((await model(`/mappings/${body.id}/model.glb`, other)).response.status).toBe(404);
    expect((await model(`/mappings/${body.id}/model.glb`)).response.status).toBe(409);
    await app.api('/jobs/resume', { method: 'POST', as: await app.operator() });
  });
});
