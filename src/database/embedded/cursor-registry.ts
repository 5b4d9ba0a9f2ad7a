import { BSON, type Document, Long, MAX_DOCUMENT_BYTES } from './bson.js';
import { CommandError } from './command-error.js';

/** MongoDB's size of a first batch. */
const FIRST_BATCH = 101;

/** What a place in an array costs besides its value: a type, a position in digits and a terminator. */
const ELEMENT_BYTES = 10;

/** A cursor that nobody asks again is forgotten after this time, as in MongoDB. */
const IDLE_MILLISECONDS = 600_000;

export interface CursorReply {
  readonly id: Long;
  readonly ns: string;
  readonly [batch: string]: unknown;
}

interface OpenCursor {
  readonly namespace: string;
  readonly documents: readonly Document[];
  position: number;
  usedAt: number;
}

/** Results that did not fit into one reply. */
export class CursorRegistry {
  private readonly cursors = new Map<number, OpenCursor>();
  private nextId = 1;

  /** @param replyBytes largest batch in bytes, unless a single document is larger */
  constructor(private readonly replyBytes = MAX_DOCUMENT_BYTES) {}

  /** The first batch; a cursor stays open when there is more. */
  open(namespace: string, documents: readonly Document[], batchSize = FIRST_BATCH, singleBatch = false): CursorReply {
    const cursor: OpenCursor = { namespace, documents, position: 0, usedAt: Date.now() };
    const firstBatch = nextBatch(cursor, batchSize, this.replyBytes);
    if (singleBatch || cursor.position >= documents.length) return { id: Long.ZERO, ns: namespace, firstBatch };
    const id = this.nextId++;
    this.cursors.set(id, cursor);
    return { id: Long.fromNumber(id), ns: namespace, firstBatch };
  }

  /** @throws CommandError CursorNotFound */
  more(id: number, batchSize = Infinity): CursorReply {
    const cursor = this.cursors.get(id);
    if (!cursor) throw new CommandError(43, 'CursorNotFound', `cursor id ${id} not found`);
    cursor.usedAt = Date.now();
    const batch = nextBatch(cursor, batchSize, this.replyBytes);
    const done = cursor.position >= cursor.documents.length;
    if (done) this.cursors.delete(id);
    return { id: done ? Long.ZERO : Long.fromNumber(id), ns: cursor.namespace, nextBatch: batch };
  }

  /** @returns whether the cursor was open */
  kill(id: number): boolean {
    return this.cursors.delete(id);
  }

  forgetIdle(): void {
    const oldest = Date.now() - IDLE_MILLISECONDS;
    for (const [id, { usedAt }] of this.cursors) if (usedAt < oldest) this.cursors.delete(id);
  }
}

/** Documents up to the batch size in number and a reply's size in bytes; at least one unless none is asked for. */
function nextBatch(cursor: OpenCursor, batchSize: number, replyBytes: number): Document[] {
  const batch: Document[] = [];
  let bytes = 0;
  while (batch.length < batchSize && cursor.position < cursor.documents.length) {
    const document = cursor.documents[cursor.position]!;
    bytes += ELEMENT_BYTES + BSON.calculateObjectSize(document, { ignoreUndefined: false });
    if (bytes > replyBytes && batch.length > 0) break;
    batch.push(document);
    cursor.position++;
  }
  return batch;
}
