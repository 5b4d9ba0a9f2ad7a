import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppConfig } from '../config/app-config.js';
import { parseEnvironment } from '../config/environment.js';
import { until } from '../../test/support/until.js';
import { LocalStorage } from './adapters/local/local-storage.js';
import { UrlSigner } from './adapters/local/url-signer.js';
import { OrphanSweeper } from './orphan-sweeper.js';

const HOUR = 3_600_000;

describe('OrphanSweeper', () => {
  let folder: string;
  let storage: LocalStorage;
  let sweeper: OrphanSweeper;
  const living = jest.fn(async (ids: readonly string[]) => new Set(ids.filter((id) => id.startsWith('kept'))));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'orphan-sweeper-'));
    await mkdir(join(folder, 'tmp'));
    storage = new LocalStorage({
      root: join(folder, 'files'),
      temporaryPath: async () => join(folder, 'tmp', randomUUID()),
      signer: new UrlSigner('secret'),
      url: (path) => path,
      publicResults: true,
    });
    sweeper = new OrphanSweeper(new AppConfig(parseEnvironment({})), storage);
    sweeper.register({ prefix: 'papers/', idOf: (key) => /^papers\/([a-z0-9]+)\//.exec(key)?.[1], living });
    living.mockClear();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const store = async (key: string, ageMilliseconds: number): Promise<void> => {
    await storage.write(key, Buffer.from('content'), { mediaType: 'image/png' });
    const time = new Date(Date.now() - ageMilliseconds);
    await utimes(join(folder, 'files', key), time, time);
  };
  const stored = async (): Promise<string[]> => {
    const keys: string[] = [];
    for await (const { key } of storage.list('papers/')) keys.push(key);
    return keys.toSorted();
  };

  it('removes old objects without a record, and only those', async () => {
    await store('papers/kept1/a.png', 2 * HOUR);
    await store('papers/lost1/a.png', 2 * HOUR);
    await store('papers/lost1/b.png', 2 * HOUR);
    await store('papers/lost2/young.png', HOUR / 2);
    await store('papers/other.png', 2 * HOUR);
    expect(await sweeper.sweep(HOUR, AbortSignal.timeout(5000))).toEqual({ seen: 5, removed: 2 });
    expect(await stored()).toEqual(['papers/kept1/a.png', 'papers/lost2/young.png', 'papers/other.png']);
    expect(living).toHaveBeenCalledTimes(1);
  });

  it('removes nothing while it cannot be known what is kept', async () => {
    await store('papers/lost1/a.png', 2 * HOUR);
    living.mockRejectedValueOnce(new Error('the database does not answer'));
    await expect(sweeper.sweep(HOUR, AbortSignal.timeout(5000))).rejects.toThrow('does not answer');
    expect(await stored()).toEqual(['papers/lost1/a.png']);
  });

  it.each([
    ['sweeps when it is its turn', true, ['papers/kept1/a.png'], 1],
    ['leaves it to others when it is not', false, ['papers/kept1/a.png', 'papers/lost1/a.png'], 0],
  ])('%s', async (_case, turn, left, reports) => {
    await store('papers/kept1/a.png', 2 * HOUR);
    await store('papers/lost1/a.png', 2 * HOUR);
    const records = { takeTurn: jest.fn(async () => turn), put: jest.fn(async () => undefined) };
    sweeper.shareTurns(records);
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'Date'] });
    sweeper.onApplicationBootstrap();
    jest.advanceTimersByTime(60_000);
    jest.useRealTimers();
    await until(() => records.takeTurn.mock.calls.length === 1 && records.put.mock.calls.length === reports);
    await sweeper.onApplicationShutdown();
    expect(await stored()).toEqual(left);
  });
});
