import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';

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

/** Removes page after page of what somebody has until none is left. What another removes at the same time is no error. */
export async function removeAllPages(
  firstPage: () => Promise<{ readonly items: readonly { readonly id: string }[] }>,
  remove: (id: string) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const { items } = await firstPage();
    if (items.length === 0) return;
    for (const { id } of items) {
      signal.throwIfAborted();
      await remove(id);
    }
  }
}
