import { Injectable } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import { AppConfig } from '../config/app-config.js';

/** Bytes that one feature keeps in storage for an account's uploads. */
export type StoredBytes = (ownerId: string) => Promise<number>;

/**
 * The storage one account may fill with uploads. What is stored is counted from the records of the features that keep it, so
 * the count cannot drift; what is on its way is held here. Several processes may together pass the limit by the uploads
 * that are under way at the same instant.
 */
@Injectable()
export class UploadQuota {
  private readonly sources: StoredBytes[] = [];
  private readonly held = new Map<string, number>();

  constructor(private readonly config: AppConfig) {}

  /** Every feature that stores uploads has its bytes counted. */
  register(source: StoredBytes): void {
    this.sources.push(source);
  }

  /**
   * Sets bytes aside until the upload is recorded or has failed.
   * @returns gives them back; to be called once
   * @throws AppError QUOTA_EXCEEDED
   */
  async hold(ownerId: string, bytes: number): Promise<() => void> {
    this.change(ownerId, bytes);
    try {
      const stored = await Promise.all(this.sources.map((source) => source(ownerId)));
      const total = stored.reduce((sum, part) => sum + part, this.held.get(ownerId) ?? 0);
      const limit = this.config.storage.userMaxBytes;
      if (total > limit) {
        throw new AppError(
          'QUOTA_EXCEEDED',
          `Your uploads may take ${limit} bytes; with this one they would take ${total}. Delete some first.`,
        );
      }
      return () => this.change(ownerId, -bytes);
    } catch (error) {
      this.change(ownerId, -bytes);
      throw error;
    }
  }

  private change(ownerId: string, bytes: number): void {
    const held = (this.held.get(ownerId) ?? 0) + bytes;
    if (held > 0) this.held.set(ownerId, held);
    else this.held.delete(ownerId);
  }
}
