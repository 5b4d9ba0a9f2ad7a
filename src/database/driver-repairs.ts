import { Connection } from 'mongodb/lib/cmap/connection.js';
import { mongo } from 'mongoose';

const REPAIRED = Symbol('repaired');

/**
 * Repairs how the driver (mongodb 7.8 and 7.9) sends a command over a connection that breaks at that moment. As it is, the
 * command waits for ever for the socket to drain, which a destroyed socket never does; or the socket's own error comes out, which
 * neither the driver nor its callers know as one of the network. Repaired, both are a MongoNetworkError: the driver tries again
 * what is safe to try, and the rest fails at once. Once for the process.
 */
export function repairDriver(): void {
  const prototype: Connection & { [REPAIRED]?: true } = Connection.prototype;
  if (prototype[REPAIRED]) return;
  prototype[REPAIRED] = true;
  prototype.writeCommand = failingWithItsSocket(prototype.writeCommand);
}

function failingWithItsSocket(writeCommand: Connection['writeCommand']): Connection['writeCommand'] {
  return async function (this: Connection, command, options) {
    const { socket } = this;
    if (socket.destroyed) throw new mongo.MongoNetworkError('the connection was closed before the command was sent');
    let giveUp: () => void = () => undefined;
    const closed = new Promise<never>((_resolve, reject) => {
      giveUp = () => reject(new mongo.MongoNetworkError('the connection was closed while the command was sent'));
    });
    socket.once('close', giveUp);
    try {
      await Promise.race([writeCommand.call(this, command, options), closed]);
    } catch (error) {
      throw isSocketError(error) ? new mongo.MongoNetworkError(error.message, { cause: error }) : error;
    } finally {
      socket.off('close', giveUp);
    }
  };
}

/** Node's own errors carry their code as text, the driver's as a number. */
function isSocketError(error: unknown): error is NodeJS.ErrnoException {
  return (
    error instanceof Error &&
    !(error instanceof mongo.MongoError) &&
    typeof (error as NodeJS.ErrnoException).code === 'string'
  );
}
