import { PersonalData } from '../common/personal-data.js';
import { storageKeys } from '../storage/storage-keys.js';
import { STORAGE, type StoragePort } from '../storage/storage.port.js';
import { UsersModule } from '../users/users.module.js';
import { UsersService } from '../users/users.service.js';
import { AccountKeeper } from './account-keeper.js';
import { AccountRemoval } from './account-removal.service.js';
import { startPart } from '../../test/support/part-in-process.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;

describe('closed accounts', () => {
  let part: Awaited<ReturnType<typeof startPart>>;
  let users: UsersService;
  let keeper: AccountKeeper;
  let storage: StoragePort;
  const remove = jest.fn(async () => undefined);

  async function start(variables: Record<string, string> = {}) {
    part = await startPart({
      variables: { BCRYPT_COST: '10', ...variables },
      imports: [UsersModule],
      providers: [AccountRemoval, AccountKeeper],
    });
    const { module } = part;
    [users, keeper, storage] = [module.get(UsersService), module.get(AccountKeeper), module.get(STORAGE)];
    remove.mockReset();
    module.get(PersonalData).register({ remove });
  }
  afterEach(() => part.stop());

  /** An account with a file, closed. */
  async function closeOne(): Promise<{ gone: boolean; key: string }> {
    const { id } = await users.register('vincent@example.org', 'a quiet brush on rice paper', '');
    const key = storageKeys.artworkThumbnail(id, id);
    await storage.write(key, Buffer.from('picture'), { mediaType: 'image/webp' });
    return { gone: await part.module.get(AccountRemoval).close(id, id), key };
  }
  const isStored = (key: string) =>
    storage.info(key).then(
      () => true,
      () => false,
    );

  it('leave their rows until latecomers have been removed too', async () => {
    await start();
    const { gone, key } = await closeOne();
    expect([gone, await isStored(key), await users.countClosed()]).toEqual([true, false, 1]);
    await storage.write(key, Buffer.from('of a request that began before'), { mediaType: 'image/webp' });
    await keeper.look(Date.now() + HOUR + 1000);
    expect([await isStored(key), await users.countClosed()]).toEqual([false, 0]);
  });

  it('are finished where a store did not answer at first', async () => {
    await start();
    remove.mockRejectedValueOnce(new Error('the store does not answer'));
    const { gone, key } = await closeOne();
    expect([gone, await isStored(key)]).toEqual([false, true]);
    await keeper.look();
    expect([await isStored(key), await users.countClosed()]).toEqual([false, 1]);
  });

  it('are kept for as long as the deployment says', async () => {
    await start({ CLOSED_ACCOUNT_DAYS: '30' });
    const { gone, key } = await closeOne();
    await keeper.look(Date.now() + 29 * DAY);
    expect([gone, await isStored(key), remove.mock.calls.length]).toEqual([false, true, 0]);
    await keeper.look(Date.now() + 30 * DAY + HOUR + 1000);
    expect([await isStored(key), await users.countClosed()]).toEqual([false, 0]);
  });
});
