import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { mongo } from 'mongoose';
import { isDuplicateKey } from '../../common/duplicate-key.js';
import type { Migration } from './migration.js';

/** A process that died while it migrated is waited for this long. */
const LEASE_MILLISECONDS = 60_000;
const LOOK_AGAIN_MILLISECONDS = 200;
const LOCK = 'lock';

/** A document of the collection `migrations`: one for each that was applied, and the lock. */
interface MigrationRow {
  _id: number | typeof LOCK;
  description?: string;
  appliedAt?: Date;
  holder?: string;
  until?: Date;
}

/**
 * Applies the migrations that the data has not seen, each once, however many processes ask at the same time: one holds the
 * lock, the others wait. Resolves when all are applied. Migrations of newer versions are left alone.
 * @returns those that this call applied
 */
export async function migrate(database: mongo.Db, migrations: readonly Migration[]): Promise<Migration[]> {
  const rows = database.collection<MigrationRow>('migrations');
  const holder = randomUUID();
  while ((await pending(rows, migrations)).length > 0) {
    if (!(await acquire(rows, holder))) {
      await sleep(LOOK_AGAIN_MILLISECONDS);
      continue;
    }
    const renewal = setInterval(() => void renew(rows, holder).catch(() => undefined), LEASE_MILLISECONDS / 3).unref();
    try {
      return await apply(database, rows, await pending(rows, migrations));
    } finally {
      clearInterval(renewal);
      await rows.deleteOne({ _id: LOCK, holder });
    }
  }
  return [];
}

async function pending(rows: mongo.Collection<MigrationRow>, migrations: readonly Migration[]): Promise<Migration[]> {
  const applied = new Set((await rows.find().toArray()).map(({ _id }) => _id));
  return migrations.filter(({ version }) => !applied.has(version));
}

async function apply(
  database: mongo.Db,
  rows: mongo.Collection<MigrationRow>,
  migrations: readonly Migration[],
): Promise<Migration[]> {
  for (const { version, description, up } of migrations) {
    await up(database);
    await rows.insertOne({ _id: version, description, appliedAt: new Date() });
  }
  return [...migrations];
}

/** Takes the lock where it is free or its holder has fallen silent. */
async function acquire(rows: mongo.Collection<MigrationRow>, holder: string): Promise<boolean> {
  const now = new Date();
  try {
    const lock = { holder, until: new Date(now.getTime() + LEASE_MILLISECONDS) };
    await rows.updateOne({ _id: LOCK, until: { $lte: now } }, { $set: lock }, { upsert: true });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

async function renew(rows: mongo.Collection<MigrationRow>, holder: string): Promise<void> {
  await rows.updateOne({ _id: LOCK, holder }, { $set: { until: new Date(Date.now() + LEASE_MILLISECONDS) } });
}
