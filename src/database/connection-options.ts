import { type ConnectOptions, mongo, type MongooseOptions } from 'mongoose';
import { ConfigurationError } from '../config/environment.js';

/** What holds for every model, whichever server stands behind it. */
export const MONGOOSE_OPTIONS: MongooseOptions = {
  // An unknown path in a filter is an error: left out silently, it would make the filter match everything.
  strictQuery: 'throw',
  // Operators in a filter hold only where the program marks them with `trusted()`.
  sanitizeFilter: true,
  // Without a connection an operation fails at once instead of waiting for one.
  bufferCommands: false,
  // Indexes are built at boot, all together.
  autoIndex: false,
  autoCreate: false,
};

/** How long an operation waits for a server that can take it. */
export const SERVER_PATIENCE_MILLISECONDS = 1500;

/** Connections of the embedded server: sockets of this very process. */
export const EMBEDDED_OPTIONS: ConnectOptions = {
  maxPoolSize: 32,
  serverSelectionTimeoutMS: SERVER_PATIENCE_MILLISECONDS,
};

/** Used where the connection string names no database; MongoDB's own default is `test`. */
const DATABASE_NAME = 'artwork-mapping';

const NAMES_DATABASE = /^[^:]+:\/\/[^/]+\/[^?]/;

/**
 * Time limits on every wait for a MongoDB server. Those that the connection string sets itself are left to it.
 * @throws ConfigurationError for a malformed connection string, which it does not show
 * @param random in [0, 1): processes that lost the server together look for it at different times
 */
export function serverOptions(uri: string, random = Math.random()): ConnectOptions {
  refuseMalformed(uri);
  const options: ConnectOptions = {
    serverSelectionTimeoutMS: SERVER_PATIENCE_MILLISECONDS,
    connectTimeoutMS: 3000,
    socketTimeoutMS: 15_000,
    waitQueueTimeoutMS: 2000,
    heartbeatFrequencyMS: Math.round(2000 + random * 1000),
  };
  const named = new Set([...uri.matchAll(/[?&](\w+)=/g)].map(([, name]) => name!.toLowerCase()));
  const limits = Object.entries(options).filter(([name]) => !named.has(name.toLowerCase()));
  return { ...Object.fromEntries(limits), ...(NAMES_DATABASE.test(uri) ? {} : { dbName: DATABASE_NAME }) };
}

function refuseMalformed(uri: string): void {
  try {
    // Only reads the connection string: nothing is resolved or connected before it is asked to.
    void new mongo.MongoClient(uri);
  } catch {
    throw new ConfigurationError(
      'MONGO_URI: expected a connection string such as mongodb://user:password@host:27017/artwork-mapping (special characters percent-encoded), received a value that is not shown',
    );
  }
}
