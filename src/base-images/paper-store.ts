import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import type { AnalysedPaper, EncodedImage, ThumbnailedImage } from '../engine/node/engine.js';
import { OrphanSweeper } from '../storage/orphan-sweeper.js';
import { folderOf, storageKeys } from '../storage/storage-keys.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import type { PaperAnalysisFiles, PaperFiles, ReadyBaseImage } from './base-image.js';
import { BaseImageRepository } from './base-image.repository.js';

/** An analysis is some megabytes at most; what is larger is none. */
const ANALYSIS_MAX_BYTES = 32_000_000;

/** The objects of papers: picture, thumbnail, analysis, picture of the relief. */
@Injectable()
export class PaperStore implements OnModuleInit {
  constructor(
    private readonly config: AppConfig,
    @Inject(STORAGE) private readonly storage: StoragePort,
    private readonly sweeper: OrphanSweeper,
    private readonly images: BaseImageRepository,
  ) {}

  onModuleInit(): void {
    this.sweeper.register({
      prefix: storageKeys.papers,
      idOf: folderOf,
      living: (folders) => this.livingFolders(folders),
    });
  }

  /** @param folder made by `storageKeys.paperFolder` */
  async writePicture(folder: string, image: ThumbnailedImage, signal?: AbortSignal): Promise<PaperFiles> {
    const { mediaType, content, thumbnail } = image;
    const contentKey = storageKeys.paper(folder, image.extension);
    const thumbnailKey = storageKeys.paperThumbnail(folder);
    await this.storage.write(contentKey, content, { mediaType, signal });
    await this.storage.write(thumbnailKey, thumbnail, { mediaType: 'image/webp', signal });
    return { mediaType, bytes: content.byteLength, contentKey, thumbnailKey };
  }

  async writeAnalysis(
    folder: string,
    { analysis, summary }: AnalysedPaper,
    relief: EncodedImage,
    signal?: AbortSignal,
  ): Promise<PaperAnalysisFiles> {
    const analysisKey = storageKeys.paperAnalysis(folder, summary.version);
    const reliefKey = storageKeys.paperRelief(folder, summary.version);
    await this.storage.write(analysisKey, analysis, { mediaType: 'application/octet-stream', signal });
    await this.storage.write(reliefKey, relief.content, { mediaType: relief.mediaType, signal });
    return { analysis: summary, analysisKey, reliefKey };
  }

  /** The encoded picture. */
  async readPicture({ contentKey }: Pick<PaperFiles, 'contentKey'>, signal?: AbortSignal): Promise<Uint8Array> {
    return this.storage.readAll(contentKey, pictureMaxBytes(this.config), signal);
  }

  /** What the engine renders with. */
  async readAnalysis({ analysisKey }: Pick<ReadyBaseImage, 'analysisKey'>, signal?: AbortSignal): Promise<Uint8Array> {
    return this.storage.readAll(analysisKey, ANALYSIS_MAX_BYTES, signal);
  }

  /** Everything of a paper that is gone. */
  async removeAll(id: string): Promise<void> {
    for await (const { key } of this.storage.list(storageKeys.paperFolder(id))) await this.storage.remove(key);
  }

  /** Clears a folder made by `storageKeys.paperFolder`, unless it is where the paper's record says its picture is. */
  async removeUnused(id: string, folder: string): Promise<void> {
    const used = (await this.images.contentKeys([id])).get(id);
    if (used === undefined) return this.removeAll(id);
    if (used !== null && folderOf(used) === folder) return;
    for await (const { key } of this.storage.list(folder)) {
      if (folderOf(key) === folder) await this.storage.remove(key);
    }
  }

  private async livingFolders(folders: readonly string[]): Promise<Set<string>> {
    const keys = await this.images.contentKeys(folders.map(idOf));
    return new Set(
      folders.filter((folder) => {
        const key = keys.get(idOf(folder));
        return key !== undefined && (key === null || folderOf(key) === folder);
      }),
    );
  }
}

/** Id of the base image that a folder belongs to. */
function idOf(folder: string): string {
  return folder.slice(storageKeys.papers.length).split('/')[0]!;
}

/** Re-encoding may make a file larger than it came; four bytes a pixel is what an incompressible one takes. */
function pictureMaxBytes(config: AppConfig): number {
  return Math.max(config.limits.uploadBytes, config.limits.pixels * 4);
}
