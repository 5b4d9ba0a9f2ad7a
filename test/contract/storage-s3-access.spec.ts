import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { GetBucketCorsCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import { applyBucketSetup, bucketSetup, type SetupOutcome } from '../../src/storage/adapters/s3/bucket-setup.js';
import { storageKeys } from '../../src/storage/storage-keys.js';
import type { StoragePort } from '../../src/storage/storage.port.js';
import { describeWithService } from '../support/real-service.js';
import { S3_VARIABLES, TestBucket } from '../support/s3-buckets.js';

const USER = 'a'.repeat(24);
const ORIGINAL = storageKeys.artworkOriginal(USER, 'b'.repeat(24), 'png');
const PAPER = storageKeys.paper(storageKeys.paperFolder('c'.repeat(24)), 'webp');
const RESULT = storageKeys.mappingResult(USER, 'd'.repeat(24), 'e'.repeat(32), 'png');
const UPLOAD = storageKeys.upload(USER, 'f'.repeat(24));
const PNG = { mediaType: 'image/png' };
const PART_BYTES = 5 * 1024 * 1024;

describeWithService('S3 bucket', S3_VARIABLES, (variables) => {
  let bucket: TestBucket;
  let storage: StoragePort;
  let close: () => Promise<void>;
  const at = (path: string) => `${variables.TEST_S3_ENDPOINT}/${bucket.name}${path}`;

  beforeAll(async () => {
    bucket = await TestBucket.create(variables);
    ({ storage, close } = await bucket.open());
    for (const key of [ORIGINAL, PAPER, RESULT, UPLOAD]) await storage.write(key, Buffer.from(key), PNG);
  });
  afterAll(async () => {
    await close();
    await bucket.remove();
  });

  describe('by its setup', () => {
    let outcomes: SetupOutcome[];

    beforeAll(async () => {
      outcomes = await applyBucketSetup(bucket.config());
    });

    it('is applied part by part, whatever the server lacks', () => {
      const done = outcomes.filter((outcome) => outcome.done).map(({ part }) => part);
      expect(done).toEqual(expect.arrayContaining(['bucket', 'policy', 'CORS']));
      for (const { detail } of outcomes.filter((outcome) => !outcome.done)) expect(detail).toContain('does not offer');
    });

    it('gives generated pictures to everybody, and nothing else', async () => {
      expect((await fetch(at(`/${RESULT}`))).status).toBe(200);
      expect(storage.publicUrl(RESULT)).toBe(at(`/${RESULT}`));
      for (const path of [
        `/${ORIGINAL}`,
        `/${PAPER}`,
        `/${UPLOAD}`,
        '?list-type=2',
        '/',
        '?list-type=2&prefix=users/',
      ]) {
        expect([path, (await fetch(at(path))).status]).toEqual([path, 403]);
      }
    });

    it('lets nobody write or remove without a signature', async () => {
      for (const method of ['PUT', 'DELETE']) {
        expect((await fetch(at(`/${RESULT}`), { method, ...(method === 'PUT' ? { body: 'x' } : {}) })).status).toBe(
          403,
        );
      }
      expect((await storage.info(RESULT)).bytes).toBe(RESULT.length);
    });

    it('lets browsers read', async () => {
      const { CORSRules } = await bucket.client.send(new GetBucketCorsCommand({ Bucket: bucket.name }));
      expect(CORSRules).toMatchObject([
        { AllowedMethods: ['GET', 'HEAD'], AllowedOrigins: ['*'] },
        { AllowedMethods: ['PUT'], AllowedOrigins: ['*'], AllowedHeaders: ['Content-Type'] },
      ]);
    });

    it('takes public reading back where results are private', async () => {
      const config = bucket.config({ PUBLIC_RESULTS: 'false' });
      expect(bucketSetup(config).policy).toBeUndefined();
      await applyBucketSetup(config);
      expect((await fetch(at(`/${RESULT}`))).status).toBe(403);
      await applyBucketSetup(bucket.config());
    });
  });

  describe('addresses', () => {
    it('carry the public endpoint, their signature made for it', async () => {
      const opened = await bucket.open({ S3_PUBLIC_ENDPOINT: 'https://files.example.org/' });
      const url = new URL(await opened.storage.signedUrl(ORIGINAL, 60));
      expect(url.origin).toBe('https://files.example.org');
      expect(url.searchParams.get('X-Amz-SignedHeaders')).toBe('host');
      const upload = await opened.storage.signedUpload(UPLOAD, { bytes: 3, ...PNG }, 60);
      const address = new URL(upload.url);
      expect([address.origin, address.pathname]).toEqual(['https://files.example.org', `/${bucket.name}/${UPLOAD}`]);
      expect(address.searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;content-type;host');
      expect(upload.url).not.toMatch(/crc32|checksum/i);
      expect(opened.storage.publicUrl(RESULT)).toBe(`https://files.example.org/${bucket.name}/${RESULT}`);
      await opened.close();
    });

    it('work through a proxy that keeps the name clients used', async () => {
      const { hostname, port: behind } = new URL(variables.TEST_S3_ENDPOINT);
      const proxy = createServer((incoming, outgoing) => {
        const { url, method, headers } = incoming;
        request({ hostname, port: behind, path: url, method, headers }, (answer) => {
          outgoing.writeHead(answer.statusCode!, answer.headers);
          answer.pipe(outgoing);
        }).end();
      });
      await new Promise<void>((done) => void proxy.listen(0, '127.0.0.1', done));
      const { port } = proxy.address() as AddressInfo;
      const opened = await bucket.open({ S3_PUBLIC_ENDPOINT: `http://localhost:${port}` });
      const address = await opened.storage.signedUrl(ORIGINAL, 60);
      expect(await (await fetch(address)).text()).toBe(ORIGINAL);
      const elsewhere = address.replace(`localhost:${port}`, `127.0.0.1:${port}`);
      expect((await fetch(elsewhere)).status).toBe(403);
      await opened.close();
      proxy.closeAllConnections();
      proxy.close();
    });
  });

  describe('uploads in parts', () => {
    const large = Buffer.alloc(PART_BYTES * 2 + 12_345, 7);
    const unfinished = async (): Promise<number> => {
      const { Uploads } = await bucket.client.send(new ListMultipartUploadsCommand({ Bucket: bucket.name }));
      return Uploads?.length ?? 0;
    };
    function* pieces(): Iterable<Buffer> {
      for (let start = 0; start < large.length; start += 65_536) yield large.subarray(start, start + 65_536);
    }

    it('come back whole', async () => {
      const written = await storage.write(ORIGINAL, Readable.from(pieces()), PNG);
      expect(written.bytes).toBe(large.length);
      const { content, ...info } = await storage.read(ORIGINAL);
      expect(info).toMatchObject(written);
      expect((await buffer(content)).equals(large)).toBe(true);
      expect(await unfinished()).toBe(0);
    });

    it('leave no parts and the object as it was when their source fails', async () => {
      const before = await storage.info(ORIGINAL);
      const failing = Readable.from(
        (function* () {
          yield* pieces();
          throw new Error('the source broke');
        })(),
      );
      await expect(storage.write(ORIGINAL, failing, PNG)).rejects.toThrow('the source broke');
      expect(await unfinished()).toBe(0);
      expect(await storage.info(ORIGINAL)).toEqual(before);
    });

    it('leave no parts when aborted', async () => {
      const controller = new AbortController();
      const source = Readable.from(
        (function* () {
          yield* pieces();
          controller.abort(new Error('enough'));
          yield* pieces();
        })(),
      );
      await expect(storage.write(ORIGINAL, source, { ...PNG, signal: controller.signal })).rejects.toThrow('enough');
      expect(await unfinished()).toBe(0);
    });
  });

  it('stores what browsers have to be told', async () => {
    const answer = await fetch(at(`/${RESULT}`));
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-encoding')).toBeNull();
  });

  describe('with a wrong configuration says which', () => {
    it.each([
      ['a bucket that is missing', { AWS_BUCKET_NAME: 'no-such-bucket-here' }, /AWS_BUCKET_NAME names does not exist/],
      ['a wrong secret', { AWS_SECRET_ACCESS_KEY: 'canary-secret' }, /AWS_SECRET_ACCESS_KEY does not belong/],
      ['an unknown key', { AWS_ACCESS_KEY_ID: 'canary-key' }, /does not know AWS_ACCESS_KEY_ID/],
      ['another region', { AWS_REGION: 'eu-west-3' }, /another region/],
    ])('%s', async (_what, changes, words) => {
      const opened = await bucket.open(changes);
      const failure: unknown = await opened.storage.check(AbortSignal.timeout(5000)).catch((error: unknown) => error);
      expect(failure).toMatchObject({
        code: 'DEPENDENCY_UNAVAILABLE',
        message: expect.stringMatching(words) as string,
      });
      expect((failure as Error).message).not.toContain('canary');
      await expect(opened.storage.info(ORIGINAL)).rejects.toMatchObject({ code: 'DEPENDENCY_UNAVAILABLE' });
      await expect(opened.storage.read(ORIGINAL)).rejects.toMatchObject({ code: 'DEPENDENCY_UNAVAILABLE' });
      await opened.close();
    });
  });

  describe('refused by its server says why', () => {
    let server: Server;
    let answer: { status: number; code: string };
    let opened: Awaited<ReturnType<TestBucket['open']>>;

    beforeAll(async () => {
      server = createServer((_request, response) => {
        const body = `<?xml version="1.0"?><Error><Code>${answer.code}</Code><Message>canary</Message></Error>`;
        response.writeHead(answer.status, { 'content-type': 'application/xml' }).end(body);
      });
      await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
      opened = await bucket.open({ S3_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    });
    afterAll(async () => {
      await opened.close();
      server.closeAllConnections();
      server.close();
    });

    it.each([
      [403, 'AccessDenied', /needs s3:ListBucket/],
      [301, 'PermanentRedirect', /another region/],
      [400, 'AuthorizationHeaderMalformed', /another region/],
      [403, 'RequestTimeTooSkewed', /clock/],
      [400, 'ExpiredToken', /expired/],
    ])('%s %s', async (status, code, words) => {
      answer = { status, code };
      await expect(opened.storage.check(AbortSignal.timeout(5000))).rejects.toThrow(words);
      const unavailable = { code: 'DEPENDENCY_UNAVAILABLE', retryAfterSeconds: 5 };
      await expect(opened.storage.write(RESULT, Buffer.from('x'), PNG)).rejects.toMatchObject(unavailable);
      await expect(opened.storage.read(RESULT)).rejects.toMatchObject(unavailable);
    });

    it('full', async () => {
      answer = { status: 507, code: 'XMinioStorageFull' };
      const full = { code: 'INSUFFICIENT_STORAGE' };
      await expect(opened.storage.write(RESULT, Buffer.from('x'), PNG)).rejects.toMatchObject(full);
    });
  });
});
