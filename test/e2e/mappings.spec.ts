import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Account, Application } from '../support/application.js';
import { readAvif } from '../support/avif-reader.js';
import { breadth } from '../support/breadth.js';
import { MappingScene, PAPER } from '../support/mapping-scene.js';
import { formOf, picture } from '../support/pictures.js';
import { sharedApplication } from '../support/shared-application.js';

describe('mappings', () => {
  let app: Application;
  let scene: MappingScene;
  let artist: Account;
  let artworkId: string;
  let baseImageId: string;

  beforeAll(async () => {
    app = await sharedApplication();
    scene = new MappingScene(app);
    artist = await app.signUp();
    ({ artworkId, baseImageId } = await scene.subject(artist));
  });

  it.each(['natural', 'classic'])('puts the art onto the paper with preset %s', async (preset) => {
    const { status, headers, body } = await scene.map(artist, { artworkId, baseImageId, preset }, { wait: 30 });
    expect(status).toBe(201);
    expect(headers.get('preference-applied')).toBe('wait=30');
    expect(body).toMatchObject({ status: 'succeeded', preset, artworkId, baseImageId, attempts: 1 });
    expect(body.result).toMatchObject({ mediaType: 'image/png', ...PAPER });
    expect(Object.keys(body.timings)).toEqual(
      expect.arrayContaining(['fetch', 'analyse', 'fit', 'transform', 'follow-folds', 'shade', 'encode', 'store']),
    );

    const result = await fetch(body.result.url);
    const content = Buffer.from(await result.arrayBuffer());
    expect(result.status).toBe(200);
    expect(result.headers.get('cache-control')).toMatch(/public.*immutable/);
    expect(content.byteLength).toBe(body.result.bytes);
    expect(createHash('sha256').update(content).digest('hex')).toBe(body.result.sha256);

    const colour = await centreColour(content);
    const thumbnail = await fetch(body.result.thumbnailUrl);
    expect(thumbnail.headers.get('cache-control')).toMatch(/public.*immutable/);
    const small = Buffer.from(await thumbnail.arrayBuffer());
    const { width, height } = body.result;
    const scale = Math.min(1, 480 / width);
    expect(await sharp(small).metadata()).toMatchObject({
      format: 'webp',
      width: scale * width,
      height: scale * height,
    });
    (await centreColour(small)).forEach((value, i) => expect(Math.abs(value - colour[i]!)).toBeLessThan(6));

    const paper = await app.request(`/base-images/${baseImageId}/content`, { as: artist });
    const [red, , blue] = colour;
    const [paperRed, , paperBlue] = await centreColour(Buffer.from(await paper.arrayBuffer()));
    expect(red - blue).toBeGreaterThan(paperRed - paperBlue + 10);
    expect(red).toBeLessThan(paperRed - 40);
  });

  it('makes the file that was asked for, and says whose colours it holds', async () => {
    const output = { format: 'avif', quality: 60, width: 240, colorSpace: 'display-p3', dpi: 300 };
    const { body } = await scene.map(artist, { artworkId, baseImageId, output }, { wait: 30 });
    expect(body).toMatchObject({ status: 'succeeded', output: { ...output, height: null } });
    expect(body.result).toMatchObject({
      mediaType: 'image/avif',
      width: 240,
      height: 160,
      dpi: 300,
      color: { space: 'display-p3', profile: 'Display P3', art: { handling: 'assumed-srgb' } },
    });
    const result = await fetch(body.result.url);
    expect(result.headers.get('content-type')).toBe('image/avif');
    const { metadata } = await readAvif(new Uint8Array(await result.arrayBuffer()));
    expect(metadata).toMatchObject({ compression: 'av1', width: 240, height: 160, hasProfile: true });
  });

  it('answers at once and is followed at its Location', async () => {
    const { status, headers, body } = await scene.map(artist, { artworkId, baseImageId });
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`${app.url}/api/v1/mappings/${body.id}`);
    expect(['queued', 'running']).toContain(body.status);
    const ended = await scene.ended(artist, body.id);
    expect(ended).toMatchObject({ status: 'succeeded', progress: { step: 'store' } });
    expect(Date.parse(ended.finishedAt)).toBeGreaterThanOrEqual(Date.parse(ended.startedAt));

    const result = await app.request(`/mappings/${body.id}/result`, { as: artist });
    expect(result.status).toBe(303);
    expect(result.headers.get('location')).toBe(ended.result.url);
  });

  it('waits for a paper that is still being analysed, without a failed attempt', async () => {
    const operator = await app.operator();
    await app.api('/jobs/pause', { method: 'POST', as: operator });
    const form = formOf(await picture(300, 200).png().toBuffer(), 'paper.png');
    const { body: paper } = await app.api('/base-images', { as: artist, form });
    expect(paper.state).toBe('preparing');
    const { body } = await scene.map(artist, { artworkId, baseImageId: paper.id });
    await app.api('/jobs/resume', { method: 'POST', as: operator });
    expect(await scene.ended(artist, body.id)).toMatchObject({ status: 'succeeded', attempts: 1 });
  });

  it('takes the artist’s own paper where none is named', async () => {
    const newcomer = await app.signUp();
    const own = await scene.subject(newcomer);
    const { body } = await scene.map(newcomer, { artworkId: own.artworkId }, { wait: 30 });
    expect(body).toMatchObject({ status: 'succeeded', baseImageId: own.baseImageId });
  });

  it('takes explicit parameters in place of the preset’s and makes the output that was asked for', async () => {
    const request = {
      artworkId,
      baseImageId,
      preset: 'natural',
      parameters: { rotation: 12.5, ink: { showThrough: 0.4 }, quad: QUAD, background: CLAY },
      output: { format: 'jpeg', quality: 70, width: 240 },
    };
    const { body } = await scene.map(artist, request, { wait: 30 });
    const { body: presets } = await app.api('/presets', { as: artist });
    const natural = presets.items.find(({ name }: { name: string }) => name === 'natural').parameters;
    expect(body.parameters).toEqual({
      ...natural,
      rotation: 12.5,
      quad: QUAD,
      background: CLAY,
      ink: { ...natural.ink, showThrough: 0.4 },
    });
    expect(body.result).toMatchObject({ mediaType: 'image/jpeg', width: 240, height: 160 });
    expect(body.result.url).toMatch(/\.jpg$/);
    const file = Buffer.from(await (await fetch(body.result.url)).arrayBuffer());
    const { data } = await sharp(file)
      .extract({ left: 1, top: 1, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    [0xb0, 0x80, 0x60].forEach((code, k) => expect(Math.abs(data[k]! - code)).toBeLessThan(12));
  });

  it('makes one mapping of a request that is sent again with its key', async () => {
    const send = () =>
      app.api('/mappings', { as: artist, json: { artworkId, baseImageId }, headers: { 'idempotency-key': 'once' } });
    const first = await send();
    const again = await send();
    expect(again).toMatchObject({ status: 202, body: { id: first.body.id } });
    const other = await app.api('/mappings', {
      as: artist,
      json: { artworkId, baseImageId, preset: 'classic' },
      headers: { 'idempotency-key': 'once' },
    });
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it('lists by status, artwork and page', async () => {
    const someone = await app.signUp();
    const subject = await scene.subjectOnDefault(someone);
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) {
      ids.push((await scene.map(someone, subject, { wait: 30 })).body.id);
    }
    const list = async (query: string) => (await app.api(`/mappings?${query}`, { as: someone })).body;
    expect(await list('perPage=2&sort=createdAt')).toMatchObject({ total: 3, items: [{ id: ids[0] }, { id: ids[1] }] });
    expect(await list('perPage=2&page=2')).toMatchObject({ items: [{ id: ids[0] }] });
    expect(await list('status=succeeded&perPage=1')).toMatchObject({ total: 3, items: [{ id: ids[2] }] });
    expect(
      await list(`status=succeeded&artworkId=${subject.artworkId}&baseImageId=${subject.baseImageId}`),
    ).toMatchObject({ total: 3 });
    expect(await list(`status=failed`)).toMatchObject({ total: 0, items: [] });
    expect(await list(`artworkId=${artworkId}`)).toMatchObject({ total: 0 });
  });

  it('keeps a result whose artwork and base image are deleted', async () => {
    const art = await scene.artwork(artist, '#208040');
    const paper = await scene.paper(artist);
    const { body } = await scene.map(artist, { artworkId: art, baseImageId: paper }, { wait: 30 });
    for (const path of [`/artworks/${art}`, `/base-images/${paper}`]) {
      expect((await app.api(path, { method: 'DELETE', as: artist })).status).toBe(204);
    }
    expect((await fetch(body.result.url)).status).toBe(200);
    expect((await scene.get(artist, body.id)).body).toMatchObject({ status: 'succeeded', artworkId: art });
  });

  it('removes mapping and picture', async () => {
    const { body } = await scene.map(artist, { artworkId, baseImageId }, { wait: 30 });
    expect((await app.api(`/mappings/${body.id}`, { method: 'DELETE', as: artist })).status).toBe(204);
    expect((await scene.get(artist, body.id)).status).toBe(404);
    for (const url of [body.result.url, body.result.thumbnailUrl]) expect((await fetch(url)).status).toBe(404);
    expect((await app.api(`/mappings/${body.id}`, { method: 'DELETE', as: artist })).status).toBe(404);
  });

  it('shows a preview at once and keeps nothing of it', async () => {
    const before = (await app.api('/mappings', { as: artist })).body.total;
    const request = { artworkId, baseImageId, width: 200, parameters: { fold: 1 } };
    const response = await app.request('/mappings/preview', { as: artist, json: request });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const facts = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
    expect(facts).toMatchObject({ width: 200, height: 133, format: 'jpeg' });
    expect((await app.api('/mappings', { as: artist })).body.total).toBe(before);
  });

  it('answers more previews than it can make with when to come back', async () => {
    const request = { artworkId, baseImageId, width: breadth(640, 1024), format: 'webp' };
    const responses = await Promise.all(
      Array.from({ length: 40 }, () => app.request('/mappings/preview', { as: artist, json: request })),
    );
    const refused = responses.filter(({ status }) => status === 503);
    expect(responses.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect(refused.length).toBeGreaterThan(0);
    expect(responses.every(({ status }) => status === 200 || status === 503)).toBe(true);
    for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

const CLAY = { colour: '#b08060', shadow: 0.8 };
const QUAD = [
  { x: 0.1, y: 0.1 },
  { x: 0.9, y: 0.15 },
  { x: 0.85, y: 0.9 },
  { x: 0.1, y: 0.85 },
];

/** Mean colour of the picture's middle. */
async function centreColour(content: Buffer): Promise<[number, number, number]> {
  const { width, height } = await sharp(content).metadata();
  const box = { left: width >> 2, top: height >> 2, width: width >> 1, height: height >> 1 };
  const { channels } = await sharp(await sharp(content).extract(box).toBuffer()).stats();
  return [channels[0]!.mean, channels[1]!.mean, channels[2]!.mean];
}
