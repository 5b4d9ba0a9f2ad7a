import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, createConnection } from 'mongoose';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../../src/database/embedded/embedded-database.js';

/** A server of the contract suite with an empty database and a connection as the product opens it. */
export interface TestServer {
  readonly connection: Connection;
  /** Undefined on a real server. */
  readonly embedded: EmbeddedDatabase | undefined;
}

type Opened = TestServer & { close(): Promise<void> };

/** Settings of the product's own connection that change what a query does. */
const CONNECTION_OPTIONS = { autoIndex: false, autoCreate: false, bufferCommands: false };

const realServer = process.env.TEST_MONGO_URI;

/**
 * Defines one suite twice: on the embedded server, and on the real one that TEST_MONGO_URI names. Without it the second is
 * skipped and says so; with REQUIRE_SERVICES=1 that is a failure.
 */
export function describeOnEveryServer(title: string, define: (server: () => TestServer) => void): void {
  describe(`${title}, embedded server`, () => define(useServer(openEmbedded)));
  if (realServer === undefined) {
    if (process.env.REQUIRE_SERVICES === '1') throw new Error('REQUIRE_SERVICES=1, but TEST_MONGO_URI is not set');
    process.stderr.write(`SKIPPED: "${title}" on a real MongoDB server (set TEST_MONGO_URI)\n`);
  }
  (realServer === undefined ? describe.skip : describe)(`${title}, real server`, () => define(useServer(openReal)));
}

/** Opens an embedded server in a temporary folder around the tests of a suite. */
export function useEmbeddedServer(): () => TestServer & { embedded: EmbeddedDatabase } {
  return useServer(openEmbedded) as () => TestServer & { embedded: EmbeddedDatabase };
}

function useServer(open: () => Promise<Opened>): () => TestServer {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  return () => opened;
}

async function openEmbedded(): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'embedded-database-'));
  const embedded = await openEmbeddedDatabase(folder, (message, error) => {
    throw new Error(message, { cause: error });
  });
  const connection = await createConnection(embedded.uri, CONNECTION_OPTIONS).asPromise();
  const close = async (): Promise<void> => {
    await connection.close();
    await embedded.close();
    await rm(folder, { recursive: true });
  };
  return { connection, embedded, close };
}

async function openReal(): Promise<Opened> {
  const options = { ...CONNECTION_OPTIONS, dbName: `contract-${randomUUID()}` };
  const connection = await createConnection(realServer!, options).asPromise();
  const close = async (): Promise<void> => {
    await connection.dropDatabase();
    await connection.close();
  };
  return { connection, embedded: undefined, close };
}
