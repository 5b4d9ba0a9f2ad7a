import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getConnectionToken } from '@nestjs/mongoose';
import { Test, type TestingModule } from '@nestjs/testing';
import { type Connection, Types } from 'mongoose';
import { CommonModule } from '../common/common.module.js';
import { AppConfig } from '../config/app-config.js';
import { ConfigModule } from '../config/config.module.js';
import { parseEnvironment } from '../config/environment.js';
import { DatabaseModule } from '../database/database.module.js';
import type { Account } from '../users/user.js';
import { UsersService } from '../users/users.service.js';
import { ApiKeyHolders } from './api-key-holders.js';
import { hashApiKey } from './api-key-text.js';
import { ApiKeysModule } from './api-keys.module.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ApiKeysService } from './api-keys.service.js';

/** The database needs them. */
const TIMERS = ['nextTick', 'setImmediate', 'setTimeout', 'setInterval', 'clearTimeout', 'queueMicrotask'] as const;
const NOON = Date.parse('2026-11-27T12:00:00Z');
const SECOND = 1000;
const MINUTE = 60_000;
const DAY = 86_400_000;

describe('API keys', () => {
  let dataDir: string;
  let module: TestingModule;
  let users: UsersService;
  let apiKeys: ApiKeysService;
  let accounts = 0;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'api-keys-'));
    const environment = { DATA_DIR: dataDir, NODE_ENV: 'test', BCRYPT_COST: '10' };
    const config = new AppConfig(parseEnvironment(environment));
    const imports = [ConfigModule.register(config), CommonModule, DatabaseModule, ApiKeysModule];
    module = await Test.createTestingModule({ imports }).compile();
    module.useLogger(false);
    await module.init();
    [users, apiKeys] = [module.get(UsersService), module.get(ApiKeysService)];
  });
  afterAll(async () => {
    await module.close();
    await rm(dataDir, { recursive: true });
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const register = () => users.register(`artist${++accounts}@example.org`, 'a quiet brush', '');
  const at = (now: number) => jest.useFakeTimers({ now, doNotFake: [...TIMERS] });
  const keyOf = async (owner: Account, expiresInDays?: number) => {
    const wish = { name: 'Import', ...(expiresInDays === undefined ? {} : { expiresInDays }) };
    return (await apiKeys.create(owner, wish)).text;
  };
  const ownerOf = async (text: string) => (await apiKeys.authenticate(text))?.owner.id;
  const lastUsed = async ({ id }: Account) => {
    const { items } = await apiKeys.list(id, { page: 1, perPage: 10, sort: 'createdAt' });
    return items[0]!.lastUsedAt?.getTime();
  };

  it('are kept as a hash', async () => {
    const owner = await register();
    const { text, apiKey } = await apiKeys.create(owner, { name: 'Import' });
    const row = await module
      .get<Connection>(getConnectionToken())
      .collection('apikeys')
      .findOne({ _id: new Types.ObjectId(apiKey.id) });
    expect(row).toMatchObject({ hash: hashApiKey(text), lastFour: text.slice(-4) });
    expect(JSON.stringify(row)).not.toContain(text.slice(4, -4));
  });

  it('serve until they expire', async () => {
    const owner = await register();
    at(NOON);
    const key = await keyOf(owner, 1);
    at(NOON + DAY - 1);
    expect(await ownerOf(key)).toBe(owner.id);
    at(NOON + DAY);
    expect(await ownerOf(key)).toBeUndefined();
  });

  it('note their use once a minute', async () => {
    const owner = await register();
    const key = await keyOf(owner);
    for (const [now, noted] of [
      [NOON, NOON],
      [NOON + 59 * SECOND, NOON],
      [NOON + MINUTE, NOON + MINUTE],
    ] as const) {
      at(now);
      await apiKeys.authenticate(key);
      expect(await lastUsed(owner)).toBe(noted);
    }
  });

  it('serve where their use cannot be noted', async () => {
    const owner = await register();
    const key = await keyOf(owner);
    jest.spyOn(module.get(ApiKeysRepository), 'noteUse').mockRejectedValue(new Error('not primary'));
    expect(await ownerOf(key)).toBe(owner.id);
    expect(await lastUsed(owner)).toBeUndefined();
  });

  it('that are asked for while the password changes end with the sessions', async () => {
    const owner = await register();
    await users.changePassword(owner, 'another brush');
    expect(await ownerOf(await keyOf(owner))).toBeUndefined();
    expect(await ownerOf(await keyOf((await users.findAccount(owner.id))!))).toBe(owner.id);
  });

  it('that one process revokes are out in all others at once', async () => {
    const other = new ApiKeysService(module.get(ApiKeysRepository), users, new ApiKeyHolders());
    const owner = await register();
    const { text, apiKey } = await apiKeys.create(owner, { name: 'Import' });
    expect(await other.authenticate(text)).toMatchObject({ owner: { id: owner.id } });
    await apiKeys.revoke(owner.id, apiKey.id);
    expect(await other.authenticate(text)).toBeUndefined();
  });

  it('are counted for their owner from when they have served until they are refused', async () => {
    const holders = module.get(ApiKeyHolders);
    const owner = await register();
    const { text, apiKey } = await apiKeys.create(owner, { name: 'Import' });
    const hash = hashApiKey(text)!;
    expect(holders.userId(hash)).toBeUndefined();
    await apiKeys.authenticate(text);
    expect(holders.userId(hash)).toBe(owner.id);
    await apiKeys.revoke(owner.id, apiKey.id);
    expect(await ownerOf(text)).toBeUndefined();
    expect(holders.userId(hash)).toBeUndefined();
  });
});
