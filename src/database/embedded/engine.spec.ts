import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Engine } from './engine.js';
import { LevelStore, type StoreChange } from './store/level-store.js';

/** A store whose disk fails when told to. */
class FailingStore extends LevelStore {
  failure: Error | undefined;

  override write(changes: readonly StoreChange[]): Promise<void> {
    return this.failure ? Promise.reject(this.failure) : super.write(changes);
  }
}

describe('Engine', () => {
  let folder: string;
  let store: FailingStore;
  let engine: Engine;
  let reported: string[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'embedded-engine-'));
    store = new FailingStore(folder);
    reported = [];
    engine = new Engine(store, 'test', (message) => reported.push(message));
    await engine.open();
  });
  afterEach(async () => {
    await engine.close();
    await rm(folder, { recursive: true });
  });

  const insert = (_id: string) => engine.run({ insert: 'documents', documents: [{ _id }], $db: 'test' });
  const countAll = async () => (await engine.run({ count: 'documents', $db: 'test' })).n;

  it.each([
    ['is full', 'IO error: No space left on device', 14_031],
    ['fails', 'IO error: Input/output error', 91],
  ])('serves nothing while the disk %s, then what was acknowledged', async (_case, message, code) => {
    await insert('before');
    store.failure = new Error(message);
    await expect(insert('lost')).rejects.toMatchObject({ code });
    await expect(countAll()).rejects.toMatchObject({ code });
    expect(await engine.run({ hello: 1, $db: 'admin' })).toMatchObject({ ok: 1 });
    expect(reported).toHaveLength(1);
    store.failure = undefined;
    for (let waited = 0; waited < 100; waited++) {
      const served = await countAll().catch(() => undefined);
      if (served !== undefined) break;
      await sleep(50);
    }
    expect(await countAll()).toBe(1);
    await insert('lost');
    expect(await countAll()).toBe(2);
  });

  it('closes while the disk fails', async () => {
    store.failure = new Error('IO error');
    await expect(insert('lost')).rejects.toMatchObject({ code: 91 });
    await engine.close();
    expect(reported).toHaveLength(1);
  });

  it('does each command wholly before the next', async () => {
    await insert('counter');
    const add = () =>
      engine.run({ update: 'documents', updates: [{ q: { _id: 'counter' }, u: { $inc: { n: 1 } } }], $db: 'test' });
    await Promise.all(Array.from({ length: 100 }, add));
    const { cursor } = (await engine.run({ find: 'documents', $db: 'test' })) as { cursor: { firstBatch: unknown[] } };
    expect(cursor.firstBatch).toEqual([{ _id: 'counter', n: 100 }]);
  });
});
