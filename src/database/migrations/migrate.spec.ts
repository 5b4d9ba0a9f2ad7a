import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, createConnection, type mongo } from 'mongoose';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../embedded/embedded-database.js';
import { migrate } from './migrate.js';
import type { Migration } from './migration.js';

describe('migrations', () => {
  let folder: string;
  let embedded: EmbeddedDatabase;
  let connection: Connection;
  let database: mongo.Db;
  const applied: number[] = [];
  const migration = (version: number, up: Migration['up'] = async () => undefined): Migration => ({
    version,
    description: `number ${version}`,
    up: async (db) => {
      await up(db);
      applied.push(version);
    },
  });
  const rows = () => database.collection<{ _id: number | string }>('migrations');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'migrations-'));
    embedded = await openEmbeddedDatabase(folder, () => undefined);
    connection = await createConnection(embedded.uri).asPromise();
    database = connection.db!;
  });
  afterEach(async () => {
    applied.length = 0;
    await rows().deleteMany({});
  });
  afterAll(async () => {
    await connection.close();
    await embedded.close();
    await rm(folder, { recursive: true });
  });

  it('are applied once and in order by the first of many processes; the others wait', async () => {
    const slow = migration(1, () => sleep(50));
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => migrate(database, [slow, migration(2)])));
    expect(applied).toEqual([1, 2]);
    expect(outcomes.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 0, 0, 0, 2]);
    expect(await migrate(database, [slow, migration(2), migration(3)])).toMatchObject([{ version: 3 }]);
    expect(applied).toEqual([1, 2, 3]);
  });

  it('go on where a failure or a crash cut them off', async () => {
    const broken = migration(2, () => Promise.reject(new Error('the disk is full')));
    await expect(migrate(database, [migration(1), broken])).rejects.toThrow('the disk is full');
    await migrate(database, [migration(1), migration(2)]);
    expect(applied).toEqual([1, 2]);
  });

  it('take the lock of a process that fell silent', async () => {
    await database
      .collection<{ _id: string }>('migrations')
      .insertOne({ _id: 'lock', holder: 'gone', until: new Date(Date.now() - 1) } as never);
    await migrate(database, [migration(1)]);
    expect(applied).toEqual([1]);
    expect(await rows().countDocuments({ _id: 'lock' })).toBe(0);
  });

  it('leave what a newer version did', async () => {
    await migrate(database, [migration(1), migration(2), migration(3)]);
    expect(await migrate(database, [migration(1)])).toEqual([]);
    expect(await rows().countDocuments({})).toBe(3);
  });
});
