import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Listing } from './listing.js';

/** A file of what an account takes away. */
export interface PersonalFile {
  /** Path with `/` between its parts. */
  readonly name: string;
  readonly date: Date;
  /** @throws AppError NOT_FOUND where it is gone by now */
  readonly open: (signal: AbortSignal) => Promise<Readable | Buffer>;
}

/** What one feature keeps of an account. */
export interface PersonalDataHolder {
  /** Removes all of it; asked again after a failure, and once more for what came in late. Stops where the signal says so. */
  remove(userId: string, signal: AbortSignal): Promise<void>;
  /** What the owner takes away; nothing where it means nothing outside the service. */
  files?(userId: string): AsyncIterable<PersonalFile>;
}

/** What is removed with an account and handed out to its owner: every feature registers here, so that accounts know no feature. */
@Injectable()
export class PersonalData {
  private readonly registered: PersonalDataHolder[] = [];

  get holders(): readonly PersonalDataHolder[] {
    return this.registered;
  }

  register(holder: PersonalDataHolder): void {
    this.registered.push(holder);
  }
}

/** Records as a file of an export. */
export function recordsFile(name: string, records: unknown): PersonalFile {
  return { name, date: new Date(), open: async () => Buffer.from(`${JSON.stringify(records, null, 2)}\n`) };
}

const PER_PAGE = 100;

/** Reads one page, oldest first, of what somebody has. */
export type PageReader<T> = (listing: Listing) => Promise<{ readonly items: readonly T[] }>;

/** One of an account's records and, where it has one, the picture that goes with it. */
export interface PersonalRecord {
  readonly facts: object;
  readonly picture?: PersonalFile;
}

/** The pictures of all that somebody has, then its records as one file; each names its picture. */
export async function* picturesAndRecords<T>(
  name: string,
  readPage: PageReader<T>,
  recordOf: (item: T) => PersonalRecord,
): AsyncGenerator<PersonalFile> {
  const records = [];
  for (let page = 1; ; page += 1) {
    const { items } = await readPage({ page, perPage: PER_PAGE, sort: 'createdAt' });
    for (const { facts, picture } of items.map(recordOf)) {
      records.push(picture ? { ...facts, file: picture.name } : facts);
      if (picture) yield picture;
    }
    if (items.length < PER_PAGE) break;
  }
  yield recordsFile(name, records);
}

/** Removes page after page of what somebody has until none is left. What another removes at the same time is no error. */
export async function removeAllPages(
  readPage: PageReader<{ readonly id: string }>,
  remove: (id: string) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const { items } = await readPage({ page: 1, perPage: PER_PAGE, sort: 'createdAt' });
    if (items.length === 0) return;
    for (const { id } of items) {
      signal.throwIfAborted();
      await remove(id);
    }
  }
}
