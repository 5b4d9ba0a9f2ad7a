import { join } from 'node:path';
import { createConnection } from 'mongoose';

/** The configuration of this environment; the signing key of access tokens has nothing to do with data. */
export async function readConfig(variables = process.env) {
  const { AppConfig } = await import('../../dist/config/app-config.js');
  const { parseEnvironment } = await import('../../dist/config/environment.js');
  return new AppConfig(parseEnvironment({ ...variables, NODE_ENV: 'development' }));
}

/** The database of MONGO_URI or, where that is not set, of DATA_DIR, which no process may be using. */
export async function openDatabase(variables = process.env) {
  const config = await readConfig(variables);
  if (config.database.uri !== undefined) return connect(config.database.uri, async () => undefined);
  const { openEmbeddedDatabase } = await import('../../dist/database/embedded/embedded-database.js');
  const embedded = await openEmbeddedDatabase(join(config.dataDir, 'database'), (message) => console.error(message));
  return connect(embedded.uri, () => embedded.close());
}

async function connect(uri, afterwards) {
  const connection = await createConnection(uri, { serverSelectionTimeoutMS: 5000 }).asPromise();
  return {
    connection,
    close: async () => {
      await connection.close();
      await afterwards();
    },
  };
}
