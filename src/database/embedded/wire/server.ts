import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Report } from '../engine.js';
import { type RunCommand, serveConnection } from './connection.js';
import { PlainAuthentication } from './plain-authentication.js';

/** More than any pool of one process opens. */
const MAX_CONNECTIONS = 500;

/** Speaks MongoDB's wire protocol on a free port of the loopback interface. */
export class WireServer {
  private readonly authentication = new PlainAuthentication();
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(run: RunCommand, report: Report) {
    this.server = createServer({ noDelay: true }, (socket) => {
      this.sockets.add(socket);
      serveConnection(socket, this.authentication, run)
        .catch((error: unknown) => report('a connection to the embedded store failed', error))
        .finally(() => this.sockets.delete(socket));
    });
    this.server.maxConnections = MAX_CONNECTIONS;
  }

  /** @returns the address for a driver, with this start's password */
  async listen(database: string): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen({ host: '127.0.0.1', port: 0 }, () => resolve());
    });
    const { port } = this.server.address() as AddressInfo;
    const options = 'authMechanism=PLAIN&authSource=%24external&directConnection=true';
    return `mongodb://${this.authentication.credentials}@127.0.0.1:${port}/${database}?${options}`;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}
