import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { AppError } from '../common/app-error.js';
import type { Listing, Page } from '../common/listing.js';
import { validationError } from '../common/schema-validation.pipe.js';
import { UploadQuota } from '../uploads/upload-quota.js';
import { type BaseImage, isReady, type ReadyBaseImage } from './base-image.js';
import { type BaseImageEdit, type BaseImageFilter, BaseImageRepository } from './base-image.repository.js';
import { PaperRemovalService } from './paper-removal.service.js';
import { PaperSettlement } from './paper-settlement.js';

export interface BaseImageChange extends BaseImageEdit {
  readonly default?: boolean;
}

export interface BaseImageSelection extends Omit<BaseImageFilter, 'owners' | 'withoutDisabledLibrary'> {
  /** Only the viewer's own, or only the library. Default: both; for operators, everybody's. */
  readonly owner?: 'own' | 'library';
}

/**
 * Base images as their viewers may see and change them. Everybody sees the library; an artist's own paper is seen by the artist
 * and by operators. Operators look after the library and may change any paper; artists change their own.
 */
@Injectable()
export class BaseImageService implements OnModuleInit {
  constructor(
    private readonly images: BaseImageRepository,
    private readonly settlement: PaperSettlement,
    private readonly removal: PaperRemovalService,
    private readonly quota: UploadQuota,
  ) {}

  onModuleInit(): void {
    this.quota.register((ownerId) => this.images.storedBytes(ownerId));
  }

  /** What all papers take in storage, in bytes. */
  storedBytes(): Promise<number> {
    return this.images.storedBytes();
  }

  /** How AI served since a time. */
  countAi(from: Date): Promise<{ asked: number; served: number; failed: number }> {
    return this.images.countAi(from);
  }

  /** @throws AppError NOT_FOUND, also for another artist's */
  async find(viewer: SignedInUser, id: string): Promise<BaseImage> {
    const image = await this.images.find(id);
    if (!image || !isVisible(viewer, image)) throw notFound();
    return this.settlement.settle(image);
  }

  /** @throws AppError NOT_FOUND, STATE_CONFLICT while it is being made or when that failed */
  async findReady(viewer: SignedInUser, id: string): Promise<ReadyBaseImage> {
    const image = await this.find(viewer, id);
    if (isReady(image)) return image;
    const why = image.state === 'failed' ? 'could not be made' : 'is still being made';
    throw new AppError('STATE_CONFLICT', `This base image ${why}.`);
  }

  /**
   * One that somebody names for a new mapping; it may still be in the making.
   * @throws AppError NOT_FOUND, VALIDATION_FAILED for one that failed or that the library does not offer; both with the
   *   pointer `/baseImageId`
   */
  async findUsable(viewer: SignedInUser, id: string): Promise<BaseImage> {
    const pointer = '/baseImageId';
    const image = await this.find(viewer, id).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error;
      throw new AppError('NOT_FOUND', error.message, { errors: [{ pointer, detail: error.message }] });
    });
    if (image.state === 'failed') throw validationError([{ pointer, detail: 'This base image could not be made.' }]);
    if (!isOffered(viewer, image))
      throw validationError([{ pointer, detail: 'The library does not offer this base image.' }]);
    return image;
  }

  async list(viewer: SignedInUser, selection: BaseImageSelection, listing: Listing): Promise<Page<BaseImage>> {
    const { owner, ...filter } = selection;
    const owners = owner === 'own' ? [viewer.id] : owner === 'library' ? [null] : undefined;
    const access = viewer.role === 'operator' ? {} : { owners: [null, viewer.id], withoutDisabledLibrary: true };
    const page = await this.images.page({ ...filter, ...access, ...(owners ? { owners } : {}) }, listing);
    return { ...page, items: await this.settlement.settleAll(page.items) };
  }

  /** @throws AppError NOT_FOUND, FORBIDDEN, VALIDATION_FAILED for a default that cannot serve everybody */
  async change(user: SignedInUser, id: string, { default: asDefault, ...edit }: BaseImageChange): Promise<BaseImage> {
    await this.findChangeable(user, id, asDefault !== undefined);
    const edited = await this.images.edit(id, edit);
    if (!edited) throw notFound();
    if (asDefault === undefined || asDefault === edited.default) return edited;
    if (!asDefault) return (await this.images.clearDefault(id)) ?? edited;
    const made = await this.images.makeDefault(id);
    if (made) return made;
    const detail = 'Only a base image of the library that is ready and enabled can be the default.';
    throw validationError([{ pointer: '/default', detail }]);
  }

  /** Mappings made with it stay as they are. @throws AppError NOT_FOUND, FORBIDDEN */
  async remove(user: SignedInUser, id: string): Promise<void> {
    await this.findChangeable(user, id, false);
    await this.removal.remove(id);
  }

  private async findChangeable(user: SignedInUser, id: string, forOperators: boolean): Promise<void> {
    const image = await this.find(user, id);
    if (user.role === 'operator' || (image.ownerId === user.id && !forOperators)) return;
    const what = image.ownerId === null ? 'change the library' : 'set the default';
    throw new AppError('FORBIDDEN', `Only operators may ${what}.`);
  }
}

function isVisible(viewer: SignedInUser, image: BaseImage): boolean {
  return viewer.role === 'operator' || image.ownerId === null || image.ownerId === viewer.id;
}

function isOffered(viewer: SignedInUser, image: BaseImage): boolean {
  return viewer.role === 'operator' || image.ownerId !== null || image.enabled;
}

function notFound(): AppError {
  return new AppError('NOT_FOUND', 'There is no base image with this id.');
}
