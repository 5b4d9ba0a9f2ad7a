import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { type Account, type Answer, type RunningApplication, startApplication } from '../support/application.js';
import { MappingScene } from '../support/mapping-scene.js';
import { formOf, picture } from '../support/pictures.js';
import { describeWithService } from '../support/real-service.js';
import { S3_VARIABLES, TestBucket } from '../support/s3-buckets.js';

/** A store, and what lies under the prefix of uploads there. */
interface Store {
  readonly env: Record<string, string>;
  waiting(app: RunningApplication): Promise<string[]>;
  remove(): Promise<void>;
}

/** One job at a time, so that papers in the making leave a thread to uploads. */
const ENV = { PAPER_LIBRARY: 'none', UPLOAD_MAX_MB: '1', USER_MAX_MB: '3', JOB_CONCURRENCY: '1' };
const UNKNOWN_ID = '66f0c2a4d1b2c3e4f5a6b7c8';

describe('on the local disk', () => {
  const waiting = async ({ dataDir }: RunningApplication) => {
    const folder = join(dataDir, 'files', 'uploads');
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  };
  directUploads(async () => ({ env: {}, waiting, remove: async () => undefined }));
});

describeWithService('in a bucket', S3_VARIABLES, (variables) => {
  directUploads(async () => {
    const bucket = await TestBucket.create(variables);
    return {
      env: {
        AWS_BUCKET_NAME: bucket.name,
        AWS_ACCESS_KEY_ID: variables.TEST_S3_ACCESS_KEY_ID,
        AWS_SECRET_ACCESS_KEY: variables.TEST_S3_SECRET_ACCESS_KEY,
        S3_ENDPOINT: variables.TEST_S3_ENDPOINT,
      },
      waiting: async () => {
        const listing = new ListObjectsV2Command({ Bucket: bucket.name, Prefix: 'uploads/' });
        return ((await bucket.client.send(listing)).Contents ?? []).map(({ Key }) => Key!);
      },
      remove: () => bucket.remove(),
    };
  });
});

