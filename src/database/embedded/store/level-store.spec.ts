import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LevelStore } from './level-store.js';
import { catalogKey, documentKey, parseStoreKey } from './store-keys.js';

describe('LevelStore', () => {
  let folder: string;
  let store: LevelStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'level-store-'));
    store = new LevelStore(folder);
    await store.open();
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  const put = (key: string, byte: number) => store.write([{ key, value: new Uint8Array([byte]) }]);

  async function contents(): Promise<[string, number][]> {
    const found: [string, number][] = [];
    for await (const [key, value] of store.entries()) found.push([key, value[0]!]);
    return found;
  }

  it('writes in the order of calls, many at the same time', async () => {
    await Promise.all(Array.from({ length: 200 }, (_, i) => put(`k${i % 10}`, i)));
    expect(await contents()).toEqual(Array.from({ length: 10 }, (_, i) => [`k${i}`, 190 + i]));
  });

  it('deletes, and keeps what it has when opened anew', async () => {
    await store.write([
      { key: 'a', value: new Uint8Array([1]) },
      { key: 'b', value: new Uint8Array([2]) },
    ]);
    await store.write([{ key: 'a', value: null }]);
    await store.close();
    await store.open();
    expect(await contents()).toEqual([['b', 2]]);
  });

  it('leaves nothing behind when it tests whether it can write', async () => {
    await put('k', 1);
    await store.probe();
    expect(await contents()).toEqual([['k', 1]]);
  });

  it('orders the catalog before documents, and documents by number', () => {
    const keys = [documentKey(10, 2), documentKey(9, 40), documentKey(9, 5), catalogKey('z')];
    expect(keys.toSorted()).toEqual([catalogKey('z'), documentKey(9, 5), documentKey(9, 40), documentKey(10, 2)]);
    expect(parseStoreKey(documentKey(9, 40))).toEqual({ kind: 'document', storeId: 9, sequence: 40 });
  });
});
