/** Every message starts with its length, its id, the id it answers and its operation code: four 32-bit integers. */
export const HEADER_BYTES = 16;

/** The bytes are no message of the protocol; the connection is of no further use. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** Cuts a stream of bytes into messages. */
export class MessageSplitter {
  private chunks: Buffer[] = [];
  private received = 0;
  private needed = HEADER_BYTES;

  /** @param limit the longest message accepted now, in bytes */
  constructor(public limit: number) {}

  /**
   * @returns the messages that are complete with this chunk
   * @throws ProtocolError for a length that no message has
   */
  push(chunk: Buffer): Buffer[] {
    this.chunks.push(chunk);
    this.received += chunk.length;
    const messages: Buffer[] = [];
    while (this.received >= this.needed) {
      const bytes = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
      const length = bytes.readInt32LE(0);
      if (length < HEADER_BYTES || length > this.limit) throw new ProtocolError(`a message of ${length} bytes`);
      this.chunks = [bytes];
      this.needed = length;
      if (bytes.length < length) break;
      messages.push(bytes.subarray(0, length));
      this.keep(bytes.subarray(length));
    }
    return messages;
  }

  private keep(rest: Buffer): void {
    this.chunks = rest.length > 0 ? [rest] : [];
    this.received = rest.length;
    this.needed = HEADER_BYTES;
  }
}