function directUploads(openStore: () => Promise<Store>): void {
  let store: Store;
  let dataDir: string;
  let app: RunningApplication;
  let artist: Account;
  let other: Account;
  let painting: Buffer;

  beforeAll(async () => {
    store = await openStore();
    dataDir = await mkdtemp(join(tmpdir(), 'direct-uploads-'));
    app = await startApplication({ dataDir, env: { ...ENV, ...store.env } });
    [artist, other] = await Promise.all([app.signUp(), app.signUp()]);
    painting = await picture(300, 200).jpeg().toBuffer();
    await new MappingScene(app).defaultPaper(await app.operator());
  });
  afterAll(async () => {
    await app.stop();
    await store.remove();
    await rm(dataDir, { recursive: true, force: true });
  });
  afterEach(async () => expect(await store.waiting(app)).toEqual([]));

  const open = (as: Account, content: Buffer, wish: object = {}): Promise<Answer> =>
    app.api('/artworks/uploads', { as, json: { bytes: content.length, mediaType: 'image/jpeg', ...wish } });
  const send = ({ url, method, headers }: Answer['body'], content: Buffer): Promise<Response> =>
    fetch(url, { method, headers, body: new Uint8Array(content) });
  const complete = (as: Account, id: string, headers: Record<string, string> = {}): Promise<Answer> =>
    app.api(`/artworks/uploads/${id}/complete`, { as, method: 'POST', headers });
  const cancel = (as: Account, id: string): Promise<Answer> =>
    app.api(`/artworks/uploads/${id}/cancel`, { as, method: 'POST' });
  const sent = async (as: Account, content: Buffer, wish: object = {}): Promise<string> => {
    const { status, body } = await open(as, content, wish);
    expect(status).toBe(201);
    expect((await send(body, content)).ok).toBe(true);
    return body.id;
  };
  const digest = (content: Buffer) => createHash('sha256').update(content).digest('hex');

  it('become the same artworks as uploads by form do', async () => {
    const opened = await open(artist, painting, { title: 'Tide', sha256: digest(painting) });
    expect(opened).toMatchObject({ status: 201, body: { method: 'PUT', headers: { 'Content-Type': 'image/jpeg' } } });
    const minutes = (Date.parse(opened.body.expiresAt) - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(15);
    expect((await send(opened.body, painting)).ok).toBe(true);
    expect(await store.waiting(app)).toHaveLength(1);

    const { status, headers, body } = await complete(artist, opened.body.id, { prefer: 'wait=1' });
    const byForm = await app.api('/artworks', { as: other, form: formOf(painting, 'a.jpg', { title: 'Tide' }) });
    const { id: _, ownerId, contentUrl, thumbnailUrl, createdAt: __, ...facts } = body.artwork;
    expect([status, ownerId, byForm.body.artwork]).toEqual([201, artist.id, expect.objectContaining(facts)]);
    expect(body).toMatchObject({ duplicate: false, paper: { ai: { tried: false } } });
    expect(headers.get('preference-applied')).toBe('wait=1');
    expect(headers.get('location')).toBe(`${app.url}/api/v1/artworks/${body.artwork.id}`);
    for (const url of [contentUrl, thumbnailUrl]) expect((await fetch(url)).status).toBe(200);

    // What lies there after completion, sent once more or left by a crash, goes with the next request.
    expect((await send(opened.body, painting)).ok).toBe(true);
    expect(await store.waiting(app)).toHaveLength(1);
    const again = await complete(artist, opened.body.id);
    expect(await store.waiting(app)).toEqual([]);
    expect([again.status, again.body.artwork.id, again.body.duplicate]).toEqual([201, body.artwork.id, false]);
    expect((await cancel(artist, opened.body.id)).body.code).toBe('STATE_CONFLICT');
  });

  it('of bytes uploaded before give back the artwork they are already', async () => {
    const { body } = await app.api('/artworks', { as: artist, form: formOf(painting, 'a.jpg') });
    const answer = await complete(artist, await sent(artist, painting));
    expect([answer.status, answer.body.duplicate, answer.body.artwork.id]).toEqual([200, true, body.artwork.id]);
  });

  it('say what to do where the file has not arrived', async () => {
    const content = await picture(31, 20).jpeg().toBuffer();
    const { body } = await open(artist, content);
    const early = await complete(artist, body.id);
    expect([early.status, early.body.code]).toEqual([409, 'STATE_CONFLICT']);
    expect(early.body.detail).toContain('Send it by PUT');
    expect((await send(body, content)).ok).toBe(true);
    expect((await complete(artist, body.id)).status).toBe(201);
  });

  it('are completed once, however many ask at the same moment', async () => {
    const collector = await app.signUp();
    const id = await sent(collector, await picture(400, 300).jpeg().toBuffer());
    const answers = await Promise.all(Array.from({ length: 4 }, () => complete(collector, id)));
    expect(answers.every(({ status }) => status === 200 || status === 201)).toBe(true);
    expect(new Set(answers.map(({ body }) => body.artwork.id)).size).toBe(1);
    expect((await app.api('/artworks', { as: collector })).body.total).toBe(1);
    expect(await complete(collector, id)).toMatchObject({ status: 201, body: { duplicate: false } });
  });

  it.each<[string, () => Buffer | Promise<Buffer>, object, number, string, string]>([
    ['of another type', () => picture(32, 20).png().toBuffer(), {}, 422, 'VALIDATION_FAILED', '/mediaType'],
    [
      'of another digest',
      () => picture(33, 20).jpeg().toBuffer(),
      { sha256: 'a'.repeat(64) },
      422,
      'VALIDATION_FAILED',
      '/sha256',
    ],
    ['that is no picture', () => Buffer.from('<script>alert(1)</script>'), {}, 415, 'UNSUPPORTED_MEDIA_TYPE', '/file'],
    [
      'that is cut off',
      async () => (await picture(300, 200).jpeg().toBuffer()).subarray(0, 2000),
      {},
      422,
      'IMAGE_CORRUPT',
      '/file',
    ],
  ])('refuse a file %s, and remove it', async (_what, make, wish, status, code, pointer) => {
    const id = await sent(artist, await make(), wish);
    const refused = await complete(artist, id);
    expect(refused).toMatchObject({ status, body: { code, errors: [{ pointer }] } });
    expect(await store.waiting(app)).toEqual([]);
    expect((await complete(artist, id)).status).toBe(404);
  });

  it('refuse at once what would be refused in the end', async () => {
    const tooLarge = await open(artist, painting, { bytes: 1_000_001 });
    expect(tooLarge).toMatchObject({
      status: 413,
      body: { code: 'UPLOAD_TOO_LARGE', errors: [{ pointer: '/bytes' }] },
    });
    expect(tooLarge.body.detail).toContain('1000000');
    for (const [field, value] of [
      ['bytes', 0],
      ['mediaType', 'image/gif'],
      ['sha256', 'abc'],
      ['title', ' '],
      ['ownerId', other.id],
    ] as const) {
      const answer = await open(artist, painting, { [field]: value });
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: `/${field}` }] } });
    }
    expect((await open(artist, painting, { baseImageId: UNKNOWN_ID })).status).toBe(404);
    expect((await app.api('/artworks/uploads', { json: { bytes: 1, mediaType: 'image/png' } })).status).toBe(401);
  });

  it('count against the quota while they are open', async () => {
    const collector = await app.signUp();
    const mega = { bytes: 1_000_000 };
    const opened = [];
    for (let i = 0; i < 3; i += 1) opened.push(await open(collector, painting, mega));
    expect(opened.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await open(collector, painting)).body.code).toBe('QUOTA_EXCEEDED');
    expect((await cancel(collector, opened[0]!.body.id)).status).toBe(204);
    expect((await open(collector, painting)).status).toBe(201);
  });

  it('are open in a bounded number', async () => {
    const collector = await app.signUp();
    const answers = await Promise.all(Array.from({ length: 25 }, () => open(collector, painting, { bytes: 10 })));
    const passed = answers.filter(({ status }) => status === 201);
    expect(passed.length).toBeLessThanOrEqual(20);
    for (let i = passed.length; i < 20; i += 1)
      expect((await open(collector, painting, { bytes: 10 })).status).toBe(201);
    const refused = await open(collector, painting, { bytes: 10 });
    expect([refused.status, refused.body.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(1000);
    expect((await cancel(collector, passed[0]!.body.id)).status).toBe(204);
    expect((await open(collector, painting, { bytes: 10 })).status).toBe(201);
  });

  it('belong to one account', async () => {
    const content = await picture(34, 20).jpeg().toBuffer();
    const id = await sent(artist, content);
    for (const as of [other, await app.operator()]) {
      expect((await complete(as, id)).status).toBe(404);
      expect((await cancel(as, id)).status).toBe(404);
    }
    expect((await app.api(`/artworks/uploads/${id}/complete`, { method: 'POST' })).status).toBe(401);
    expect((await complete(artist, UNKNOWN_ID)).status).toBe(404);
    expect((await complete(artist, id)).status).toBe(201);
  });

  it('give the same address to a repeated request', async () => {
    const headers = { 'idempotency-key': 'one-upload' };
    const json = { bytes: 10, mediaType: 'image/png' };
    const [first, second] = [
      await app.api('/artworks/uploads', { as: artist, json, headers }),
      await app.api('/artworks/uploads', { as: artist, json, headers }),
    ];
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect((await cancel(artist, first.body.id)).status).toBe(204);
    expect((await complete(artist, first.body.id)).status).toBe(404);
  });

  it('go with their account', async () => {
    const leaver = await app.signUp();
    await sent(leaver, painting);
    expect(await store.waiting(app)).toHaveLength(1);
    const { password } = leaver;
    expect((await app.api('/me', { method: 'DELETE', as: leaver, json: { password } })).status).toBe(204);
  });

  it('survive a process that is killed', async () => {
    const content = await picture(35, 20).jpeg().toBuffer();
    const id = await sent(artist, content);
    const first = complete(artist, id).catch(() => undefined);
    await app.kill();
    await first;
    // Whatever the first request has come to, the second makes the artwork or finds it.
    app = await startApplication({ dataDir, env: { ...ENV, ...store.env } });
    const { status, body } = await complete(artist, id);
    expect([200, 201]).toContain(status);
    expect(body.artwork.sha256).toBe(digest(content));
  });
}
