import type { Application } from '../support/application.js';
import { sharedApplication } from '../support/shared-application.js';

const FILES = /(?:href|src)="(\/assets\/[^"]+)"/g;

describe('the web application as the service serves it', () => {
  let app: Application;
  let document: string;
  beforeAll(async () => {
    app = await sharedApplication();
    document = await (await app.request('//')).text();
  });

  const get = (path: string, headers: Record<string, string> = {}) => app.request(`/${path}`, { headers });
  const script = () => /type="module"[^>]* src="(\/assets\/[^"]+\.js)"/.exec(document)![1]!;

  it('answers every page but the first with the same document; all are asked for anew each time', async () => {
    const answers = new Set<string>();
    for (const page of ['/', '/console', '/console/jobs/abc', '/sign-in']) {
      const response = await get(page);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html;charset=utf-8']);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      if (page !== '/') answers.add(await response.text());
    }
    expect(answers.size).toBe(1);
    const [other] = answers;
    expect(other).toContain('<div id="root"></div>');
    expect(other).toContain(script());
  });

  it('has the first page in its document, to be seen before the program that follows', () => {
    expect(document).toMatch(/<div id="root" inert><main class="first">.*<h1>[^<]+<\/h1>/s);
    expect(document).toMatch(/<template id="program"><script type="module"/);
    expect(document.replace(/<template.*<\/template>/s, '')).not.toMatch(
      /type="module"|modulepreload|rel="stylesheet"/,
    );
  });

  it('names in the first document what its page needs, and has all of it', async () => {
    const sources = [...document.matchAll(/srcset="([^"]+)"/gi)].flatMap(([, set]) => set!.split(', '));
    const files = new Set([
      ...sources.map((source) => source.split(' ')[0]!),
      ...[...document.matchAll(FILES)].map(([, file]) => file!),
    ]);
    expect([...files].filter((file) => file.endsWith('.woff2'))).toHaveLength(2);
    expect([...files].filter((file) => file.endsWith('.avif'))).toHaveLength(6);
    expect([...files].filter((file) => file.endsWith('.webp'))).toHaveLength(6);
    for (const file of files) expect([file, (await get(file)).status]).toEqual([file, 200]);
  });

  it('lets hashed files be kept for good, and sends them compressed', async () => {
    for (const encoding of ['br', 'gzip']) {
      const response = await get(script(), { 'accept-encoding': encoding });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-encoding')).toBe(encoding);
      expect(response.headers.get('vary')).toContain('Accept-Encoding');
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(response.headers.get('content-type')).toContain('javascript');
    }
    const etag = (await get(script())).headers.get('etag')!;
    expect((await get(script(), { 'if-none-match': etag })).status).toBe(304);
  });

  it('answers a missing file with 404, never with the document', async () => {
    for (const path of ['/assets/index-gone.js', '/assets/', '/favicon.ico', '/api/v1/nothing', '/files/none']) {
      const response = await get(path, { accept: '*/*' });
      expect([path, response.status]).toEqual([path, 404]);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    }
    const programs = await get('/api/v1/nothing', { accept: 'text/html' });
    expect(programs.headers.get('content-type')).toContain('application/problem+json');
  });

  it('shows a person at a wrong address a page, with 404', async () => {
    const response = await get('/no/such/page', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect(response.status).toBe(404);
    expect(await response.text()).toBe(await (await get('/sign-in')).text());
  });

  it('lets no file out from beside it', async () => {
    for (const path of [
      '/..%2fpackage.json',
      '/%2e%2e/package.json',
      '/.built-from',
      '/assets/..%2f..%2fpackage.json',
    ]) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('runs scripts of its own alone, and is shown in no frame', async () => {
    const policy = (await get('/')).headers.get('content-security-policy')!;
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(document).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=/);
  });

  it('refuses to be written to', async () => {
    expect((await app.request('//', { method: 'POST' })).status).toBe(404);
  });
});
