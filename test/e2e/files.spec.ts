import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalStorage } from '../../src/storage/adapters/local/local-storage.js';
import { UrlSigner } from '../../src/storage/adapters/local/url-signer.js';
import { storageKeys } from '../../src/storage/storage-keys.js';
import { type RunningApplication, startApplication } from '../support/application.js';
import { picture } from '../support/pictures.js';

const USER = '66f0c2a4d1b2c3e4f5a6b7c8';
const OBJECT = '66f0c2a4d1b2c3e4f5a6b7c9';
const ORIGINAL = storageKeys.artworkOriginal(USER, OBJECT, 'png');
const RESULT = storageKeys.mappingResult(USER, OBJECT, '0123456789abcdef0123456789abcdef', 'png');

/** The application's own store, opened from outside. */
async function openStore(app: RunningApplication): Promise<LocalStorage> {
  const secret = (await readFile(join(app.dataDir, 'file-signing-key'), 'utf8')).trim();
  return new LocalStorage({
    root: join(app.dataDir, 'files'),
    temporaryPath: async () => join(app.dataDir, randomUUID()),
    signer: new UrlSigner(secret),
    url: (path) => app.url + path,
    publicResults: true,
  });
}

describe('files', () => {
  let app: RunningApplication;
  let storage: LocalStorage;
  let content: Buffer;
  let result: string;

  beforeAll(async () => {
    app = await startApplication({ env: { PAPER_LIBRARY: 'none' } });
    storage = await openStore(app);
    content = await picture(200, 100).png().toBuffer();
    await storage.write(RESULT, content, { mediaType: 'image/png' });
    await storage.write(ORIGINAL, content, { mediaType: 'image/png' });
    result = `${app.url}/files/${RESULT}`;
  });
  afterAll(async () => {
    await app.stop();
    await rm(app.dataDir, { recursive: true, force: true });
  });

  const get = (url: string, headers: Record<string, string> = {}, method = 'GET') => fetch(url, { method, headers });
  const problem = async (response: Response): Promise<unknown[]> => {
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    return [response.status, ((await response.json()) as { code: string }).code];
  };

  describe('of results', () => {
    it('are public, immutable, and harmless when taken for a document', async () => {
      const response = await get(result);
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'image/png',
        'content-length': String(content.length),
        'cache-control': 'public, max-age=31536000, immutable',
        etag: expect.stringMatching(/^"[0-9a-f]{64}"$/) as string,
        'accept-ranges': 'bytes',
        'x-content-type-options': 'nosniff',
        'content-disposition': 'inline; filename="0123456789abcdef0123456789abcdef.png"',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      });
      expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
    });

    it('are described by HEAD without being sent', async () => {
      const response = await get(result, { range: 'bytes=0-3' }, 'HEAD');
      expect([response.status, response.headers.get('content-length')]).toEqual([200, String(content.length)]);
      expect((await response.arrayBuffer()).byteLength).toBe(0);
    });

    it('are not sent again to those who have them', async () => {
      const etag = (await get(result)).headers.get('etag')!;
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const response = await get(result, { 'if-none-match': known });
        expect([response.status, response.headers.get('etag')]).toEqual([304, etag]);
      }
      expect((await get(result, { 'if-none-match': '"other"' })).status).toBe(200);
    });

    it.each([
      ['bytes=0-0', 0, 1],
      ['bytes=5-', 5, undefined],
      ['bytes=-7', -7, undefined],
      ['bytes=3-999999999', 3, undefined],
      ['bytes=0-4,5-9', 0, 10],
    ])('are sent in part: %s', async (range, start, end) => {
      const response = await get(result, { range });
      expect(response.status).toBe(206);
      const part = content.subarray(start, end);
      expect(response.headers.get('content-length')).toBe(String(part.length));
      const first = start < 0 ? content.length + start : start;
      expect(response.headers.get('content-range')).toBe(`bytes ${first}-${first + part.length - 1}/${content.length}`);
      expect(Buffer.from(await response.arrayBuffer()).equals(part)).toBe(true);
    });

    it.each(['bytes=0-1,50-60', 'bytes=a-b', 'lines=0-1'])('are sent whole where the range is %s', async (range) => {
      const response = await get(result, { range });
      expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([200, content.length]);
    });

    it('are sent in part only while they are what the client began with', async () => {
      const etag = (await get(result)).headers.get('etag')!;
      expect((await get(result, { range: 'bytes=0-1', 'if-range': etag })).status).toBe(206);
      expect((await get(result, { range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200);
    });

    it('have no part beyond their end', async () => {
      const response = await get(result, { range: `bytes=${content.length}-` });
      expect(response.headers.get('content-range')).toBe(`bytes */${content.length}`);
      expect(await problem(response)).toEqual([416, 'RANGE_NOT_SATISFIABLE']);
    });

    it('are saved under a safe name that keeps their extension', async () => {
      const name = encodeURIComponent('../Étoiles"\r\nX: y.html');
      const response = await get(`${result}?download=${name}`);
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename="_toiles X y.html.png"; filename*=UTF-8''%C3%89toiles%20X%20y.html.png`,
      );
    });

    it('that were never made answer 404', async () => {
      const other = storageKeys.mappingResult(USER, OBJECT, 'f'.repeat(32), 'png');
      expect(await problem(await get(`${app.url}/files/${other}`))).toEqual([404, 'NOT_FOUND']);
    });
  });

  describe('that are private', () => {
    it('are read by a signed address, kept by the reader alone and no longer than it holds', async () => {
      const response = await get(await storage.signedUrl(ORIGINAL, 900));
      expect(response.status).toBe(200);
      const seconds = Number(/^private, max-age=(\d+)$/.exec(response.headers.get('cache-control')!)?.[1]);
      expect(seconds).toBeGreaterThanOrEqual(595);
      expect(seconds).toBeLessThanOrEqual(900);
    });

    it('are not read without, with a forged or with an expired signature, whether they exist or not', async () => {
      const missing = ORIGINAL.replace(OBJECT, USER);
      for (const key of [ORIGINAL, missing]) {
        const signed = new URL(await storage.signedUrl(key, 900));
        const expires = signed.searchParams.get('expires')!;
        const signature = signed.searchParams.get('signature')!;
        const file = `${app.url}/files/${key}`;
        for (const query of [
          '',
          `?expires=${expires}`,
          `?signature=${signature}`,
          `?expires=${expires}&signature=`,
          `?expires=${Number(expires) + 1}&signature=${signature}`,
          `?expires=${expires}&signature=${signature.slice(0, -3)}AAA`,
        ]) {
          expect(await problem(await get(file + query))).toEqual([403, 'FORBIDDEN']);
        }
        const late = await storage.signedUrl(key, -10);
        expect(await problem(await get(late))).toEqual([403, 'URL_EXPIRED']);
      }
      expect(await problem(await get(await storage.signedUrl(missing, 900)))).toEqual([404, 'NOT_FOUND']);
    });

    it.each(['?expires=soon&signature=a', '?expires=1&expires=2&signature=a', '?signature[$ne]=a&expires=$gt'])(
      'are not read with %s',
      async (query) => {
        expect([403, 422]).toContain((await get(`${app.url}/files/${ORIGINAL}${query}`)).status);
      },
    );

    it.each([
      '..%2f..%2f..%2fetc%2fpasswd',
      '%2e%2e/%2e%2e/etc/passwd',
      'users/..%2f..%2foperator-password',
      'operator-password',
      'users/%00.png',
      'users//a.png',
      'USERS/a.png',
      '',
      '%',
    ])('%s is no file', async (path) => {
      expect([400, 404]).toContain((await get(`${app.url}/files/${path}`)).status);
    });
  });

  it('that are damaged are a fault of the service, which says nothing of its insides', async () => {
    const damaged = storageKeys.mappingResult(USER, OBJECT, 'e'.repeat(32), 'png');
    await storage.write(damaged, content, { mediaType: 'image/png' });
    await truncate(join(app.dataDir, 'files', damaged), 1000);
    const response = await get(`${app.url}/files/${damaged}`);
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain(app.dataDir);
    expect(text).not.toContain('footer');
  });

  it('are signed with a key that only the owner may read; addresses hold over a restart, results may be made private', async () => {
    const key = join(app.dataDir, 'file-signing-key');
    expect((await stat(key)).mode & 0o777).toBe(0o600);
    const [before, { dataDir }] = [new URL(await storage.signedUrl(ORIGINAL, 900)), app];
    await app.kill();
    app = await startApplication({ dataDir, env: { PAPER_LIBRARY: 'none', PUBLIC_RESULTS: 'false' } });
    expect((await get(app.url + before.pathname + before.search)).status).toBe(200);
    expect(await problem(await get(`${app.url}/files/${RESULT}`))).toEqual([403, 'FORBIDDEN']);
    const signed = new URL(await storage.signedUrl(RESULT, 900));
    expect((await get(app.url + signed.pathname + signed.search)).status).toBe(200);
  });
});
