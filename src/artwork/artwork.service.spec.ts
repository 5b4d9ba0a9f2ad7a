import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { MongooseModule } from '@nestjs/mongoose';
import { Types } from 'mongoose';
import { OrphanSweeper } from '../storage/orphan-sweeper.js';
import { storageKeys } from '../storage/storage-keys.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { UploadQuota } from '../uploads/upload-quota.js';
import type { NewArtwork } from './artwork.js';
import { ArtworkPaperService } from './artwork-paper.service.js';
import { ArtworkRepository } from './artwork.repository.js';
import { ARTWORK_MODEL, artworkRowSchema } from './artwork.schema.js';
import { ArtworkService } from './artwork.service.js';
import { startPart } from '../../test/support/part-in-process.js';

const HOUR = 3_600_000;
const newId = () => new Types.ObjectId().toHexString();

describe('the catalogue of artworks on the embedded database', () => {
  let part: Awaited<ReturnType<typeof startPart>>;
  let artworks: ArtworkRepository;
  let service: ArtworkService;
  let storage: StoragePort;
  const forget = jest.fn(async () => undefined);

  beforeAll(async () => {
    part = await startPart({
      variables: { USER_MAX_MB: '1' },
      imports: [MongooseModule.forFeature([{ name: ARTWORK_MODEL, schema: artworkRowSchema }])],
      providers: [
        ArtworkRepository,
        ArtworkService,
        UploadQuota,
        { provide: ArtworkPaperService, useValue: { forget } },
      ],
    });
    const { module } = part;
    artworks = module.get(ArtworkRepository);
    service = module.get(ArtworkService);
    storage = module.get<StoragePort>(STORAGE);
  });
  afterAll(() => part.stop());

  const artwork = (ownerId: string, changes: Partial<NewArtwork> = {}): NewArtwork => ({
    id: newId(),
    ownerId,
    title: 'Untitled',
    mediaType: 'image/png',
    extension: 'png',
    width: 3,
    height: 2,
    dpi: null,
    colour: null,
    bytes: 10,
    sha256: newId(),
    storedBytes: 100,
    createdAt: new Date(),
    ...changes,
  });
  const store = async (key: string, ageMilliseconds: number): Promise<void> => {
    await storage.write(key, Buffer.from('content'), { mediaType: 'image/png' });
    const time = new Date(Date.now() - ageMilliseconds);
    await utimes(join(part.dataDir, 'files', key), time, time);
  };
  const exists = (key: string): Promise<boolean> =>
    storage.info(key).then(
      () => true,
      () => false,
    );

  it('records the same bytes of one owner once, whoever comes first', async () => {
    const [owner, sha256] = [newId(), 'a'.repeat(64)];
    const inserted = await Promise.all(Array.from({ length: 10 }, () => artworks.insert(artwork(owner, { sha256 }))));
    const recorded = inserted.filter((one) => one !== undefined);
    expect(recorded).toEqual([await artworks.findByContent(owner, sha256)]);
    expect(await artworks.insert(artwork(newId(), { sha256 }))).toBeDefined();
  });

  it('tells each account apart', async () => {
    const [owner, other] = [newId(), newId()];
    const kept = (await artworks.insert(artwork(owner)))!;
    expect(await service.find(owner, kept.id)).toEqual(kept);
    expect(await service.view({ id: other, role: 'operator' }, kept.id)).toEqual(kept);
    for (const refused of [
      service.find(other, kept.id),
      service.view({ id: other, role: 'artist' }, kept.id),
      service.rename(other, kept.id, 'Mine'),
      service.remove({ id: other, role: 'artist' }, kept.id),
      service.find(owner, newId()),
    ]) {
      await expect(refused).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: 'There is no artwork with this id.',
      });
    }
  });

  it('counts what an owner’s artworks take against the quota', async () => {
    const owner = newId();
    const kept = (await artworks.insert(artwork(owner, { storedBytes: 600_000 })))!;
    await artworks.insert(artwork(owner, { storedBytes: 300_000 }));
    const quota = part.module.get(UploadQuota);
    await expect(quota.hold(owner, 100_001)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
    await service.remove({ id: owner, role: 'artist' }, kept.id);
    (await quota.hold(owner, 700_000))();
  });

  it('is deleted from with everything that belongs to an artwork', async () => {
    const owner = newId();
    const kept = (await artworks.insert(artwork(owner)))!;
    await store(kept.originalKey, 0);
    await store(kept.thumbnailKey, 0);
    await service.remove({ id: owner, role: 'artist' }, kept.id);
    expect([await exists(kept.originalKey), await exists(kept.thumbnailKey)]).toEqual([false, false]);
    expect(forget).toHaveBeenCalledWith(kept.id);
  });

  it('is followed by the sweeper: files of crashed uploads go, all others stay', async () => {
    const owner = newId();
    const kept = (await artworks.insert(artwork(owner)))!;
    const orphan = storageKeys.artworkOriginal(owner, newId(), 'png');
    const underWay = storageKeys.artworkOriginal(owner, newId(), 'png');
    const result = storageKeys.mappingResult(owner, newId(), 'f'.repeat(32), 'png');
    for (const key of [kept.originalKey, kept.thumbnailKey, orphan, result]) await store(key, 2 * HOUR);
    await store(underWay, HOUR / 2);
    expect(await part.module.get(OrphanSweeper).sweep(HOUR, AbortSignal.timeout(5000))).toEqual({
      removed: 1,
      seen: 5,
    });
    const left = await Promise.all([kept.originalKey, kept.thumbnailKey, orphan, result, underWay].map(exists));
    expect(left).toEqual([true, true, false, true, true]);
  });
});
