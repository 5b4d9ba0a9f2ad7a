import { MAX_DOCUMENT_BYTES } from '../bson.js';
import type { CommandDefinition } from './command.js';

/** Largest message in bytes, as MongoDB has it. */
export const MAX_MESSAGE_BYTES = 48_000_000;

/** Features of MongoDB 7.0; no sessions are offered, so that drivers refuse transactions by themselves. */
const WIRE_VERSION = 21;

/** What drivers tell of themselves and ask about replication, which a server of its own need not answer. */
const HANDSHAKE_OPTIONS = [
  'helloOk',
  'client',
  'compression',
  'saslSupportedMechs',
  'topologyVersion',
  'maxAwaitTimeMS',
  'loadBalanced',
  'backpressure',
];

const hello: CommandDefinition = {
  options: HANDSHAKE_OPTIONS,
  run: () => ({
    helloOk: true,
    isWritablePrimary: true,
    ismaster: true,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
  }),
};

const nothing: CommandDefinition = { options: [], run: () => ({}) };

const buildInfo: CommandDefinition = {
  options: [],
  run: () => ({ version: '7.0.0', versionArray: [7, 0, 0, 0], modules: ['embedded'] }),
};

export const SERVER_COMMANDS: Readonly<Record<string, CommandDefinition>> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: nothing,
  endSessions: nothing,
  buildInfo,
};
