import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands on a port of its own before a server, and can be shut. */
export class Gate {
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((socket) => {
    const onward = connect(this.target, '127.0.0.1');
    for (const end of [socket, onward]) {
      this.sockets.add(end.on('error', () => undefined).on('close', () => this.sockets.delete(end)));
    }
    socket.pipe(onward).pipe(socket);
  });
  private port = 0;

  private constructor(
    private readonly target: number,
    private readonly serverUri: string,
  ) {}

  static async before(serverUri: string): Promise<Gate> {
    const gate = new Gate(Number(new URL(serverUri).port), serverUri);
    await gate.open();
    return gate;
  }

  get uri(): string {
    return this.serverUri.replace(`:${this.target}/`, `:${this.port}/`);
  }

  async open(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** Ends every connection as a server does that exits. */
  hangUp(): void {
    for (const socket of this.sockets) socket.end();
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
    await closed;
  }
}
