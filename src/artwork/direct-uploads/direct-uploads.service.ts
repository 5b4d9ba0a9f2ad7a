import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { AppError } from '../../common/app-error.js';
import { AppConfig } from '../../config/app-config.js';
import { OrphanSweeper } from '../../storage/orphan-sweeper.js';
import { storageKeys, uploadOfKey } from '../../storage/storage-keys.js';
import { type SignedUpload, STORAGE, type StoragePort } from '../../storage/storage.port.js';
import { UploadQuota } from '../../uploads/upload-quota.js';
import { ArtworkPaperService } from '../artwork-paper.service.js';
import { ADDRESS_SECONDS, type DirectUpload, newDirectUpload } from './direct-upload.js';
import { DirectUploadRepository } from './direct-upload.repository.js';
import type { DirectUploadWish } from './direct-uploads.schemas.js';

/** Uploads of one account that wait for their file or their completion. */
const MAX_OPEN = 20;

/** Of one account, all that were begun in the last half hour: what was completed may be written once more while its address serves. */
const MAX_RECORDED = 300;

const REMOVED_AT_ONCE = 20;

/** Opens uploads that go to storage without passing through this process, and clears away what they leave. */
@Injectable()
export class DirectUploadsService implements OnModuleInit {
  private readonly logger = new Logger(DirectUploadsService.name);

  constructor(
    private readonly config: AppConfig,
    private readonly uploads: DirectUploadRepository,
    private readonly papers: ArtworkPaperService,
    private readonly quota: UploadQuota,
    private readonly sweeper: OrphanSweeper,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  onModuleInit(): void {
    this.sweeper.register({
      prefix: storageKeys.uploads,
      idOf: uploadOfKey,
      living: (ids) => this.uploads.living(ids, new Date()),
    });
  }

  /** @throws AppError UPLOAD_TOO_LARGE, NOT_FOUND for the paper, TOO_MANY_REQUESTS, QUOTA_EXCEEDED */
  async open(owner: SignedInUser, wish: DirectUploadWish): Promise<{ upload: DirectUpload; address: SignedUpload }> {
    this.requireSize(wish.bytes);
    await this.papers.check(owner, wish.baseImageId);
    await this.clearEnded(owner.id);
    const upload = newDirectUpload(owner.id, wish, new Date());
    const address = await this.storage.signedUpload(upload.key, upload, ADDRESS_SECONDS);
    // Recorded before it is counted: of many at the same moment none passes the limit unseen.
    await this.uploads.insert(upload);
    try {
      await this.requireRoom(owner.id);
    } catch (error) {
      await this.uploads.remove(upload.id);
      throw error;
    }
    return { upload, address };
  }

  /** @throws AppError NOT_FOUND, also for an upload of somebody else and for one that is over */
  async find(ownerId: string, id: string): Promise<DirectUpload> {
    const upload = await this.uploads.find(ownerId, id);
    if (!upload || upload.state === 'closed') throw new AppError('NOT_FOUND', 'There is no upload with this id.');
    if (upload.state === 'open' && upload.endsAt <= new Date()) {
      throw new AppError('NOT_FOUND', 'This upload was not completed in time. Begin a new one.');
    }
    return upload;
  }

  async completed(upload: DirectUpload, artwork: NonNullable<DirectUpload['artwork']>): Promise<void> {
    await this.uploads.complete(upload.id, artwork);
    await this.discardFile(upload);
  }

  /** Ends an upload that does not become an artwork. @returns whether it was open */
  async close(upload: DirectUpload): Promise<boolean> {
    const closed = await this.uploads.close(upload.id);
    if (closed) await this.discardFile(upload);
    return closed;
  }

  /** What cannot be removed now is found by the sweeper. */
  async discardFile({ id, key }: DirectUpload): Promise<void> {
    await this.storage
      .remove(key)
      .catch((error: unknown) => this.logger.warn({ err: error, uploadId: id }, 'an uploaded file was not removed'));
  }

  /** Everything of an account: files, then records. */
  async removeAll(ownerId: string, signal: AbortSignal): Promise<void> {
    await this.removeEach(await this.uploads.ofOwner(ownerId), signal);
  }

  /** What can still be written by an address that was given out stays on record, and is looked for again here. */
  private async clearEnded(ownerId: string): Promise<void> {
    const now = new Date();
    await this.removeEach((await this.uploads.ofOwner(ownerId)).filter(({ endsAt }) => endsAt <= now));
  }

  private async removeEach(uploads: readonly DirectUpload[], signal?: AbortSignal): Promise<void> {
    for (let start = 0; start < uploads.length; start += REMOVED_AT_ONCE) {
      signal?.throwIfAborted();
      const batch = uploads.slice(start, start + REMOVED_AT_ONCE);
      await Promise.all(batch.map(({ key }) => this.storage.remove(key, signal)));
      await Promise.all(batch.map(({ id }) => this.uploads.remove(id)));
    }
  }

  private async requireRoom(ownerId: string): Promise<void> {
    const recorded = await this.uploads.ofOwner(ownerId);
    const open = recorded.filter(({ state }) => state === 'open');
    if (open.length > MAX_OPEN) {
      throw tooMany(`${MAX_OPEN} uploads of this account are open. Complete or cancel one.`, open);
    }
    if (recorded.length > MAX_RECORDED) {
      throw tooMany(
        `${MAX_RECORDED} uploads of this account were begun in the last half hour. Wait a little.`,
        recorded,
      );
    }
    const giveBack = await this.quota.hold(
      ownerId,
      open.reduce((sum, { bytes }) => sum + bytes, 0),
    );
    giveBack();
  }

  private requireSize(bytes: number): void {
    const limit = this.config.limits.uploadBytes;
    if (bytes <= limit) return;
    const detail = `The file may have at most ${limit} bytes, received ${bytes}.`;
    throw new AppError('UPLOAD_TOO_LARGE', detail, { errors: [{ pointer: '/bytes', detail }] });
  }
}

function tooMany(detail: string, [first]: readonly DirectUpload[]): AppError {
  const seconds = Math.ceil((first!.endsAt.getTime() - Date.now()) / 1000);
  return new AppError('TOO_MANY_REQUESTS', detail, { retryAfterSeconds: Math.max(1, seconds) });
}
