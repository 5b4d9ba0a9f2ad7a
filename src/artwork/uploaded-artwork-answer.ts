import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { parsePreferWait } from '../common/prefer.js';
import { PublicAddress } from '../common/public-address.js';
import { AppConfig } from '../config/app-config.js';
import type { PresetName } from '../engine/core/presets/index.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { ArtworkPaperService } from './artwork-paper.service.js';
import { toArtworkResponse } from './artwork-response.js';
import type { UploadedArtworkResponse } from './artwork.schemas.js';
import type { TakenIn } from './artwork-upload.service.js';

export interface PaperWish {
  /** The paper that is named; undefined: chosen by the rule, for the preset where there is one. */
  readonly baseImageId: string | undefined;
  readonly preset: PresetName | undefined;
  /** The request's `Prefer` header. */
  readonly prefer: string | undefined;
  readonly signal: AbortSignal;
}

/** What is answered once an uploaded file has become an artwork, whichever way it came. */
@Injectable()
export class UploadedArtworkAnswer {
  constructor(
    private readonly papers: ArtworkPaperService,
    private readonly config: AppConfig,
    private readonly address: PublicAddress,
    @Inject(STORAGE) private readonly storage: StoragePort,
  ) {}

  /** Chooses the paper, waits for it as long as the client prefers, and sets status and headers. */
  async give(
    response: Response,
    user: SignedInUser,
    { artwork, duplicate }: TakenIn,
    { baseImageId, preset, prefer, signal }: PaperWish,
  ): Promise<UploadedArtworkResponse> {
    const choice = await this.papers.choose(user, artwork, baseImageId, preset);
    const waitSeconds = parsePreferWait(prefer);
    const paper = await this.papers.whenReady(user, artwork, choice, waitSeconds * 1000, signal, preset);
    response.status(duplicate ? 200 : 201).setHeader('Location', this.address.api(`/artworks/${artwork.id}`));
    if (waitSeconds > 0) response.setHeader('Preference-Applied', `wait=${waitSeconds}`);
    const { signedUrlSeconds } = this.config.storage;
    return { artwork: await toArtworkResponse(artwork, this.storage, signedUrlSeconds), paper, duplicate };
  }
}
