import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { permittedOwner } from '../auth/owner-filter.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { AppError } from '../common/app-error.js';
import type { Listing, Page } from '../common/listing.js';
import { OrphanSweeper } from '../storage/orphan-sweeper.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { UploadQuota } from '../uploads/upload-quota.js';
import type { Artwork } from './artwork.js';
import { ArtworkPaperService } from './artwork-paper.service.js';
import { ArtworkRepository } from './artwork.repository.js';

const KEY_OF_ARTWORK = /^users\/[0-9a-f]{24}\/artworks\/([0-9a-f]{24})\//;

/** The catalogue: what artists have uploaded. */
@Injectable()
export class ArtworkService implements OnModuleInit {
  private readonly logger = new Logger(ArtworkService.name);

  constructor(
    private readonly artworks: ArtworkRepository,
    private readonly papers: ArtworkPaperService,
    private readonly sweeper: OrphanSweeper,
    private readonly quota: UploadQuota,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  onModuleInit(): void {
    this.quota.register((ownerId) => this.artworks.storedBytes(ownerId));
    this.sweeper.register({
      prefix: 'users/',
      idOf: (key) => KEY_OF_ARTWORK.exec(key)?.[1],
      living: (ids) => this.artworks.living(ids),
    });
  }

  /** What all artworks take in storage, in bytes. */
  storedBytes(): Promise<number> {
    return this.artworks.storedBytes();
  }

  /** @throws AppError NOT_FOUND, also for an artwork of somebody else */
  async find(ownerId: string, id: string): Promise<Artwork> {
    const artwork = await this.artworks.find(id);
    return artwork?.ownerId === ownerId ? artwork : notFound();
  }

  /** The same for anyone who may look at it: its owner and operators. */
  async view(viewer: SignedInUser, id: string): Promise<Artwork> {
    const artwork = await this.artworks.find(id);
    return artwork && (viewer.role === 'operator' || artwork.ownerId === viewer.id) ? artwork : notFound();
  }

  /** The viewer's own; another account's, or everybody's, where an operator asks. @throws AppError FORBIDDEN */
  list(
    viewer: SignedInUser,
    { ownerId, search }: { ownerId?: string | undefined; search?: string | undefined },
    listing: Listing,
  ): Promise<Page<Artwork>> {
    return this.artworks.page({ ownerId: permittedOwner(viewer, ownerId), search }, listing);
  }

  /** @throws AppError NOT_FOUND */
  async rename(ownerId: string, id: string, title: string): Promise<Artwork> {
    return (await this.artworks.rename(ownerId, id, title)) ?? notFound();
  }

  /**
   * Forgets the artwork, then removes its files; files that cannot be removed now are found by the sweeper.
   * @throws AppError NOT_FOUND
   */
  async remove(user: SignedInUser, id: string): Promise<void> {
    const { ownerId } = await this.view(user, id);
    const artwork = (await this.artworks.remove(ownerId, id)) ?? notFound();
    try {
      await this.papers.forget(id);
      await this.storage.remove(artwork.originalKey);
      await this.storage.remove(artwork.thumbnailKey);
    } catch (error) {
      this.logger.warn({ err: error, artworkId: id }, 'what belonged to a deleted artwork was not removed');
    }
  }
}

function notFound(): never {
  throw new AppError('NOT_FOUND', 'There is no artwork with this id.');
}
