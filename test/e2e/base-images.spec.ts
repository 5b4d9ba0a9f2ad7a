import { setTimeout as sleep } from 'node:timers/promises';
import { decodeAnalysis } from '../../src/engine/core/analysis/index.js';
import { type Account, type Answer, type RunningApplication, startApplication } from '../support/application.js';
import { formOf, picture } from '../support/pictures.js';

const UNKNOWN_ID = '66f0c2a4d1b2c3e4f5a6b7c8';
const CONVEX = [
  { x: 0.1, y: 0.1 },
  { x: 0.9, y: 0.1 },
  { x: 0.9, y: 0.9 },
  { x: 0.1, y: 0.9 },
];

const BENT = [
  [
    { x: 0.1, y: 0.1 },
    { x: 0.5, y: 0.06 },
    { x: 0.9, y: 0.1 },
  ],
  [
    { x: 0.1, y: 0.9 },
    { x: 0.5, y: 0.86 },
    { x: 0.9, y: 0.9 },
  ],
];

describe('base images', () => {
  let app: RunningApplication;
  let operator: Account;
  let artist: Account;
  let other: Account;
  let photograph: Buffer;

  beforeAll(async () => {
    app = await startApplication({ env: { PAPER_LIBRARY: 'small', UPLOAD_MAX_MEGAPIXELS: '4', UPLOAD_MAX_MB: '2' } });
    [operator, artist, other] = await Promise.all([app.operator(), app.signUp(), app.signUp()]);
    photograph = await picture(384, 256).jpeg().toBuffer();
  });
  afterAll(() => app.stop());

  let paperOfArtist: Promise<string> | undefined;
  const upload = (as: Account, content: Uint8Array = photograph, name = 'my_crumpled sheet.jpg', fields = {}) =>
    app.api('/base-images', { as, form: formOf(content, name, fields), headers: { prefer: 'wait=20' } });
  const uploaded = async (as: Account, fields = {}): Promise<string> => {
    const { status, body } = await upload(as, photograph, 'paper.jpg', fields);
    expect([status, body.state]).toEqual([201, 'ready']);
    return body.id;
  };
  /** One that tests look at and change: to analyse another for each takes longer than all else they do. */
  const anyOfArtist = () => (paperOfArtist ??= uploaded(artist));
  const change = (id: string, json: unknown, as: Account = artist) =>
    app.api(`/base-images/${id}`, { method: 'PATCH', as, json });
  const list = async (query: string, as: Account = artist): Promise<Answer['body']> => {
    const { status, body } = await app.api(`/base-images?${query}`, { as });
    expect(status).toBe(200);
    return body;
  };
  const library = async (): Promise<Answer['body']> => {
    for (;;) {
      const { items } = await list('owner=library&state=ready&source=procedural&sort=createdAt');
      if (items.length === 2) return items;
      await sleep(100);
    }
  };

  describe('the library', () => {
    it('is waited for while it is made, by whose artwork needs it and who prefers that', async () => {
      const art = await picture(40, 30).png().toBuffer();
      const headers = { prefer: 'wait=20' };
      const answer = await app.api('/artworks', { as: artist, form: formOf(art, 'a.png'), headers });
      expect(answer.headers.get('preference-applied')).toBe('wait=20');
      expect(answer.body.paper).toMatchObject({
        state: 'ready',
        source: 'pre-generated',
        ai: { tried: false, reason: 'not-configured' },
      });
      const { body: paper } = await app.api(`/artworks/${answer.body.artwork.id}/paper`, { as: artist });
      expect(paper).toEqual(answer.body.paper);
    });

    it('is made at the first start, with its provenance', async () => {
      const [landscape, portrait] = await library();
      expect([landscape.width, landscape.height, portrait.width, portrait.height]).toEqual([1500, 1000, 1000, 1500]);
      expect(landscape).toMatchObject({ ownerId: null, source: 'procedural', enabled: true, default: false });
      expect(landscape.provenance).toMatchObject({
        generator: 'procedural',
        generatorVersion: expect.any(Number),
        style: 'crumpled',
        seed: expect.any(Number),
        parameters: { strength: expect.any(Number), azimuth: expect.any(Number), elevation: expect.any(Number) },
      });
      expect(landscape.provenance.requestedBy).toBeUndefined();
      expect(landscape.analysis).toMatchObject({ state: 'ready', confidence: expect.any(Number) });
    });

    it('is changed by operators alone', async () => {
      const [{ id }] = await library();
      for (const json of [
        { name: 'Mine now' },
        { tags: ['mine'] },
        { enabled: false },
        { default: true },
        { placement: { quad: CONVEX } },
      ]) {
        expect((await change(id, json)).status).toBe(403);
      }
      expect((await app.api(`/base-images/${id}`, { method: 'DELETE', as: artist })).status).toBe(403);
      const renamed = await change(id, { name: 'Renamed', placement: { quad: CONVEX } }, operator);
      expect(renamed).toMatchObject({ status: 200, body: { name: 'Renamed', placement: { quad: CONVEX } } });
    });

    it('has one default at most; a disabled one is none and is not shown to artists', async () => {
      const [one, two] = await library();
      expect((await change(one.id, { default: true }, operator)).body.default).toBe(true);
      expect((await change(two.id, { default: true }, operator)).body.default).toBe(true);
      expect((await app.api(`/base-images/${one.id}`, { as: artist })).body.default).toBe(false);
      expect((await change(two.id, { default: true, enabled: false }, operator)).status).toBe(422);
      expect((await change(two.id, { enabled: false }, operator)).body).toMatchObject({
        enabled: false,
        default: false,
      });
      expect((await change(two.id, { default: true }, operator)).body.errors).toEqual([
        expect.objectContaining({ pointer: '/default' }),
      ]);
      const ids = async (as: Account) =>
        (await list('owner=library&perPage=100', as)).items.map((item: { id: string }) => item.id);
      expect(await ids(artist)).not.toContain(two.id);
      expect(await ids(operator)).toContain(two.id);
      await change(two.id, { enabled: true }, operator);
    });
  });

  describe('an upload', () => {
    it('is answered with a paper that is analysed', async () => {
      const { status, body } = await upload(artist);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        ownerId: artist.id,
        name: 'my crumpled sheet',
        state: 'ready',
        width: 384,
        height: 256,
        source: 'uploaded',
        provenance: { requestedBy: artist.id },
        enabled: true,
        default: false,
        analysis: {
          state: 'ready',
          confidence: expect.any(Number),
          light: { azimuth: expect.any(Number), elevation: expect.any(Number) },
        },
        placement: {
          quad: [
            { x: 0, y: 0 },
            { x: 1, y: 0 },
            { x: 1, y: 1 },
            { x: 0, y: 1 },
          ],
        },
      });
      expect(body.jobId).toBeUndefined();
      for (const url of [body.contentUrl, body.thumbnailUrl, body.reliefUrl]) {
        expect((await fetch(url)).status).toBe(200);
      }
      const analysis = await app.request(`/base-images/${body.id}/analysis`, { as: artist });
      expect(analysis.headers.get('content-type')).toBe('application/octet-stream');
      expect(decodeAnalysis(new Uint8Array(await analysis.arrayBuffer()))).toMatchObject({ width: 384, height: 256 });
      expect((await app.api(`/base-images/${body.id}/analysis`, { as: other })).status).toBe(404);
    });

    it('of an operator belongs to the library', async () => {
      const { body } = await upload(operator, photograph, 'x.jpg', { name: 'Morning light' });
      expect(body).toMatchObject({ ownerId: null, name: 'Morning light', provenance: { requestedBy: operator.id } });
      expect((await app.api(`/base-images/${body.id}`, { as: artist })).status).toBe(200);
    });

    it('is made once for one idempotency key', async () => {
      const send = () =>
        app.api('/base-images', {
          as: artist,
          form: formOf(photograph, 'p.jpg'),
          headers: { 'idempotency-key': 'once' },
        });
      const [first, again] = [await send(), await send()];
      expect(again.body.id).toBe(first.body.id);
    });

    it.each<[string, () => Promise<Buffer> | Buffer, number, string]>([
      ['text named as a picture', () => Buffer.from('<html>no picture</html>'), 415, 'UNSUPPORTED_MEDIA_TYPE'],
      ['a GIF', () => picture(300, 300).gif().toBuffer(), 415, 'UNSUPPORTED_MEDIA_TYPE'],
      ['half a JPEG', () => photograph.subarray(0, photograph.length / 2), 422, 'IMAGE_CORRUPT'],
      ['an empty file', () => Buffer.alloc(0), 422, 'IMAGE_EMPTY'],
      ['too many pixels', () => flat(2500, 2000), 422, 'IMAGE_TOO_LARGE'],
      ['too many bytes', () => Buffer.alloc(2_500_000, 7), 413, 'UPLOAD_TOO_LARGE'],
    ])('refuses %s and changes nothing', async (_what, content, status, code) => {
      const before = (await list('owner=own')).total;
      expect(await upload(artist, await content())).toMatchObject({
        status,
        body: { code, errors: [{ pointer: '/file' }] },
      });
      expect((await list('owner=own')).total).toBe(before);
    });

    it('refuses forms with other fields, other names, another type of body', async () => {
      expect((await upload(artist, photograph, 'p.jpg', { enabled: 'false' })).status).toBe(422);
      expect((await upload(artist, photograph, 'p.jpg', { name: '  ' })).status).toBe(422);
      expect((await upload(artist, photograph, 'p.jpg', { name: 'x'.repeat(201) })).status).toBe(422);
      const form = new FormData();
      form.set('picture', new Blob([new Uint8Array(photograph)]), 'p.jpg');
      expect((await app.api('/base-images', { as: artist, form })).status).toBe(422);
      expect((await app.api('/base-images', { as: artist, json: { name: 'x' } })).status).toBe(415);
    });
  });

  describe('a paper that is asked for', () => {
    it('is answered at once and made in the background', async () => {
      const json = { seed: 42, width: 320, height: 256, prompt: 'grey, deep folds', name: 'Forty-two' };
      const { status, headers, body } = await app.api('/base-images/generate', { as: artist, json });
      expect(status).toBe(202);
      expect(headers.get('location')).toBe(`${app.url}/api/v1/base-images/${body.id}`);
      expect(body).toMatchObject({
        name: 'Forty-two',
        state: 'preparing',
        jobId: expect.any(String),
        ownerId: artist.id,
      });
      expect(body.contentUrl).toBeUndefined();
      const ready = await untilReady(body.id, artist);
      expect(ready).toMatchObject({ width: 320, height: 256, source: 'procedural' });
      expect(ready.provenance).toMatchObject({
        requestedBy: artist.id,
        seed: 42,
        prompt: 'grey, deep folds',
        generator: 'procedural',
        ai: { tried: false, reason: 'not-configured' },
      });
      expect((await fetch(ready.contentUrl)).headers.get('content-type')).toMatch(/^image\//);
    });

    it('is waited for where the client prefers that', async () => {
      const json = { style: 'canvas', width: 320, height: 256 };
      const headers = { prefer: 'wait=20' };
      const { status, body } = await app.api('/base-images/generate', { as: artist, json, headers });
      expect([status, body.state]).toEqual([202, 'ready']);
    });

    it.each<[unknown, string]>([
      [{ width: 10 }, '/width'],
      [{ height: 8001 }, '/height'],
      [{ width: 300.5 }, '/width'],
      [{ width: 'wide' }, '/width'],
      [{ width: null }, '/width'],
      [{ width: 4000, height: 4000 }, '/width'],
      [{ seed: -1 }, '/seed'],
      [{ seed: 2 ** 32 }, '/seed'],
      [{ style: 'marble' }, '/style'],
      [{ style: { $ne: 'crumpled' } }, '/style'],
      [{ prompt: '' }, '/prompt'],
      [{ prompt: 'x'.repeat(1001) }, '/prompt'],
      [{ ownerId: UNKNOWN_ID }, '/ownerId'],
    ])('is refused by its field: %j', async (json, pointer) => {
      const answer = await app.api('/base-images/generate', { as: artist, json });
      expect(answer).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED', errors: [{ pointer }] } });
    });
  });

  describe('are shown', () => {
    it('to their owner, the library to everybody, all to operators', async () => {
      const own = await anyOfArtist();
      for (const [as, status] of [
        [artist, 200],
        [operator, 200],
        [other, 404],
      ] as const) {
        for (const path of ['', '/content', '/thumbnail', '/relief']) {
          expect((await app.api(`/base-images/${own}${path}`, { as })).status).toBe(status);
        }
      }
      const foreign = await app.api(`/base-images/${own}`, { as: other });
      const unknown = await app.api(`/base-images/${UNKNOWN_ID}`, { as: other });
      expect(foreign.body.detail).toBe(unknown.body.detail);
      for (const [method, json] of [
        ['PATCH', { name: 'x' }],
        ['DELETE', undefined],
      ] as const) {
        const body = json ? { json } : {};
        expect((await app.api(`/base-images/${own}`, { method, as: other, ...body })).status).toBe(404);
      }
      const ids = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id);
      expect(ids(await list('perPage=100', other))).not.toContain(own);
      expect(ids(await list('perPage=100&owner=own', other))).toEqual([]);
      expect(ids(await list('perPage=100', operator))).toContain(own);
    });

    it.each([
      ['GET', '/base-images'],
      ['POST', '/base-images'],
      ['POST', '/base-images/generate'],
      ['GET', `/base-images/${UNKNOWN_ID}`],
      ['PATCH', `/base-images/${UNKNOWN_ID}`],
      ['DELETE', `/base-images/${UNKNOWN_ID}`],
      ['GET', `/base-images/${UNKNOWN_ID}/content`],
      ['GET', `/base-images/${UNKNOWN_ID}/thumbnail`],
      ['GET', `/base-images/${UNKNOWN_ID}/relief`],
    ])('to nobody without a token: %s %s', async (method, path) => {
      expect((await app.api(path, { method })).status).toBe(401);
      expect((await app.api(path, { method, as: { accessToken: 'x.y.z' } })).status).toBe(401);
    });

    it('in pages, by name, source, state and words in any case', async () => {
      const names = ['Zebra (a+)+$ sheet', 'aquarelle SHEET', 'Blue sheet'];
      for (const name of names) await uploaded(other, { name });
      const namesOf = (page: { items: { name: string }[] }) => page.items.map(({ name }) => name);
      expect(namesOf(await list('owner=own&sort=name', other))).toEqual([names[1], names[2], names[0]]);
      expect(namesOf(await list(`owner=own&search=${encodeURIComponent('(A+)+$')}`, other))).toEqual([names[0]]);
      expect(await list('owner=own&perPage=2&page=2&sort=createdAt', other)).toMatchObject({
        total: 3,
        items: [{ name: names[2] }],
      });
      expect((await list('owner=own&source=ai', other)).total).toBe(0);
      expect((await list('owner=own&state=ready&source=uploaded', other)).total).toBe(3);
      await change((await list('owner=own&search=zebra', other)).items[0].id, { tags: ['striped'] }, other);
      expect(namesOf(await list('owner=own&tag=Striped', other))).toEqual([names[0]]);
      expect((await list('owner=own&tag=stripe', other)).total).toBe(0);
    });

    it.each(['sort=ownerId', 'owner[$ne]=x', 'source=stolen', 'perPage=0', 'search=', 'password=x'])(
      'not for a query like %s',
      async (query) => expect((await app.api(`/base-images?${query}`, { as: artist })).status).toBe(422),
    );

    it.each(['x', '%00', '..%2f..%2fetc', '{"$gt":""}', '66f0c2a4d1b2c3e4f5a6b7c'])(
      'not by a malformed id: %s',
      async (id) => {
        const { status } = await app.api(`/base-images/${encodeURI(id)}`, { as: artist });
        expect(status).toBe(404);
      },
    );

    it('as files with validators and ranges', async () => {
      const id = await anyOfArtist();
      const get = (headers: Record<string, string> = {}) =>
        app.request(`/base-images/${id}/content`, { as: artist, headers });
      const whole = await get();
      const bytes = new Uint8Array(await whole.arrayBuffer());
      expect(whole.headers.get('content-type')).toBe('image/jpeg');
      const etag = whole.headers.get('etag')!;
      expect((await get({ 'if-none-match': etag })).status).toBe(304);
      const part = await get({ range: 'bytes=10-19' });
      expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${bytes.length}`]);
      expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.subarray(10, 20));
      expect((await get({ range: `bytes=${bytes.length}-` })).status).toBe(416);
      for (const file of ['thumbnail', 'relief']) {
        const { headers } = await app.request(`/base-images/${id}/${file}`, { as: artist });
        expect(headers.get('content-type')).toBe('image/webp');
      }
    });
  });

  describe('a change', () => {
    it('of an own paper keeps what is not named', async () => {
      const id = await anyOfArtist();
      expect((await change(id, { name: ' After ' })).body).toMatchObject({ name: 'After', enabled: true });
      expect((await change(id, { enabled: false })).body).toMatchObject({ name: 'After', enabled: false });
      const tags = [' Cold Press', 'blue', 'BLUE'];
      expect((await change(id, { tags })).body).toMatchObject({ name: 'After', tags: ['cold press', 'blue'] });
      expect((await change(id, { placement: { mesh: BENT } })).body.placement).toEqual({
        quad: [BENT[0]![0], BENT[0]![2], BENT[1]![2], BENT[1]![0]],
        mesh: BENT,
      });
      expect((await change(id, { placement: { quad: CONVEX } })).body.placement).toEqual({ quad: CONVEX });
      expect((await change(id, { placement: null })).body.placement.quad[0]).toEqual({ x: 0, y: 0 });
      expect((await change(id, { default: true })).status).toBe(403);
      expect((await change(id, { default: true }, operator)).body.errors).toEqual([
        expect.objectContaining({ pointer: '/default' }),
      ]);
    });

    const [a, b, c, d] = CONVEX as [object, object, object, object];
    it.each<[string, unknown, string]>([
      ['crossed corners', { placement: { quad: [a, c, b, d] } }, '/placement/quad'],
      ['corners in line', { placement: { quad: [a, { x: 0.5, y: 0.1 }, b, d] } }, '/placement/quad'],
      ['a tag with a comma', { tags: ['a,b'] }, '/tags/0'],
      ['too many tags', { tags: Array.from({ length: 21 }, (_, i) => `t${i}`) }, '/tags'],
      ['a dent', { placement: { quad: [a, b, { x: 0.2, y: 0.2 }, d] } }, '/placement/quad'],
      ['equal corners', { placement: { quad: [a, a, a, a] } }, '/placement/quad'],
      ['three corners', { placement: { quad: [a, b, c] } }, '/placement/quad'],
      ['text for a number', { placement: { quad: [a, b, c, { x: 'NaN', y: 0 }] } }, '/placement/quad/3/x'],
      ['a corner far out', { placement: { quad: [a, b, c, { x: -7, y: 0.9 }] } }, '/placement/quad/3/x'],
      ['an unknown field', { placement: { quad: CONVEX, grid: [] } }, '/placement/grid'],
      ['a quad and a mesh', { placement: { quad: CONVEX, mesh: BENT } }, '/placement'],
      ['neither', { placement: {} }, '/placement'],
      ['a mesh of one row', { placement: { mesh: [[a, b]] } }, '/placement/mesh'],
      [
        'a mesh that folds over',
        { placement: { mesh: [BENT[0], [BENT[1]![2], BENT[1]![1], BENT[1]![0]]] } },
        '/placement/mesh',
      ],
      [
        'a point across its neighbour',
        { placement: { mesh: [BENT[0], [d, { x: 1.4, y: 0.9 }, c]] } },
        '/placement/mesh/1/2',
      ],
      ['no name', { name: '' }, '/name'],
      ['control characters', { name: 'a\u0000b' }, '/name'],
      ['an operator for a value', { enabled: { $ne: true } }, '/enabled'],
      ['somebody else’s field', { ownerId: UNKNOWN_ID }, '/ownerId'],
      ['its state', { state: 'ready' }, '/state'],
    ])('is refused by its field: %s', async (_what, json, pointer) => {
      const [own] = (await list('owner=own')).items;
      const answer = await change(own.id, json);
      expect(answer).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
      expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
    });
  });

  it('are gone with their files when they are deleted', async () => {
    const { body } = await upload(artist);
    const remove = () => app.api(`/base-images/${body.id}`, { method: 'DELETE', as: artist });
    expect((await remove()).status).toBe(204);
    expect((await remove()).status).toBe(404);
    expect((await app.api(`/base-images/${body.id}`, { as: artist })).status).toBe(404);
    expect((await app.api(`/base-images/${body.id}/content`, { as: artist })).status).toBe(404);
    expect((await fetch(body.contentUrl)).status).toBe(404);
  });

  async function untilReady(id: string, as: Account): Promise<Answer['body']> {
    for (;;) {
      const { body } = await app.api(`/base-images/${id}`, { as });
      if (body.state !== 'preparing') return body;
      await sleep(50);
    }
  }
});

/** Many pixels in few bytes. */
function flat(width: number, height: number): Promise<Buffer> {
  return picture(16, 16).resize(width, height, { kernel: 'nearest' }).png({ palette: true }).toBuffer();
}
