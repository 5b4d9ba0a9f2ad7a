import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import { PersonalData, type PersonalFile, recordsFile } from '../common/personal-data.js';
import { type ArchiveEntry, zipArchive } from '../storage/zip-archive.js';
import { UsersService } from '../users/users.service.js';

/** Everything an account has, as one file for its owner. */
@Injectable()
export class AccountExport {
  constructor(
    private readonly users: UsersService,
    private readonly personalData: PersonalData,
  ) {}

  /** A zip archive, made as it is read: pictures as they are stored, and what is recorded of them as JSON. */
  open(userId: string, signal: AbortSignal): Readable {
    return zipArchive(this.entries(userId), signal);
  }

  private async *entries(userId: string): AsyncGenerator<ArchiveEntry> {
    const { id, email, name, role, createdAt } = await this.users.get(userId);
    yield recordsFile('account.json', { id, email, name, role, createdAt });
    for (const holder of this.personalData.holders) {
      for await (const file of holder.files?.(userId) ?? []) yield unlessGone(file);
    }
  }
}

/** What is deleted while the archive is made is left out. */
function unlessGone({ open, ...file }: PersonalFile): ArchiveEntry {
  const openOrNone = (signal: AbortSignal) =>
    open(signal).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'NOT_FOUND') return undefined;
      throw error;
    });
  return { ...file, open: openOrNone };
}
