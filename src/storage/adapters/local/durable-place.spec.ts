import { mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placeDurably, pruneEmptyFolders } from './durable-place.js';

describe('placeDurably', () => {
  let root: string;

  beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'durable-place-'))));
  afterEach(() => rm(root, { recursive: true }));

  const written = async (content: string): Promise<string> => {
    const temporary = join(root, content);
    await writeFile(temporary, content);
    return temporary;
  };
  const remove = async (target: string): Promise<void> => {
    await unlink(target);
    await pruneEmptyFolders(target, root);
  };

  it('places a file in a folder that another writer is emptying, folders above it included', async () => {
    const [leaving, coming] = ['leaving', 'coming'].map((name) => join(root, 'a', 'b', 'c', 'd', name)) as [
      string,
      string,
    ];
    for (let round = 0; round < 60; round++) {
      await placeDurably(await written('old'), leaving, root);
      const temporary = await written('new');
      await Promise.all([remove(leaving), placeDurably(temporary, coming, root)]);
      expect(await readFile(coming, 'utf8')).toBe('new');
      await remove(coming);
    }
  });
});
