import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Account, Answer, Application } from '../support/application.js';
import { formOf, picture } from '../support/pictures.js';
import { sharedApplication } from '../support/shared-application.js';

const UNKNOWN_ID = '66f0c2a4d1b2c3e4f5a6b7c8';

describe('artworks', () => {
  let app: Application;
  let artist: Account;
  let other: Account;
  let operator: Account;
  let painting: Buffer;
  let pictures = 0;

  beforeAll(async () => {
    app = await sharedApplication();
    [operator, artist, other] = await Promise.all([app.operator(), app.signUp(), app.signUp()]);
    painting = await picture(600, 400).jpeg().toBuffer();
  });

  const upload = (as: Account, content: Uint8Array = painting, name = 'painting.jpg', fields = {}, headers = {}) =>
    app.api('/artworks', { as, form: formOf(content, name, fields), headers });
  /** A picture nobody has uploaded before. */
  const fresh = (): Promise<Buffer> =>
    picture(40 + (pictures += 1), 30)
      .png()
      .toBuffer();
  const uploaded = async (as: Account, fields = {}): Promise<Answer['body']> => {
    const { status, body } = await upload(as, await fresh(), 'fresh.png', fields);
    expect(status).toBe(201);
    return body.artwork;
  };

  describe('an upload', () => {
    it('is answered with the artwork, its signed addresses, and the paper chosen for it', async () => {
      const { status, headers, body } = await upload(artist, painting, 'Étoiles_sur le Rhône.jpg');
      expect(status).toBe(201);
      expect(body).toEqual({
        artwork: {
          id: expect.stringMatching(/^[0-9a-f]{24}$/),
          ownerId: artist.id,
          color: { profile: null, model: 'rgb', space: 'srgb', handling: 'assumed-srgb' },
          title: 'Étoiles sur le Rhône',
          mediaType: 'image/jpeg',
          width: 600,
          height: 400,
          bytes: painting.length,
          sha256: createHash('sha256').update(painting).digest('hex'),
          contentUrl: expect.stringContaining(`${app.url}/files/users/${artist.id}/artworks/`),
          thumbnailUrl: expect.stringContaining('signature='),
          createdAt: expect.stringMatching(/Z$/),
        },
        paper: expect.objectContaining({
          state: 'ready',
          baseImageId: expect.stringMatching(/^[0-9a-f]{24}$/),
          source: 'default',
          ai: { tried: false },
        }),
        duplicate: false,
      });
      expect(headers.get('location')).toBe(`${app.url}/api/v1/artworks/${body.artwork.id}`);
      const content = await fetch(body.artwork.contentUrl);
      expect([content.status, content.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
      const thumbnail = await sharp(await (await fetch(body.artwork.thumbnailUrl)).arrayBuffer()).metadata();
      expect(thumbnail).toMatchObject({ format: 'webp', width: 480, height: 320 });
    });

    it('keeps the paper that was chosen', async () => {
      const { body } = await upload(artist, await fresh(), 'a.png');
      expect((await app.api(`/artworks/${body.artwork.id}/paper`, { as: artist })).body).toEqual(body.paper);
    });

    it('of bytes uploaded before gives back the artwork they are already', async () => {
      const first = await uploaded(artist, { title: 'First' });
      const again = await app.request('/artworks', { as: artist });
      expect(again.status).toBe(200);
      const content = await picture(777, 30).png().toBuffer();
      const [one, two] = [await upload(artist, content), await upload(artist, content, 'other name.png')];
      expect([one.status, one.body.duplicate, two.status, two.body.duplicate]).toEqual([201, false, 200, true]);
      expect(two.body.artwork).toEqual(one.body.artwork);
      expect(two.body.artwork.id).not.toBe(first.id);
      const others = await upload(other, content);
      expect([others.status, others.body.duplicate]).toEqual([201, false]);
    });

    it('of the same bytes at the same moment makes one artwork', async () => {
      const content = await fresh();
      const answers = await Promise.all(Array.from({ length: 8 }, () => upload(artist, content)));
      expect(new Set(answers.map(({ body }) => body.artwork.id)).size).toBe(1);
      expect(answers.filter(({ status, body }) => status === 201 && body.duplicate === false)).toHaveLength(1);
      expect(answers.filter(({ status, body }) => status === 200 && body.duplicate === true)).toHaveLength(7);
    });

    it('with an Idempotency-Key is answered again, not repeated', async () => {
      const content = await fresh();
      const headers = { 'idempotency-key': 'one-upload' };
      const first = await upload(artist, content, 'a.png', {}, headers);
      const again = await upload(artist, content, 'a.png', {}, headers);
      expect([first.status, again.status]).toEqual([201, 201]);
      expect(again.body).toEqual(first.body);
    });

    it('names the paper it wants; one that is not there changes nothing', async () => {
      const content = await fresh();
      const refused = await upload(artist, content, 'a.png', { baseImageId: UNKNOWN_ID });
      expect(refused).toMatchObject({ status: 404, body: { errors: [{ pointer: '/baseImageId' }] } });
      const { body: library } = await app.api('/base-images?owner=library', { as: artist });
      const wanted = library.items[0].id;
      const { status, body } = await upload(artist, content, 'a.png', { baseImageId: wanted });
      expect([status, body.duplicate]).toEqual([201, false]);
      expect(body.paper).toMatchObject({ baseImageId: wanted, source: 'existing' });
    });

    it('turns the picture upright and drops what the camera wrote', async () => {
      const sideways = await picture(60, 40)
        .withExif({ IFD0: { Orientation: '6', Copyright: 'secret place' } })
        .withMetadata({ orientation: 6 })
        .jpeg()
        .toBuffer();
      const { body } = await upload(artist, sideways);
      expect([body.artwork.width, body.artwork.height]).toEqual([40, 60]);
      const served = Buffer.from(await (await fetch(body.artwork.contentUrl)).arrayBuffer());
      expect((await sharp(served).metadata()).exif).toBeUndefined();
      expect(served.includes('secret place')).toBe(false);
    });
  });

  describe('their files', () => {
    it('are read by their owner and by operators, in ranges and only when changed', async () => {
      const { id, title } = await uploaded(artist, { title: 'Été "à" la mer' });
      for (const as of [artist, operator]) {
        const whole = await app.request(`/artworks/${id}/content`, { as });
        expect(whole.status).toBe(200);
        expect(whole.headers.get('cache-control')).toBe('private, no-cache');
        expect(whole.headers.get('content-disposition')).toContain("filename*=UTF-8''%C3%89t%C3%A9");
        const etag = whole.headers.get('etag')!;
        const headers = { 'if-none-match': etag };
        expect((await app.request(`/artworks/${id}/content`, { as, headers })).status).toBe(304);
        const range = { range: 'bytes=0-7' };
        const part = await app.request(`/artworks/${id}/content`, { as, headers: range });
        expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 8]);
        expect((await app.request(`/artworks/${id}/thumbnail`, { as })).headers.get('content-type')).toBe('image/webp');
      }
      expect(title).toBe('Été "à" la mer');
    });

    it('are nobody else’s', async () => {
      const { id } = await uploaded(artist);
      for (const path of ['', '/content', '/thumbnail', '/paper']) {
        expect((await app.api(`/artworks/${id}${path}`, { as: other })).status).toBe(404);
        expect((await app.api(`/artworks/${id}${path}`)).status).toBe(401);
      }
    });
  });

  describe('the catalogue', () => {
    let collector: Account;
    beforeAll(async () => {
      collector = await app.signUp();
      for (const title of ['Wheat field', 'almond Blossom', 'Starry Night (v2)']) await uploaded(collector, { title });
    });
    const titles = async (query: string, as: Account = collector): Promise<string[]> => {
      const { status, body } = await app.api(`/artworks?${query}`, { as });
      expect(status).toBe(200);
      return body.items.map((item: { title: string }) => item.title);
    };

    it('lists one’s own, sorted, searched and in pages', async () => {
      expect(await titles('')).toEqual(['Starry Night (v2)', 'almond Blossom', 'Wheat field']);
      expect(await titles('sort=title')).toEqual(['almond Blossom', 'Starry Night (v2)', 'Wheat field']);
      expect(await titles('search=BLOSSOM')).toEqual(['almond Blossom']);
      expect(await titles(`search=${encodeURIComponent('(v2)')}`)).toEqual(['Starry Night (v2)']);
      expect(await titles(`search=${encodeURIComponent('.*')}`)).toEqual([]);
      const { body } = await app.api('/artworks?perPage=2&page=2&sort=createdAt', { as: collector });
      expect(body).toMatchObject({ total: 3, page: 2, perPage: 2, items: [{ title: 'Starry Night (v2)' }] });
    });

    it('shows another account’s to operators alone', async () => {
      expect(await titles(`ownerId=${collector.id}&sort=title`, operator)).toHaveLength(3);
      const { body } = await app.api('/artworks', { as: operator });
      expect(body.items.map((item: { ownerId: string }) => item.ownerId)).not.toContain(collector.id);
      expect((await app.api(`/artworks?ownerId=${collector.id}`, { as: other })).status).toBe(403);
    });

    it.each([
      'sort=sha256',
      'page=0',
      'perPage=1000',
      'unknown=1',
      'ownerId=$ne',
      'search[$ne]=a',
      'ownerId=a&ownerId=b',
    ])('refuses %s', async (query) => {
      expect((await app.api(`/artworks?${query}`, { as: collector })).status).toBe(422);
    });

    it('has the same ETag while nothing has changed, its signed addresses being given again', async () => {
      const etag = async () => (await app.request('/artworks', { as: collector })).headers.get('etag');
      const etags = [await etag(), await etag(), await etag()];
      expect(etags[0]).not.toBeNull();
      // One step of the addresses' expiry may fall in between.
      expect(new Set(etags).size).toBeLessThan(3);
    });
  });

  it('are renamed by their owner', async () => {
    const { id } = await uploaded(artist);
    const rename = (json: unknown, as: Account = artist) => app.api(`/artworks/${id}`, { method: 'PATCH', as, json });
    expect((await rename({ title: '  New title ' })).body.title).toBe('New title');
    expect((await rename({ title: 'x' }, other)).status).toBe(404);
    expect((await rename({ title: 'x' }, operator)).status).toBe(404);
    for (const json of [
      {},
      { title: '' },
      { title: 7 },
      { title: 'x'.repeat(201) },
      { title: 'a\nb' },
      { title: 'x', ownerId: other.id },
      { title: { $gt: '' } },
    ]) {
      expect((await rename(json)).status).toBe(422);
    }
    expect((await app.api(`/artworks/${id}`, { as: artist })).body.title).toBe('New title');
  });

  it('are deleted with their files by their owner; the same bytes then are new', async () => {
    const content = await fresh();
    const { body } = await upload(artist, content);
    const remove = (as: Account) => app.api(`/artworks/${body.artwork.id}`, { method: 'DELETE', as });
    expect((await remove(other)).status).toBe(404);
    expect((await remove(artist)).status).toBe(204);
    expect((await remove(artist)).status).toBe(404);
    expect((await app.api(`/artworks/${body.artwork.id}`, { as: artist })).status).toBe(404);
    expect((await fetch(body.artwork.contentUrl)).status).toBe(404);
    expect((await fetch(body.artwork.thumbnailUrl)).status).toBe(404);
    const again = await upload(artist, content);
    expect([again.status, again.body.duplicate]).toEqual([201, false]);
  });

  it.each(['1', 'z'.repeat(24), '66f0c2a4d1b2c3e4f5a6b7c8x', '%00', '$ne'])(
    'with the malformed id %j are not there',
    async (id) => {
      for (const path of ['', '/content', '/thumbnail', '/paper']) {
        expect((await app.api(`/artworks/${id}${path}`, { as: artist })).status).toBe(404);
      }
    },
  );
});
