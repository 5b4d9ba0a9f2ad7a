import { Injectable } from '@nestjs/common';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { JobsService } from '../jobs/jobs.service.js';
import { storageKeys } from '../storage/storage-keys.js';
import { PictureIntake } from '../uploads/picture-intake.js';
import { titleFromFileName } from '../uploads/title.js';
import type { Upload } from '../uploads/upload.js';
import { UploadQuota } from '../uploads/upload-quota.js';
import type { BaseImage } from './base-image.js';
import { newId } from './new-id.js';
import { PaperLifecycleRepository } from './paper-lifecycle.repository.js';
import { PaperRequestsService } from './paper-requests.service.js';
import { PaperStore } from './paper-store.js';

/**
 * Photographs of paper that people upload. The picture is checked and stored before the answer; its analysis is a job, so that
 * a crash or a full queue costs nobody an upload.
 */
@Injectable()
export class PaperUploadService {
  constructor(
    private readonly intake: PictureIntake,
    private readonly quota: UploadQuota,
    private readonly lifecycle: PaperLifecycleRepository,
    private readonly store: PaperStore,
    private readonly requests: PaperRequestsService,
    private readonly jobs: JobsService,
  ) {}

  /**
   * An operator's becomes the library's.
   * @param name default: made of the file's name
   * @throws AppError QUOTA_EXCEEDED, UNSUPPORTED_MEDIA_TYPE, IMAGE_CORRUPT, IMAGE_TOO_LARGE, OVERLOADED,
   *   INSUFFICIENT_STORAGE
   */
  async takeIn(user: SignedInUser, upload: Upload, name: string | undefined, signal: AbortSignal): Promise<BaseImage> {
    const giveBack = await this.quota.hold(user.id, upload.bytes);
    try {
      const picture = await this.intake.ingest(upload.path, signal);
      await upload.release();
      const { width, height } = picture;
      const image = await this.lifecycle.insert({
        id: newId(),
        jobId: newId(),
        ownerId: user.role === 'operator' ? null : user.id,
        name: name ?? titleFromFileName(upload.fileName, 'Untitled paper'),
        source: 'uploaded',
        automatic: false,
        width,
        height,
        provenance: { requestedBy: user.id },
      });
      const files = await this.store.writePicture(storageKeys.paperFolder(image.id), picture, signal);
      await this.lifecycle.contentStored(image.id, files);
      return await this.requests.enqueue({ ...image, ...files });
    } finally {
      giveBack();
    }
  }

  /** Waits for what is being done with a base image, for so long. */
  async untilDone({ jobId }: BaseImage, milliseconds: number, signal: AbortSignal): Promise<void> {
    await this.jobs.untilEnded(jobId, milliseconds, signal);
  }
}
