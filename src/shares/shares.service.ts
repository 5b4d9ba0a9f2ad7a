import { Inject, Injectable } from '@nestjs/common';
import { ArtworkService } from '../artwork/artwork.service.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { BaseImageService } from '../base-images/base-image.service.js';
import { AppError } from '../common/app-error.js';
import { PublicAddress } from '../common/public-address.js';
import { AppConfig } from '../config/app-config.js';
import type { Listing, Page } from '../common/listing.js';
import { OUTPUT_LIMITS } from '../engine/core/presets/index.js';
import type { RenderedMapping } from '../engine/node/engine.js';
import { MappingService } from '../mapping/mapping.service.js';
import type { PreviewRequestBody } from '../mapping/mappings.schemas.js';
import { PreviewService } from '../mapping/preview.service.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { UsersService } from '../users/users.service.js';
import type { Share } from './share.schema.js';
import { ShareCards } from './share-cards.js';
import type { SharedPrint } from './shares.schemas.js';
import { SharesRepository } from './shares.repository.js';

/** Finished mappings shown to everybody who has the link, until their owners withdraw it. */
@Injectable()
export class SharesService {
  constructor(
    private readonly shares: SharesRepository,
    private readonly mappings: MappingService,
    private readonly previews: PreviewService,
    private readonly artworks: ArtworkService,
    private readonly baseImages: BaseImageService,
    private readonly users: UsersService,
    private readonly cards: ShareCards,
    private readonly config: AppConfig,
    private readonly address: PublicAddress,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  /** @throws AppError NOT_FOUND; STATE_CONFLICT unless the mapping has succeeded */
  async open(owner: SignedInUser, mappingId: string): Promise<Share> {
    const { mapping, job } = await this.own(owner, mappingId);
    if (!job?.result) throw new AppError('STATE_CONFLICT', 'Only a mapping that has succeeded can be shared.');
    return this.shares.open(mapping.id, owner.id);
  }

  list(owner: SignedInUser, listing: Listing): Promise<Page<Share>> {
    return this.shares.page(owner.id, listing);
  }

  /** The link leads nowhere from now on. @throws AppError NOT_FOUND */
  async close(owner: SignedInUser, mappingId: string): Promise<void> {
    await this.own(owner, mappingId);
    await this.shares.close(mappingId);
  }

  /** What is behind a link. @throws AppError NOT_FOUND, also where the mapping is gone */
  async view(token: string): Promise<SharedPrint> {
    const { owner, mapping, result } = await this.behind(token);
    const { key, width, height } = result;
    const [artwork, paper, artist, pictureUrl] = await Promise.all([
      this.artworks.find(owner.id, mapping.artworkId).catch(absent),
      mapping.baseImageId ? this.baseImages.find(owner, mapping.baseImageId).catch(absent) : undefined,
      this.users.get(owner.id),
      this.storage.publicUrl(key) ?? this.storage.signedUrl(key, this.config.storage.signedUrlSeconds),
    ]);
    const card = this.cards.of(result);
    return {
      token,
      title: artwork?.title ?? '',
      artist: artist.name,
      paper: paper?.name ?? '',
      width,
      height,
      pictureUrl,
      ...(card && {
        card: { url: this.address.api(`/shares/${token}/card`), width: card.width, height: card.height },
      }),
      ...(artwork && paper ? { flatUrl: this.address.api(`/shares/${token}/flat`) } : {}),
      createdAt: mapping.createdAt.toISOString(),
    };
  }

  /**
   * The art alone, flat, where the print is: what the print is compared with.
   * @throws AppError NOT_FOUND, also where art or paper was deleted since; OVERLOADED
   */
  async flat(token: string, signal: AbortSignal): Promise<RenderedMapping> {
    const { owner, mapping } = await this.behind(token);
    const { artworkId, baseImageId, preset, parameters } = mapping;
    if (baseImageId === null) throw notFound();
    const request = { artworkId, baseImageId, preset, parameters: parameters as PreviewRequestBody['parameters'] };
    const view = { width: OUTPUT_LIMITS.preview.max, format: 'webp', view: 'flat' } as const;
    return this.previews.render(owner, { ...request, ...view }, signal);
  }

  /**
   * @returns key of the print as other sites show it
   * @throws AppError NOT_FOUND, OVERLOADED
   */
  async card(token: string, signal: AbortSignal): Promise<string> {
    const { result } = await this.behind(token);
    return this.cards.kept(result, signal);
  }

  private async behind(token: string) {
    const share = await this.shares.findByToken(token);
    if (!share) throw notFound();
    const owner: SignedInUser = { id: share.ownerId, role: 'artist' };
    const { mapping, job } = await this.mappings.find(owner, share.mappingId);
    if (!job?.result) throw notFound();
    return { owner, mapping, result: job.result };
  }

  private async own(owner: SignedInUser, mappingId: string) {
    const followed = await this.mappings.find(owner, mappingId);
    if (followed.mapping.ownerId !== owner.id) throw notFound();
    return followed;
  }
}

/** Deleted since: pictures made of it stay. */
function absent(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'NOT_FOUND') return undefined;
  throw error;
}

function notFound(): AppError {
  return new AppError('NOT_FOUND', 'There is no such print, or its link was withdrawn.');
}
