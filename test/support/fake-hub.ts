import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The Hub's routes for one Space, scripted. */
export class FakeHub {
  stage = 'RUNNING';
  readonly requests: { path: string; authorization: string | undefined }[] = [];

  private constructor(private readonly server: Server) {}

  /** @param host of the Space, as the Hub tells it */
  static async start(host: string): Promise<FakeHub> {
    const server = createServer();
    const hub = new FakeHub(server);
    server.on('request', (request, response) => {
      hub.requests.push({ path: request.url!, authorization: request.headers.authorization });
      const known = request.url === '/api/spaces/artist/papers';
      const body = { id: 'artist/papers', host, runtime: { stage: hub.stage } };
      response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(known ? body : { error: 'Repository not found' }));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return hub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
