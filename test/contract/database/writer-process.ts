// Writes to an embedded server of its own as fast as it can and says what it is about to do and what was acknowledged, until it
// is killed. Arguments: folder, round.
import { writeSync } from 'node:fs';
import { createConnection } from 'mongoose';
import { openEmbeddedDatabase } from '../../../src/database/embedded/embedded-database.js';

const WRITERS = 16;
const [, , folder, round] = process.argv;

/** At once, so that nothing said is lost with the process. */
function say(what: string, key = ''): void {
  writeSync(1, `${what} ${key}\n`);
}

const server = await openEmbeddedDatabase(folder!, (message, error) => {
  throw new Error(message, { cause: error });
});
const connection = await createConnection(server.uri).asPromise();
const documents = connection.collection<{ key: string }>('documents');
const counters = connection.collection<{ _id: string; n: number }>('counters');
await documents.createIndex({ key: 1 }, { name: 'key', unique: true });

let next = 0;
async function write(): Promise<never> {
  for (;;) {
    const number = next++;
    const key = `${round}-${number}`;
    await documents.insertOne({ key, text: 'x'.repeat(200 + (number % 3000)) } as never);
    say('inserted', key);
    say('incrementing');
    await counters.updateOne({ _id: 'counter' }, { $inc: { n: 1 } }, { upsert: true });
    say('incremented');
    if (number % 5 !== 0) continue;
    say('deleting', key);
    await documents.deleteOne({ key });
    say('deleted', key);
  }
}

say('ready');
await Promise.all(Array.from({ length: WRITERS }, write));
