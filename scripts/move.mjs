// npm run move: copies the installation in DATA_DIR, records and files, to the MongoDB of MONGO_URI and the bucket of
// AWS_BUCKET_NAME, for those who outgrow one machine. Stop the service first. It can be broken off and started again: what is
// there and has been verified is not copied twice. DATA_DIR stays as it is but for the journal of the move.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { moveFiles } from './steps/move-files.mjs';
import { moveRecords } from './steps/move-records.mjs';
import { openDatabase, readConfig } from './steps/open-database.mjs';
import { giveUp, prepareServer, root } from './steps/prepare.mjs';

prepareServer();
const file = join(root, '.env');
if (existsSync(file)) process.loadEnvFile(file);
const config = await readConfig().catch((error) => giveUp(error.message));
if (config.database.uri === undefined || config.storage.s3 === undefined) {
  giveUp('Set MONGO_URI and AWS_BUCKET_NAME (with its keys) to where the installation is to go.');
}
if (!existsSync(join(config.dataDir, 'database')))
  giveUp(`${config.dataDir} holds no database. Set DATA_DIR as the service has it.`);

const started = performance.now();
const from = await openDatabase({ DATA_DIR: process.env.DATA_DIR }).catch((error) => giveUp(error.message));
const to = await openDatabase().catch(async (error) => {
  await from.close();
  giveUp(`The MongoDB of MONGO_URI cannot be reached: ${error.message}`);
});
try {
  // Files first: a record must never name a file that is not there.
  const files = await moveFiles(config);
  const records = await moveRecords(from.connection.db, to.connection.db, config.dataDir);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${files.copied} files copied, ${files.known} were there; ${records} records. All verified by SHA-256 in ${seconds} s.`,
  );
  console.log(
    'Start the service with the same MONGO_URI and AWS_BUCKET_NAME. DATA_DIR can be put away when it serves.',
  );
} catch (error) {
  process.exitCode = 1;
  console.error(`The move stopped: ${error.message}\nWhat was copied stays. Start it again when the cause is mended.`);
} finally {
  await to.close();
  await from.close();
}
