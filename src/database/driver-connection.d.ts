/** The part of the driver's own Connection that is repaired; the driver describes only what it offers. */
declare module 'mongodb/lib/cmap/connection.js' {
  import type { Socket } from 'node:net';

  export class Connection {
    readonly socket: Socket;
    writeCommand: (this: Connection, command: unknown, options: unknown) => Promise<void>;
  }
}
