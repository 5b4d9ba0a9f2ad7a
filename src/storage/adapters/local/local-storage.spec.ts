import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { LocalStorage } from './local-storage.js';
import { toStorageFailure } from './storage-failure.js';
import { UrlSigner } from './url-signer.js';

const KEY = 'users/a/original.png';
const PNG = { mediaType: 'image/png' };

describe('LocalStorage', () => {
  let folder: string;
  let storage: LocalStorage;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'local-storage-'));
    await mkdir(join(folder, 'tmp'));
    storage = open(join(folder, 'files'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const open = (root: string): LocalStorage =>
    new LocalStorage({
      root,
      temporaryPath: async () => join(folder, 'tmp', randomUUID()),
      signer: new UrlSigner('secret'),
      url: (path) => path,
      publicResults: false,
    });
  const leftovers = () => readdir(join(folder, 'tmp'));

  it('keeps a file that opens as what it is: the content comes first', async () => {
    await storage.write(KEY, Buffer.from('content'), PNG);
    const file = await readFile(join(folder, 'files', KEY), 'utf8');
    expect(file.startsWith('content\n{"version":1,"mediaType":"image/png"')).toBe(true);
  });

  it('leaves no temporary file, whether a write succeeds, fails or is aborted', async () => {
    await storage.write(KEY, Buffer.from('content'), PNG);
    const failing = Readable.from(
      (function* () {
        yield Buffer.from('part');
        throw new Error('the source broke');
      })(),
    );
    await expect(storage.write(KEY, failing, PNG)).rejects.toThrow('the source broke');
    const signal = AbortSignal.timeout(20);
    const endless = new Readable({ read: () => undefined });
    await expect(storage.write(KEY, endless, { ...PNG, signal })).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(await leftovers()).toEqual([]);
  });

  it('leaves no empty folder behind', async () => {
    await storage.write(KEY, Buffer.from('content'), PNG);
    await storage.remove(KEY);
    expect(await readdir(join(folder, 'files'))).toEqual([]);
  });

  it('passes on the failure of a source that breaks before it is read', async () => {
    const broken = new Readable({ read: () => undefined });
    broken.destroy(new Error('broken from the start'));
    await expect(storage.write(KEY, broken, PNG)).rejects.toThrow('broken from the start');
  });

  it.each([
    ['cut short', (path: string) => truncate(path, 100)],
    ['emptied', (path: string) => truncate(path, 0)],
    ['another file', (path: string) => writeFile(path, 'x'.repeat(1000))],
  ])('does not take a damaged file (%s) for a missing or a good one', async (_damage, harm) => {
    await storage.write(KEY, Buffer.alloc(500), PNG);
    await harm(join(folder, 'files', KEY));
    const failure = await storage.read(KEY).catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: expect.stringContaining('damaged') as string });
    expect(failure).not.toHaveProperty('code');
  });

  it('says that files cannot be stored when their folder cannot be used, and never that one is missing', async () => {
    await writeFile(join(folder, 'file'), '');
    const unusable = open(join(folder, 'file', 'files'));
    const unavailable = { code: 'DEPENDENCY_UNAVAILABLE' };
    await expect(unusable.write(KEY, Buffer.from('content'), PNG)).rejects.toMatchObject(unavailable);
    await expect(unusable.read(KEY)).rejects.toMatchObject(unavailable);
    await expect(unusable.check(AbortSignal.timeout(1000))).rejects.toMatchObject(unavailable);
    await rm(join(folder, 'tmp'), { recursive: true });
    await expect(storage.write(KEY, Buffer.from('content'), PNG)).rejects.toMatchObject(unavailable);
  });

  it.each(['ENOSPC', 'EDQUOT'])('takes %s for a full disk', (code) => {
    const failure = Object.assign(new Error('write failed'), { code, syscall: 'write' });
    expect(toStorageFailure(failure)).toMatchObject({ code: 'INSUFFICIENT_STORAGE', status: 507, cause: failure });
  });

  it('keeps results private where the deployment says so', () => {
    expect(
      storage.publicUrl(`users/${'a'.repeat(24)}/mappings/${'b'.repeat(24)}/${'c'.repeat(32)}.png`),
    ).toBeUndefined();
  });
});
