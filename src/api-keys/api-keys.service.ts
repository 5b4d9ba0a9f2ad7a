import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import { inFreeSlot } from '../common/free-slot.js';
import type { Listing, Page } from '../common/listing.js';
import type { Account } from '../users/user.js';
import { UsersService } from '../users/users.service.js';
import { ApiKeyHolders } from './api-key-holders.js';
import { hashApiKey, newApiKeyText } from './api-key-text.js';
import { type ApiKey, statusOf } from './api-key.js';
import { ApiKeysRepository, type NewApiKey } from './api-keys.repository.js';
import type { ApiKeyWish } from './api-keys.schemas.js';

const MAX_KEYS = 20;
const DAY = 86_400_000;
const USE_NOTED_EVERY = 60_000;

/** Keys that programs sign in with. Every request asks here, so that a key, password or account that ended is out at once. */
@Injectable()
export class ApiKeysService {
  private readonly logger = new Logger(ApiKeysService.name);

  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly users: UsersService,
    private readonly holders: ApiKeyHolders,
  ) {}

  list(ownerId: string, listing: Listing): Promise<Page<ApiKey>> {
    return this.keys.page(ownerId, listing);
  }

  /**
   * @param owner as read for this request: a key asked for before the owner's sessions ended has ended with them
   * @returns the key and its text, which nobody can learn again
   * @throws AppError QUOTA_EXCEEDED
   */
  async create(owner: Account, { name, expiresInDays }: ApiKeyWish): Promise<{ apiKey: ApiKey; text: string }> {
    const text = newApiKeyText();
    const createdAt = new Date();
    const apiKey = await this.insert({
      ownerId: owner.id,
      hash: hashApiKey(text)!,
      lastFour: text.slice(-4),
      name,
      generation: owner.sessionGeneration,
      createdAt,
      expiresAt: expiresInDays === undefined ? null : new Date(createdAt.getTime() + expiresInDays * DAY),
    });
    this.logger.log({ userId: owner.id, apiKeyId: apiKey.id }, 'API key created');
    return { apiKey, text };
  }

  /** @throws AppError NOT_FOUND */
  async revoke(ownerId: string, id: string): Promise<void> {
    if (!(await this.keys.delete(ownerId, id))) throw new AppError('NOT_FOUND', 'You have no such API key.');
    this.logger.log({ userId: ownerId, apiKeyId: id }, 'API key revoked');
  }

  /** The key of this text and its owner; undefined unless the key serves and the owner is active. */
  async authenticate(text: string): Promise<{ apiKey: ApiKey; owner: Account } | undefined> {
    const hash = hashApiKey(text);
    if (hash === undefined) return undefined;
    const now = new Date();
    const apiKey = await this.keys.findByHash(hash);
    const owner = apiKey && (await this.users.findAccount(apiKey.ownerId));
    if (!apiKey || !owner || owner.status !== 'active' || statusOf(apiKey, owner, now) !== 'active') {
      this.holders.forget(hash);
      return undefined;
    }
    this.holders.remember(hash, owner.id);
    await this.noteUse(apiKey, now);
    return { apiKey, owner };
  }

  private async insert(key: Omit<NewApiKey, 'slot'>): Promise<ApiKey> {
    const add = () =>
      inFreeSlot(
        MAX_KEYS,
        async () => (await this.keys.ofOwner(key.ownerId)).map(({ slot }) => slot),
        (slot) => this.keys.insert({ ...key, slot }),
      );
    const added = await add();
    if (added) return added;
    // Keys that serve no more are shown until their place is needed.
    await this.keys.deleteSpent(key.ownerId, key.generation, key.createdAt);
    const addedInPlace = await add();
    if (addedInPlace) return addedInPlace;
    throw new AppError('QUOTA_EXCEEDED', `You have ${MAX_KEYS} API keys, which is the limit. Revoke one first.`);
  }

  /** Not worth a request: where it cannot be written, it is left out. */
  private async noteUse(apiKey: ApiKey, now: Date): Promise<void> {
    if (apiKey.lastUsedAt !== null && now.getTime() - apiKey.lastUsedAt.getTime() < USE_NOTED_EVERY) return;
    await this.keys.noteUse(apiKey, now).catch((error: unknown) => {
      this.logger.warn({ err: error, apiKeyId: apiKey.id }, 'the use of an API key could not be noted');
    });
  }
}
