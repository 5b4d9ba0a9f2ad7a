import { Injectable } from '@nestjs/common';

const MAX_HOLDERS = 10_000;

/**
 * Whose a key was when it last served in this process, so that requests are counted for an account before the database is
 * asked. It lets nobody in: every request's key is looked up.
 */
@Injectable()
export class ApiKeyHolders {
  private readonly holders = new Map<string, string>();

  /** @param hash of the key's text */
  userId(hash: string): string | undefined {
    return this.holders.get(hash);
  }

  remember(hash: string, userId: string): void {
    this.holders.set(hash, userId);
    if (this.holders.size <= MAX_HOLDERS) return;
    const [oldest] = this.holders.keys();
    this.holders.delete(oldest!);
  }

  forget(hash: string): void {
    this.holders.delete(hash);
  }
}
