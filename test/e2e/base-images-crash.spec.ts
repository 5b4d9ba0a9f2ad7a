import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { type Account, type RunningApplication, startApplication } from '../support/application.js';

const ENV = { PAPER_LIBRARY: 'small', JOB_LEASE_SECONDS: '2' };

interface Listed {
  readonly id: string;
  readonly state: string;
}

describe('papers and a process that is killed', () => {
  let dataDir: string;
  let app: RunningApplication;
  let operator: Account;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'papers-crash-'));
    app = await startApplication({ dataDir, env: ENV });
    operator = await app.operator();
  });
  afterAll(async () => {
    await app.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const list = async (): Promise<Listed[]> =>
    (await app.api('/base-images?perPage=100', { as: operator })).body.items as Listed[];

  it('are all made once, and nothing else is left', async () => {
    const asked: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 3; i += 1) {
        const json = { width: 500, height: 400, seed: i };
        const { status, body } = await app.api('/base-images/generate', { as: operator, json });
        expect(status).toBe(202);
        asked.push(body.id);
      }
      await sleep(150 * round);
      await app.kill();
      app = await startApplication({ dataDir, env: ENV });
    }
    const deadline = Date.now() + 25_000;
    while ((await list()).some(({ state }) => state === 'preparing')) {
      if (Date.now() > deadline) throw new Error(`still preparing: ${JSON.stringify(await list())}`);
      await sleep(200);
    }
    const images = await list();
    expect(images.map(({ state }) => state)).toEqual(images.map(() => 'ready'));
    expect(images).toHaveLength(asked.length + 2);
    expect(images.map(({ id }) => id)).toEqual(expect.arrayContaining(asked));
    const folders = await readdir(join(dataDir, 'files', 'base-images'));
    expect(folders.toSorted()).toEqual(images.map(({ id }) => id).toSorted());
  });
});
