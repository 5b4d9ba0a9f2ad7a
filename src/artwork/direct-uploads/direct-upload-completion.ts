import { Injectable } from '@nestjs/common';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { AppError, type ErrorCode } from '../../common/app-error.js';
import { UploadAdmission } from '../../uploads/upload-admission.js';
import { ArtworkPaperService } from '../artwork-paper.service.js';
import { ArtworkService } from '../artwork.service.js';
import { ArtworkUploadService, type TakenIn } from '../artwork-upload.service.js';
import { ArrivedFiles } from './arrived-files.js';
import type { DirectUpload } from './direct-upload.js';
import { DirectUploadsService } from './direct-uploads.service.js';

/** Refusals that say nothing against the file: the same upload may be completed later. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['REQUEST_ABORTED', 'TOO_MANY_REQUESTS', 'STATE_CONFLICT']);

/** Makes artworks of files that clients have sent to storage. */
@Injectable()
export class DirectUploadCompletion {
  constructor(
    private readonly uploads: DirectUploadsService,
    private readonly admission: UploadAdmission,
    private readonly files: ArrivedFiles,
    private readonly intake: ArtworkUploadService,
    private readonly artworks: ArtworkService,
    private readonly papers: ArtworkPaperService,
  ) {}

  /**
   * Once an upload is completed, the same artwork is given each time. A file that is refused is removed and its upload over.
   * @throws AppError STATE_CONFLICT where the file has not arrived, and whatever an upload may be refused for
   */
  async complete(
    owner: SignedInUser,
    id: string,
    signal: AbortSignal,
  ): Promise<{ upload: DirectUpload; taken: TakenIn }> {
    const upload = await this.uploads.find(owner.id, id);
    const known = await this.known(upload);
    if (known) {
      // A crash after the record and before the removal may have left it.
      await this.uploads.discardFile(upload);
      return { upload, taken: known };
    }
    const leave = this.admission.enter(owner.id);
    try {
      return { upload, taken: await this.takeIn(owner, upload, signal) };
    } catch (error) {
      if (isRefusal(error)) await this.uploads.close(upload);
      throw error;
    } finally {
      leave();
    }
  }

  private async takeIn(owner: SignedInUser, upload: DirectUpload, signal: AbortSignal): Promise<TakenIn> {
    await this.papers.check(owner, upload.baseImageId ?? undefined);
    const file = await this.files.fetch(upload, signal);
    if (!file) return this.completedMeanwhile(upload);
    try {
      const taken = await this.intake.takeIn(owner.id, file, upload.title ?? undefined, signal);
      await this.uploads.completed(upload, { id: taken.artwork.id, duplicate: taken.duplicate });
      return taken;
    } finally {
      await file.release();
    }
  }

  /** The file is gone once another request has completed the upload. */
  private async completedMeanwhile({ id, ownerId }: DirectUpload): Promise<TakenIn> {
    const known = await this.known(await this.uploads.find(ownerId, id));
    if (known) return known;
    throw new AppError(
      'STATE_CONFLICT',
      'The file has not arrived. Send it by PUT to the address that was given for it, then complete the upload.',
    );
  }

  private async known({ ownerId, artwork }: DirectUpload): Promise<TakenIn | undefined> {
    if (artwork === null) return undefined;
    return { artwork: await this.artworks.find(ownerId, artwork.id), duplicate: artwork.duplicate };
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof AppError && error.status < 500 && !PASSING.has(error.code);
}
