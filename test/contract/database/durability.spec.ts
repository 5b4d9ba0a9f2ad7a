import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { createConnection } from 'mongoose';
import { openEmbeddedDatabase } from '../../../src/database/embedded/embedded-database.js';
import { breadth } from '../../support/breadth.js';

/** Each round's process is killed once it has had so many insertions acknowledged. */
const ROUNDS = breadth([1, 60], [1, 30, 60, 90]);

/** What killed processes said they had done, and were about to do. */
class Journal {
  readonly inserted = new Set<string>();
  readonly deleting = new Set<string>();
  readonly deleted = new Set<string>();
  incrementing = 0;
  incremented = 0;

  note(line: string): void {
    const [what, key = ''] = line.split(' ');
    if (what === 'inserted') this.inserted.add(key);
    if (what === 'deleting') this.deleting.add(key);
    if (what === 'deleted') this.deleted.add(key);
    if (what === 'incrementing') this.incrementing++;
    if (what === 'incremented') this.incremented++;
  }
}

interface Contents {
  readonly keys: ReadonlySet<string>;
  readonly counter: number;
}

describe('the embedded server killed while it writes', () => {
  let folder: string;
  const journal = new Journal();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'embedded-durability-'));
    for (const insertions of ROUNDS) await writeUntilKilled(`round-${insertions}`, insertions);
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function writeUntilKilled(round: string, insertions: number): Promise<void> {
    const loader = resolve('test/support/typescript-loader.mjs');
    const program = resolve('test/contract/database/writer-process.ts');
    const child = spawn(process.execPath, ['--import', loader, program, folder, round], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const killed = once(child, 'close');
    const enough = journal.inserted.size + insertions;
    for await (const line of createInterface({ input: child.stdout })) {
      journal.note(line);
      if (journal.inserted.size === enough) child.kill('SIGKILL');
    }
    expect((await killed)[1]).toBe('SIGKILL');
  }

  async function contents(): Promise<Contents> {
    const server = await openEmbeddedDatabase(folder, () => undefined);
    const connection = await createConnection(server.uri).asPromise();
    try {
      const documents = await connection.collection('documents').find().toArray();
      const counter = await connection.collection('counters').findOne();
      expect(documents.every(({ text }) => typeof text === 'string' && text.length >= 200)).toBe(true);
      const keys = new Set(documents.map(({ key }) => key as string));
      expect(keys.size).toBe(documents.length);
      return { keys, counter: counter!.n as number };
    } finally {
      await connection.close();
      await server.close();
    }
  }

  it('loses no acknowledged write and brings back no deleted document', async () => {
    const { keys, counter } = await contents();
    expect(journal.inserted.size).toBeGreaterThanOrEqual(ROUNDS.reduce((sum, insertions) => sum + insertions));
    expect([...journal.inserted].filter((key) => !keys.has(key) && !journal.deleting.has(key))).toEqual([]);
    expect([...journal.deleted].filter((key) => keys.has(key))).toEqual([]);
    expect(counter).toBeGreaterThanOrEqual(journal.incremented);
    expect(counter).toBeLessThanOrEqual(journal.incrementing);
  });

  it.each([
    ['cut short', async (log: string) => truncate(log, (await stat(log)).size - 7)],
    ['followed by garbage', (log: string) => writeFile(log, Buffer.alloc(200, 0xa5), { flag: 'a' })],
  ])('opens with the end of its log damaged (%s), as a power cut leaves it', async (damaged, damage) => {
    const round = damaged.replaceAll(' ', '-');
    await writeUntilKilled(round, 30);
    const files = await readdir(join(folder, 'level'));
    const log = files
      .filter((name) => name.endsWith('.log'))
      .toSorted()
      .at(-1)!;
    await damage(join(folder, 'level', log));
    const { keys } = await contents();
    const older = [...journal.inserted].filter((key) => !key.startsWith(round));
    expect(older.filter((key) => !keys.has(key) && !journal.deleting.has(key))).toEqual([]);
    // What the damage took of this round is not asked of the next.
    for (const key of journal.inserted) if (!keys.has(key)) journal.inserted.delete(key);
  });
});
