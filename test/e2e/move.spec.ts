import { execFileSync, spawnSync } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApplication } from '../support/application.js';
import { describeWithService } from '../support/real-service.js';
import { S3_VARIABLES, TestBucket } from '../support/s3-buckets.js';

const DATA = join('test', 'fixtures', 'data-of-an-earlier-version.tar.gz');
const ARTIST = { email: 'vincent@example.org', password: 'a quiet brush on rice paper' };

jest.setTimeout(120_000);

describeWithService('an embedded installation', ['TEST_MONGO_URI', ...S3_VARIABLES], (services) => {
  let folder: string;
  let bucket: TestBucket;
  let target: Record<string, string>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'artwork-mapping-move-'));
    execFileSync('tar', ['--extract', '--gzip', '--file', DATA, '--directory', folder]);
    bucket = await TestBucket.create(services);
    target = {
      MONGO_URI: services.TEST_MONGO_URI.replace('/?', `/move-${Date.now()}?`),
      AWS_BUCKET_NAME: bucket.name,
      S3_ENDPOINT: services.TEST_S3_ENDPOINT,
      AWS_ACCESS_KEY_ID: services.TEST_S3_ACCESS_KEY_ID,
      AWS_SECRET_ACCESS_KEY: services.TEST_S3_SECRET_ACCESS_KEY,
    };
  });
  afterAll(async () => {
    await bucket.remove();
    await rm(folder, { recursive: true });
  });

  function move(variables = target) {
    const env = { PATH: process.env['PATH'], DATA_DIR: folder, ...variables };
    const { status, stdout, stderr } = spawnSync(process.execPath, [join('scripts', 'move.mjs')], {
      env,
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  }

  it('moves to MongoDB and S3, goes on where it was broken off, and serves from there', async () => {
    const unreachable = move({ ...target, MONGO_URI: 'mongodb://127.0.0.1:9/none?serverSelectionTimeoutMS=300' });
    expect(unreachable.status).toBe(1);
    const first = move({ ...target, AWS_SECRET_ACCESS_KEY: 'not the key' });
    expect(first).toMatchObject({ status: 1, said: expect.stringContaining('The move stopped') });
    const done = move();
    expect(done.said).toContain('7 files copied, 0 were there');
    expect(done.status).toBe(0);
    expect(move()).toMatchObject({ status: 1, said: expect.stringContaining('moved here already') });

    const app = await startApplication({ env: target });
    try {
      const as = (await app.api('/auth/login', { json: ARTIST })).body;
      const { body } = await app.api('/mappings', { as });
      expect(body).toMatchObject({ total: 1, items: [{ status: 'succeeded', parameters: { light: null } }] });
      const artworks = await app.api('/artworks', { as });
      expect((await fetch(artworks.body.items[0].contentUrl)).status).toBe(200);
    } finally {
      await app.stop();
    }
  });

  it('copies again only what the journal does not know, and never over another installation', async () => {
    const journal = join(folder, `move-${bucket.name}.journal`);
    const lines = (await readFile(journal, 'utf8')).trim().split('\n');
    await writeFile(journal, '');
    await appendFile(journal, `${lines.slice(2).join('\n')}\n`);
    const elsewhere = { ...target, MONGO_URI: target['MONGO_URI']!.replace('/move-', '/move-again-') };
    expect(move(elsewhere).said).toContain('2 files copied, 5 were there');
    await rm(join(folder, 'move-id'));
    expect(move(elsewhere)).toMatchObject({ status: 1, said: expect.stringContaining('holds another installation') });
  });
});
