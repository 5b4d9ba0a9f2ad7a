import { readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { type Account, type RunningApplication, startApplication } from '../support/application.js';
import { MappingScene } from '../support/mapping-scene.js';
import { formOf, picture } from '../support/pictures.js';
import { until } from '../support/until.js';
import { processorSeconds } from '../support/processor-time.js';

/** A PNG of few bytes that says it has this many pixels. */
function pixelBomb(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length, 0);
    head.write(type, 4, 'latin1');
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(Buffer.concat([Buffer.from(type, 'latin1'), data])));
    return Buffer.concat([head, data, check]);
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const rows = deflateSync(Buffer.alloc(Math.ceil(width / 8 + 1) * Math.min(height, 100)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

function crc32(bytes: Buffer): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit += 1) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0);
  }
  return (remainder ^ 0xffffffff) >>> 0;
}

/** One job at a time, so that papers in the making leave a thread to uploads. */
const ENVIRONMENT = { PAPER_LIBRARY: 'none', UPLOAD_MAX_MB: '1', USER_MAX_MB: '1', JOB_CONCURRENCY: '1' };

describe('uploads that are refused', () => {
  let app: RunningApplication;
  let artist: Account;

  beforeAll(async () => {
    app = await startApplication({ env: ENVIRONMENT });
    artist = await app.signUp();
    await new MappingScene(app).defaultPaper(await app.operator());
  });
  afterAll(async () => {
    await app.stop();
    await rm(app.dataDir, { recursive: true, force: true });
  });
  afterEach(async () => {
    await until(async () => (await temporaryFiles()).length === 0);
  });

  const upload = (content: Uint8Array, name = 'a.png', as: Account | null = artist) =>
    app.api('/artworks', { ...(as ? { as } : {}), form: formOf(content, name) });
  const temporaryFiles = async (): Promise<string[]> => {
    const root = join(app.dataDir, 'tmp');
    const folders = await readdir(root);
    return (await Promise.all(folders.map((folder) => readdir(join(root, folder))))).flat();
  };
  const storedFiles = async (): Promise<number> => {
    const entries = await readdir(join(app.dataDir, 'files'), { recursive: true, withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isFile() && entry.parentPath.includes('artworks')).length;
  };

  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['GIF', () => picture(8, 8).gif().toBuffer()],
    ['TIFF', () => picture(8, 8).tiff().toBuffer()],
    ['AVIF', () => picture(64, 64).avif().toBuffer()],
    ['SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>')],
    [
      'SVG with an external entity',
      () =>
        Buffer.from(
          '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
        ),
    ],
    ['PDF', () => Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF')],
    ['HTML named .png', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['one byte', () => Buffer.from('x')],
  ])('%s is told by its content: 415', async (_format, make) => {
    expect(await upload(await make())).toMatchObject({
      status: 415,
      body: { code: 'UNSUPPORTED_MEDIA_TYPE', errors: [{ pointer: '/file' }] },
    });
  });

  it('a picture is told by its content, whatever its name says', async () => {
    const { body } = await upload(await picture(20, 20).png().toBuffer(), 'picture.jpg');
    expect(body.artwork.mediaType).toBe('image/png');
  });

  it.each([0.02, 0.3, 0.5, 0.9, 0.99])('a JPEG cut off after %d of its length is corrupt: 422', async (part) => {
    const whole = await picture(300, 200).jpeg().toBuffer();
    const { status, body } = await upload(whole.subarray(0, Math.floor(whole.length * part)));
    expect([status, body.code]).toEqual([422, 'IMAGE_CORRUPT']);
    expect(body.errors[0].pointer).toBe('/file');
  });

  it('a PNG with bytes turned over in its middle is corrupt: 422', async () => {
    const bytes = await picture(300, 200).png().toBuffer();
    for (let index = 0; index < 64; index += 1) bytes[Math.floor(bytes.length / 2) + index]! ^= 0xff;
    expect(await upload(bytes)).toMatchObject({ status: 422, body: { code: 'IMAGE_CORRUPT' } });
  });

  it('a WebP cut in half is corrupt: 422', async () => {
    const whole = await picture(300, 200).webp().toBuffer();
    expect(await upload(whole.subarray(0, whole.length / 2))).toMatchObject({
      status: 422,
      body: { code: 'IMAGE_CORRUPT' },
    });
  });

  it('a pixel bomb is refused before it is decoded', async () => {
    const before = processorSeconds(app);
    const { status, body } = await upload(pixelBomb(20_000, 13_000));
    expect([status, body.code]).toEqual([422, 'IMAGE_TOO_LARGE']);
    expect(body.detail).toContain('It may have 50000000, received 260000000 (20000 × 13000).');
    expect(processorSeconds(app) - before).toBeLessThan(1);
  });

  it('an empty file, and a file over the limit, are refused with the limit named', async () => {
    expect(await upload(Buffer.alloc(0))).toMatchObject({ status: 422, body: { code: 'IMAGE_EMPTY' } });
    const { status, body } = await upload(Buffer.alloc(1_000_001));
    expect([status, body.code, body.errors[0].pointer]).toEqual([413, 'UPLOAD_TOO_LARGE', '/file']);
    expect(body.detail).toContain('1000000');
  });

  it('what is hidden behind a picture’s end is not kept', async () => {
    const hidden = Buffer.from('<script>alert("hidden")</script>');
    const { body } = await upload(Buffer.concat([await picture(30, 30).jpeg().toBuffer(), hidden]));
    const served = Buffer.from(await (await fetch(body.artwork.contentUrl)).arrayBuffer());
    expect(served.includes('<script>')).toBe(false);
    expect((await sharp(served).metadata()).format).toBe('jpeg');
  });

  it('of a moving picture the first frame is kept', async () => {
    const frames = await Promise.all([1, 2, 3].map(() => picture(20, 10).png().toBuffer()));
    const moving = await sharp(frames, { join: { animated: true } })
      .webp({ delay: [50, 50, 50] })
      .toBuffer();
    const { status, body } = await upload(moving);
    expect([status, body.artwork.height]).toEqual([201, 10]);
  });

  it('nobody signed out leaves a file behind', async () => {
    const before = await storedFiles();
    expect((await upload(await picture(21, 20).png().toBuffer(), 'a.png', null)).status).toBe(401);
    expect(await storedFiles()).toBe(before);
  });

  it('a base image id that is none, and fields nobody knows, are named', async () => {
    const content = await picture(22, 20).png().toBuffer();
    for (const [field, value] of [
      ['baseImageId', 'x'],
      ['baseImageId', '{"$ne":null}'],
      ['title', ' '],
      ['ownerId', artist.id],
    ] as const) {
      const answer = await app.api('/artworks', { as: artist, form: formOf(content, 'a.png', { [field]: value }) });
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: `/${field}` }] } });
    }
  });

  it('a body of another type is refused', async () => {
    expect((await app.api('/artworks', { as: artist, json: { title: 'x' } })).status).toBe(415);
  });

  it('an account may fill its quota and no more', async () => {
    const collector = await app.signUp();
    const large = (size: number) => picture(size, size).png({ compressionLevel: 0 }).toBuffer();
    expect((await upload(await large(380), 'a.png', collector)).status).toBe(201);
    const before = await storedFiles();
    const refused = await upload(await large(500), 'b.png', collector);
    expect(refused).toMatchObject({ status: 422, body: { code: 'QUOTA_EXCEEDED' } });
    expect(await storedFiles()).toBe(before);
    const { body } = await app.api('/artworks', { as: collector });
    await app.api(`/artworks/${body.items[0].id}`, { method: 'DELETE', as: collector });
    expect((await upload(await large(500), 'b.png', collector)).status).toBe(201);
  });

  it('an upload that breaks off leaves nothing; one that a crash broke off leaves nothing after the next start', async () => {
    const begin = () => {
      const socket = connect(Number(new URL(app.url).port), '127.0.0.1').on('error', () => undefined);
      socket.write(
        `POST /api/v1/artworks HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${artist.accessToken}\r\n` +
          'Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 900000\r\n\r\n' +
          `--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${'a'.repeat(10_000)}`,
      );
      return socket;
    };
    const sockets = Array.from({ length: 20 }, begin);
    await until(async () => (await temporaryFiles()).length === 20);
    for (const socket of sockets) socket.destroy();
    await until(async () => (await temporaryFiles()).length === 0);

    begin();
    await until(async () => (await temporaryFiles()).length === 1);
    await app.kill();
    const { dataDir } = app;
    app = await startApplication({ dataDir, env: ENVIRONMENT });
    expect(await temporaryFiles()).toEqual([]);
  });
});
