import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, type RunningApplication, startApplication } from '../support/application.js';
import { breadth } from '../support/breadth.js';
import { formOf, picture } from '../support/pictures.js';

const ENV = { PAPER_LIBRARY: 'none', JOB_LEASE_SECONDS: '2' };
const KILLS = breadth(1, 3);
const MADE_MILLISECONDS = 50_000;

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

  async function ask(photograph: Buffer): Promise<string[]> {
    const answers = await Promise.all([
      app.api('/base-images/generate', { as: operator, json: { width: 400, height: 300 } }),
      app.api('/base-images', { as: operator, form: formOf(photograph, 'paper.jpg') }),
      app.api('/base-images', { as: operator, form: formOf(photograph, 'paper.jpg') }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([202, 201, 201]);
    return answers.map(({ body }) => body.id as string);
  }

  it(
    'are all made once, and nothing else is left',
    async () => {
      const photograph = await picture(600, 400).jpeg().toBuffer();
      const asked: string[] = [];
      for (let kill = 0; kill < KILLS; kill += 1) {
        asked.push(...(await ask(photograph)));
        await sleep(120 * kill);
        await app.kill();
        app = await startApplication({ dataDir, env: ENV });
      }
      const end = performance.now() + MADE_MILLISECONDS;
      while ((await list()).some(({ state }) => state === 'preparing') && performance.now() < end) await sleep(100);
      const images = await list();
      expect(images.map(({ state }) => state)).toEqual(asked.map(() => 'ready'));
      expect(images.map(({ id }) => id).toSorted()).toEqual(asked.toSorted());
      const folders = await readdir(join(dataDir, 'files', 'base-images'));
      expect(folders.toSorted()).toEqual(asked.toSorted());
      for (const folder of await readdir(join(dataDir, 'tmp'))) {
        expect(await readdir(join(dataDir, 'tmp', folder))).toEqual([]);
      }
    },
    MADE_MILLISECONDS + 30_000,
  );
});
