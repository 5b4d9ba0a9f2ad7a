import sharp from 'sharp';
import type { Account, Application } from '../support/application.js';
import { MappingScene } from '../support/mapping-scene.js';
import { sharedApplication } from '../support/shared-application.js';

describe('shared prints', () => {
  let app: Application;
  let artist: Account;
  let other: Account;
  let mappingId: string;
  let scene: MappingScene;
  let subject: Awaited<ReturnType<MappingScene['subject']>>;

  beforeAll(async () => {
    app = await sharedApplication();
    [artist, other] = await Promise.all([app.signUp(), app.signUp()]);
    scene = new MappingScene(app);
    subject = await scene.subjectOnDefault(artist);
    const { body } = await scene.map(artist, subject, { wait: 30 });
    mappingId = body.id;
  });

  const share = (as: Account, id = mappingId) => app.api(`/mappings/${id}/share`, { as, method: 'POST' });

  it('are seen by everybody who has the link, and say nothing of the account but its name', async () => {
    const { status, body } = await share(artist);
    expect(status).toBe(200);
    expect(body.url).toBe(`${app.url}/s/${body.token}`);
    const seen = await app.api(`/shares/${body.token}`);
    expect(seen.body).toMatchObject({ token: body.token, title: 'art', width: expect.any(Number) });
    expect(JSON.stringify(seen.body)).not.toMatch(new RegExp(artist.email));
    expect((await fetch(seen.body.pictureUrl)).status).toBe(200);
  });

  it('keep their link', async () => {
    const [first, again] = await Promise.all([share(artist), share(artist)]);
    expect(first.body.token).toBe(again.body.token);
  });

  it('are compared with the art alone, flat, of the same proportions', async () => {
    const { body } = await share(artist);
    const { body: seen } = await app.api(`/shares/${body.token}`);
    const flat = await fetch(seen.flatUrl);
    expect([flat.status, flat.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const { data, info } = await sharp(await flat.arrayBuffer())
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info.width / info.height).toBeCloseTo(seen.width / seen.height, 2);
    // Art of one colour: without folds, light and grain it stays of one colour.
    const { width, height, channels } = info;
    const start = (Math.floor(height / 2) * width + Math.floor(width / 4)) * channels;
    const reds = data.subarray(start, start + Math.floor(width / 2) * channels).filter((_, i) => i % channels === 0);
    expect(Math.max(...reds) - Math.min(...reds)).toBeLessThan(8);
  });

  it('are listed for their owner alone', async () => {
    const { body } = await share(artist);
    const { body: own } = await app.api('/shares', { as: artist });
    expect(own).toMatchObject({ total: 1, items: [{ token: body.token, mappingId, url: body.url }] });
    expect((await app.api('/shares', { as: other })).body.total).toBe(0);
    expect((await app.api('/shares')).status).toBe(401);
  });

  it('have a page with what other sites show', async () => {
    const { body } = await share(artist);
    const page = await app.request(`//s/${body.token}`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const html = await page.text();
    expect(html).toContain('<meta property="og:title" content="art">');
    expect(html).toMatch(/<link rel="modulepreload" [^>]*SharePage/);
    expect(html).toContain(`<meta property="og:image" content="${app.url}/api/v1/shares/${body.token}/card">`);
  });

  it.each([
    ['png', 1200],
    ['avif', 480],
  ])('have a card for other sites, a JPEG of the size that is said: of a %s %i pixels', async (format, longest) => {
    const output = { format, width: 1500 };
    const made = await scene.map(artist, { ...subject, output }, { wait: 30 });
    const { body } = await share(artist, made.body.id);
    const { body: seen } = await app.api(`/shares/${body.token}`);
    const answer = await fetch(seen.card.url);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    const { width, height } = await sharp(await answer.arrayBuffer()).metadata();
    expect([width, height]).toEqual([seen.card.width, seen.card.height]);
    expect(Math.max(width, height)).toBe(longest);
    expect((await fetch(seen.card.url, { headers: { 'if-none-match': answer.headers.get('etag')! } })).status).toBe(
      304,
    );
    await app.api(`/mappings/${made.body.id}/share`, { as: artist, method: 'DELETE' });
    expect((await fetch(seen.card.url)).status).toBe(404);
  });

  it('are shared and withdrawn by their owner alone', async () => {
    expect((await share(other)).status).toBe(404);
    const { body } = await share(artist);
    const withdraw = (as: Account) => app.api(`/mappings/${mappingId}/share`, { as, method: 'DELETE' });
    expect((await withdraw(other)).status).toBe(404);
    expect((await withdraw(artist)).status).toBe(204);
    expect((await app.api(`/shares/${body.token}`)).status).toBe(404);
    expect((await app.request(`//s/${body.token}`)).status).toBe(404);
    expect((await share(artist)).body.token).not.toBe(body.token);
  });

  it('go with their mapping', async () => {
    const { body } = await share(artist);
    await app.api(`/mappings/${mappingId}`, { as: artist, method: 'DELETE' });
    expect((await app.api(`/shares/${body.token}`)).status).toBe(404);
  });
});
