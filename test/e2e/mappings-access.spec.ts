import { type Account, type Application, type RunningApplication, startApplication } from '../support/application.js';
import { MappingScene } from '../support/mapping-scene.js';
import { sharedApplication } from '../support/shared-application.js';

/** Every operation on one mapping: what it answers its owner, another artist and an operator. */
const OPERATIONS = [
  { method: 'GET', path: '', owner: 200, operator: 200 },
  { method: 'GET', path: '/result', owner: 303, operator: 303 },
  { method: 'POST', path: '/cancel', owner: 409, operator: 404 },
  { method: 'POST', path: '/retry', owner: 409, operator: 404 },
  // Operators delete anybody's; its owner then finds it gone.
  { method: 'DELETE', path: '', owner: 404, operator: 204 },
] as const;

describe('who may do what with a mapping', () => {
  let app: Application;
  let artist: Account;
  let other: Account;
  let operator: Account;
  let subject: { artworkId: string; baseImageId: string };
  let id: string;

  beforeAll(async () => {
    app = await sharedApplication();
    const scene = new MappingScene(app);
    artist = await app.signUp();
    other = await app.signUp();
    operator = await app.operator();
    subject = await scene.subjectOnDefault(artist);
    id = (await scene.map(artist, subject, { wait: 30 })).body.id;
  });

  const answer = async (method: string, path: string, as?: Account) => {
    const response = await app.request(`/mappings/${id}${path}`, { method, ...(as ? { as } : {}) });
    const text = await response.text();
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : undefined };
  };

  it.each(OPERATIONS)('$method $path: nobody, another artist, operator, owner', async (operation) => {
    const { method, path } = operation;
    expect((await answer(method, path)).status).toBe(401);
    expect(await answer(method, path, other)).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND', detail: 'There is no mapping with this id.' },
    });
    expect((await answer(method, path, operator)).status).toBe(operation.operator);
    expect((await answer(method, path, artist)).status).toBe(operation.owner);
  });

  it('lists one’s own alone', async () => {
    await new MappingScene(app).map(artist, subject, { wait: 30 });
    expect((await app.api('/mappings', { as: artist })).body.total).toBe(1);
    expect((await app.api('/mappings', { as: other })).body.total).toBe(0);
    const { body } = await app.api('/mappings', { as: operator });
    expect(body.items.map((item: { ownerId: string }) => item.ownerId)).not.toContain(artist.id);
  });

  it.each(['/jobs', '/jobs/counts', '/jobs/0123456789abcdef01234567'])('leaves %s to operators', async (path) => {
    expect((await app.api(path)).status).toBe(401);
    expect(await app.api(path, { as: artist })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });

  it.each(['pause', 'resume', 'retry-failed', '0123456789abcdef01234567/retry', '0123456789abcdef01234567/cancel'])(
    'leaves POST /jobs/%s to operators',
    async (path) => {
      expect((await app.api(`/jobs/${path}`, { method: 'POST', as: artist })).status).toBe(403);
    },
  );
});

describe('private results', () => {
  let app: RunningApplication;
  beforeAll(async () => (app = await startApplication({ env: { PAPER_LIBRARY: 'none', PUBLIC_RESULTS: 'false' } })));
  afterAll(() => app.stop());

  it('are read with a token alone, and checked again by their ETag', async () => {
    const artist = await app.signUp();
    const other = await app.signUp();
    const scene = new MappingScene(app);
    const { body } = await scene.map(artist, await scene.subject(artist), { wait: 30 });
    const path = `/mappings/${body.id}/result`;
    expect(body.result.url).toBe(`${app.url}/api/v1${path}`);
    expect((await app.request(path)).status).toBe(401);
    expect((await app.request(path, { as: other })).status).toBe(404);
    const response = await app.request(path, { as: artist });
    expect(response.status).toBe(200);
    expect((await response.arrayBuffer()).byteLength).toBe(body.result.bytes);
    expect(response.headers.get('cache-control')).toMatch(/private/);
    const headers = { 'if-none-match': response.headers.get('etag')! };
    expect((await app.request(path, { as: artist, headers })).status).toBe(304);
  });
});
