import { type Document, deserialize, serialize } from '../bson.js';
import { HEADER_BYTES, ProtocolError } from './framing.js';

/** Operation codes of the wire protocol; OP_QUERY and OP_REPLY only carry a driver's first greeting. */
const OPERATION = { reply: 1, query: 2004, message: 2013 } as const;

const FLAG = { checksumPresent: 1, moreToCome: 2 } as const;

/** Flag bits whose meaning a server must know. */
const REQUIRED_FLAGS = 0xffff;

export interface Request {
  readonly id: number;
  readonly operation: number;
  readonly command: Document;
  /** The sender does not wait for a reply. */
  readonly silent: boolean;
}

/** @throws ProtocolError for anything but an OP_MSG or OP_QUERY with valid BSON */
export function parseMessage(bytes: Buffer): Request {
  try {
    const id = bytes.readInt32LE(4);
    const operation = bytes.readInt32LE(12);
    if (operation === OPERATION.query) return { id, operation, command: parseQuery(bytes), silent: false };
    if (operation !== OPERATION.message) throw new ProtocolError(`operation code ${operation}`);
    const flags = bytes.readUInt32LE(HEADER_BYTES);
    if ((flags & REQUIRED_FLAGS & ~(FLAG.checksumPresent | FLAG.moreToCome)) !== 0)
      throw new ProtocolError('unknown flags');
    const end = bytes.length - (flags & FLAG.checksumPresent ? 4 : 0);
    return { id, operation, command: parseSections(bytes.subarray(0, end)), silent: (flags & FLAG.moreToCome) !== 0 };
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    throw new ProtocolError('a malformed message', { cause: error });
  }
}

/** Flags, collection name, two counters, then the command. */
function parseQuery(bytes: Buffer): Document {
  const nameEnd = bytes.indexOf(0, HEADER_BYTES + 4);
  if (nameEnd < 0) throw new ProtocolError('a query without a collection');
  return deserialize(bytes.subarray(nameEnd + 9));
}

/** One section with the command, and any number with sequences of documents that belong into it. */
function parseSections(bytes: Buffer): Document {
  let command: Document | undefined;
  const sequences: [string, Document[]][] = [];
  for (let at = HEADER_BYTES + 4; at < bytes.length;) {
    const kind = bytes[at++];
    const end = at + bytes.readInt32LE(at);
    if (end <= at + 4 || end > bytes.length) throw new ProtocolError('a section longer than its message');
    const section = bytes.subarray(at, end);
    if (kind === 0) command = deserialize(section);
    else if (kind === 1) sequences.push(parseSequence(section));
    else throw new ProtocolError(`section kind ${kind}`);
    at = end;
  }
  if (!command) throw new ProtocolError('a message without a command');
  for (const [name, documents] of sequences) command[name] = documents;
  return command;
}

function parseSequence(section: Buffer): [string, Document[]] {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd < 0) throw new ProtocolError('a document sequence without a name');
  const documents: Document[] = [];
  for (let at = nameEnd + 1; at < section.length;) {
    const length = section.readInt32LE(at);
    if (length < 5 || at + length > section.length) throw new ProtocolError('a document longer than its sequence');
    documents.push(deserialize(section.subarray(at, at + length)));
    at += length;
  }
  return [section.toString('utf8', 4, nameEnd), documents];
}

/** OP_MSG: no flags, one section of kind 0. */
const MESSAGE_PREFIX = Buffer.from([0, 0, 0, 0, 0]);

/** OP_REPLY: flags (await capable), cursor 0, starting from 0, one document. */
const REPLY_PREFIX = Buffer.from([8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]);

/** The reply in the form of the request. */
export function encodeReply(request: Request, reply: Document): Buffer {
  const legacy = request.operation === OPERATION.query;
  const prefix = legacy ? REPLY_PREFIX : MESSAGE_PREFIX;
  const body = serialize(reply);
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + prefix.length + body.length);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(0, 4);
  bytes.writeInt32LE(request.id, 8);
  bytes.writeInt32LE(legacy ? OPERATION.reply : OPERATION.message, 12);
  bytes.set(prefix, HEADER_BYTES);
  bytes.set(body, HEADER_BYTES + prefix.length);
  return bytes;
}
