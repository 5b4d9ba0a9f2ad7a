import { access, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppConfig } from '../config/app-config.js';
import { parseEnvironment } from '../config/environment.js';
import { TemporaryFiles } from './temporary-files.js';

/** Above every process id of common systems. */
const DEAD_PROCESS = 99_999_999;
const host = hostname().replaceAll(/[^\w.-]/g, '_');

describe('TemporaryFiles', () => {
  let dataDir: string;
  let root: string;
  let temporaryFiles: TemporaryFiles;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'temporary-files-'));
    root = join(dataDir, 'tmp');
    temporaryFiles = new TemporaryFiles(new AppConfig(parseEnvironment({ DATA_DIR: dataDir })));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const leave = async (folder: string): Promise<void> => {
    await mkdir(join(root, folder), { recursive: true });
    await writeFile(join(root, folder, 'left'), 'left');
  };

  it('gives paths nobody else has, in a folder that is there', async () => {
    const [first, second] = await Promise.all([temporaryFiles.path(), temporaryFiles.path()]);
    expect(first).not.toBe(second);
    await writeFile(first, 'one', { flag: 'wx' });
    await temporaryFiles.remove(first);
    await temporaryFiles.remove(first);
    await expect(access(first)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('clears what crashed processes left, also one that had this process id', async () => {
    await leave(`${host}-${DEAD_PROCESS}`);
    await leave(`${host}-${process.pid}`);
    await temporaryFiles.onModuleInit();
    expect(await readdir(root)).toEqual([`${host}-${process.pid}`]);
    expect(await readdir(join(root, `${host}-${process.pid}`))).toEqual([]);
  });

  it('leaves the files of other running processes and machines alone, until a day has passed', async () => {
    await leave(`${host}-${process.ppid}`);
    await leave('elsewhere-7');
    await leave('forgotten-7');
    const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000);
    await utimes(join(root, 'forgotten-7'), twoDaysAgo, twoDaysAgo);
    await temporaryFiles.onModuleInit();
    expect((await readdir(root)).toSorted()).toEqual(
      [`${host}-${process.pid}`, `${host}-${process.ppid}`, 'elsewhere-7'].toSorted(),
    );
  });

  it('leaves nothing when the process stops in order', async () => {
    await writeFile(await temporaryFiles.path(), 'content');
    await temporaryFiles.onApplicationShutdown();
    expect(await readdir(root)).toEqual([]);
  });
});
