import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { getModelToken, MongooseModule } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import { OrphanSweeper } from '../../storage/orphan-sweeper.js';
import { STORAGE, type StoragePort } from '../../storage/storage.port.js';
import { UploadQuota } from '../../uploads/upload-quota.js';
import { ArtworkPaperService } from '../artwork-paper.service.js';
import { ArrivedFiles } from './arrived-files.js';
import type { DirectUpload } from './direct-upload.js';
import { DirectUploadRepository } from './direct-upload.repository.js';
import { DIRECT_UPLOAD_MODEL, type DirectUploadRow, directUploadRowSchema } from './direct-upload.schema.js';
import { DirectUploadsService } from './direct-uploads.service.js';
import { startPart } from '../../../test/support/part-in-process.js';

const HOUR = 3_600_000;
const PNG = { mediaType: 'image/png' } as const;
const newOwner = () => ({ id: new Types.ObjectId().toHexString(), role: 'artist' as const });
const signal = new AbortController().signal;

describe('uploads that are left alone, on the embedded database', () => {
  let part: Awaited<ReturnType<typeof startPart>>;
  let service: DirectUploadsService;
  let files: ArrivedFiles;
  let storage: StoragePort;
  let rows: Model<DirectUploadRow>;

  beforeAll(async () => {
    part = await startPart({
      imports: [MongooseModule.forFeature([{ name: DIRECT_UPLOAD_MODEL, schema: directUploadRowSchema }])],
      providers: [
        DirectUploadRepository,
        DirectUploadsService,
        ArrivedFiles,
        UploadQuota,
        { provide: ArtworkPaperService, useValue: { check: async () => undefined } },
      ],
    });
    const { module } = part;
    service = module.get(DirectUploadsService);
    files = module.get(ArrivedFiles);
    storage = module.get<StoragePort>(STORAGE);
    rows = module.get<Model<DirectUploadRow>>(getModelToken(DIRECT_UPLOAD_MODEL));
  });
  afterAll(() => part.stop());

  const open = async (owner = newOwner()): Promise<DirectUpload> =>
    (await service.open(owner, { ...PNG, bytes: 7 })).upload;
  /** Begun so long ago that nobody can complete it. */
  const end = async ({ id }: DirectUpload): Promise<void> => {
    await rows.updateOne({ _id: id }, { $set: { endsAt: new Date(Date.now() - 1000) } });
  };
  const store = async ({ key }: DirectUpload, ageMilliseconds = 0, content = 'content'): Promise<void> => {
    await storage.write(key, Buffer.from(content), PNG);
    const time = new Date(Date.now() - ageMilliseconds);
    await utimes(join(part.dataDir, 'files', key), time, time);
  };
  const stored = async (): Promise<string[]> => {
    const keys: string[] = [];
    for await (const { key } of storage.list('uploads/')) keys.push(key);
    return keys.toSorted();
  };
  const sweep = () => part.module.get(OrphanSweeper).sweep(HOUR, AbortSignal.timeout(5000));
  afterEach(async () => {
    for (const key of await stored()) await storage.remove(key);
    await rows.deleteMany({});
  });

  it('cannot be completed after their time', async () => {
    const upload = await open();
    await store(upload);
    await end(upload);
    await expect(service.find(upload.ownerId, upload.id)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'This upload was not completed in time. Begin a new one.',
    });
  });

  it('lose their file to the sweeper once they are over, and not before', async () => {
    const [living, ended, closed, completed, young] = [
      await open(),
      await open(),
      await open(),
      await open(),
      await open(),
    ];
    await end(ended);
    await service.close(closed);
    await service.completed(completed, { id: living.id, duplicate: false });
    for (const upload of [living, ended, closed, completed]) await store(upload, 2 * HOUR);
    await end(young);
    await store(young);
    expect(await sweep()).toEqual({ seen: 5, removed: 3 });
    expect(await stored()).toEqual([living.key, young.key].toSorted());
  });

  it('are cleared away when their owner begins another, even what was sent after the end', async () => {
    const owner = newOwner();
    const [abandoned, completed] = [await open(owner), await open(owner)];
    await service.completed(completed, { id: abandoned.id, duplicate: false });
    for (const upload of [abandoned, completed]) {
      await store(upload);
      await end(upload);
    }
    const foreign = await open();
    await store(foreign);
    const next = await open(owner);
    expect(await stored()).toEqual([foreign.key]);
    expect(await rows.countDocuments({})).toBe(2);
    expect(await service.find(owner.id, next.id)).toMatchObject({ state: 'open' });
  });

  it('are no more of one account than can be written again', async () => {
    const owner = newOwner();
    const { id: _, key: __, artwork: ___, ...upload } = await open(owner);
    const facts = { ...upload, ownerId: new Types.ObjectId(owner.id), state: 'completed' as const };
    await rows.insertMany(Array.from({ length: 299 }, () => ({ ...facts, artworkId: owner.id, duplicate: false })));
    await expect(service.open(owner, { ...PNG, bytes: 7 })).rejects.toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      message: expect.stringContaining('300 uploads of this account') as string,
    });
    expect(await rows.countDocuments({})).toBe(300);
    await open();
  });

  it('are read only as they were agreed, and leave no temporary file', async () => {
    const upload = await open();
    expect(await files.fetch(upload, signal)).toBeUndefined();
    await store(upload, 0, 'too long');
    await expect(files.fetch(upload, signal)).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      errors: [{ pointer: '/bytes', detail: 'The file was announced with 7, received 8.' }],
    });
    await store(upload);
    const limited = { ...upload, bytes: 30_000_000 };
    await expect(files.fetch(limited, signal)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    await expect(files.fetch({ ...upload, sha256: 'a'.repeat(64) }, signal)).rejects.toMatchObject({
      errors: [{ pointer: '/sha256' }],
    });
    const file = (await files.fetch(upload, signal))!;
    expect(file).toMatchObject({ bytes: 7, announced: 'image/png' });
    await file.release();
    const [folder] = await readdir(join(part.dataDir, 'tmp'));
    expect(await readdir(join(part.dataDir, 'tmp', folder!))).toEqual([]);
  });
});
