import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { SignedUpload, StoragePort } from '../../src/storage/storage.port.js';
import { storageKeys } from '../../src/storage/storage-keys.js';

/** An adapter on a store of its own, its addresses answered over HTTP. */
export interface OpenedStorage {
  readonly storage: StoragePort;
  close(): Promise<void>;
}

const USER = 'a'.repeat(24);
const ARTWORK = 'b'.repeat(24);
const ORIGINAL = storageKeys.artworkOriginal(USER, ARTWORK, 'png');
const RESULT = storageKeys.mappingResult(USER, 'c'.repeat(24), 'd'.repeat(32), 'png');
const UPLOAD = storageKeys.upload(USER, ARTWORK);
const PNG = { mediaType: 'image/png' };

const bytes = (length: number, seed = 1): Buffer =>
  Buffer.from(Uint8Array.from({ length }, (_value, index) => (index * 31 + seed * 17 + (index >> 8)) & 255));
const digest = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** What every adapter of StoragePort must do; `open` gives a fresh, empty store. */
export function storageContract(name: string, open: () => Promise<OpenedStorage>): void {
  describe(`${name} storage`, () => {
    let opened: OpenedStorage;
    let storage: StoragePort;

    beforeAll(async () => {
      opened = await open();
      storage = opened.storage;
    });
    afterAll(() => opened.close());
    afterEach(async () => {
      for (const prefix of ['users/', 'base-images/', 'uploads/']) {
        for await (const { key } of storage.list(prefix)) await storage.remove(key);
      }
    });

    const keysUnder = async (prefix: string): Promise<string[]> => {
      const keys: string[] = [];
      for await (const { key } of storage.list(prefix)) keys.push(key);
      return keys.toSorted();
    };

    describe('writing and reading', () => {
      it('gives back the bytes, their validator and their media type', async () => {
        const content = bytes(700_001);
        const written = await storage.write(ORIGINAL, content, PNG);
        expect(written).toEqual({ bytes: 700_001, mediaType: 'image/png', etag: expect.any(String) });
        const { content: stream, ...info } = await storage.read(ORIGINAL);
        expect(info).toEqual(await storage.info(ORIGINAL));
        expect(info).toMatchObject(written);
        expect(Math.abs(Date.now() - info.modifiedAt.getTime())).toBeLessThan(60_000);
        expect((await buffer(stream)).equals(content)).toBe(true);
        expect(Buffer.from(await storage.readAll(ORIGINAL, 700_001)).equals(content)).toBe(true);
      });

      it('takes a stream in', async () => {
        const chunks = [bytes(10, 1), bytes(100_000, 2), bytes(1, 3)];
        await storage.write(ORIGINAL, Readable.from(chunks), PNG);
        expect((await buffer((await storage.read(ORIGINAL)).content)).equals(Buffer.concat(chunks))).toBe(true);
      });

      it('keeps an empty object', async () => {
        await storage.write(ORIGINAL, new Uint8Array(0), PNG);
        expect(await storage.info(ORIGINAL)).toMatchObject({ bytes: 0 });
        expect(await buffer((await storage.read(ORIGINAL)).content)).toHaveLength(0);
      });

      it('replaces an object whole, its media type too, and leaves a reader what it began to read', async () => {
        const before = bytes(500_000, 1);
        const { etag } = await storage.write(ORIGINAL, before, PNG);
        const { content: reading } = await storage.read(ORIGINAL);
        const after = await storage.write(ORIGINAL, bytes(10, 2), { mediaType: 'image/webp' });
        expect(after.etag).not.toBe(etag);
        expect((await buffer(reading)).equals(before)).toBe(true);
        expect(await storage.info(ORIGINAL)).toMatchObject({ ...after, bytes: 10, mediaType: 'image/webp' });
      });

      it('reads ranges, both ends included', async () => {
        const content = bytes(1000);
        await storage.write(ORIGINAL, content, PNG);
        const ranges = [
          [0, 0],
          [0, 999],
          [17, 400],
          [999, 999],
        ] as const;
        for (const [start, end] of ranges) {
          const part = await storage.read(ORIGINAL, { start, end });
          expect(part.bytes).toBe(1000);
          expect((await buffer(part.content)).equals(content.subarray(start, end + 1))).toBe(true);
        }
      });

      it('refuses ranges that are not inside the object', async () => {
        await storage.write(ORIGINAL, bytes(10), PNG);
        for (const range of [
          { start: 0, end: 10 },
          { start: 10, end: 12 },
          { start: 5, end: 4 },
        ]) {
          await expect(storage.read(ORIGINAL, range)).rejects.toMatchObject({ code: 'RANGE_NOT_SATISFIABLE' });
        }
      });

      it('reads no more into memory than was asked for', async () => {
        await storage.write(ORIGINAL, bytes(11), PNG);
        await expect(storage.readAll(ORIGINAL, 10)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' });
      });
    });

    describe('what is not there', () => {
      it('says NOT_FOUND for a missing key', async () => {
        await expect(storage.read(ORIGINAL)).rejects.toMatchObject({ code: 'NOT_FOUND' });
        await expect(storage.read(ORIGINAL, { start: 0, end: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
        await expect(storage.readAll(ORIGINAL, 10)).rejects.toMatchObject({ code: 'NOT_FOUND' });
        await expect(storage.info(ORIGINAL)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      });

      it('forgets what was removed, and removes what is not there', async () => {
        await storage.write(ORIGINAL, bytes(3), PNG);
        await storage.remove(ORIGINAL);
        await storage.remove(ORIGINAL);
        await expect(storage.info(ORIGINAL)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      });

      it.each(['../../etc/passwd', 'users/../x.png', '/etc/passwd', 'users/A.png', 'users/a b.png', 'a.png', ''])(
        'takes %j for a fault, not for a missing object',
        async (key) => {
          const failure = await storage.info(key).catch((error: unknown) => error);
          expect(failure).toBeInstanceOf(Error);
          expect(failure).not.toHaveProperty('code');
          await expect(storage.write(key, bytes(1), PNG)).rejects.toThrow('not a storage key');
        },
      );
    });

    describe('writes that fail', () => {
      async function* failing(): AsyncIterable<Buffer> {
        yield bytes(200_000);
        await wait(5);
        throw new Error('the source broke');
      }
      async function* endless(): AsyncIterable<Buffer> {
        for (;;) {
          yield bytes(50_000);
          await wait(1);
        }
      }

      it('leave nothing and pass the failure of the source on', async () => {
        await expect(storage.write(ORIGINAL, Readable.from(failing()), PNG)).rejects.toThrow('the source broke');
        await expect(storage.info(ORIGINAL)).rejects.toMatchObject({ code: 'NOT_FOUND' });
        expect(await keysUnder('users/')).toEqual([]);
      });

      it('leave what was there before', async () => {
        const before = bytes(1000, 4);
        await storage.write(ORIGINAL, before, PNG);
        await expect(storage.write(ORIGINAL, Readable.from(failing()), PNG)).rejects.toThrow('the source broke');
        expect(Buffer.from(await storage.readAll(ORIGINAL, 1000)).equals(before)).toBe(true);
      });

      it('leave nothing when aborted, and give the reason', async () => {
        const controller = new AbortController();
        const source = Readable.from(endless());
        const writing = storage.write(ORIGINAL, source, { ...PNG, signal: controller.signal });
        setTimeout(() => controller.abort(new Error('enough')), 30);
        await expect(writing).rejects.toThrow('enough');
        expect(source.destroyed).toBe(true);
        expect(await keysUnder('users/')).toEqual([]);
      });

      it('do not begin when aborted before', async () => {
        const signal = AbortSignal.abort(new Error('too late'));
        await expect(storage.write(ORIGINAL, bytes(5), { ...PNG, signal })).rejects.toThrow('too late');
        await expect(storage.read(ORIGINAL, undefined, signal)).rejects.toThrow('too late');
        expect(await keysUnder('users/')).toEqual([]);
      });
    });

    it('keeps concurrent writers of one key apart', async () => {
      const contents = Array.from({ length: 12 }, (_value, index) => bytes(150_000 + index, index));
      const etags = new Map<string, string>();
      const write = async (content: Buffer) => {
        etags.set(digest(content), (await storage.write(ORIGINAL, Readable.from([content]), PNG)).etag);
      };
      const read: { digest: string; etag: string }[] = [];
      const writing = Promise.all(contents.map(write));
      const ended = writing.then(() => true);
      while (!(await Promise.race([ended, wait(1, false)]))) {
        const object = await storage.read(ORIGINAL).catch(() => undefined);
        if (object) read.push({ digest: digest(await buffer(object.content)), etag: object.etag });
      }
      await writing;
      expect(new Set(etags.values()).size).toBe(contents.length);
      for (const { digest: found, etag } of read) expect(etags.get(found)).toBe(etag);
      expect([...etags.values()]).toContain((await storage.info(ORIGINAL)).etag);
    });

    it('survives writing into folders that are being emptied', async () => {
      const thumbnail = storageKeys.artworkThumbnail(USER, ARTWORK);
      for (let round = 0; round < 20; round += 1) {
        await storage.write(ORIGINAL, bytes(5), PNG);
        await Promise.all([storage.remove(ORIGINAL), storage.write(thumbnail, bytes(6), { mediaType: 'image/webp' })]);
        expect(await keysUnder('users/')).toEqual([thumbnail]);
        await storage.remove(thumbnail);
      }
    });

    it('lists the keys under a prefix and no others', async () => {
      const paper = storageKeys.paper(storageKeys.paperFolder('e'.repeat(24)), 'webp');
      for (const key of [ORIGINAL, RESULT, paper]) await storage.write(key, bytes(3), PNG);
      expect(await keysUnder('users/')).toEqual([ORIGINAL, RESULT].toSorted());
      expect(await keysUnder(`users/${USER}/artworks/`)).toEqual([ORIGINAL]);
      expect(await keysUnder('base-images/')).toEqual([paper]);
      expect(await keysUnder(`users/${'f'.repeat(24)}/`)).toEqual([]);
      for await (const { modifiedAt } of storage.list('users/')) {
        expect(Math.abs(Date.now() - modifiedAt.getTime())).toBeLessThan(60_000);
      }
    });

    it('says that it can be used', async () => {
      await expect(storage.check(AbortSignal.timeout(20_000))).resolves.toBeUndefined();
    });

    const send = (
      { url, headers }: SignedUpload,
      content: Buffer,
      changes: Readonly<Record<string, string>> = {},
    ): Promise<Response> =>
      fetch(url, { method: 'PUT', headers: { ...headers, ...changes }, body: new Uint8Array(content) });

    describe('addresses to write to', () => {
      const content = bytes(300_000);
      const terms = { bytes: content.length, ...PNG };

      it('take in what was agreed', async () => {
        const upload = await storage.signedUpload(UPLOAD, terms, 60);
        expect((await send(upload, content)).ok).toBe(true);
        expect(await storage.info(UPLOAD)).toMatchObject(terms);
        expect(Buffer.from(await storage.readAll(UPLOAD, content.length)).equals(content)).toBe(true);
        expect(storage.publicUrl(UPLOAD)).toBeUndefined();
      });

      it('refuse other lengths and types, and let write nothing else, nor read', async () => {
        const upload = await storage.signedUpload(UPLOAD, terms, 60);
        const changed = (change: (url: URL) => void): SignedUpload => {
          const url = new URL(upload.url);
          change(url);
          return { ...upload, url: url.href };
        };
        const refused = [
          await send(upload, content.subarray(1)),
          await send(upload, Buffer.concat([content, bytes(1)])),
          await send(upload, content, { 'Content-Type': 'image/jpeg' }),
          await send(upload, content, { 'Content-Type': 'text/html' }),
          await send(
            changed((url) => (url.pathname = url.pathname.replace(ARTWORK, 'd'.repeat(24)))),
            content,
          ),
          await send(
            changed((url) => (url.pathname = url.pathname.replace(UPLOAD, ORIGINAL))),
            content,
          ),
          await send(
            changed((url) => (url.search = '')),
            content,
          ),
          await fetch(upload.url),
        ];
        for (const { status } of refused) expect([400, 403, 404, 415, 422]).toContain(status);
        expect([await keysUnder('uploads/'), await keysUnder('users/')]).toEqual([[], []]);
      });

      it('are refused with any part of their query changed', async () => {
        const upload = await storage.signedUpload(UPLOAD, terms, 60);
        for (const [parameter, value] of new URL(upload.url).searchParams) {
          const forged = new URL(upload.url);
          const last = value.at(-2) === '0' ? '1' : '0';
          forged.searchParams.set(parameter, `${value.slice(0, -2)}${last}${value.at(-1)}`);
          expect([400, 403, 422]).toContain((await send({ ...upload, url: forged.href }, content)).status);
        }
        expect(await keysUnder('uploads/')).toEqual([]);
      });

      it('are signed for uploads alone', async () => {
        for (const key of [ORIGINAL, RESULT, 'uploads/x.upload', `uploads/${USER}/../x.upload`]) {
          await expect(storage.signedUpload(key, terms, 60)).rejects.toThrow('not the key of an upload');
        }
      });
    });

    describe('addresses', () => {
      const content = bytes(5000);
      beforeEach(async () => {
        await storage.write(ORIGINAL, content, PNG);
        await storage.write(RESULT, content, PNG);
      });

      it('read a private object while their signature holds', async () => {
        const url = await storage.signedUrl(ORIGINAL, 60);
        const response = await fetch(url);
        expect(response.status).toBe(200);
        expect(response.headers.get('content-type')).toBe('image/png');
        expect(response.headers.get('content-length')).toBe('5000');
        expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
        const part = await fetch(url, { headers: { range: 'bytes=10-19' } });
        expect(part.status).toBe(206);
        expect(part.headers.get('content-range')).toBe('bytes 10-19/5000');
        expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(10, 20))).toBe(true);
        const etag = response.headers.get('etag')!;
        expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
      });

      it('are given again within the margin of their lifetime', async () => {
        const margin = 200_000;
        const url = await storage.signedUrl(ORIGINAL, margin * 3);
        expect(await storage.signedUrl(ORIGINAL, margin * 3)).toBe(url);
      });

      it('are refused once expired', async () => {
        const url = await storage.signedUrl(ORIGINAL, 1);
        const upload = await storage.signedUpload(UPLOAD, { bytes: 3, ...PNG }, 1);
        await wait(1100);
        expect((await fetch(url)).status).toBe(403);
        expect((await send(upload, bytes(3))).status).toBe(403);
        expect(await keysUnder('uploads/')).toEqual([]);
      });

      it('are refused with another signature, key or expiry, and without a signature', async () => {
        const url = new URL(await storage.signedUrl(ORIGINAL, 60));
        const refused: URL[] = [];
        for (const [parameter, value] of url.searchParams) {
          const forged = new URL(url);
          const last = value.at(-2) === '0' ? '1' : '0';
          forged.searchParams.set(parameter, `${value.slice(0, -2)}${last}${value.at(-1)}`);
          refused.push(forged);
        }
        const otherKey = new URL(url);
        otherKey.pathname = url.pathname.replace('original', 'originals');
        const unsigned = new URL(url);
        unsigned.search = '';
        for (const forged of [...refused, otherKey, unsigned])
          expect([400, 403]).toContain((await fetch(forged)).status);
        expect((await fetch(unsigned)).status).toBe(403);
      });

      it('of a missing object answer 404', async () => {
        const url = await storage.signedUrl(ORIGINAL, 60);
        await storage.remove(ORIGINAL);
        expect((await fetch(url)).status).toBe(404);
      });

      it('read a generated picture for good, without signing in', async () => {
        const response = await fetch(storage.publicUrl(RESULT)!);
        expect(response.status).toBe(200);
        expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
        expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
      });

      it('of private objects are never public', () => {
        expect(storage.publicUrl(ORIGINAL)).toBeUndefined();
      });
    });
  });
}
