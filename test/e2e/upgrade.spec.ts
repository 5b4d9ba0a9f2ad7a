import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningApplication, startApplication } from '../support/application.js';

/** What 0.1.0 of 26 November 2026 kept of one artist with an artwork, a paper and a mapping. */
const DATA = join('test', 'fixtures', 'data-of-an-earlier-version.tar.gz');
const ARTIST = { email: 'vincent@example.org', password: 'a quiet brush on rice paper' };

describe('data of an earlier version', () => {
  let dataDir: string;
  let app: RunningApplication;
  let as: { accessToken: string };
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'artwork-mapping-upgrade-'));
    execFileSync('tar', ['--extract', '--gzip', '--file', DATA, '--directory', dataDir]);
    app = await startApplication({ dataDir });
    as = (await app.api('/auth/login', { json: ARTIST })).body;
  });
  afterAll(async () => {
    await app.stop();
    await rm(dataDir, { recursive: true });
  });

  it('is read as data of today, its mappings with the options that came later', async () => {
    const { body } = await app.api('/mappings', { as });
    expect(body).toMatchObject({
      total: 1,
      items: [
        {
          status: 'succeeded',
          parameters: { fold: 0.9, light: null, mesh: null, background: null },
          output: { format: 'jpeg', quality: 90, width: 320, colorSpace: 'srgb', dpi: null },
        },
      ],
    });
    expect((await fetch(body.items[0].result.url)).headers.get('content-type')).toBe('image/jpeg');
    const artworks = await app.api('/artworks', { as });
    expect((await fetch(artworks.body.items[0].thumbnailUrl)).status).toBe(200);
  });

  it('serves for new work', async () => {
    const [{ artworkId, baseImageId }] = (await app.api('/mappings', { as })).body.items;
    const wish = { artworkId, baseImageId, output: { format: 'png', width: 200 } };
    const { body } = await app.api('/mappings', { as, json: wish, headers: { prefer: 'wait=60' } });
    expect(body).toMatchObject({ status: 'succeeded', result: { width: 200 } });
  });
});
