import { spawnSync } from 'node:child_process';
import { mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, startApplication } from '../support/application.js';
import { MappingScene } from '../support/mapping-scene.js';

function run(script: 'backup' | 'restore', dataDir: string, file: string): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join('scripts', `${script}.mjs`), file], {
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir },
    encoding: 'utf8',
  });
  return { code: status, said: stdout + stderr };
}

// Each runs programs of their own, one after the other.
jest.setTimeout(120_000);

describe('backup and restore of an embedded installation', () => {
  let folder: string;
  let dataDir: string;
  let archive: string;
  let artist: Account;
  let artworkId: string;
  let picture: Buffer;
  let whileRunning: ReturnType<typeof run>;

  const contentOf = async (url: string): Promise<Buffer> => Buffer.from(await (await fetch(url)).arrayBuffer());

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'artwork-mapping-backup-test-'));
    dataDir = join(folder, 'data');
    archive = join(folder, 'backup.tar.gz');
    const app = await startApplication({ dataDir });
    artist = await app.signUp();
    artworkId = (await new MappingScene(app).subject(artist)).artworkId;
    const { body } = await app.api(`/artworks/${artworkId}`, { as: artist });
    picture = await contentOf(body.contentUrl);
    whileRunning = run('backup', dataDir, archive);
    await app.stop();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('refuse a folder that a service is using', async () => {
    expect(whileRunning).toMatchObject({ code: 1, said: expect.stringContaining(dataDir) });
    await expect(stat(archive)).rejects.toThrow('ENOENT');
  });

  it('bring accounts, records, files and keys to another folder', async () => {
    expect(run('backup', dataDir, archive)).toMatchObject({ code: 0 });
    const elsewhere = join(folder, 'elsewhere');
    expect(run('restore', elsewhere, archive)).toMatchObject({ code: 0 });
    const app = await startApplication({ dataDir: elsewhere });
    // The signing key came along: a token given before still holds.
    const { status, body } = await app.api(`/artworks/${artworkId}`, { as: artist });
    const content = status === 200 ? await contentOf(body.contentUrl) : Buffer.alloc(0);
    await app.stop();
    expect({ status, same: content.equals(picture) }).toEqual({ status: 200, same: true });
  });

  it('refuse a folder in use by other data, and an archive that is damaged, leaving nothing behind', async () => {
    expect(run('restore', dataDir, archive)).toMatchObject({ code: 1, said: expect.stringContaining('not empty') });
    const damaged = join(folder, 'damaged.tar.gz');
    const content = await readFile(archive);
    const file = await open(damaged, 'w');
    await file.write(content.subarray(0, Math.floor(content.length / 2)));
    await file.close();
    const target = join(folder, 'target');
    expect(run('restore', target, damaged).code).toBe(1);
    await expect(stat(target)).rejects.toThrow('ENOENT');
    await expect(stat(`${target}.restoring`)).rejects.toThrow('ENOENT');
  });
});
