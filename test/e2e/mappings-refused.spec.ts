import { readFile } from 'node:fs/promises';
import { Agent, request } from 'undici';
import { type Account, type Answer, type RunningApplication, startApplication } from '../support/application.js';
import { breadth } from '../support/breadth.js';
import { MappingScene } from '../support/mapping-scene.js';
import { until } from '../support/until.js';

const UNKNOWN = '0123456789abcdef01234567';
const SQUARE = [
  { x: 0.1, y: 0.1 },
  { x: 0.9, y: 0.1 },
  { x: 0.9, y: 0.9 },
  { x: 0.1, y: 0.9 },
];
/** The middle of the lower side lies beyond the right corner. */
const FOLDED = [
  [SQUARE[0], { x: 0.5, y: 0.1 }, SQUARE[1]],
  [SQUARE[3], { x: 1.4, y: 0.9 }, SQUARE[2]],
];
const CONCAVE = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 0.2, y: 0.2 },
  { x: 0, y: 1 },
];

/** Connections of clients that the service holds, by Linux's table of them. */
async function connectionsTo(app: RunningApplication): Promise<number> {
  const local = `:${Number(new URL(app.url).port).toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = (await readFile(`/proc/${app.child.pid}/net/tcp`, 'utf8')).split('\n').slice(1);
  return rows.filter((row) => row.trim().split(/\s+/)[1]?.endsWith(local) && row.includes(' 01 ')).length;
}

describe('mappings that are refused', () => {
  let app: RunningApplication;
  let scene: MappingScene;
  let artist: Account;
  let subject: { artworkId: string; baseImageId: string };

  beforeAll(async () => {
    app = await startApplication({ env: { PAPER_LIBRARY: 'none', UPLOAD_MAX_MEGAPIXELS: '10' } });
    scene = new MappingScene(app);
    artist = await app.signUp();
    subject = await scene.subject(artist);
  });
  afterAll(() => app.stop());

  const pointers = (answer: Answer) => answer.body.errors.map(({ pointer }: { pointer: string }) => pointer);

  it.each([
    ['rotation out of range', { parameters: { rotation: 181 } }, '/parameters/rotation'],
    ['a text for a number', { parameters: { fold: 'NaN' } }, '/parameters/fold'],
    ['a fraction below 0', { parameters: { grain: -0.01 } }, '/parameters/grain'],
    ['a broken seed', { parameters: { seed: 1.5 } }, '/parameters/seed'],
    ['half an offset', { parameters: { offset: { x: 0.1 } } }, '/parameters/offset/y'],
    ['an unknown parameter', { parameters: { glitter: 1 } }, '/parameters/glitter'],
    ['an unknown field of ink', { parameters: { ink: { gloss: 1 } } }, '/parameters/ink/gloss'],
    ['a background without a colour', { parameters: { background: { shadow: 1 } } }, '/parameters/background/colour'],
    ['a concave quad', { parameters: { quad: CONCAVE } }, '/parameters/quad'],
    ['three corners', { parameters: { quad: CONCAVE.slice(1) } }, '/parameters/quad'],
    ['a mesh that folds over', { parameters: { mesh: FOLDED } }, '/parameters/mesh/1/2'],
    [
      'a quad and a mesh',
      { parameters: { quad: SQUARE, mesh: [SQUARE.slice(0, 2), [SQUARE[3], SQUARE[2]]] } },
      '/parameters/mesh',
    ],
    ['an unknown preset', { preset: 'psychedelic' }, '/preset'],
    ['a preset of the prototype', { preset: '__proto__' }, '/preset'],
    ['an unknown format', { output: { format: 'gif' } }, '/output/format'],
    ['quality 0', { output: { quality: 0 } }, '/output/quality'],
    ['too wide an output', { output: { width: 20_000 } }, '/output/width'],
    ['too many pixels', { output: { width: 4000, height: 4000 } }, '/output'],
    ['too many pixels by the paper’s shape', { output: { width: 8000 } }, '/output'],
    ['an unknown field', { ownerId: UNKNOWN }, '/ownerId'],
    ['a malformed artwork id', { artworkId: '../../etc/passwd' }, '/artworkId'],
    ['a query operator for an id', { artworkId: { $gt: '' } }, '/artworkId'],
    ['a query operator for a base image', { baseImageId: { $ne: null } }, '/baseImageId'],
  ])('says which field is wrong: %s', async (_what, wrong, pointer) => {
    const answer = await scene.map(artist, { ...subject, ...wrong });
    expect(answer).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(pointers(answer)).toEqual([pointer]);
  });

  it('names limit and received value', async () => {
    const { body } = await scene.map(artist, { ...subject, parameters: { rotation: 181 } });
    expect(body.errors[0].detail).toMatch(/180.*181/);
  });

  it('names every wrong field together', async () => {
    const answer = await scene.map(artist, {
      ...subject,
      preset: 'x',
      parameters: { fold: 2 },
      output: { quality: 500 },
    });
    expect(pointers(answer).toSorted()).toEqual(['/output/quality', '/parameters/fold', '/preset']);
  });

  it('refuses numbers beyond all bounds', async () => {
    const body = `{"artworkId":"${subject.artworkId}","parameters":{"fold":1e999}}`;
    const headers = { authorization: `Bearer ${artist.accessToken}`, 'content-type': 'application/json' };
    const response = await fetch(`${app.url}/api/v1/mappings`, { method: 'POST', headers, body });
    expect(response.status).toBe(422);
    const nan = body.replace('1e999', 'NaN');
    expect((await fetch(`${app.url}/api/v1/mappings`, { method: 'POST', headers, body: nan })).status).toBe(400);
  });

  it('wants JSON and somebody signed in', async () => {
    const form = new FormData();
    form.set('artworkId', subject.artworkId);
    expect(await app.api('/mappings', { as: artist, form })).toMatchObject({ status: 415 });
    expect(await app.api('/mappings', { json: subject })).toMatchObject({ status: 401 });
  });

  it('finds nothing that is not there or not one’s own', async () => {
    const other = await scene.subject(await app.signUp());
    for (const artworkId of [UNKNOWN, other.artworkId]) {
      expect(await scene.map(artist, { ...subject, artworkId })).toMatchObject({
        status: 404,
        body: { code: 'NOT_FOUND', detail: 'There is no artwork with this id.' },
      });
    }
    for (const baseImageId of [UNKNOWN, other.baseImageId]) {
      expect(await scene.map(artist, { ...subject, baseImageId })).toMatchObject({ status: 404 });
    }
  });

  it.each(['a page that is none', 'an unknown filter', 'a sort of its own', 'an operator'])(
    'refuses %s',
    async (what) => {
      const query = {
        'a page that is none': 'page=0',
        'an unknown filter': 'password=x',
        'a sort of its own': 'sort=ownerId',
        'an operator': 'status[$ne]=x',
      }[what];
      expect(await app.api(`/mappings?${query}`, { as: artist })).toMatchObject({ status: 422 });
    },
  );

  it('refuses previews that are too large or wrong', async () => {
    const preview = (wrong: object) => app.api('/mappings/preview', { as: artist, json: { ...subject, ...wrong } });
    expect(pointers(await preview({ width: 1025 }))).toEqual(['/width']);
    expect(pointers(await preview({ format: 'png' }))).toEqual(['/format']);
    expect(pointers(await preview({ parameters: { quad: CONCAVE } }))).toEqual(['/parameters/quad']);
    expect(await preview({ artworkId: UNKNOWN })).toMatchObject({ status: 404 });
  });

  it.each(['GET', 'DELETE'])('%s of a malformed id is not found, and of an unknown one', async (method) => {
    expect((await app.api('/mappings/xyz', { as: artist, method })).status).toBe(404);
    expect((await app.api(`/mappings/${UNKNOWN}`, { as: artist, method })).status).toBe(404);
  });

  const crowd = breadth(300, 1000);
  it('answers a crowd of wrong requests at once, lets go of their connections and goes on answering', async () => {
    const agent = new Agent({ connections: 200 });
    const refused = await Promise.all(
      Array.from({ length: crowd }, async (_, index) => {
        const { statusCode, body } = await request(`${app.url}/api/v1/mappings/preview`, {
          method: 'POST',
          dispatcher: agent,
          headers: { authorization: `Bearer ${artist.accessToken}`, 'content-type': 'application/json' },
          body: index % 2 ? '{"width":' : JSON.stringify({ ...subject, width: 1e9 }),
        });
        await body.dump();
        return statusCode;
      }),
    );
    expect(new Set(refused)).toEqual(new Set([400, 422]));
    expect(await connectionsTo(app)).toBeGreaterThan(100);
    await agent.close();
    await until(async () => (await connectionsTo(app)) < 10);
    expect((await app.api('/presets', { as: artist })).status).toBe(200);
  });

  it('has recorded nothing of all that', async () => {
    expect((await app.api('/mappings', { as: artist })).body.total).toBe(0);
  });
});
