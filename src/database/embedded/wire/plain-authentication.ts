import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Binary, type Document } from '../bson.js';
import { CommandError } from '../command-error.js';

const USER = 'embedded';

/** What a client may ask before it has signed in. */
const OPEN_COMMANDS = new Set(['hello', 'isMaster', 'ismaster', 'ping', 'saslStart']);

/**
 * SASL PLAIN (RFC 4616) with a password of this start only, known to this process alone: other users of the machine reach the
 * port but not the data.
 */
export class PlainAuthentication {
  private readonly password = randomBytes(24).toString('hex');

  /** User and password as they stand in a URI. */
  get credentials(): string {
    return `${USER}:${this.password}`;
  }

  /** @throws CommandError AuthenticationFailed */
  verify(command: Document): Document {
    const payload = command.payload instanceof Binary ? Buffer.from(command.payload.value()) : Buffer.alloc(0);
    const given = digest(payload);
    const expected = digest(Buffer.from(`\0${USER}\0${this.password}`));
    if (command.mechanism !== 'PLAIN' || !timingSafeEqual(given, expected)) {
      throw new CommandError(18, 'AuthenticationFailed', 'Authentication failed.');
    }
    return { conversationId: 1, done: true, payload: new Binary(Buffer.alloc(0)), ok: 1 };
  }

  /** @throws CommandError Unauthorized for what needs a sign-in */
  static checkOpen(commandName: string): void {
    if (OPEN_COMMANDS.has(commandName)) return;
    throw new CommandError(13, 'Unauthorized', `Command ${commandName} requires authentication`);
  }
}

function digest(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
