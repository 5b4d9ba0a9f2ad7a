import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { runInNewContext } from 'node:vm';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly path: string;
}

/** A program that is told by webhooks, as its author would write it: a real HTTP server that answers as it is told to. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  private readonly answers = new Map<string, number[]>();

  private constructor(private readonly server: Server) {}

  /** @param port to listen on; 0 takes a free one */
  static async listen(port = 0): Promise<WebhookReceiver> {
    const server = createServer();
    const receiver = new WebhookReceiver(server);
    server.on('request', (request, response) => void receiver.take(request, response));
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path = '/hooks'): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  /** Statuses of the next answers at one path; 204 afterwards. */
  answer(path: string, ...statuses: number[]): void {
    this.answers.set(path, statuses);
  }

  /** What came to one path. */
  at(path: string): Received[] {
    return this.received.filter((message) => message.path === path);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await buffer(request)).toString('utf8');
    this.received.push({ headers: request.headers, body, path: request.url! });
    response.writeHead(this.answers.get(request.url!)?.shift() ?? 204).end();
  }
}

type Verify = (secret: string, headers: IncomingHttpHeaders, body: string) => unknown;

/** The receiver's check as the README gives it. */
function verifyOfReadme(): Verify {
  const [code] = /function verify\([\s\S]*?\n\}/.exec(readFileSync('README.md', 'utf8'))!;
  return runInNewContext(`(${code})`, { createHmac, timingSafeEqual, Buffer }) as Verify;
}

export function isGenuine({ headers, body }: Received, secret: string): boolean {
  try {
    return verifyOfReadme()(secret, headers, body) !== undefined;
  } catch {
    return false;
  }
}
