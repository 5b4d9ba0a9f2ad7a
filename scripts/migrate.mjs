// npm run migrate: applies to the data of MONGO_URI, or of DATA_DIR, what this version changes in it. The service does so at
// its start too; this is for those who want it done, and seen, before.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { giveUp, prepareServer, root } from './steps/prepare.mjs';

prepareServer();
const file = join(root, '.env');
if (existsSync(file)) process.loadEnvFile(file);
const { openDatabase } = await import('./steps/open-database.mjs');
const { MIGRATIONS } = await import('../dist/database/migrations/index.js');
const { migrate } = await import('../dist/database/migrations/migrate.js');

const database = await openDatabase().catch((error) => giveUp(error.message));
try {
  const applied = await migrate(database.connection.db, MIGRATIONS);
  for (const { version, description } of applied) console.log(`${version}  ${description}`);
  console.log(applied.length === 0 ? 'Nothing to do: the data is of this version.' : `${applied.length} applied.`);
} catch (error) {
  process.exitCode = 1;
  console.error(`The migration stopped: ${error.message}. What was applied stays; run it again.`);
} finally {
  await database.close();
}
