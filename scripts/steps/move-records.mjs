import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { MIGRATIONS } from '../../dist/database/migrations/index.js';
import { migrate } from '../../dist/database/migrations/migrate.js';

const BATCH = 500;
/** What only says which processes are running. */
const PASSING = new Set(['job_workers']);
const MOVES = 'moves';

/**
 * Copies every document, then reads both sides again and compares them.
 * @returns how many documents there are
 * @throws Error where the target holds another installation, or differs at the end
 */
export async function moveRecords(from, to, dataDir) {
  await migrate(from, MIGRATIONS);
  await claimTarget(to, sourceId(dataDir));
  const names = (await from.listCollections().toArray()).map(({ name }) => name).filter((name) => !PASSING.has(name));
  let total = 0;
  for (const name of names) {
    for await (const documents of batches(from.collection(name))) {
      const operations = documents.map((document) => ({
        replaceOne: { filter: { _id: document._id }, replacement: document, upsert: true },
      }));
      await to.collection(name).bulkWrite(operations, { ordered: false });
    }
    const [here, there] = await Promise.all([digest(from.collection(name)), digest(to.collection(name))]);
    if (here.sha256 !== there.sha256) {
      throw new Error(
        `${name}: ${here.count} documents here, ${there.count} there, and they differ. Is a service using one of them?`,
      );
    }
    total += here.count;
  }
  await to.collection(MOVES).updateOne({ _id: 'embedded' }, { $set: { finishedAt: new Date() } });
  return total;
}

/** An installation is moved into an empty database, or on into the one where its move was begun and not finished. */
async function claimTarget(to, source) {
  const move = await to.collection(MOVES).findOne({ _id: 'embedded' });
  if (move?.source === source && !move.finishedAt) return;
  if (move?.source === source)
    throw new Error('This installation was moved here already; the service may have changed it since.');
  if (move || (await to.collection('users').findOne()) !== null)
    throw new Error('The database of MONGO_URI holds another installation. Name an empty one.');
  await to.collection(MOVES).insertOne({ _id: 'embedded', source, startedAt: new Date() });
}

function sourceId(dataDir) {
  const file = join(dataDir, 'move-id');
  if (!existsSync(file)) writeFileSync(file, randomUUID(), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/** Documents in the order of their ids; ids of one collection are of one type, so that both servers agree on it. */
async function* batches(collection) {
  let batch = [];
  for await (const document of collection.find({}, { promoteValues: false }).sort({ _id: 1 })) {
    batch.push(document);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function digest(collection) {
  const hash = createHash('sha256');
  let count = 0;
  for await (const documents of batches(collection)) {
    for (const document of documents) hash.update(mongo.BSON.serialize(document));
    count += documents.length;
  }
  return { count, sha256: hash.digest('hex') };
}
